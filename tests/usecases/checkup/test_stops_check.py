"""What the doctor says of the list of stops beside the database."""

from service.domain.checkup import Verdict
from service.usecases.checkup.stops import check_stops


def test_a_list_that_was_never_damaged_is_fine() -> None:
    (check,) = check_stops(lambda: [])
    assert check.verdict is Verdict.OK


def test_one_that_was_set_aside_is_a_fault_that_names_the_file() -> None:
    (check,) = check_stops(lambda: ["suppressions.unreadable-1", "suppressions.unreadable-2"])
    assert check.is_fault
    assert "suppressions.unreadable-2" in check.found
    assert "VAR_DIR/suppressions" in check.cure
