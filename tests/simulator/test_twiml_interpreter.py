"""The interpreter driven by a scripted person, without web or time."""

import asyncio
from collections.abc import Mapping

import pytest

from service.simulator.caller import Dialed, Goto, HungUp, Transferred
from service.simulator.faults import TwimlFault
from service.simulator.interpreter import DOCUMENT_LIMIT, Interpreter
from service.simulator.twiml import Dial, Message, Say, parse_twiml

START = "http://app.test/voice/start?t=1"


class Person:
    """Presses the scripted keys, one whenever the call listens; None is silence."""

    def __init__(self, pages: Mapping[str, str], keys: list[str | None] | None = None) -> None:
        self.pages = pages
        self.keys = keys or []
        self.heard: list[str] = []
        self.fetched: list[tuple[str, str, dict[str, str]]] = []
        self.dialed = Dialed("completed", "CA1", 7, True)
        self.texts: list[str] = []
        self.answered = self.gone = False
        self.rejected: bool | None = None

    async def fetch(self, goto: Goto) -> bytes:
        if goto.document is not None:
            return goto.document
        self.fetched.append((goto.url, goto.method, dict(goto.fields)))
        return f"<Response>{self.pages.get(goto.url, '')}</Response>".encode()

    async def answer(self) -> None:
        self.answered = True

    async def speak(self, words: str, language: str, listening: bool) -> str | None:
        self.heard.append(words)
        return self._key() if listening else None

    async def pause(self, seconds: float, listening: bool) -> str | None:
        self.heard.append(f"({seconds:g} s)")
        return self._key() if listening else None

    def forget_keys(self) -> None:
        return None

    async def dial(self, dial: Dial) -> Dialed:
        self.heard.append(f"dial {dial.number}")
        return self.dialed

    async def text(self, message: Message) -> None:
        self.texts.append(message.body)

    async def reject(self, busy: bool) -> None:
        self.rejected = busy

    def _key(self) -> str | None:
        key = self.keys.pop(0) if self.keys else None
        if key == "hang up":
            self.gone = True
            raise HungUp("gone")
        return key


def run(person: Person, start: Goto | None = None) -> Person:
    asyncio.run(Interpreter(person).run(start or Goto(START)))
    return person


def pages(first: str, **others: str) -> dict[str, str]:
    return {START: first} | {f"http://app.test/voice/{k}": v for k, v in others.items()}


def test_verbs_run_in_order_and_the_end_of_the_document_ends_the_call() -> None:
    person = run(Person(pages('<Say>One</Say><Pause length="2"/><Say loop="2">Two</Say>')))
    assert person.heard == ["One", "(2 s)", "Two", "Two"]
    assert person.answered


def test_digits_go_to_the_action_relative_to_the_document() -> None:
    gather = '<Gather numDigits="5" action="zip"><Say>ZIP?</Say></Gather><Say>Never.</Say>'
    person = run(Person(pages(gather), list("05401")))
    assert person.heard == ["ZIP?"] + ["(5 s)"] * 4
    assert person.fetched[1] == (
        "http://app.test/voice/zip",
        "POST",
        {"Digits": "05401", "msg": "Gather End"},
    )


def test_silence_falls_through_to_the_next_verb() -> None:
    person = run(Person(pages('<Gather action="zip" timeout="3"/><Say>Nothing.</Say>')))
    assert person.heard == ["(3 s)", "Nothing."]
    assert len(person.fetched) == 1


def test_silence_is_told_to_the_action_when_that_was_asked_for() -> None:
    person = run(Person(pages('<Gather action="zip" actionOnEmptyResult="true"/>')))
    assert person.fetched[1][2] == {"Digits": "", "msg": "Gather End"}


@pytest.mark.parametrize(
    ("attribute", "keys", "digits", "finished"),
    [
        ("", "12#", "12", "#"),
        ('finishOnKey="*"', "1#*", "1#", "*"),
        ('finishOnKey=""', "1#*", "1#*", None),
    ],
)
def test_the_finishing_key_ends_the_entry(
    attribute: str, keys: str, digits: str, finished: str | None
) -> None:
    person = run(Person(pages(f'<Gather action="a" {attribute}/>'), list(keys)))
    told = person.fetched[1][2]
    assert (told["Digits"], told.get("FinishedOnKey")) == (digits, finished)


def test_only_the_finishing_key_is_no_entry() -> None:
    person = run(Person(pages('<Gather action="a"/><Say>Nothing.</Say>'), ["#"]))
    assert person.heard[-1] == "Nothing."


