"""One sentence of a call."""

from service.domain.callflow import CallState, CallWorld, Spoken


def speak(state: CallState, world: CallWorld, key: str, /, **values: str) -> Spoken:
    """One of the product's sentences, in the caller's language."""
    return Spoken(state.language, world.words(state).voice(key, **values))
