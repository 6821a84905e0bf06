"""A person's end of a call: ringing, keys, hanging up, being moved."""

import asyncio
from typing import Any

import pytest

from service.simulator.caller import Goto, HungUp, Transferred
from service.simulator.clock import Clock, PaceRefused
from service.simulator.line import Line, NotOnTheLine, Pickup

SOON = 0.02


class Told(list[tuple[str, dict[str, Any]]]):
    """What the handset was told."""

    def __call__(self, kind: str, **fields: Any) -> None:
        self.append((kind, fields))


def line_of() -> Line:
    return Line(Clock(speed=100), Told())


async def test_ringing_ends_with_the_first_of_answer_machine_and_refusal() -> None:
    for pickup in (Pickup.ANSWERED, Pickup.MACHINE, Pickup.DECLINED):
        line = line_of()
        ringing = asyncio.ensure_future(line.ring(60))
        await asyncio.sleep(0)
        line.pick_up(pickup)
        assert await ringing is pickup
        with pytest.raises(NotOnTheLine):
            line.pick_up(Pickup.ANSWERED)


async def test_ringing_ends_by_itself_or_by_being_canceled() -> None:
    line = line_of()
    assert await line.ring(1) is Pickup.NO_ANSWER
    other = line_of()
    asyncio.get_running_loop().call_later(SOON, other.hang_up)
    assert await other.ring(60) is Pickup.CANCELED


async def test_a_listener_gets_the_first_key_at_once_and_the_rest_in_order() -> None:
    line = line_of()
    line.press("05#")
    assert [await line.wait(60, listening=True) for _ in range(3)] == ["0", "5", "#"]
    assert await line.wait(1, listening=True) is None


async def test_keys_are_lost_while_nobody_listens() -> None:
    line = line_of()
    line.press("1")
    assert await line.wait(1, listening=False) is None
    line.press("2")
    line.forget_keys()
    assert await line.wait(1, listening=True) is None


async def test_hanging_up_breaks_off_every_wait_from_then_on() -> None:
    line = line_of()
    asyncio.get_running_loop().call_later(SOON, line.hang_up)
    for _ in range(2):
        with pytest.raises(HungUp):
            await line.wait(600, listening=False)
    line.hang_up()
    with pytest.raises(NotOnTheLine, match="over"):
        line.press("1")


async def test_a_transfer_is_not_lost_when_keys_are_forgotten() -> None:
    line = line_of()
    line.press("1")
    line.transfer(Goto("http://app.test/"))
    line.forget_keys()
    with pytest.raises(Transferred):
        await line.wait(60, listening=True)


async def test_work_beside_the_line_ends_by_itself_by_key_or_by_hanging_up() -> None:
    line = line_of()
    assert await line.during(asyncio.sleep(0, "done"), stop_on="*") == "done"
    line.press("1*")
    assert await line.during(asyncio.sleep(60, "done"), stop_on="*") is None
    line.hang_up()
    with pytest.raises(HungUp):
        await line.during(asyncio.sleep(60, "done"), stop_on="*")


async def test_a_listener_that_was_canceled_takes_no_key_away() -> None:
    line = line_of()
    beside = asyncio.ensure_future(line.during(asyncio.sleep(60), stop_on="*"))
    await asyncio.sleep(SOON)
    beside.cancel()
    await asyncio.sleep(SOON)
    line.press("1")
    await asyncio.sleep(SOON)
    assert await line.wait(1, listening=True) == "1"


async def test_work_is_canceled_when_the_person_leaves() -> None:
    line, ended = line_of(), asyncio.Event()

    async def work() -> None:
        try:
            await asyncio.sleep(60)
        finally:
            ended.set()

    asyncio.get_running_loop().call_later(SOON, line.hang_up)
    with pytest.raises(HungUp):
        await line.during(work(), stop_on="")
    await asyncio.wait_for(ended.wait(), 1)


def test_the_pace_has_bounds() -> None:
    clock = Clock()
    clock.hasten(20)
    assert clock.scaled(10) == pytest.approx(0.5)
    for wrong in (0, -1, 1e9, float("nan")):
        with pytest.raises(PaceRefused):
            clock.hasten(wrong)
