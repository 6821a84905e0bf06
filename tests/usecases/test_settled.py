"""Right after an outage nothing is claimed until what was kept aside has come in."""

from tests.twins.house import House


def test_nothing_is_waited_for_while_the_scheduler_beats(house: House) -> None:
    house.sweep()
    house.clock.move(seconds=10)
    for _ in range(8):
        house.sweep()
        house.clock.move(seconds=1)
    before = house.clock.now()
    house.ring()
    assert house.clock.now() == before


def test_a_claim_right_after_an_outage_waits_for_what_was_kept_aside(house: House) -> None:
    house.sweep()
    house.clock.move(minutes=3)
    house.sweep()
    before = house.clock.now()
    house.ring()
    assert (house.clock.now() - before).total_seconds() == 6


def test_a_scheduler_that_is_not_running_holds_up_nobody_for_long(house: House) -> None:
    house.sweep()
    house.clock.move(hours=1)
    before = house.clock.now()
    house.ring()
    assert (house.clock.now() - before).total_seconds() == 3
    assert len(house.carrier.calls) == 1
