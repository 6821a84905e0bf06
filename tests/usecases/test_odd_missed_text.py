"""A missed text that the database refuses."""

from datetime import timedelta

import pytest

from service.adapters.sql.tables import TEXTS
from service.domain.text_records import InboundText
from service.ports.carrier import Arrived
from tests.twins.house import OURS, TEXAN, VERMONTER, House

TOO_LONG = f"whatsapp:{OURS}"
"""More than Postgres has room for; SQLite takes any length."""


@pytest.mark.parametrize(
    ("body", "minutes"), [("S54", 30), ("STOP", 1)], ids=["in its turn", "a stop before its turn"]
)
def test_one_that_no_row_can_hold_holds_up_none_of_the_others(
    house: House, body: str, minutes: int, caplog: pytest.LogCaptureFixture
) -> None:
    house.fetch_missed()
    house.clock.move(hours=1)
    now = house.clock.now()
    odd = InboundText("SM-odd", TOO_LONG, body)
    good = InboundText("SM-good", OURS, "S54 05401")
    house.carrier.arrived = [
        Arrived(odd, VERMONTER.e164, now - timedelta(minutes=minutes)),
        Arrived(good, TEXAN.e164, now - timedelta(minutes=20)),
    ]
    for _ in range(2):
        house.fetch_missed()
        house.work()
    kept = {row.message_sid for row in house.rows(TEXTS)}
    assert "SM-good" in kept
    assert "SM-odd" in kept or "text SM-odd is left out" in caplog.text
    assert [text.to for text in house.carrier.texts if text.to == TEXAN.e164] == [TEXAN.e164]
