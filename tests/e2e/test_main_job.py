"""The main job, end to end: real processes, real sockets, real SQL and a real broker."""

import os
import signal
from pathlib import Path

import pytest
from redis import Redis

from service.adapters.valkey_place import default_redis_url
from tests.handset import Phone
from tests.processes import wait_until
from tests.running import Running

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("main job")]

WELCH_DC, WELCH_BURLINGTON = "+12022244242", "+18028632525"


def ask_to_be_rung(phone: Phone, keyword: str = "S54", zip_code: str = "05401") -> None:
    phone.text(keyword)
    assert "CALL" in phone.text(zip_code) or "LLAMAR" in zip_code
    assert "ringing you now" in phone.text("CALL")


def test_a_text_leads_through_to_both_senators(running: Running) -> None:
    for number in (WELCH_DC, WELCH_BURLINGTON):
        running.office(number, "answer")
    phone = running.phone()
    assert "ZIP" in phone.text("S54")
    told = phone.text("05401")
    assert "Peter Welch" in told
    assert "Bernard Sanders" in told
    assert "ringing you now" in phone.text("CALL")
    phone.answer()
    phone.hear(kind="said", words="Press 1 to go on")
    phone.press("1")
    phone.hear(kind="said", words="Senator Peter Welch of Vermont")
    phone.hear(kind="said", words="Judiciary Committee")
    phone.press("1")
    assert phone.hear(kind="far", state="dialing")["city"] in {"Washington", "Burlington"}
    phone.hear(kind="far", state="answered")
    phone.press("*")
    phone.hear(kind="said", words="How did it go?")
    phone.press("1")
    phone.hear(kind="said", words="Thank you for cosponsoring")
    phone.press("1")
    phone.hear(kind="far", state="dialing", senators=["Bernard Sanders"])
    phone.hear(kind="far", state="answered")
    phone.press("*")
    phone.hear(kind="said", words="How did it go?")
    phone.press("2")
    phone.hear(kind="said", words="Your text is on its way")
    texts = [phone.hear(kind="message", outgoing=False)["body"] for _ in range(2)]
    follow_up, question = sorted(texts, key=lambda body: "JOIN" in body)
    assert "You spoke with the office of Sen. Welch" in follow_up
    assert "You left a message for Sen. Sanders" in follow_up
    assert "up to 4 a month" in question
    assert "you will get our alerts" in phone.text("JOIN")


def test_nine_on_a_ring_ends_everything(running: Running) -> None:
    stops = len(running.rows("SELECT 1 FROM suppressions"))
    phone = running.phone()
    ask_to_be_rung(phone)
    phone.answer()
    phone.hear(kind="said", words="press 9")
    phone.press("9")
    phone.hear(kind="said", words="We will not call or text you again")
    phone.hear(kind="call", status="ended")
    assert len(running.rows("SELECT 1 FROM suppressions")) == stops + 1


def test_it_works_in_spanish(running: Running) -> None:
    phone = running.phone("TX", "210")
    assert "código postal" in phone.text("FAMILIAS")
    assert "Ted Cruz" in phone.text("78201")
    assert "llama" in phone.text("LLAMAR").casefold()
    phone.answer()
    assert phone.hear(kind="said")["language"] == "es-US"
    phone.press("1")
    phone.hear(kind="said", words="Texas")
    phone.press("1")
    phone.hear(kind="far", state="dialing")
    phone.hang_up()


@pytest.mark.parametrize("word", ["STOP", "FORGET"])
def test_a_phone_falls_silent_when_its_owner_says_stop(running: Running, word: str) -> None:
    running.handset.set("clock", speed=1.0)  # a phone rings for half a minute
    phone = running.phone()
    ask_to_be_rung(phone)
    phone.hear(kind="call", status="ringing")
    phone.send(word)
    phone.hear(kind="call", status="ended", seconds=10)
    running.handset.set("clock", speed=20.0)


