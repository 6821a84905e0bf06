"""Builds a process's services from its settings, once."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from random import SystemRandom

from sqlalchemy import Engine

from service.adapters.anchor_file import AnchorFile
from service.adapters.aside_file import AsideFile
from service.adapters.call_token import CallTokens
from service.adapters.campaign_archive import CampaignArchive
from service.adapters.campaign_files import load_campaigns
from service.adapters.clock import DemoClock, SystemClock
from service.adapters.heartbeat import Heartbeat
from service.adapters.journal_file import JournalFile
from service.adapters.phone_numbers import PhoneNumbers
from service.adapters.rq_queue import RqQueue, connect
from service.adapters.senate_files import load_senate
from service.adapters.settings import Settings
from service.adapters.signature import SignatureCheck
from service.adapters.sql.engine import open_engine
from service.adapters.sql.figures import SqlFigures
from service.adapters.sql.impatient import ImpatientStore
from service.adapters.sql.key_marks import refuse_other_keys
from service.adapters.sql.mark import leave_mark
from service.adapters.sql.schema import refuse_another_schema
from service.adapters.sql.store import SqlStore
from service.adapters.suppression_file import SuppressionFile
from service.adapters.twilio_parts import make_carrier, make_signature
from service.adapters.valkey_lines import ValkeyLines
from service.adapters.valkey_place import default_redis_url
from service.adapters.vault import Vault
from service.adapters.webhook_urls import WebhookUrls
from service.adapters.word_files import load_words
from service.adapters.zip_table import load_zip_table
from service.domain.knowledge import Knowledge
from service.domain.public_address import terms_address
from service.ports.clock import Clock
from service.ports.journal import Journal
from service.ports.phones import PhoneReader
from service.ports.store import Store, StoreDown
from service.usecases.aside_numbers import AsideNumbers
from service.usecases.decide_doubt import DecideDoubt
from service.usecases.due import Due
from service.usecases.erase import ForgetSupporter
from service.usecases.fetch_missed import FetchMissed
from service.usecases.hang_up import HangUp
from service.usecases.keep_suppressions import KeepSuppressions
from service.usecases.patch_through import PatchThrough
from service.usecases.receive_text import ReceiveText
from service.usecases.record_call_status import RecordCallStatus
from service.usecases.record_message_status import RecordMessageStatus
from service.usecases.relearn_lines import RelearnLines
from service.usecases.ring_back import PlaceCall
from service.usecases.seal_consents import SealConsents
from service.usecases.send_message import SendMessage
from service.usecases.serve_waits import ServeWaits
from service.usecases.settle_doubts import SettleDoubts
from service.usecases.settle_waits import SettleWaits
from service.usecases.sweep import Sweep
from service.usecases.unlink import Unlink


@dataclass(frozen=True)
class Services:
    """Everything a shell may call."""

    settings: Settings
    clock: SystemClock
    engine: Engine
    knowledge: Knowledge
    store: Store
    hasty: Store
    """For what can be done anew: a power cut undoes it unless a mark is left after it."""
    leave_mark: Callable[[], None]
    """Raises StoreDown."""
    journal: Journal
    queue: RqQueue
    heartbeat: Heartbeat
    figures: SqlFigures
    phones: PhoneReader
    urls: WebhookUrls
    tokens: CallTokens
    signature: SignatureCheck
    receive_text: ReceiveText
    patch_through: PatchThrough
    record_call_status: RecordCallStatus
    record_message_status: RecordMessageStatus
    place_call: PlaceCall
    send_message: SendMessage
    forget_supporter: ForgetSupporter
    decide_doubt: DecideDoubt
    hang_up: HangUp
    settle_doubts: SettleDoubts
    serve_waits: ServeWaits
    relearn_lines: RelearnLines
    fetch_missed: FetchMissed
    sweep: Sweep
    heed_aside: Callable[[], None]
    """Has a process that serves no webhooks know which numbers are not dialed. Raises StoreDown."""
    due: Due
    unlink: Unlink
    seal_consents: SealConsents
    keep_suppressions: KeepSuppressions


def build(settings: Settings, *, impatient: bool = False) -> Services:
    """Wire everything. Connects to nothing yet.

    ``impatient`` is for the web: nobody on the phone waits for a database that is away.

    Raises:
        PatchlineError: a campaign, the words or the directory cannot be used.
    """
    clock, phones, draw = make_clock(settings), PhoneNumbers(), SystemRandom().random
    aside = AsideNumbers(AsideFile(settings.var_dir / "set-aside.json"), clock)
    knowledge = _knowledge(settings, phones, aside)
    archive = _archive(settings, knowledge)
    engine = open_engine(settings.database_url)
    vault, journal = make_vault(settings), make_journal(settings)
    redis = connect(redis_url(settings))
    queue, lines = RqQueue(redis), ValkeyLines(redis, settings.office_calls)
    sql = SqlStore(engine, vault, queue, lines)
    mark = _marking(engine, clock)
    store: Store = ImpatientStore(sql, mark) if impatient else sql
    urls, tokens = WebhookUrls(settings.public_url), CallTokens(settings.secret_key.reveal())
    carrier = make_carrier(settings, urls, tokens)
    number, replies = settings.twilio_phone_number, settings.twilio_opt_out != "ours"
    receive_text = ReceiveText(store, clock, knowledge, settings.call_rate, number)
    settle_waits = SettleWaits(store, clock, knowledge)
    return Services(
        settings=settings,
        clock=clock,
        engine=engine,
        knowledge=knowledge,
        store=store,
        hasty=SqlStore(open_engine(settings.database_url, hasty=True), vault, queue, lines),
        leave_mark=mark,
        journal=journal,
        queue=queue,
        heartbeat=Heartbeat(redis),
        figures=SqlFigures(engine, vault),
        phones=phones,
        urls=urls,
        tokens=tokens,
        signature=make_signature(settings),
        receive_text=receive_text,
        patch_through=PatchThrough(store, clock, knowledge, archive, aside.look, lines, draw),
        record_call_status=RecordCallStatus(store, clock, knowledge, archive),
        record_message_status=RecordMessageStatus(store, clock),
        place_call=PlaceCall(
            store, journal, clock, carrier, knowledge, archive, settings.call_rate, number, draw
        ),
        send_message=SendMessage(store, journal, clock, carrier, phones, settings.send_rate, draw),
        forget_supporter=ForgetSupporter(store, clock),
        decide_doubt=DecideDoubt(store, clock),
        hang_up=HangUp(store, clock, carrier),
        settle_doubts=SettleDoubts(store, clock, carrier),
        serve_waits=ServeWaits(store, clock, knowledge, settle_waits, lines.look),
        relearn_lines=RelearnLines(store, clock, lines),
        fetch_missed=FetchMissed(
            store, journal, clock, carrier, phones, receive_text, carrier_replies=replies
        ),
        sweep=Sweep(store, clock, queue),
        heed_aside=partial(store.run, aside.look),
        due=Due(store, journal, clock),
        unlink=Unlink(store, clock),
        seal_consents=SealConsents(store, clock, make_anchors(settings)),
        keep_suppressions=KeepSuppressions(store, clock, make_suppression_file(settings)),
    )


def _archive(settings: Settings, knowledge: Knowledge) -> CampaignArchive:
    archive = CampaignArchive(settings.var_dir)
    archive.keep(knowledge.campaigns)
    return archive


def _marking(engine: Engine, clock: Clock) -> Callable[[], None]:
    def mark() -> None:
        leave_mark(engine, clock.machine_now())

    return mark


def refuse_another_database(settings: Settings, *, early: bool = False) -> StoreDown | None:
    """Stop before anything is started on a database that is not ours to use.

    One that does not answer within two seconds is waited for by those who use it: why is returned.
    Whoever may be ``early`` waits for the migration of an older one just so.

    Raises:
        SchemaFault: it has the tables of another version.
        WrongKeys: it was filled under other keys.
    """
    engine = open_engine(settings.database_url, connect_seconds=2)
    try:
        away = refuse_another_schema(engine, early=early)
        if away is None:
            refuse_other_keys(engine, make_vault(settings))
        return away
    finally:
        engine.dispose()


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
