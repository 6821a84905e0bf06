"""Eight texts in the same instant, as a carrier that repeats itself delivers them."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from service.adapters.sql.tables import SUPPRESSIONS, TEXTS
from tests.twins.house import House

AT_ONCE = 8


def at_once(house: House, bodies: list[str], sids: list[str]) -> list[str | None]:
    with ThreadPoolExecutor(len(bodies)) as threads:
        futures = [
            threads.submit(house.text, body, sid=sid)
            for body, sid in zip(bodies, sids, strict=True)
        ]
        return [future.result() for future in futures]


@pytest.mark.parametrize("body", ["S54", "S54 05401", "HELP", "nonsense", "STOP"])
def test_one_text_eight_times_is_one_text(house: House, body: str) -> None:
    replies = at_once(house, [body] * AT_ONCE, ["SM-once"] * AT_ONCE)
    assert len(set(replies)) == 1
    assert len(house.rows(TEXTS)) == len(house.supporters) == 1


def test_eight_first_texts_make_one_person(house: House) -> None:
    bodies = ["S54", "05401", "CALL", "ES", "EN", "HELP", "hello", "S54 05401"]
    replies = at_once(house, bodies, [f"SM-{number}" for number in range(AT_ONCE)])
    assert len(house.supporters) == 1
    assert len(house.rows(TEXTS)) == AT_ONCE
    assert sum("Reply STOP to stop, HELP" in (reply or "") for reply in replies) <= 1


@pytest.mark.parametrize("sids", [["SM-once"] * AT_ONCE, [f"SM-{n}" for n in range(AT_ONCE)]])
def test_eight_calls_ring_once(house: House, sids: list[str]) -> None:
    house.text("S54 05401")
    at_once(house, ["CALL"] * AT_ONCE, sids)
    house.work()
    house.sweep()
    house.work()
    assert len(house.carrier.calls) == 1


def test_a_stop_among_calls_leaves_nobody_to_be_rung_unless_rung_before(house: House) -> None:
    house.text("S54 05401")
    at_once(house, ["CALL", "STOP"] * 4, [f"SM-{number}" for number in range(AT_ONCE)])
    house.work()
    house.sweep()
    house.work()
    assert house.carrier.calls == []
    assert house.supporters[0].stage == "stopped"
    assert len(house.rows(SUPPRESSIONS)) == 1


def test_forget_among_others_never_corrupts(house: House) -> None:
    house.text("S54 05401")
    at_once(house, ["FORGET", "CALL", "S54 05401", "HELP"] * 2, [f"SM-{n}" for n in range(AT_ONCE)])
    house.text("FORGET")
    house.work()
    assert house.supporters == []