def test_a_busy_line_leads_to_the_next_office(running: Running) -> None:
    for number in (WELCH_DC, WELCH_BURLINGTON):
        running.office(number, "busy")
    phone = running.phone()
    phone.dial()
    phone.hear(kind="said", words="For English")
    phone.press("1")
    phone.hear(kind="said", words="five digits")
    phone.press("05401")
    phone.hear(kind="said", words="Senator Peter Welch")
    phone.press("1")
    phone.hear(kind="far", state="ended", result="busy")
    phone.hear(kind="said", words="We will try the office in")
    phone.hear(kind="far", state="ended", result="busy")
    phone.hear(kind="said", words="None of the lines we tried")
    phone.hang_up()
    dialed = "SELECT office_number FROM legs WHERE dial_status = 'busy'"
    assert {(WELCH_DC,), (WELCH_BURLINGTON,)} <= set(running.rows(dialed))
    for number in (WELCH_DC, WELCH_BURLINGTON):
        running.office(number, "answer")


def test_at_night_the_caller_may_still_leave_a_message(running: Running) -> None:
    running.handset.set("clock", preset="night")
    phone = running.phone()
    phone.dial()
    phone.hear(kind="said", words="For English")
    phone.press("1")
    phone.hear(kind="said", words="five digits")
    phone.press("05401")
    phone.hear(kind="said", words="Senator Peter Welch are closed right now")
    phone.press("1")
    phone.hear(kind="said", words="Then say:")
    phone.press("1")
    assert phone.hear(kind="far", state="dialing")["dc"] is True
    phone.hang_up()
    running.handset.set("clock", preset="weekday")


def test_places_without_two_senators_of_their_own_get_a_true_answer(running: Running) -> None:
    split, island = running.phone("AZ", "928"), running.phone("PR", "787")
    split.text("S54")
    assert "1 for Arizona, 2 for New Mexico" in split.text("86504")
    assert "Martin Heinrich" in split.text("2")
    island.text("ICE")
    assert "Puerto Rico" in island.text("00901")


def test_a_machine_that_picks_up_is_never_patched_through(running: Running) -> None:
    phone = running.phone()
    ask_to_be_rung(phone)
    phone.voicemail()
    phone.hear(kind="call", status="ended")
    (token, attempts) = ("retry_of IS NOT NULL", running.rows)
    wait_until(lambda: bool(attempts(f"SELECT id FROM calls WHERE {token} AND status = 'queued'")))
    (legs,) = running.rows(
        "SELECT count(*) FROM legs WHERE call_id = "
        "(SELECT retry_of FROM calls WHERE retry_of IS NOT NULL ORDER BY id DESC LIMIT 1)"
    )[0]
    assert legs == 0


def test_a_broker_that_is_emptied_loses_no_call_and_rings_nobody_twice(running: Running) -> None:
    phone = running.phone()
    with running.frozen("worker rings"):
        ask_to_be_rung(phone)
        Redis.from_url(default_redis_url(running.var)).flushall()
    phone.answer()
    phone.hear(kind="said", words="Press 1 to go on")
    phone.hang_up()
    phone.hear(kind="call", status="ended")
    with pytest.raises(AssertionError):
        phone.hear(seconds=4, kind="call", status="ringing")


def test_a_worker_that_is_killed_costs_nobody_their_call(running: Running) -> None:
    phone = running.phone()
    phone.text("S54")
    phone.text("05401")
    os.kill(running.pid("worker rings"), signal.SIGKILL)
    assert "ringing you now" in phone.text("CALL")
    phone.answer()
    phone.hang_up()


def test_a_conversation_survives_a_restart(tmp_path: Path) -> None:
    one = Running(tmp_path / "var")
    try:
        one.start()
        phone = one.handset.phone("+18025550143", "VT")
        phone.text("S54")
        assert one.installation.end(signal.SIGINT) == 0
        one.start()
        phone = one.handset.phone("+18025550143", "VT")
        assert "Peter Welch" in phone.text("05401")
        assert one.installation.end(signal.SIGINT) == 0
    finally:
        one.installation.end_by_force()