def test_a_gather_without_action_asks_its_own_document_again_within_bounds() -> None:
    endless = Person(pages("<Gather numDigits='1'/>"), ["1"] * (DOCUMENT_LIMIT + 5))
    with pytest.raises(TwimlFault, match="more than"):
        run(endless)
    assert len(endless.fetched) == DOCUMENT_LIMIT
    assert endless.fetched[1][0] == START


def test_redirect_leaves_the_document_by_its_method() -> None:
    first = '<Redirect method="GET">next?a=1&amp;b=2</Redirect><Say>Never.</Say>'
    person = run(Person(pages(first) | {"http://app.test/voice/next?a=1&b=2": "<Say>Hi</Say>"}))
    assert person.heard == ["Hi"]
    assert person.fetched[1][1] == "GET"


def test_hangup_ends_at_once_and_reject_never_answers() -> None:
    assert run(Person(pages("<Hangup/><Say>Never.</Say>"))).heard == []
    person = run(Person(pages('<Reject reason="busy"/><Say>Never.</Say>')))
    assert (person.rejected, person.answered, person.heard) == (True, False, [])


def test_a_dial_tells_its_action_how_it_went() -> None:
    person = run(Person(pages('<Dial action="after"><Number>+12022245141</Number></Dial>')))
    assert person.fetched[1][2] == {
        "DialCallStatus": "completed",
        "DialCallSid": "CA1",
        "DialCallDuration": "7",
        "DialBridged": "true",
    }


def test_a_dial_that_nobody_took_has_no_duration() -> None:
    person = Person(pages('<Dial action="after">+12022245141</Dial>'))
    person.dialed = Dialed("busy", "CA1", 0, False)
    told = run(person).fetched[1][2]
    assert "DialCallDuration" not in told
    assert told["DialBridged"] == "false"


def test_a_dial_without_action_goes_on_with_the_next_verb() -> None:
    person = run(Person(pages("<Dial>+12022245141</Dial><Say>Back.</Say>")))
    assert person.heard == ["dial +12022245141", "Back."]


def test_after_a_hang_up_during_a_dial_the_action_is_posted_and_its_answer_ignored() -> None:
    person = Person(pages('<Dial action="after">+1202</Dial>', after="<Say>Ghost.</Say>"))
    original = person.dial

    async def hang_up_meanwhile(dial: Dial) -> Dialed:
        person.gone = True
        return await original(dial)

    person.dial = hang_up_meanwhile  # type: ignore[method-assign]
    run(person)
    assert [url for url, *_ in person.fetched] == [START, "http://app.test/voice/after"]
    assert "Ghost." not in person.heard


def test_hanging_up_during_a_question_ends_the_run() -> None:
    with pytest.raises(HungUp):
        run(Person(pages('<Gather action="a"><Say>Hm?</Say></Gather>'), ["hang up"]))


def test_a_transfer_leaves_whatever_was_running() -> None:
    person = Person(pages("<Say>First</Say>", moved="<Say>Moved</Say>"))

    async def moved(words: str, language: str, listening: bool) -> str | None:
        person.heard.append(words)
        if words == "First":
            raise Transferred(Goto("http://app.test/voice/moved"))
        return None

    person.speak = moved  # type: ignore[method-assign]
    assert run(person).heard == ["First", "Moved"]


def test_inline_documents_and_texts_run_too() -> None:
    document = b"<Response><Message>Thanks</Message><Say>Bye</Say></Response>"
    person = run(Person({}), Goto("", document=document))
    assert (person.texts, person.heard) == (["Thanks"], ["Bye"])


def test_speech_markup_is_read_as_words() -> None:
    markup = "<Response><Say language='es-US'>Dos <break time='1s'/><emphasis>no</emphasis>\n ve"
    (say,) = parse_twiml(f"{markup}</Say></Response>".encode())
    assert isinstance(say, Say)
    assert (say.words, say.language) == ("Dos no ve", "es-US")


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ("", 12100),
        ("<Response>", 12100),
        ("\n<?xml version='1.0'?><Response/>", 12100),
        ("<Answer/>", 12200),
        ("<Response><Shout/></Response>", 12200),
        ("<Response><Gather><Dial/></Gather></Response>", 12200),
        ("<Response><Gather timeout='soon'/></Response>", 12200),
        ("<Response><Gather finishOnKey='##'/></Response>", 12200),
        ("<Response><Dial><Conference>x</Conference></Dial></Response>", 12200),
        ("<Response><Dial><Number>1</Number><Number>2</Number></Dial></Response>", 12200),
        ("<Response><Pause length='-1'/></Response>", 12200),
    ],
)
def test_a_document_that_cannot_be_run_is_a_fault(document: str, code: int) -> None:
    with pytest.raises(TwimlFault) as caught:
        parse_twiml(document.encode())
    assert caught.value.code == code
