"""While the database is away people are served, and afterwards everything is in it, once."""

import logging
import socket
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

import pytest
from flask import Flask, request
from sqlalchemy import select, text

from service.adapters.sql.engine import open_engine
from service.adapters.sql.migrate import upgrade
from service.adapters.sql.tables import CALLS, LEGS, SUPPRESSIONS, TEXTS
from service.bootstrap import Services, build
from service.domain.callflow import rung_back
from service.domain.line import LineSign
from service.domain.line_news import LineNews
from service.domain.words import Language
from service.ports.store import StoreDown
from service.web.app import create_app
from service.web.journal import WEBHOOKS, look, take_in
from tests.processes import wait_until
from tests.twins.lines import LinesTwin
from tests.twins.webhooks import SUPPORTER, LiveCall, Webhooks, settings_in

WELCH_DC = "+12022244242"
BUSY = {"DialCallStatus": "busy", "DialCallDuration": "0"}


class NoStore:
    """A store that does not answer."""

    def run(self, work: object) -> NoReturn:
        """Nothing is done."""
        raise StoreDown("the database does not answer")


class Away:
    """An application whose database is not there until it is brought back."""

    def __init__(self, directory: Path, **settings: str) -> None:
        self._where = directory / "later" / "patchline.db"
        self.url = f"sqlite:///{self._where}"
        self._settings = settings_in(directory, self.url, **settings)
        self.restart()

    def restart(self) -> None:
        self.services: Services = build(self._settings, impatient=True)
        self.app: Flask = create_app(self.services)
        self.webhooks = Webhooks(self.app)

    def another_process(self) -> Webhooks:
        """One that has reached the database from the first, while ours still waits."""
        self._where.parent.mkdir(exist_ok=True)
        upgrade(self.url)
        return Webhooks(create_app(build(self._settings, impatient=True)))

    def comes_back(self) -> int:
        self._where.parent.mkdir(exist_ok=True)
        upgrade(self.url)
        wait_until(self.answers)
        return take_in(self.app, self.services)

    def answers(self) -> bool:
        """Whether this process has noticed that it is there."""
        with suppress(StoreDown):
            self.services.store.run(lambda tx: None)
            return True
        return False

    def cut_off(self) -> Webhooks:
        """Calls as a process answers them that cannot reach the database."""
        patch_through = replace(self.services.patch_through, store=NoStore())
        return Webhooks(create_app(replace(self.services, patch_through=patch_through)))

    def rows(self, table: object) -> list[object]:
        engine = open_engine(self.url)
        with engine.connect() as connection:
            rows = list(connection.execute(select(table)))  # type: ignore[call-overload]
        engine.dispose()
        return rows

    def execute(self, statement: str) -> None:
        engine = open_engine(self.url)
        with engine.begin() as connection:
            connection.execute(text(statement))
        engine.dispose()

    @property
    def journal(self) -> bytes:
        return (self._settings.var_dir / "journal" / "events").read_bytes()


@pytest.fixture
def away(tmp_path: Path) -> Away:
    return Away(tmp_path)


@pytest.mark.parametrize(
    ("said", "heard"), [("opt out", "unsubscribed"), ("alto", "ALTO|suscri|baja"), ("STOP", "")]
)
def test_a_stop_is_confirmed_and_kept(away: Away, said: str, heard: str) -> None:
    reply = away.webhooks.text(said)
    assert any(word in reply for word in heard.split("|")) if heard else reply == ""
    away.comes_back()
    assert len(away.rows(SUPPRESSIONS)) == 1
    assert away.webhooks.text("S54") == ""


def test_whoever_the_carrier_let_in_again_is_heard_afterwards(away: Away) -> None:
    assert away.webhooks.text("STOP") == ""
    assert away.webhooks.text("START") == ""
    away.comes_back()
    assert away.rows(SUPPRESSIONS) == []
    assert "ZIP" in away.webhooks.text("S54")


def test_a_stop_that_another_process_took_is_not_lifted_by_an_older_start(away: Away) -> None:
    assert away.webhooks.text("START") == ""
    other = away.another_process()
    assert other.text("STOP", MessageSid="SM-stop") == ""
    away.comes_back()
    assert len(away.rows(SUPPRESSIONS)) == 1
    assert other.text("S54", MessageSid="SM-next") == ""


@pytest.mark.parametrize(("said", "answered"), [("opt out", True), ("STOP", False)])
def test_who_holds_a_stop_is_known_afterwards(away: Away, said: str, answered: bool) -> None:
    away.webhooks.text(said)
    away.comes_back()
    assert bool(away.webhooks.text("START")) is answered


def test_any_other_text_is_told_to_come_again_and_leads_to_nothing(away: Away) -> None:
    assert "again in a few minutes" in away.webhooks.text("S54 05401")
    away.comes_back()
    assert len(away.rows(TEXTS)) == 1
    assert "ZIP" in away.webhooks.text("S54", MessageSid="SM-next")


