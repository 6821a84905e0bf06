"""What a process stands on: its clock, database, broker, files and knowledge, from its settings."""

from collections.abc import Callable
from dataclasses import dataclass

from redis import Redis
from sqlalchemy import Engine

from service.adapters.anchor_file import AnchorFile
from service.adapters.aside_file import AsideFile
from service.adapters.campaign_archive import CampaignArchive
from service.adapters.campaign_files import load_campaigns
from service.adapters.clock import DemoClock, SystemClock
from service.adapters.journal_file import JournalFile
from service.adapters.phone_numbers import PhoneNumbers
from service.adapters.rq_queue import RqQueue, connect
from service.adapters.senate_files import load_senate
from service.adapters.settings import Settings
from service.adapters.sql.engine import open_engine
from service.adapters.sql.impatient import ImpatientStore
from service.adapters.sql.mark import leave_mark
from service.adapters.sql.store import SqlStore
from service.adapters.suppression_file import SuppressionFile
from service.adapters.valkey_lines import ValkeyLines
from service.adapters.valkey_place import default_redis_url
from service.adapters.vault import Vault
from service.adapters.word_files import load_words
from service.adapters.zip_table import load_zip_table
from service.domain.knowledge import Knowledge
from service.domain.public_address import terms_address
from service.ports.clock import Clock
from service.ports.phones import PhoneReader
from service.ports.store import Store
from service.usecases.aside_numbers import AsideNumbers


@dataclass(frozen=True)
class Parts:
    """What the use cases of one process share."""

    clock: SystemClock
    phones: PhoneNumbers
    aside: AsideNumbers
    knowledge: Knowledge
    archive: CampaignArchive
    engine: Engine
    vault: Vault
    journal: JournalFile
    redis: Redis
    queue: RqQueue
    lines: ValkeyLines
    store: Store
    hasty: Store
    """For what can be done anew: a power cut undoes it unless a mark is left after it."""
    leave_mark: Callable[[], None]
    """Raises StoreDown."""


def make_parts(settings: Settings, *, impatient: bool) -> Parts:
    """Make each once. Connects to nothing yet. ``impatient``: gives up on a database that hangs.

    Raises:
        PatchlineError: a campaign, the words or the directory cannot be used.
    """
    clock, phones, vault = make_clock(settings), PhoneNumbers(), make_vault(settings)
    aside = AsideNumbers(AsideFile(settings.var_dir / "set-aside.json"), clock)
    knowledge = _knowledge(settings, phones, aside)
    engine, redis = open_engine(settings.database_url), connect(redis_url(settings))
    queue, lines = RqQueue(redis), ValkeyLines(redis, settings.office_calls)
    sql, mark = SqlStore(engine, vault, queue, lines), _marking(engine, clock)
    return Parts(
        clock=clock,
        phones=phones,
        aside=aside,
        knowledge=knowledge,
        archive=_archive(settings, knowledge),
        engine=engine,
        vault=vault,
        journal=make_journal(settings),
        redis=redis,
        queue=queue,
        lines=lines,
        store=ImpatientStore(sql, mark) if impatient else sql,
        hasty=SqlStore(open_engine(settings.database_url, hasty=True), vault, queue, lines),
        leave_mark=mark,
    )


def _archive(settings: Settings, knowledge: Knowledge) -> CampaignArchive:
    archive = CampaignArchive(settings.var_dir)
    archive.keep(knowledge.campaigns)
    return archive


def _marking(engine: Engine, clock: Clock) -> Callable[[], None]:
    def mark() -> None:
        leave_mark(engine, clock.machine_now())

    return mark


def make_clock(settings: Settings) -> SystemClock:
    """The process's clock: in the demo one that the handset can set."""
    offset = settings.clock_offset or 0.0
    return DemoClock(settings.clock_file, offset) if settings.simulating else SystemClock(offset)


def redis_url(settings: Settings) -> str:
    """The broker: the one that is set, else the embedded one."""
    return settings.redis_url or default_redis_url(settings.var_dir)


def make_vault(settings: Settings) -> Vault:
    """What seals and finds personal data, under this installation's keys."""
    return Vault(settings.phone_key.reveal(), settings.hash_key.reveal())


def make_journal(settings: Settings) -> JournalFile:
    """What this machine keeps aside while the database is away."""
    return JournalFile(settings.var_dir / "journal", make_vault(settings))


def make_anchors(settings: Settings) -> AnchorFile:
    """Where this machine keeps the ends of the consent ledger's chain."""
    return AnchorFile(settings.var_dir / "consent-anchors")


def make_suppression_file(settings: Settings) -> SuppressionFile:
    """Where this machine keeps the stops beside the database."""
    return SuppressionFile(settings.var_dir / "suppressions", make_vault(settings))


def _knowledge(settings: Settings, phones: PhoneReader, aside: AsideNumbers) -> Knowledge:
    return Knowledge(
        campaigns=load_campaigns(settings.campaigns_dir),
        phrasebook=load_words(),
        directory=load_senate(settings.var_dir),
        zips=load_zip_table(),
        areas=phones,
        org=settings.org_name,
        contact=settings.org_contact,
        terms=terms_address(settings.public_url) or settings.org_contact,
        aside=aside,
    )
