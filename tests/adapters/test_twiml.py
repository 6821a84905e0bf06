"""TwiML: well-formed, and only verbs and attributes that Twilio knows."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.adapters.twiml import answer_call, answer_text, apologize, nothing
from service.domain.callflow import Ask, At, CallState, Connect, Spoken, Turn
from service.domain.directory import Office, OfficeKind
from service.domain.routing import Choice
from service.domain.words import Language
from tests.twins.twiml_check import twiml_faults
from tests.twins.twiml_grammar import MESSAGING, VOICE

URL = "https://patchline.example/twilio/voice/step?t=a.b-c_d"
OFFICE = Office("X-dc", OfficeKind.DC, "Washington", "+12022240001", "America/New_York")
HELLO = Spoken(Language.EN, "Hello & <welcome>")
HOLA = Spoken(Language.ES, "¿Qué tal?")
STATE = CallState(At.LANGUAGE, "s54", "0123456789ab", 0)
ASKING = Turn(STATE, say=(HELLO,), ask=Ask((HOLA,), digits=5, seconds=8))
DIALING = Turn(STATE, say=(HELLO,), connect=Connect(Choice(OFFICE, "open"), own_id=False))
GOODBYE = Turn(STATE, say=(HELLO, HOLA))


def parsed(xml: str) -> ElementTree.Element:
    """The document, having checked that it is one which Twilio takes."""
    texts = "<Message>" in xml
    assert twiml_faults(xml.encode(), MESSAGING if texts else VOICE) == []
    return ElementTree.fromstring(xml.encode())


def verbs(xml: str) -> list[str]:
    return [element.tag for element in parsed(xml)]


def test_a_question_listens_while_it_speaks_and_takes_silence_for_an_answer() -> None:
    xml = answer_call(ASKING, URL, "+12025550154")
    assert verbs(xml) == ["Say", "Gather", "Redirect"]
    gather, redirect = parsed(xml)[1], parsed(xml)[2]
    assert gather.attrib == {
        "input": "dtmf", "numDigits": "5", "timeout": "8", "action": URL, "method": "POST",
    }  # fmt: skip
    assert [element.tag for element in gather] == ["Say"]
    assert (redirect.text, redirect.attrib) == (URL, {"method": "POST"})


def test_an_office_is_dialed_with_an_end_and_a_way_to_end_it() -> None:
    dial = parsed(answer_call(DIALING, URL, "+12025550154"))[1]
    assert dial.attrib == {
        "action": URL, "method": "POST", "timeout": "30", "timeLimit": "1800",
        "hangupOnStar": "true", "callerId": "+12025550154",
    }  # fmt: skip
    assert [(element.tag, element.text) for element in dial] == [("Number", "+12022240001")]


def test_a_call_without_a_next_thing_ends() -> None:
    assert verbs(answer_call(GOODBYE, URL, None)) == ["Say", "Say", "Hangup"]
    assert verbs(apologize(HELLO)) == ["Say", "Hangup"]


def test_each_sentence_is_read_in_its_language() -> None:
    said = parsed(answer_call(GOODBYE, URL, None))
    assert [element.get("language") for element in said][:2] == ["en-US", "es-US"]
    assert said[0].text == "Hello & <welcome>"


@pytest.mark.parametrize("silence", [None, ""])
def test_silence_is_an_empty_response(silence: str | None) -> None:
    assert verbs(answer_text(silence)) == []
    assert verbs(nothing()) == []


@given(words=st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1))
def test_any_words_arrive_as_they_are(words: str) -> None:
    for xml in (answer_text(words), apologize(Spoken(Language.EN, words))):
        assert ElementTree.fromstring(xml.encode())[0].text == words


@given(words=st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_no_character_makes_it_unreadable(words: str) -> None:
    ElementTree.fromstring(answer_text(words).encode())
    ElementTree.fromstring(apologize(Spoken(Language.ES, words)).encode())
