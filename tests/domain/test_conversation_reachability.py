"""Every stage of a conversation can be reached, every rule is used and every arrow is walked."""

from itertools import product

from service.domain.conversation import Conversation, Line, Stage, World
from service.domain.conversation_rules import RULES, TABLE
from service.domain.heard import Kind
from service.domain.hearing import hear
from service.domain.statetable import mermaid
from tests.domain.worlds import advance, directory_of, text_world

_SENT = (
    "S54|ICE 05401|ICE 00000|S54 03579|PLATFORM|05401|03579|00901|20001|09001|00000|1|2|0540|hello|"
    "CALL|STOP|START|restart|HELP|ES|EN|FORGET|JOIN|yes|no|WHERE|LEAVE|LATER|3PM|TOMORROW|"
    "enough already|wrong number"
)
BODIES = _SENT.split("|")
WORLDS = (
    text_world(),
    text_world(hint_due=False, line=Line(rings_left=False)),
    text_world(directory=directory_of()),
)

Walked = tuple[Stage, Kind, Stage]


def neighbors(talk: Conversation) -> set[tuple[Walked, Conversation]]:
    """Where one text more may lead, whatever the world."""
    found = set()
    for body, world in product(BODIES, WORLDS):
        found.add((_walked(talk, body, world), advance(talk, body, world).conversation))
    return found


def _walked(talk: Conversation, body: str, world: World) -> Walked:
    heard = hear(body, talk, world.campaigns, world.phrasebook)
    return talk.stage, heard.kind, advance(talk, body, world).conversation.stage


def walk() -> set[Walked]:
    """Every step that some conversation of these texts takes, from the first text on."""
    seen, frontier, walked = {Conversation()}, [Conversation()], set()
    while frontier:
        for step, after in neighbors(frontier.pop()):
            walked.add(step)
            if after not in seen:
                seen.add(after)
                frontier.append(after)
    return walked


WALKED = walk()


def test_every_stage_is_reached() -> None:
    assert {end for _, _, end in WALKED} == set(Stage)


def test_every_rule_is_used_but_for_a_state_named_where_none_was_asked() -> None:
    used = {id(TABLE[start, kind]) for start, kind, _ in WALKED}
    unused = [(set(rule.at), rule.on) for rule in RULES if id(rule) not in used]
    assert unused == [({Stage.STOPPED}, Kind.STATE)]


def test_nobody_moves_where_the_table_does_not_lead() -> None:
    assert all(TABLE[start, kind].may_lead(start, end) for start, kind, end in WALKED)


def test_the_diagram_has_an_arrow_for_every_move_that_happens() -> None:
    diagram = mermaid(RULES)
    for start, kind, end in WALKED:
        line = next(x for x in diagram.splitlines() if f"    {start} --> {end}:" in x)
        assert kind in line.partition(": ")[2].split(", ")


def test_a_state_is_only_heard_where_it_was_asked() -> None:
    assert {start for start, kind, _ in WALKED if kind is Kind.STATE} == {Stage.ASKED_STATE}
