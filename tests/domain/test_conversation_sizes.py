"""Every answer keeps to its segments for every state, language and place, at its longest."""

from dataclasses import replace
from itertools import product

import pytest

from service.domain.consent import Standing, Standings
from service.domain.conversation import Conversation, Line, Stage
from service.domain.longest import ORG, SEGMENT_LIMITS, TERMS
from service.domain.places import PlaceKind
from service.domain.segments import apart, count
from service.domain.states import STATE_ZONES
from service.domain.words import Language
from tests.domain.worlds import advance, directory_of, senate, text_world, zips

WORLD = text_world(org=ORG, contact="W" * 60, terms=TERMS)


def check(reply: str | None, language: Language) -> None:
    assert reply
    for text in apart(reply):
        size = count(text)
        assert size.segments <= SEGMENT_LIMITS[language], text
        assert language is Language.ES or size.encoding == "GSM-7", text


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("state", sorted(STATE_ZONES))
@pytest.mark.parametrize("body", ["S54", "ICE", "EN", "ES"])
def test_senators_fit(language: Language, state: str, body: str) -> None:
    talk = Conversation(Stage.READY, language, state=state)
    one = directory_of(senate().of_state(state)[0])
    for directory in (senate(), one, directory_of()):
        step = advance(talk, body, text_world(org=ORG, directory=directory))
        check(step.reply, step.conversation.language)


@pytest.mark.parametrize("language", Language)
def test_every_place_that_is_no_single_state_fits(language: Language) -> None:
    odd = {}
    for number in range(100_000):
        place = zips().place(f"{number:05d}")
        if place.kind is not PlaceKind.STATE:
            odd[place.states] = place.zip
    assert len(odd) > 40
    for zip_code in odd.values():
        step = advance(Conversation(language=language), f"S54 {zip_code}", WORLD)
        check(step.reply, language)
        if step.conversation.stage is Stage.ASKED_STATE:
            for body in ("EN", "ES", "9"):
                after = advance(step.conversation, body, WORLD)
                check(after.reply, after.conversation.language)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("greeted", [True, False])
@pytest.mark.parametrize(
    "body",
    ["HELP", "STOP", "START", "FORGET", "hm", "no", "JOIN", "UNIRME", "PLATFORM", "S54", "ICE",
     "CALL", "ES", "EN", "WHERE", "LEAVE", "LATER", "3PM", "TOMORROW"],
)  # fmt: skip
@pytest.mark.parametrize("held", [True, False])
def test_every_other_answer_fits(language: Language, greeted: bool, body: str, held: bool) -> None:
    world = replace(WORLD, held=held)
    for stage, alerts in product((Stage.NEW, Stage.ASKED_ZIP, Stage.ASKED_ALERTS), Standing):
        consent = Standings(Standing.AGREED, alerts)
        talk = Conversation(stage, language, greeted=greeted, consent=consent)
        step = advance(talk, body, world)
        check(step.reply, step.conversation.language)


@pytest.mark.parametrize("language", Language)
def test_the_way_back_of_somebody_who_had_alerts_fits(language: Language) -> None:
    world = replace(WORLD, had_alerts=True)
    check(advance(Conversation(Stage.STOPPED, language), "START", world).reply, language)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    "line",
    [Line(), Line(60), Line(86_400), Line(already_in=True), Line(rings_left=False),
     Line(ringable=False)],
)  # fmt: skip
def test_every_answer_to_call_fits(language: Language, line: Line) -> None:
    talk = Conversation(Stage.READY, language, state="VT")
    check(advance(talk, "CALL", text_world(line=line)).reply, language)
