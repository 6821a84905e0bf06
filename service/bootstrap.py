"""Builds a process's services from its settings, once."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from random import SystemRandom

from service.adapters.call_token import CallTokens
from service.adapters.heartbeat import Heartbeat
from service.adapters.settings import Settings
from service.adapters.signature import SignatureCheck
from service.adapters.sql.engine import open_engine
from service.adapters.sql.figures import SqlFigures
from service.adapters.sql.key_marks import refuse_other_keys
from service.adapters.sql.schema import refuse_another_schema
from service.adapters.twilio_parts import make_carrier, make_signature
from service.adapters.webhook_urls import WebhookUrls
from service.parts import Parts, make_anchors, make_parts, make_suppression_file, make_vault
from service.ports.store import StoreDown
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
class Services(Parts):
    """Everything a shell may call, beside what it stands on."""

    settings: Settings
    heartbeat: Heartbeat
    figures: SqlFigures
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
    parts = make_parts(settings, impatient=impatient)
    store, journal, clock, knowledge = parts.store, parts.journal, parts.clock, parts.knowledge
    archive, phones, lines = parts.archive, parts.phones, parts.lines
    urls, tokens = WebhookUrls(settings.public_url), CallTokens(settings.secret_key.reveal())
    carrier, draw = make_carrier(settings, urls, tokens), SystemRandom().random
    number, replies = settings.twilio_phone_number, settings.twilio_opt_out != "ours"
    receive_text = ReceiveText(store, clock, knowledge, settings.call_rate, number)
    settle_waits = SettleWaits(store, clock, knowledge, number)
    return Services(
        **vars(parts),
        settings=settings,
        heartbeat=Heartbeat(parts.redis),
        figures=SqlFigures(parts.engine, parts.vault),
        urls=urls,
        tokens=tokens,
        signature=make_signature(settings),
        receive_text=receive_text,
        patch_through=PatchThrough(store, clock, knowledge, archive, parts.aside.look, lines, draw),
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
        sweep=Sweep(store, clock, parts.queue),
        heed_aside=partial(store.run, parts.aside.look),
        due=Due(store, journal, clock),
        unlink=Unlink(store, clock),
        seal_consents=SealConsents(store, clock, make_anchors(settings)),
        keep_suppressions=KeepSuppressions(store, clock, make_suppression_file(settings)),
    )


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
