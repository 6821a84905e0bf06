"""A text that the carrier took and whose webhook never came."""

from datetime import timedelta

from service.domain.text_records import InboundText
from service.ports.carrier import Arrived
from tests.twins.house import OURS, VERMONTER, House


def missed(house: House, body: str, minutes_ago: float, sender: str = VERMONTER.e164) -> None:
    """It stands in the carrier's list alone."""
    at = house.clock.now() - timedelta(minutes=minutes_ago)
    number = len(house.carrier.arrived or ())
    text = InboundText(f"SM-missed-{number}", OURS, body)
    assert house.carrier.arrived is not None
    house.carrier.arrived.append(Arrived(text, sender, at))
