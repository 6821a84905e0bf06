"""Plays transcripts through the two machines alone: no web, no database, no carrier.

What each answer becomes for the carrier is held against the grammar of TwiML.

The format is explained in ``tests/transcripts/README.md``.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from service.adapters.twiml import answer_call, answer_text
from service.domain import call_effects as effects
from service.domain import callflow as calls
from service.domain import rings
from service.domain import text_effects as texts
from service.domain.consent import Programme
from service.domain.conversation import Line
from service.domain.directory import Directory
from service.domain.heard import Kind
from service.domain.leg_result import DialResult
from service.domain.outlook import Outlook
from service.domain.phone import Phone
from service.domain.whereabouts import Whereabouts
from service.domain.words import Language
from tests.domain.worlds import Caller, Texter, call_world, campaigns, dial_in, ring_back, senate
from tests.domain.worlds import text_world as quiet_world
from tests.transcripts.outlooks import moment_in_washington, waiting
from tests.twins.twiml_check import twiml_faults
from tests.twins.twiml_grammar import MESSAGING, VOICE, Element

Step = Mapping[str, Any]

_NEXT, _SHOWN = "https://patchline.example/twilio/voice/step?t=a.b-c_d", "+12025550154"
_EVENTS = {"text", "press", "silence", "office", "hang_up"}
_KEYS = _EVENTS | {"line", "had_alerts", "carrier_answers", "an_hour_later", "at", "minutes",
                   "waits", "hears", "never", "exactly", "dials", "shows_own_number",
                   "does"}  # fmt: skip
_PHONES = {
    "vermont": Phone("+18025550142", "US", ringable=True),
    "toll-free": Phone("+18005550142", "US", ringable=False),
    "anonymous": Phone("+266696687", "", ringable=False, valid=False),
}


@dataclass(frozen=True)
class Transcript:
    """One file: who, when, and the steps in order."""

    name: str
    phone: Phone
    now: datetime
    call: Step | None
    sitting: Directory
    zone: str
    """Where a person who texts is."""
    steps: tuple[Step, ...]


def read(path: Path) -> Transcript:
    """One transcript. Raises KeyError or ValueError for a file that is not one."""
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    steps = tuple(document["step"])
    for step in steps:
        if unknown := step.keys() - _KEYS:
            raise ValueError(f"{path.name}: unknown {sorted(unknown)} in {dict(step)}")
    return Transcript(
        document["title"],
        _PHONES[document.get("phone", "vermont")],
        moment_in_washington(document.get("when", "2026-11-24 11:00")),
        document.get("call"),
        _without(document.get("vacant", ())),
        document.get("zone", "America/New_York"),
        steps,
    )


def _without(names: Iterable[str]) -> Directory:
    """The Senate that ships, with the seats of these senators empty."""
    directory = senate()
    left = tuple(s for s in directory.senators if s.last not in set(names))
    return replace(directory, senators=left)


def play(transcript: Transcript) -> None:
    """Play it to the end; AssertionError names the step that went another way."""
    if transcript.call is None:
        _play_texts(transcript)
    else:
        _play_call(transcript, transcript.call)


def _play_texts(transcript: Transcript) -> None:
    line = Line(ringable=transcript.phone.ringable)
    texter = Texter(quiet_world(directory=transcript.sitting, line=line))
    hint_due, held = True, False
    outlook = Outlook(transcript.now, Whereabouts((transcript.zone,)))
    for number, step in enumerate(transcript.steps, start=1):
        hint_due = hint_due or "an_hour_later" in step
        outlook = replace(outlook, **waiting(step))
        reply = texter.send(
            step["text"],
            hint_due=hint_due,
            carrier_answered=step.get("carrier_answers", False),
            had_alerts=step.get("had_alerts", False),
            line=replace(line, **step.get("line", {})),
            held=held,
            outlook=outlook,
        )
        hint_due = hint_due and texts.Hinted() not in texter.step.effects
        held = _held(held, texter.step.effects)
        _check_twiml(answer_text(reply), MESSAGING)
        does = [words for effect in texter.step.effects if (words := _text_effect(effect))]
        _check(step, reply or "", does, f"{transcript.name}, step {number}")


def _held(held: bool, effects: Iterable[texts.Effect]) -> bool:
    """Whether they are held, after these effects too."""
    for effect in effects:
        match effect:
            case texts.Hold():
                held = True
            case texts.Release() | texts.OptOut():
                held = False
    return held


def _play_call(transcript: Transcript, call: Step) -> None:
    """The first step has no event: it is what is heard when the line opens."""
    world = call_world(now=transcript.now, directory=transcript.sitting)
    campaign = campaigns().taking_calls(call.get("campaign", ""))
    world = replace(world, campaign=campaign, enough=frozenset(call.get("enough", ())))
    start = _start(transcript.phone, call)
    if start.rung or start.textable:
        world = replace(world, there=Whereabouts((call.get("zone", "America/New_York"),)))
    caller = Caller(start, world)
    for number, step in enumerate(transcript.steps, start=1):
        where = f"{transcript.name}, step {number}"
        if "at" in step:
            caller.world = replace(caller.world, now=moment_in_washington(step["at"]))
        if "minutes" in step:
            caller.world = replace(caller.world, minutes=step["minutes"])
        if number > 1:
            caller.happens(_event(step))
        _check_twiml(answer_call(caller.turn, _NEXT, _SHOWN), VOICE)
        does = [words for effect in caller.turn.effects if (words := _call_effect(effect))]
        _check(step, caller.heard, does, where)
        assert step.get("dials") == caller.dialed, f"{where}: dials {caller.dialed}"
        if connect := caller.turn.connect:
            shown = step.get("shows_own_number", connect.own_id)
            assert shown == connect.own_id, f"{where}: shows own number: {connect.own_id}"


def _check_twiml(document: str, root: Element) -> None:
    assert twiml_faults(document.encode(), root) == []


def _start(phone: Phone, call: Step) -> calls.CallState:
    known = {"language": Language(call.get("language", "en")), "state": call.get("state", "")}
    if call["kind"] == "rung back":
        return ring_back(**known, targets=tuple(call.get("targets", ())))
    return dial_in(
        **known,
        own_id=phone.north_american,
        texts=call.get("texted_first", False),
        textable=phone.ringable,
    )


def _event(step: Step) -> calls.Happened:
    if "press" in step:
        return calls.Happened(calls.Sign.KEYS, keys=step["press"])
    if "office" in step:
        return calls.Happened(calls.Sign.DIALED, dial_status=DialResult(step["office"]))
    if "hang_up" in step:
        result = DialResult(step["hang_up"]) if step["hang_up"] else None
        return calls.Happened(calls.Sign.HANGUP, dial_status=result)
    assert step["silence"]
    return calls.Happened(calls.Sign.SILENCE)


def _text_effect(effect: texts.Effect) -> str | None:
    """In an organizer's words; None for the agreement that lies in every first request."""
    if isinstance(effect, rings.RingBack):
        return f"ring about {effect.campaign} in {effect.language} for {effect.state}"
    if isinstance(effect, rings.RingLater):
        return f"ring at {effect.due:%Y-%m-%d %H:%M} in {effect.ring.language}"
    if isinstance(effect, texts.Consent):
        return f"{effect.kind} alerts" if effect.programme is Programme.ALERTS else None
    return {
        rings.LeaveLine(): "leave",
        texts.OptOut(): "stop",
        texts.OptOut(by_carrier=True): "stop",
        texts.OptIn(): "back again",
        texts.Erase(): "erase",
        texts.ToInbox(): "inbox",
        texts.ToInbox(Kind.DOUBT): "inbox: perhaps a stop",
        texts.ToInbox(Kind.WRONG_NUMBER): "inbox: wrong number",
        texts.Hold(): "hold",
        texts.Release(): "release",
        texts.StopAlerts(): "stop alerts",
        texts.Hinted(): "hint",
    }[effect]


