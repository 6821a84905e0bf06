"""What people meet while a part is away, and what is in the record afterwards: real processes."""

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Mapping

import pytest
from redis import Redis

from service.adapters.valkey_place import default_redis_url
from tests.handset import Phone
from tests.processes import wait_until
from tests.running import Running

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("outages")]

Tally = Mapping[str, Mapping[str, int]]

MORTAL = ("service serve", "worker rings", "worker texts", "scheduler", "valkey")
MISSED_AFTER = 200
"""Seconds after which a text whose webhook never came is fetched for sure."""


def dial_in_to_the_script(phone: Phone) -> None:
    phone.dial()
    phone.hear(kind="said", words="For English")
    phone.press("1")
    phone.hear(kind="said", words="five digits")
    phone.press("05401")
    phone.hear(kind="said", words="Senator Peter Welch")


def talk_to_an_office(phone: Phone) -> None:
    phone.press("1")
    phone.hear(kind="far", state="answered")
    phone.press("*")
    phone.hear(kind="said", words="How did it go?")
    phone.press("1")


def received(running: Running) -> int:
    return int(running.rows("SELECT count(*) FROM texts")[0][0])


def promised(running: Running) -> int:
    return int(running.rows("SELECT count(*) FROM calls WHERE rung AND retry_of IS NULL")[0][0])


def rung(running: Running) -> int:
    (found,) = running.rows("SELECT count(*) FROM calls WHERE rung AND call_sid IS NOT NULL")
    return int(found[0])


def grown(before: Tally, after: Tally, kind: str) -> Counter[str]:
    """By phone, how many more of a kind the carrier has counted."""
    return Counter(after[kind]) - Counter(before[kind])


def outcomes(running: Running) -> list[tuple[str, int]]:
    return running.rows(
        "SELECT outcome, count(*) FROM legs WHERE outcome IS NOT NULL GROUP BY outcome"
    )


def test_a_locked_database_keeps_nobody_from_the_senate_and_no_stop_from_counting(
    running: Running,
) -> None:
    caller, other, third = running.phone(), running.phone(), running.phone()
    assert "ZIP" in other.text("S54")
    with running.locked_database():
        dial_in_to_the_script(caller)
        assert "unsubscribed" in other.text("opt out")
        assert "again in a few minutes" in third.text("S54")
        talk_to_an_office(caller)
        caller.hear(kind="said", words="Bernard Sanders")
        talk_to_an_office(caller)
        caller.hear(kind="call", status="ended")
    wait_until(lambda: outcomes(running) == [("spoke", 2)], seconds=60)
    assert running.rows("SELECT count(*) FROM suppressions") == [(1,)]
    assert running.rows("SELECT count(*) FROM calls WHERE NOT rung") == [(1,)]
    other.send("S54")
    with pytest.raises(AssertionError):
        other.hear(seconds=2, kind="message", outgoing=False)


def test_a_broker_that_hangs_delays_neither_a_reply_nor_a_promised_ring(running: Running) -> None:
    phone = running.phone()
    phone.text("S54")
    phone.text("05401")
    with running.frozen("valkey"):
        began = time.monotonic()
        assert "ringing you now" in phone.text("CALL")
        assert time.monotonic() - began < 4
        phone.answer()
        phone.hear(kind="said", words="Press 1 to go on")
    phone.hang_up()


def test_a_broker_that_is_killed_comes_back_and_a_promised_ring_too(running: Running) -> None:
    phone = running.phone()
    phone.text("S54")
    phone.text("05401")
    os.kill(running.pid("valkey"), signal.SIGKILL)
    assert "ringing you now" in phone.text("CALL")
    phone.answer()
    phone.hear(kind="said", words="Press 1 to go on")
    phone.hang_up()
    wait_until(lambda: bool(Redis.from_url(default_redis_url(running.var)).ping()))


def test_a_text_that_found_no_web_server_is_fetched_and_answered_once(running: Running) -> None:
    phone = running.phone()
    wait_until(
        lambda: running.rows("SELECT name FROM beats WHERE name = 'fetched texts'") != [],
        seconds=60,
    )
    os.kill(running.installation.pid, signal.SIGSTOP)  # so that nothing brings the server back
    try:
        os.kill(running.pid("service serve"), signal.SIGKILL)
        phone.send("S54")
        phone.hear(kind="fault", code=11200)
    finally:
        os.kill(running.installation.pid, signal.SIGCONT)
    wait_until(running.installation.answers, seconds=30)
    running.handset.set("clock", offset=running.handset.see("clock")["offset"] + MISSED_AFTER)
    assert "ZIP" in str(phone.hear(seconds=60, kind="message", outgoing=False)["body"])
    assert "Peter Welch" in phone.text("05401")


def test_whatever_dies_every_text_is_taken_in_and_nobody_is_rung_or_answered_twice(
    running: Running,
) -> None:
    phones = [running.phone() for _ in range(8)]
    before, texts, rings = running.handset.see("tally"), received(running), promised(running)
    dice = random.Random(54)
    for words in ("S54", "05401", "CALL"):
        doomed = dict(zip(dice.sample(range(len(phones)), 2), dice.sample(MORTAL, 2), strict=True))
        for number, phone in enumerate(phones):
            phone.send(words)
            if number in doomed:
                os.kill(running.pid(doomed[number]), signal.SIGKILL)
        wait_until(lambda: all(map(running.runs, MORTAL)), seconds=30)
        wait_until(running.installation.answers, seconds=30)
    running.handset.set("clock", offset=running.handset.see("clock")["offset"] + MISSED_AFTER)
    wait_until(lambda: received(running) == texts + 3 * len(phones), seconds=60)
    wait_until(lambda: rung(running) == sum(running.handset.see("tally")["calls"].values()))
    after = running.handset.see("tally")
    assert promised(running) == rings + len(phones)
    assert set(grown(before, after, "calls").values()) <= {1}
    replies = grown(before, after, "replies") + grown(before, after, "messages")
    assert max(replies.values()) <= 3
