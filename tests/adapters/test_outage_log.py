"""What every round would say is said once."""

import logging

import pytest

from service.adapters.outage_log import OutageLog


@pytest.fixture
def outage() -> OutageLog:
    return OutageLog(logging.getLogger("tests.outage"), "It is back.")


def test_an_outage_is_told_once_and_its_end_once(
    outage: OutageLog, caplog: pytest.LogCaptureFixture
) -> None:
    outage.back()
    for _ in range(3):
        outage.away("It is away: start it")
    for _ in range(3):
        outage.back()
    assert caplog.messages == ["It is away: start it", "It is back."]


def test_another_reason_is_told_and_another_outage_too(
    outage: OutageLog, caplog: pytest.LogCaptureFixture
) -> None:
    outage.away("It is away")
    outage.away("It wants a password")
    outage.back()
    outage.away("It wants a password")
    assert caplog.messages == [
        "It is away",
        "It wants a password",
        "It is back.",
        "It wants a password",
    ]
