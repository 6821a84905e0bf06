"""Runs a call: one TwiML document after the other, against whoever is on the line."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

from service.simulator.caller import Caller, Goto, Transferred
from service.simulator.faults import TwimlFault
from service.simulator.twiml import (
    Dial,
    Gather,
    Hangup,
    Message,
    Pause,
    Play,
    Prompt,
    Redirect,
    Reject,
    Say,
    Verb,
    parse_twiml,
)

DOCUMENT_LIMIT = 300
"""Documents in one call, after which it is taken for an endless loop."""
LOOP_LIMIT = 20
"""Repetitions of a ``<Say loop="0">``."""


@dataclass(frozen=True, slots=True)
class _Jump:
    """Leave the document, for another or (None) for good."""

    to: Goto | None


_END = _Jump(None)


class Interpreter:
    """One call's run through its documents."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller
        self._url = ""

    async def run(self, start: Goto) -> None:
        """Run from ``start`` to the end of the call.

        Raises HungUp when the person leaves first, WebhookFault and TwimlFault as they come.
        """
        step: Goto | None = start
        for _ in range(DOCUMENT_LIMIT):
            if step is None:
                return
            step = await self._document(step)
        raise TwimlFault(11205, f"The call asked for more than {DOCUMENT_LIMIT} documents.")

    async def _document(self, goto: Goto) -> Goto | None:
        self._url = goto.url or self._url
        try:
            document = await self._caller.fetch(goto)
            if self._caller.gone:
                return None
            return await self._perform(parse_twiml(document))
        except Transferred as transfer:
            return transfer.goto

    async def _perform(self, verbs: tuple[Verb, ...]) -> Goto | None:
        for verb in verbs:
            if not isinstance(verb, Reject | Pause | Redirect | Message | Dial):
                await self._caller.answer()
            jump = await self._do(verb)
            if jump is not None:
                return jump.to
        await self._caller.answer()
        return None

    async def _do(self, verb: Verb) -> _Jump | None:
        match verb:
            case Say() | Play() | Pause():
                await self._prompt(verb, listening=False)
            case Message():
                await self._caller.text(verb)
            case Gather():
                return await self._gather(verb)
            case Dial():
                return await self._dial(verb)
            case Redirect():
                return self._jump(verb.url, verb.method, {})
            case Reject():
                await self._caller.reject(verb.busy)
                return _END
            case Hangup():
                return _END
        return None

    def _jump(self, url: str, method: str, fields: Mapping[str, str]) -> _Jump:
        return _Jump(Goto(urljoin(self._url, url) if url else self._url, method, fields))

    async def _prompt(self, prompt: Prompt, listening: bool) -> str | None:
        match prompt:
            case Say():
                for _ in range(prompt.loop or LOOP_LIMIT):
                    key = await self._caller.speak(prompt.words, prompt.language, listening)
                    if key is not None:
                        return key
                return None
            case Play():
                return await self._caller.speak(f"♪ {prompt.url}", "", listening)
            case Pause():
                return await self._caller.pause(prompt.seconds, listening)

    async def _gather(self, gather: Gather) -> _Jump | None:
        self._caller.forget_keys()
        digits, finished_on = await self._collect(gather)
        if not digits and not gather.even_if_empty:
            return None
        fields = {"Digits": digits, "msg": "Gather End"}
        if finished_on:
            fields["FinishedOnKey"] = finished_on
        return self._jump(gather.action, gather.method, fields)

    async def _collect(self, gather: Gather) -> tuple[str, str]:
        digits = ""
        key = await self._first_key(gather)
        while key is not None:
            if key == gather.finish_on:
                return digits, key
            digits += key
            if len(digits) == gather.digits:
                break
            key = await self._caller.pause(gather.timeout, listening=True)
        return digits, ""

    async def _first_key(self, gather: Gather) -> str | None:
        for prompt in gather.prompts:
            key = await self._prompt(prompt, listening=True)
            if key is not None:
                return key
        return await self._caller.pause(gather.timeout, listening=True)

    async def _dial(self, dial: Dial) -> _Jump | None:
        if not dial.answer_on_bridge:
            await self._caller.answer()
        dialed = await self._caller.dial(dial)
        if dial.action is not None:
            return self._jump(dial.action, dial.method, dialed.fields())
        return _END if self._caller.gone else None
