"""Calls through their TwiML, as the carrier plays them."""

from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from service.adapters.sql.tables import CALLS, LEGS
from service.bootstrap import Services
from service.domain.callflow import rung_back
from service.domain.words import Language
from tests.twins.house import OURS
from tests.twins.webhooks import SUPPORTER, LiveCall, Webhooks
from tests.web.conftest import Serve


def at_the_first_leg(webhooks: Webhooks, sender: str = SUPPORTER, **fields: str) -> LiveCall:
    call = webhooks.call(sender=sender, **fields)
    call.press("1")
    call.press("05401")
    call.press("1")
    assert "Dial" in call.verbs
    return call


def dialed(call: LiveCall) -> tuple[str | None, str | None]:
    """Which number is dialed and what it sees."""
    dial = call.twiml.find("Dial")
    assert dial is not None
    return dial.findtext("Number"), dial.get("callerId")


def statuses(services: Services) -> list[str]:
    with services.engine.connect() as connection:
        return list(connection.execute(select(CALLS.c.status).order_by(CALLS.c.id)).scalars())


def test_a_call_from_the_greeting_to_the_thanks(webhooks: Webhooks, services: Services) -> None:
    call = at_the_first_leg(webhooks)
    assert dialed(call)[0] in services.knowledge.directory.numbers
    call.goes_on(DialCallStatus="completed", DialCallDuration="63")
    assert "press 1" in call.said
    call.press("1")
    call.goes_on()
    call.goes_on(DialCallStatus="busy")
    assert "line is busy" in call.said
    call.goes_on(DialCallStatus="completed")
    call.press("2")
    call.press("1")
    assert call.verbs[-1] == "Hangup"
    assert "on its way" in call.said
    with services.engine.connect() as connection:
        legs = connection.execute(select(LEGS.c.dial_status, LEGS.c.seconds).order_by(LEGS.c.id))
        assert [tuple(leg) for leg in legs] == [("completed", 63), ("busy", 0), ("completed", 0)]


def test_a_call_in_spanish(webhooks: Webhooks) -> None:
    call = webhooks.call()
    call.press("2")
    assert {say.get("language") for say in call.twiml.iter("Say")} == {"es-US"}
    assert "código postal" in call.said


def test_the_same_webhook_again_gets_the_same_answer(webhooks: Webhooks) -> None:
    call = webhooks.call()
    call.press("1")
    target = call.next
    answers = [
        webhooks.post(target, {"CallSid": "CA1", "From": SUPPORTER, "To": OURS, "Digits": "05401"})
        for _ in range(3)
    ]
    assert len({answer.data for answer in answers}) == 1


@pytest.mark.parametrize(
    ("sender", "verstat", "shown"),
    [
        (SUPPORTER, "", SUPPORTER),
        (SUPPORTER, "TN-Validation-Passed-A", SUPPORTER),
        (SUPPORTER, "TN-Validation-Failed-A", OURS),
        (SUPPORTER, "TN-Validation-Failed", OURS),
        ("+14165550100", "", "+14165550100"),
        ("+442071838750", "", OURS),
        ("+266696687", "", OURS),
        ("anonymous", "", OURS),
        ("", "", OURS),
    ],
)
def test_whose_number_the_office_sees(
    webhooks: Webhooks, sender: str, verstat: str, shown: str
) -> None:
    call = at_the_first_leg(webhooks, sender, StirVerstat=verstat)
    assert dialed(call)[1] == shown


def test_a_caller_whose_number_is_gone_in_a_later_webhook_shows_ours(webhooks: Webhooks) -> None:
    call = webhooks.call()
    call.press("1")
    call.press("05401")
    call.post(call.next, From="", Digits="1")
    assert dialed(call)[1] == OURS


def ring(services: Services, webhooks: Webhooks) -> LiveCall:
    """A ring that was promised and is picked up."""
    webhooks.text("S54 05401")
    webhooks.text("CALL")
    with services.engine.connect() as connection:
        token = connection.execute(select(CALLS.c.token)).scalar_one()
    call = LiveCall(webhooks, {"CallSid": "CA-rung", "From": OURS, "To": SUPPORTER})
    call.post(ring_url(services, token))
    return call


def ring_url(services: Services, token: str) -> str:
    """Path and query of the first webhook, as the carrier was told it."""
    begun = 1_800_028_800  # a weekday, 11 in the morning in Washington
    start = rung_back("s54", "0123456789ab", begun, Language.EN)
    url = urlsplit(services.urls.ring(token, services.tokens.sign(start, token)))
    return f"{url.path}?{url.query}"


def test_a_rung_person_shows_our_number(webhooks: Webhooks, services: Services) -> None:
    call = ring(services, webhooks)
    assert "texted us the word CALL" in call.said
    call.press("1")
    call.press("1")
    assert dialed(call)[1] == OURS


def test_a_rings_url_is_good_for_one_call(webhooks: Webhooks, services: Services) -> None:
    ring(services, webhooks)
    with services.engine.connect() as connection:
        token = connection.execute(select(CALLS.c.token)).scalar_one()
    other = LiveCall(webhooks, {"CallSid": "CA-other", "From": OURS, "To": SUPPORTER})
    other.post(f"/twilio/voice/ring?r={token}")
    assert other.verbs == ["Say", "Say", "Hangup"]
    assert "This call cannot be continued here. Please call Vermont Neighbors again." in other.said
    assert "Esta llamada no puede continuar" in other.said