def _call_effect(effect: calls.Effect) -> str | None:
    """In an organizer's words; None for what ``dials`` says already."""
    match effect:
        case effects.LegEnded(dial_status=status):
            return f"leg {status}"
        case effects.OutcomeTold(outcome=outcome):
            return f"told {outcome}"
        case effects.PlaceTold(zip=zip_code, state=state):
            return " ".join(filter(None, ("lives in", zip_code, state)))
        case effects.StateTold(state=state):
            return f"lives in {state}"
        case effects.Confirmed():
            return "confirmed"
        case effects.StopTold():
            return "stop"
        case effects.RingAsked(target=target, due=due):
            return f"ring for {target} {f'at {due:%Y-%m-%d %H:%M}' if due else 'in turn'}"
        case effects.FollowUp():
            return "follow-up text"
        case effects.Ended():
            return "ended"
    return None


def _check(step: Step, words: str, does: list[str], where: str) -> None:
    """What was said and done, against what the step expects; no words expected means silence."""
    if "exactly" in step:
        assert words == step["exactly"], f"{where}: {words}"
    for part in step.get("hears", ()):
        assert part in words, f"{where}: no {part!r} in {words!r}"
    for part in step.get("never", ()):
        assert part not in words, f"{where}: {part!r} in {words!r}"
    if not {"exactly", "hears"} & step.keys():
        assert not words, f"{where}: expected silence, heard {words!r}"
    assert does == step.get("does", []), f"{where}: does {does}"
