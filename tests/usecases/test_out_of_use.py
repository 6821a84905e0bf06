"""A number that is out of use is given out again, and its next owner agreed to nothing."""

import pytest

from service.domain.consent import Channel, ConsentKind, Programme
from service.domain.text_records import MessageStatus
from tests.twins.house import VERMONTER, House


@pytest.mark.parametrize(("code", "times"), [(30003, 3), (30005, 1)])
def test_whoever_has_an_unusable_number_next_gets_no_alerts_unless_they_ask(
    house: House, code: int, times: int
) -> None:
    for body in ("JOIN", "yes"):
        house.text(body)
    for number in range(times):
        assert house.supporters[0].alerts == "agreed"
        house.receipt("", f"SM-{number}", MessageStatus.FAILED, code, VERMONTER)
    stopped = (ConsentKind.STOPPED, Channel.CARRIER, Programme.ALERTS, str(code))
    house.receipt("", "SM-again", MessageStatus.FAILED, code, VERMONTER)
    *_, before, last = house.store.run(lambda tx: tx.consents.of(VERMONTER.e164))
    assert (last.kind, last.channel, last.programme, last.words) == stopped
    assert before.kind is ConsentKind.CONFIRMED  # it is told once
    house.text("who is this?")
    assert (house.supporters[0].unusable_at, house.supporters[0].alerts) == (None, "stopped")
    assert "Reply JOIN" in (house.text("JOIN") or "")


def test_a_question_to_an_unusable_number_is_answered_by_nobody_else(house: House) -> None:
    house.text("JOIN")
    house.receipt("", "SM-1", MessageStatus.FAILED, 30006, VERMONTER)
    house.text("yes")
    assert house.supporters[0].alerts == "stopped"
