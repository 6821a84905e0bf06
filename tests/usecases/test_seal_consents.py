"""The scheduler seals what was recorded, and anchors the end outside the database."""

import logging

import pytest

from service.domain.consent import ConsentKind
from service.usecases import seal_consents
from tests.twins.consents import fill, record, report
from tests.twins.house import House


def test_everything_is_sealed_in_one_round(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seal_consents, "AT_ONCE", 2)
    for _ in range(5):
        record(house, ConsentKind.ASKED)
    house.seal_consents()
    assert report(house).unsealed == 0


def test_others_get_in_between_the_transactions_of_a_long_round(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seal_consents, "AT_ONCE", 2)
    for _ in range(4):
        record(house, ConsentKind.ASKED)
    house.clock.while_asleep = lambda: record(house, ConsentKind.AGREED)
    house.seal_consents()
    assert report(house).sealed == 7


def test_late_events_are_sealed_in_their_own_round(house: House) -> None:
    record(house, ConsentKind.ASKED)
    house.seal_consents.late()
    assert report(house).sealed == 1


def test_an_empty_ledger_is_not_anchored(house: House) -> None:
    house.seal_consents()
    assert house.anchors.kept == []


def test_the_end_is_anchored_in_the_log_too(house: House, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    record(house, ConsentKind.ASKED)
    house.seal_consents()
    (head,) = house.anchors.heads
    assert f"the consent ledger stands at {head}" in caplog.messages
    assert head == report(house).head


def test_an_end_that_did_not_move_is_anchored_once(house: House) -> None:
    record(house, ConsentKind.ASKED)
    for _ in range(3):
        house.seal_consents()
        house.clock.move(minutes=5)
    assert len(house.anchors.kept) == 1


def test_a_busy_ledger_is_anchored_once_a_minute_and_at_last_at_its_end(house: House) -> None:
    for _ in range(120):
        record(house, ConsentKind.ASKED)  # a second each
        house.seal_consents()
    assert [head.position for head in house.anchors.heads] == [1, 61]
    house.clock.move(minutes=1)
    house.seal_consents()
    assert house.anchors.heads[-1].position == 120


def test_an_anchor_of_the_future_holds_up_no_other(house: House) -> None:
    fill(house)
    house.clock.set_back(days=3)
    record(house, ConsentKind.ASKED)
    house.clock.move(minutes=2)
    before = len(house.anchors.kept)
    house.seal_consents()
    assert len(house.anchors.kept) == before + 1
