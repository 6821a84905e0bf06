"""What the doctor says of the consent ledger."""

from service.domain.checkup import Verdict
from service.domain.consent_chain import Head
from service.usecases.checkup.ledger import check_ledger

END = Head(41, bytes(32))


def test_a_ledger_that_holds_is_told_with_its_end() -> None:
    (check,) = check_ledger(lambda: (END, []))
    assert check.verdict is Verdict.OK
    assert "41" in check.found


def test_the_first_fault_is_told_with_what_to_do() -> None:
    (check,) = check_ledger(lambda: (END, ["position 3 is missing", "and", "more"]))
    assert check.is_fault
    assert check.found == "position 3 is missing (and 2 faults more)"
    assert "patchline consent verify" in check.cure
