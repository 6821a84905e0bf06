"""What the grammar of TwiML lets through, and that every test is held against it."""

import pytest
from flask import Flask

from tests.twins.bad_twiml import GOOD_CALLS, GOOD_TEXTS, REFUSED, REFUSED_TEXTS, UNFIT, response
from tests.twins.twiml_check import twiml_faults
from tests.twins.twiml_grammar import MESSAGING, VOICE
from tests.twins.twiml_recorder import TEXTS, TwimlRecorder


@pytest.mark.parametrize("document", GOOD_CALLS.values(), ids=GOOD_CALLS)
def test_a_document_for_a_call_has_no_fault(document: bytes) -> None:
    assert twiml_faults(document, VOICE) == []


@pytest.mark.parametrize("document", GOOD_TEXTS.values(), ids=GOOD_TEXTS)
def test_a_document_for_a_text_has_no_fault(document: bytes) -> None:
    assert twiml_faults(document, MESSAGING) == []


@pytest.mark.parametrize("document", (REFUSED | UNFIT).values(), ids=[*REFUSED, *UNFIT])
def test_a_bad_document_for_a_call_has_a_fault(document: bytes) -> None:
    assert len(twiml_faults(document, VOICE)) == 1


@pytest.mark.parametrize("document", (REFUSED_TEXTS | UNFIT).values(), ids=[*REFUSED_TEXTS, *UNFIT])
def test_a_bad_document_for_a_text_has_a_fault(document: bytes) -> None:
    assert twiml_faults(document, MESSAGING)


def test_a_fault_does_not_repeat_what_was_said() -> None:
    (fault,) = twiml_faults(response('<Dial callerId="802-555-0142">+12022240001</Dial>'), VOICE)
    assert "802" not in fault


@pytest.mark.parametrize("kind", ["text/xml; charset=utf-8", "application/xml"])
def test_every_answer_that_a_test_gets_is_looked_at(
    twiml_answers: TwimlRecorder, kind: str
) -> None:
    answer = response("<Say>Hi</Say>"), {"Content-Type": kind}
    app = Flask("application")
    app.add_url_rule("/<path:_>", endpoint="any", view_func=lambda _: answer)
    for path in ("/twilio/voice", TEXTS, f"{TEXTS}/"):
        app.test_client().get(path)
    assert twiml_answers.count == 3
    assert twiml_answers.faults == [
        f"{TEXTS}: <Say> may not stand in <Response>",
        f"{TEXTS}/: <Say> may not stand in <Response>",
    ]
    twiml_answers.faults.clear()
