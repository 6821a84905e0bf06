"""Wires the doctor's checks to what they look at. Nothing is asked before they run."""

import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from service.adapters.campaign_files import examine
from service.adapters.directory_file import directory_paths, find_directory
from service.adapters.hours_file import examine_hours, own_hours
from service.adapters.probes.broker import look_at_broker
from service.adapters.probes.database import look_at_database
from service.adapters.probes.disk import look_at_disk
from service.adapters.probes.ledger import look_at_ledger
from service.adapters.probes.web import HttpWeb
from service.adapters.settings import Settings
from service.commands.account import make_connect
from service.commands.settings_checks import check_settings
from service.domain.campaign_report import CampaignReport, report_on
from service.domain.checkup import Check
from service.domain.consent_chain import Head
from service.domain.senate_hours import unmet
from service.parts import (
    make_anchors,
    make_clock,
    make_journal,
    make_suppression_file,
    make_vault,
)
from service.ports.probes import Broker, Database
from service.usecases.checkup.broker import check_broker
from service.usecases.checkup.carrier import CarrierCheckup
from service.usecases.checkup.content import check_directory, check_files, check_hours
from service.usecases.checkup.database import check_database
from service.usecases.checkup.disk import check_disk
from service.usecases.checkup.examination import Subject
from service.usecases.checkup.journal import PATIENCE_SECONDS, check_journal
from service.usecases.checkup.ledger import LINKS, check_ledger
from service.usecases.checkup.stops import check_stops
from service.usecases.checkup.web import check_web


def subjects(settings: Settings) -> tuple[Subject, ...]:
    """Everything there is to look at, in the order in which it is told."""
    return (
        Subject("settings", lambda: check_settings(settings)),
        Subject("disk", lambda: check_disk(lambda: look_at_disk(settings.var_dir))),
        Subject("journal", lambda: check_journal(make_journal(settings), _patience)),
        Subject(
            "database",
            lambda: check_database(lambda: _database(settings), _now),
        ),
        Subject("consent ledger", lambda: check_ledger(lambda: _ledger(settings))),
        Subject(
            "list of stops", lambda: check_stops(lambda: make_suppression_file(settings).damaged())
        ),
        Subject("redis", lambda: check_broker(lambda: _broker(settings))),
        Subject("directory", lambda: _check_directory(settings)),
        Subject("office hours", lambda: _check_hours(settings)),
        Subject("campaigns", lambda: _check_files(settings)),
        Subject("account", _carrier(settings)),
        Subject("web server", lambda: _check_web(settings)),
    )


def _patience() -> None:
    time.sleep(PATIENCE_SECONDS)


def _now() -> datetime:
    """The machine's time; the demo's offset is no fault of its clock."""
    return datetime.now(UTC)


def _database(settings: Settings) -> Database:
    now = make_clock(settings).now()
    return look_at_database(settings.database_url, make_vault(settings), now)


def _ledger(settings: Settings) -> tuple[Head, Sequence[str]]:
    anchors = make_anchors(settings).heads()
    return look_at_ledger(settings.database_url, make_vault(settings), anchors, LINKS)


def _broker(settings: Settings) -> Broker:
    return look_at_broker(settings.redis_url, embedded=settings.own_valkey)


def _check_directory(settings: Settings) -> Iterator[Check]:
    paths = directory_paths(settings.var_dir)
    return check_directory(lambda: find_directory(paths), _now().date())


def _check_hours(settings: Settings) -> Iterator[Check]:
    rules, faults = examine_hours(own_hours(settings.var_dir))
    directory, _ = find_directory(directory_paths(settings.var_dir))
    return check_hours(faults, tuple(unmet(directory, rules)))


def _check_files(settings: Settings) -> Iterator[Check]:
    def look() -> CampaignReport:
        senate, _ = find_directory(directory_paths(settings.var_dir))
        return report_on(*examine(settings.campaigns_dir), senate)

    return check_files(look)


def _carrier(settings: Settings) -> CarrierCheckup:
    return CarrierCheckup(
        make_connect(settings),
        _now,
        production=settings.production,
        born_connected=settings.simulating,
    )


def _check_web(settings: Settings) -> Iterator[Check]:
    tokens = [token.reveal() for token in settings.webhook_tokens]
    return check_web(HttpWeb(settings.public_url), tokens)
