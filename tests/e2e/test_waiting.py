"""Nobody can answer, and somebody waits: on real processes, whatever Redis loses."""

import pytest
from redis import Redis

from service.adapters.valkey_place import default_redis_url
from tests.running import Running

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("waiting")]

WELCH_DC, WELCH_BURLINGTON = "+12022244242", "+18028632525"


def test_whoever_keeps_a_place_is_rung_once_a_line_is_free(running: Running) -> None:
    for office in (WELCH_DC, WELCH_BURLINGTON):
        running.office(office, "busy")
    phone = running.phone()
    phone.dial()
    phone.hear(kind="said", words="For English")
    phone.press("1")
    phone.hear(kind="said", words="five digits")
    phone.press("05401")
    phone.hear(kind="said", words="Senator Peter Welch")
    phone.press("1")
    phone.hear(kind="said", words="To keep your place in line, press 2")
    for office in (WELCH_DC, WELCH_BURLINGTON):
        running.office(office, "answer")
    phone.press("2")
    phone.hear(kind="said", words="Done, we keep your place")
    phone.hang_up()
    with Redis.from_url(default_redis_url(running.var)) as broker:
        broker.flushall()
    # A line that was busy is not counted on for a minute.
    running.handset.set("clock", offset=running.handset.see("clock")["offset"] + 90)
    told = phone.hear(kind="message", outgoing=False)["body"]
    assert "we ring you when a line is free" in told
    assert "Reply STOP" in told
    phone.answer()
    phone.hear(kind="said", words="You asked us to call")
    phone.press("1")
    phone.hear(kind="said", words="Senator Peter Welch")
    phone.press("1")
    phone.hear(kind="far", state="dialing", senators=["Peter Welch"])
    phone.hear(kind="far", state="answered")
    phone.press("*")
    phone.hear(kind="said", words="How did it go?")
    phone.press("1")
    phone.hear(kind="said", words="Thank you for speaking up")
    assert ("kept", None) in running.rows("SELECT status, open_for FROM waits")


def test_a_time_can_be_set_asked_for_and_given_up(running: Running) -> None:
    phone = running.phone()
    phone.text("S54 05401")
    assert "We ring you on" in phone.text("tomorrow")
    assert "We ring you on" in phone.text("WHERE")
    assert "we do not ring you" in phone.text("LEAVE")
    assert "not waiting" in phone.text("WHERE")
