"""Every point of a call can be reached, every rule is used and every arrow is walked."""

from dataclasses import replace
from itertools import product

from service.domain.callflow import At, CallState, Happened, Sign
from service.domain.callflow_rules import RULES, TABLE, advance
from service.domain.leg_result import DialResult
from service.domain.statetable import mermaid
from service.domain.whereabouts import Whereabouts
from tests.domain.worlds import (
    AFTERNOON,
    NIGHT,
    call_world,
    dial_in,
    directory_of,
    office,
    ring_back,
    senator,
)

ANN = senator("ann", 1, office("ann-dc"), office("barre"))
BEA = senator("bea", 3, office("juneau", zone="America/Juneau"))
EVENTS = (
    *(Happened(Sign.KEYS, keys=keys) for keys in ("1", "2", "9", "05401", "03579", "00901")),
    *(
        Happened(Sign.DIALED, dial_status=status)
        for status in (DialResult.BUSY, DialResult.COMPLETED)
    ),
    Happened(Sign.SILENCE),
    Happened(Sign.HANGUP),
)
CAM = senator("cam", 1, office("cam-dc"), state="ME")
DEE = senator("dee", 3, office("dee-dc"))
EVE = senator("eve", 1, office("nome", zone="America/Juneau"), state="ME")
BOTH = call_world(directory=directory_of(ANN, BEA, CAM))
WORLDS = (
    BOTH,
    replace(BOTH, now=NIGHT),
    replace(BOTH, there=Whereabouts(("America/New_York",))),
    replace(BOTH, enough=frozenset({"ann", "bea"})),
    call_world(directory=directory_of(BEA)),
    call_world(directory=directory_of(ANN, DEE, EVE)),
    call_world(directory=directory_of()),
)
STARTS = [
    make(state=state, textable=textable, texts=False, begun=int(now.timestamp()))
    for make, state, textable, now in product(
        (dial_in, ring_back), ("", "VT"), (True, False), (AFTERNOON, NIGHT)
    )
]

Walked = tuple[At, Sign, At]


def alike(state: CallState) -> CallState:
    """The state without its counters, which never decide where a call goes."""
    return replace(state, step=0, leg=min(state.leg, 1))


def walk() -> set[Walked]:
    """Every step that some call of these events takes, from both kinds of start."""
    seen, frontier, walked = set(STARTS), list(STARTS), set()
    while frontier:
        state = frontier.pop()
        for happened, world in product(EVENTS, WORLDS):
            after = alike(advance(state, happened, world).state)
            walked.add((state.at, happened.sign, after.at))
            if after not in seen:
                seen.add(after)
                frontier.append(after)
    return walked


WALKED = walk()


def test_every_point_of_a_call_is_reached() -> None:
    assert {start for start, _, _ in WALKED} == set(At)


def test_every_rule_is_used() -> None:
    used = {id(TABLE[start, sign]) for start, sign, _ in WALKED}
    assert not [(set(rule.at), rule.on) for rule in RULES if id(rule) not in used]


def test_every_arrow_of_the_table_is_walked_and_no_other() -> None:
    allowed = {
        (start, rule.on, end) for rule in RULES for start in rule.at for end in rule.to or {start}
    }
    assert allowed == WALKED


def test_the_diagram_has_every_arrow_and_no_other() -> None:
    lines = mermaid(RULES).splitlines()
    drawn = {tuple(line.strip().split(":")[0].split(" --> ")) for line in lines[1:]}
    assert drawn == {(start, end) for start, _, end in WALKED}