def test_a_voicemail_box_is_never_patched_through(webhooks: Webhooks, services: Services) -> None:
    call = ring(services, webhooks)
    for _ in range(3):
        call.goes_on()
    assert call.verbs == ["Say", "Hangup"]
    assert statuses(services) == ["completed", "queued"]


@pytest.mark.parametrize("token", ["", "nonsense", "a.b.c", "%00", "é", "x" * 5000])
def test_a_stale_or_made_up_token_gets_an_apology(webhooks: Webhooks, token: str) -> None:
    call = LiveCall(webhooks, {"CallSid": "CA1", "From": SUPPORTER, "To": OURS})
    call.post(f"/twilio/voice/step?t={token}", Digits="1")
    assert call.verbs == ["Say", "Say", "Hangup"]
    assert "This call cannot be continued here." in call.said
    assert "not working" not in call.said


def test_a_token_of_another_call_gets_an_apology(webhooks: Webhooks) -> None:
    mine = at_the_first_leg(webhooks)
    other = LiveCall(webhooks, {"CallSid": "CA-other", "From": SUPPORTER, "To": OURS})
    other.post(mine.next, DialCallStatus="completed")
    assert other.verbs == ["Say", "Say", "Hangup"]
    assert "This call cannot be continued here." in other.said


def test_a_hang_up_during_a_leg_is_answered_with_nothing(
    webhooks: Webhooks, services: Services
) -> None:
    call = at_the_first_leg(webhooks)
    call.goes_on(CallStatus="completed", DialCallStatus="no-answer", DialCallDuration="0")
    assert call.verbs == []
    assert statuses(services) == ["completed"]


def test_no_url_names_a_number_or_a_zip(webhooks: Webhooks) -> None:
    call = webhooks.call()
    targets = [call.next]
    for keys in ("1", "05401", "1"):
        call.press(keys)
        targets.append(call.next)
    assert not [one for one in targets if ("802" in one and "555" in one) or "05401" in one]


@pytest.mark.parametrize(
    ("keys", "words"),
    [("20500", "Washington, D.C."), ("00901", "Puerto Rico"), ("09001", "military")],
)
def test_places_without_senators_get_a_true_answer(
    webhooks: Webhooks, keys: str, words: str
) -> None:
    call = webhooks.call()
    call.press("1")
    call.press(keys)
    assert words in call.said
    assert call.verbs[-1] == "Hangup"


def test_while_the_database_is_down_both_senators_are_reached(serve: Serve) -> None:
    _, webhooks = serve(DATABASE_URL="sqlite:////nowhere/at/all.db")
    call = at_the_first_leg(webhooks)
    first = dialed(call)[0]
    call.goes_on(DialCallStatus="completed")
    call.press("1")
    call.press("1")
    second = dialed(call)[0]
    call.goes_on(DialCallStatus="completed")
    call.press("1")
    assert first != second
    assert "Thank you" in call.said


def test_while_the_database_is_down_a_ring_goes_on(serve: Serve) -> None:
    services, webhooks = serve(DATABASE_URL="sqlite:////nowhere/at/all.db")
    call = LiveCall(webhooks, {"CallSid": "CA1", "From": OURS, "To": SUPPORTER})
    call.post(ring_url(services, "row-token"))
    call.press("1")
    call.press("05401")
    call.press("1")
    assert dialed(call)[0] in services.knowledge.directory.numbers
    assert dialed(call)[1] == OURS


@pytest.mark.parametrize("cut", ["&t=nonsense", "", "&t="])
def test_while_the_database_is_down_a_made_up_ring_ends_with_an_apology(
    serve: Serve, cut: str
) -> None:
    services, webhooks = serve(DATABASE_URL="sqlite:////nowhere/at/all.db")
    call = LiveCall(webhooks, {"CallSid": "CA1", "From": OURS, "To": SUPPORTER})
    call.post(ring_url(services, "row-token").partition("&t=")[0] + cut)
    assert call.verbs == ["Say", "Say", "Hangup"]
    other = LiveCall(webhooks, {"CallSid": "CA2", "From": OURS, "To": SUPPORTER})
    other.post(ring_url(services, "row-token").replace("r=row-token", "r=another"))
    assert other.verbs == ["Say", "Say", "Hangup"]


def test_a_ring_picked_up_after_a_stop_is_hung_up_without_a_word(
    webhooks: Webhooks, services: Services
) -> None:
    webhooks.text("S54 05401")
    webhooks.text("CALL")
    with services.engine.connect() as connection:
        token = connection.execute(select(CALLS.c.token)).scalar_one()
    webhooks.text("STOP")
    call = LiveCall(webhooks, {"CallSid": "CA-rung", "From": OURS, "To": SUPPORTER})
    call.post(ring_url(services, token))
    assert call.verbs == ["Hangup"]


@pytest.mark.parametrize("word", ["what is this", "COMPLETED", "x" * 500])
def test_a_word_nobody_knows_for_the_end_of_a_leg_leads_to_the_next_office(
    webhooks: Webhooks, word: str
) -> None:
    call = at_the_first_leg(webhooks)
    call.goes_on(DialCallStatus=word)
    assert "Dial" in call.verbs
    assert "Nobody picked up" in call.said
