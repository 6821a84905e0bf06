"""``POST /twilio/voice`` and below: a call, one webhook a step."""

from flask import Blueprint, Response

from service.adapters.twiml import answer_call, apologize, nothing
from service.bootstrap import Services
from service.domain.callflow import CallState, Happened, Sign, Spoken, Turn
from service.domain.leg_result import DialResult
from service.domain.words import Language
from service.usecases.patch_through import Caller
from service.web.aside import UNSTORED, keep_aside
from service.web.twilio_words import CALL_STATUSES, DIAL_RESULTS
from service.web.webhook import argument, field, number, xml

_FAILED_VERIFICATION = "TN-Validation-Failed"
_ENDED = frozenset(word for word, status in CALL_STATUSES.items() if status.over)


def make_voice(services: Services) -> Blueprint:
    """The routes, around these services."""
    blueprint = Blueprint("voice", __name__, url_prefix="/twilio/voice")

    @blueprint.post("")
    def dial_in() -> Response:
        caller = _caller(services, rung=False)
        try:
            turn = services.patch_through.dial_in(_sid(), caller)
        except UNSTORED as error:
            keep_aside(services, error)
            turn = services.patch_through.dial_in_meanwhile(caller)
        return _answer(services, turn, caller)

    @blueprint.post("/ring")
    def ring() -> Response:
        try:
            turn = services.patch_through.rung(argument("r"), _sid())
        except UNSTORED as error:
            keep_aside(services, error)
            start = services.tokens.read(argument("t"), argument("r"))
            turn = services.patch_through.rung_meanwhile(start) if start and _sid() else None
        if turn is None:
            return _farewell(services, "cannot_continue")
        return _answer(services, turn, _caller(services, rung=True))

    @blueprint.post("/step")
    def step() -> Response:
        state = _state(services)
        if state is None:
            return _farewell(services, "cannot_continue")
        caller, happened = _caller(services, rung=state.rung), _happened(state)
        try:
            turn = services.patch_through.step(_sid(), state, happened, caller)
        except UNSTORED as error:
            keep_aside(services, error)
            turn = services.patch_through.step_meanwhile(state, happened)
        if _hung_up():
            return xml(nothing())
        return _answer(services, turn, caller)

    return blueprint


def catch_up_dial_in(services: Services, _said: str | None) -> None:
    """Take in the arrival of a call while the database was down. Raises StoreDown."""
    services.patch_through.dial_in(_sid(), _caller(services, rung=False))


def catch_up_ring(services: Services, _said: str | None) -> None:
    """Take in that a call of ours was picked up while the database was down. Raises StoreDown."""
    services.patch_through.rung(argument("r"), _sid())


def catch_up_step(services: Services, _said: str | None) -> None:
    """Take in what happened in a call while the database was down. Raises StoreDown."""
    state = _state(services)
    if state is not None:
        caller = _caller(services, rung=state.rung)
        services.patch_through.step(_sid(), state, _happened(state), caller)


def _sid() -> str:
    return field("CallSid")


def _state(services: Services) -> CallState | None:
    return services.tokens.read(argument("t"), _sid())


def _caller(services: Services, *, rung: bool) -> Caller:
    theirs, ours = ("To", "From") if rung else ("From", "To")
    verified = not field("StirVerstat").startswith(_FAILED_VERIFICATION)
    return Caller(services.phones.read(field(theirs)), field(ours, 20), verified)


def _hung_up() -> bool:
    return field("CallStatus") in _ENDED


def _dial_result() -> DialResult | None:
    """How the leg ended; a word that nobody knows is a failure, none means there was no leg."""
    word = field("DialCallStatus", 20)
    return DIAL_RESULTS.get(word, DialResult.FAILED) if word else None


def _happened(state: CallState) -> Happened:
    """What the webhook tells: a hang-up outweighs a dial result, which outweighs keys."""
    status, seconds = _dial_result(), number("DialCallDuration") or 0
    if _hung_up():
        return Happened(Sign.HANGUP, dial_status=status, seconds=seconds)
    if status:
        return Happened(Sign.DIALED, dial_status=status, seconds=seconds)
    keys = field("Digits", 20)
    return Happened(Sign.KEYS, keys=keys) if keys else Happened(Sign.SILENCE)


def _answer(services: Services, turn: Turn, caller: Caller) -> Response:
    next_url = services.urls.step(services.tokens.sign(turn.state, _sid()))
    ours = services.settings.twilio_phone_number or caller.our_number
    own_id = turn.connect is not None and turn.connect.own_id
    return xml(answer_call(turn, next_url, (own_id and caller.phone.e164) or ours))


def _farewell(services: Services, key: str) -> Response:
    """The reason why this call ends here, in every language: nothing tells the caller's."""
    known = services.knowledge
    return xml(
        apologize(
            *(Spoken(each, known.phrasebook[each].voice(key, org=known.org)) for each in Language)
        )
    )
