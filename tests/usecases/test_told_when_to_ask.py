"""The carrier takes nothing now, and says when it may be asked again."""

from datetime import timedelta

from service.adapters.sql.tables import CALLS, MESSAGES
from service.ports.carrier import NotNow
from tests.twins.house import House

BUSY = NotNow("too many requests at once", 20429, timedelta(seconds=45))


def test_a_call_waits_as_long_as_it_is_told(house: House) -> None:
    house.text("S54 05401")
    house.text("CALL")
    house.carrier.answers = [BUSY]
    house.work()
    (call,) = house.rows(CALLS)
    assert call.due_at == house.clock.now() + timedelta(seconds=45)


def test_a_text_waits_as_long_as_it_is_told(house: House) -> None:
    house.called()
    house.carrier.answers = [BUSY]
    house.work()
    (text,) = house.rows(MESSAGES)
    assert text.due_at == house.clock.now() + timedelta(seconds=45)
