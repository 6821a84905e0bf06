"""During an outage nobody is told twice that they are unsubscribed."""

from pathlib import Path

import pytest

from service.domain.phone import Phone
from service.domain.text_records import InboundText
from service.ports.store import StoreDown
from tests.twins.house import OURS, TEXAN, VERMONTER, House


@pytest.fixture
def down(tmp_path: Path) -> House:
    """A house whose database is not there yet."""
    return House(f"sqlite:///{tmp_path}/patchline.db")


def answer(
    down: House, body: str, sender: Phone = VERMONTER, sid: str = "", *, carrier: bool = False
) -> str:
    text = InboundText(sid or f"SM-{body}-{down.clock.now()}", OURS, body)
    down.clock.move(seconds=1)
    with pytest.raises(StoreDown):
        down.receive(text, sender, carrier_answered=carrier)
    return down.receive.meanwhile(text, sender, carrier_answered=carrier) or ""


def test_a_stop_is_confirmed_once_and_what_follows_is_not_answered(down: House) -> None:
    assert "unsubscribed" in answer(down, "STOP")
    for body in ("STOP", "please stop", "S54 05401", "hello?", "enough already"):
        assert answer(down, body) == "", body
    assert "unsubscribed" in answer(down, "STOP", TEXAN)


def test_a_stop_that_is_delivered_again_gets_the_same_words(down: House) -> None:
    first = answer(down, "STOP", sid="SM-1")
    assert first == answer(down, "STOP", sid="SM-1")
    assert answer(down, "STOP", sid="SM-2") == ""


def test_what_the_carrier_has_confirmed_is_not_confirmed_by_us(down: House) -> None:
    assert answer(down, "STOP", carrier=True) == ""
    assert answer(down, "stop texting me") == ""


@pytest.mark.parametrize("word", ["START", "HELP", "FORGET"])
def test_whoever_asks_after_a_stop_is_told_to_try_again(down: House, word: str) -> None:
    answer(down, "STOP")
    assert "few minutes" in answer(down, word)


def test_another_outage_is_confirmed_anew(house: House) -> None:
    text = InboundText("SM-1", OURS, "STOP")
    again = InboundText("SM-2", OURS, "STOP")
    assert house.receive.meanwhile(text, VERMONTER, carrier_answered=False)
    house.text("S54", TEXAN)
    assert house.receive.meanwhile(again, VERMONTER, carrier_answered=False)


def test_no_repr_tells_who_it_was(down: House) -> None:
    answer(down, "STOP")
    assert VERMONTER.e164 not in repr(down.receive)
    assert str(hash(VERMONTER.e164)) not in repr(down.receive)