def test_a_text_from_abroad_gets_no_answer(away: Away) -> None:
    assert away.webhooks.text("STOP", sender="+447700900123") == ""


def test_a_caller_is_patched_through_to_both_senators_and_the_record_is_made_up_for(
    away: Away,
) -> None:
    call = away.webhooks.call(sender="+15125550142")
    call.press("1")
    call.press("78701")
    for _ in range(2):
        call.press("1")
        assert call.twiml.find("Dial") is not None
        call.post(call.next, DialCallStatus="completed", DialCallDuration="42")
        call.press("1")
    assert away.comes_back() == 9
    assert len(away.rows(CALLS)) == 1
    legs = away.rows(LEGS)
    assert [leg.outcome for leg in legs] == ["spoke", "spoke"]  # type: ignore[attr-defined]
    assert len({leg.bioguide for leg in legs}) == 2  # type: ignore[attr-defined]


def test_the_record_has_the_office_that_was_dialed_whatever_is_known_of_lines(away: Away) -> None:
    lines = LinesTwin()
    patch_through = replace(away.services.patch_through, lines=lines)
    away.services = replace(away.services, patch_through=patch_through)
    away.app = create_app(away.services)
    call = Webhooks(away.app).call(sender="+18025550142")
    call.press("1")
    call.press("05401")
    lines.hear(LineNews(WELCH_DC, "9.9", away.services.clock.now(), LineSign.BUSY))
    call.press("1")
    dialed = call.twiml.find("Dial/Number")
    assert dialed is not None
    assert dialed.text == WELCH_DC
    away.comes_back()
    (leg,) = away.rows(LEGS)
    assert leg.office_number == WELCH_DC  # type: ignore[attr-defined]


