"""Where a call stands, as a signed token inside a URL."""

from itsdangerous import BadData, URLSafeSerializer

from service.domain.callflow import At, CallState
from service.domain.words import Language

_SALT = "call state"


class CallTokens:
    """Signs call states. A token holds only in the call that it was made for."""

    def __init__(self, secret_key: str) -> None:
        """``secret_key`` signs; whoever has it can make up call states."""
        self._secret_key = secret_key

    def sign(self, state: CallState, sid: str) -> str:
        """A token for the next webhook of the call with this CallSid."""
        fields = [
            state.at, state.campaign, state.revision, state.begun, state.language, state.rung,
            state.state, state.choices, state.targets, state.tried, state.insisted, state.leg,
            state.asked, state.step, state.own_id, state.texts, state.textable, state.missed,
            state.reached,
        ]  # fmt: skip
        return self._serializer(sid).dumps(fields)

    def read(self, token: str, sid: str) -> CallState | None:
        """The state again; None for a token that was altered, belongs to another call or was made
        by another version with other fields.
        """
        try:
            return _state(*self._serializer(sid).loads(token))
        except (BadData, ValueError, TypeError):
            return None

    def _serializer(self, sid: str) -> URLSafeSerializer:
        return URLSafeSerializer(self._secret_key, salt=f"{_SALT} {sid}")


def _state(
    at: str, campaign: str, revision: str, begun: int, language: str, rung: bool, us_state: str,
    choices: list[str], targets: list[str], tried: list[str], insisted: bool, leg: int, asked: int,
    step: int, own_id: bool, texts: bool, textable: bool, missed: list[str], reached: bool,
) -> CallState:  # fmt: skip
    return CallState(
        At(at), campaign, revision, begun, Language(language), rung, us_state,
        tuple(choices), tuple(targets), tuple(tried), insisted, leg, asked,
        step, own_id, texts, textable, tuple(missed), reached,
    )  # fmt: skip