def test_a_broker_that_hangs_costs_a_caller_half_a_second_once(
    database: str, tmp_path: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"redis://127.0.0.1:{silent.getsockname()[1]}/0"
        services = build(settings_in(tmp_path, database, REDIS_URL=url), impatient=True)
        call = Webhooks(create_app(services)).call()
        call.press("1")
        call.press("05401")
        waits = []
        for fields in ({"Digits": "1"}, BUSY, BUSY):
            before = time.monotonic()
            call.goes_on(**fields)
            waits.append(time.monotonic() - before)
        services.engine.dispose()
    assert "None of the lines" in call.said
    assert waits[0] < 1
    assert max(waits[1:]) < 0.4


def test_what_was_kept_twice_or_by_a_process_that_died_comes_in_once(away: Away) -> None:
    for _ in range(2):
        fields = {"MessageSid": "SM-same", "From": SUPPORTER, "To": "+12025550154", "Body": "parar"}
        away.webhooks.post("/twilio/sms", fields)
    away.restart()
    assert away.comes_back() == 2
    assert len(away.rows(TEXTS)) == 1
    assert take_in(away.app, away.services) == 0


def test_what_cannot_be_taken_in_keeps_no_stop_from_counting(
    away: Away, monkeypatch: pytest.MonkeyPatch
) -> None:
    away.webhooks.text("S54", sender="+18025550150")
    away.webhooks.text("opt out")
    plainly = WEBHOOKS["/twilio/sms"]
    broken = dict(WEBHOOKS) | {
        "/twilio/sms": lambda services, said: (
            1 / 0 if request.form["Body"] == "S54" else plainly(services, said)
        )
    }
    monkeypatch.setattr("service.web.journal.WEBHOOKS", broken)
    away.comes_back()
    assert len(away.rows(SUPPRESSIONS)) == 1
    assert away.services.journal.set_apart() == 1


REFUSE_A_ROW = """
CREATE TRIGGER refuse BEFORE INSERT ON texts WHEN new.message_sid = 'SM-refused'
BEGIN SELECT RAISE(ABORT, 'a row that is never taken'); END
"""


def test_a_row_that_the_database_never_takes_holds_up_nothing(
    away: Away, caplog: pytest.LogCaptureFixture
) -> None:
    away.webhooks.text("please stop", MessageSid="SM-refused")
    away.webhooks.text("opt out", sender="+18025550150")
    away.another_process()
    away.execute(REFUSE_A_ROW)
    assert away.comes_back() == 2
    assert len(away.rows(SUPPRESSIONS)) == 1
    assert not away.services.journal.waits()
    (told,) = [one.getMessage() for one in caplog.records if "set apart" in one.getMessage()]
    assert "rename the file to events" in told
    apart = away.services.settings.var_dir / "journal" / "events.apart"
    apart.rename(apart.with_name("events"))
    away.execute("DROP TRIGGER refuse")
    assert away.comes_back() == 1
    assert len(away.rows(SUPPRESSIONS)) == 2


def test_a_row_that_the_database_never_takes_is_no_outage_for_others(away: Away) -> None:
    away.comes_back()
    away.execute(REFUSE_A_ROW)
    for _ in range(2):
        assert "again in a few minutes" in away.webhooks.text("S54", MessageSid="SM-refused")
    assert "ZIP" in away.webhooks.text("S54", sender="+18025550150")


def test_an_outage_is_told_when_it_begins_and_when_it_ends(
    away: Away, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(20):
        away.webhooks.text("S54")
    waiting = look(away.app, away.services, False)
    assert look(away.app, away.services, waiting)
    away.another_process()
    wait_until(away.answers)
    assert not look(away.app, away.services, waiting)
    told = [one for one in caplog.records if one.name.startswith("service.web")]
    assert [one.levelname for one in told if one.levelno > logging.DEBUG] == [
        "ERROR",
        "WARNING",
        "WARNING",
    ]
    assert "taken in 20 webhooks" in told[-1].getMessage()


def test_a_slash_at_the_end_of_a_webhooks_address_changes_nothing(away: Away) -> None:
    fields = {"MessageSid": "SM1", "From": SUPPORTER, "To": "+12025550154", "Body": "opt out"}
    away.webhooks.post("/twilio/sms/", fields)
    assert away.comes_back() == 1
    assert len(away.rows(SUPPRESSIONS)) == 1


def test_nothing_personal_can_be_read_in_the_journal(away: Away) -> None:
    away.webhooks.text("my canary body")
    assert SUPPORTER[2:].encode() not in away.journal
    assert b"canary" not in away.journal


def test_once_it_is_known_to_be_away_nobody_waits(away: Away) -> None:
    away.webhooks.text("S54")
    began = time.monotonic()
    for _ in range(20):
        away.webhooks.text("S54")
    assert time.monotonic() - began < 2


def ring_while_away(away: Away) -> LiveCall:
    """The ring that was promised, placed before and picked up after the database went."""
    (row,) = away.rows(CALLS)
    token = row.token  # type: ignore[attr-defined]
    services = away.services
    start = services.tokens.sign(rung_back("s54", row.revision, 1_800_028_800, Language.EN), token)  # type: ignore[attr-defined]
    url = urlsplit(services.urls.ring(token, start))
    fields = {"CallSid": "CA-rung", "From": "+12025550154", "To": SUPPORTER}
    call = LiveCall(away.cut_off(), fields)
    call.post(f"{url.path}?{url.query}")
    return call


def test_a_ring_picked_up_meanwhile_is_recorded_on_its_own_row(away: Away) -> None:
    away.comes_back()
    away.webhooks.text("S54 05401")
    away.webhooks.text("CALL")
    call = ring_while_away(away)
    for keys in ("1", "05401", "1"):
        call.press(keys)
    assert call.twiml.find("Dial") is not None
    assert take_in(away.app, away.services) == 4
    (row,) = away.rows(CALLS)
    assert (row.call_sid, row.status) == ("CA-rung", "in_progress")  # type: ignore[attr-defined]
    assert row.confirmed_at is not None  # type: ignore[attr-defined]
    assert len(away.rows(LEGS)) == 1


def test_a_stop_by_key_is_confirmed_and_carried_out_afterwards(away: Away) -> None:
    away.comes_back()
    away.webhooks.text("S54 05401")
    away.webhooks.text("CALL")
    call = ring_while_away(away)
    call.press("9")
    assert "We will not call or text you again" in call.said
    assert call.twiml.find("Gather") is None
    assert away.rows(SUPPRESSIONS) == []
    assert take_in(away.app, away.services) == 2
    (row,) = away.rows(CALLS)
    assert (row.call_sid, row.status) == ("CA-rung", "completed")  # type: ignore[attr-defined]
    assert len(away.rows(SUPPRESSIONS)) == 1
    assert away.webhooks.text("S54") == ""


def test_every_webhook_can_be_taken_in_later(away: Away) -> None:
    routes = {
        rule.rule for rule in away.app.url_map.iter_rules() if rule.rule.startswith("/twilio/")
    }
    assert routes == set(WEBHOOKS)


def test_what_is_taken_in_in_haste_is_made_safe_before_it_is_forgotten(away: Away) -> None:
    away.webhooks.text("opt out")
    away.another_process()
    wait_until(away.answers)
    safe: list[tuple[int, bool]] = []

    def mark() -> None:
        safe.append((len(away.rows(SUPPRESSIONS)), away.services.journal.waits()))

    take_in(away.app, replace(away.services, leave_mark=mark))
    assert safe == [(1, True)]
    assert not away.services.journal.waits()


def test_nothing_is_taken_in_before_webhooks_get_through_again(away: Away) -> None:
    away.webhooks.text("opt out")
    away.another_process()
    with pytest.raises(StoreDown):
        take_in(away.app, replace(away.services, store=NoStore()))
    assert away.rows(SUPPRESSIONS) == []
