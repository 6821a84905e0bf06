"""``POST /twilio/sms``: a text in, TwiML out."""

from xml.etree import ElementTree

import pytest
from sqlalchemy import select

from service.adapters.sql.tables import SUPPORTERS, SUPPRESSIONS, TEXTS
from service.bootstrap import Services
from tests.twins.webhooks import OURS, SUPPORTER, Webhooks
from tests.web.conftest import Serve


def stages(services: Services) -> list[str]:
    with services.engine.connect() as connection:
        return list(connection.execute(select(SUPPORTERS.c.stage)).scalars())


def count(services: Services, table: object = TEXTS) -> int:
    with services.engine.connect() as connection:
        return len(connection.execute(select(table)).all())  # type: ignore[call-overload]


def test_the_main_job(webhooks: Webhooks) -> None:
    assert "ZIP code" in webhooks.text("S54")
    assert "Sanders" in webhooks.text("05401-1234")
    assert "ringing you now" in webhooks.text("call")


def test_a_repeat_gets_the_same_words(webhooks: Webhooks, services: Services) -> None:
    first = webhooks.text("S54 05401", MessageSid="SM-once")
    assert webhooks.text("S54 05401", MessageSid="SM-once") == first
    assert count(services) == 1


def test_a_text_without_a_sid_is_known_by_all_else(webhooks: Webhooks, services: Services) -> None:
    for body in ("S54", "S54", "05401"):
        webhooks.text(body, MessageSid="")
    assert count(services) == 2


@pytest.mark.parametrize("sender", ["+442071838750", "+14165550100", "72645", "Anonymous", ""])
def test_whoever_is_abroad_or_nobody_gets_an_empty_response(
    webhooks: Webhooks, sender: str
) -> None:
    assert webhooks.text("S54", sender) == ""


@pytest.mark.parametrize("word", ["STOP", "stop", " Stop ", "UNSUBSCRIBE", "QUIT", "HELP"])
def test_by_default_twilios_own_words_are_left_to_twilio(
    webhooks: Webhooks, services: Services, word: str
) -> None:
    webhooks.text("S54")
    assert webhooks.text(word) == ""
    stop = word.strip().lower() not in {"start", "help"}
    assert stages(services) == ["stopped" if stop else "asked_zip"]


@pytest.mark.parametrize("word", ["opt out", "alto", "please stop", "no más", "stop."])
def test_other_stop_words_are_confirmed_by_us(
    webhooks: Webhooks, services: Services, word: str
) -> None:
    webhooks.text("S54")
    reply = webhooks.text(word)
    assert "unsubscribed" in reply or "su baja está hecha" in reply
    assert stages(services) == ["stopped"]


def test_twilio_lifts_the_stops_that_it_recorded_and_we_lift_the_others(
    webhooks: Webhooks, services: Services
) -> None:
    for stops, answered in (
        (["STOP"], False),
        (["please stop"], True),
        (["alto", "STOP"], False),
        (["STOP", "opt out"], False),
        (["no más"], True),
    ):
        for word in stops:
            webhooks.text(word)
        assert bool(webhooks.text("START")) is answered, stops
        assert stages(services) == ["new"]


def test_a_yes_from_somebody_who_never_stopped_is_told_again_what_to_answer(
    webhooks: Webhooks,
) -> None:
    webhooks.text("S54")
    assert "What ZIP code" in webhooks.text("YES")


@pytest.mark.parametrize("word", ["START", "unstop"])
def test_other_words_that_bring_back_are_left_to_twilio_at_any_time(
    webhooks: Webhooks, word: str
) -> None:
    assert webhooks.text(word) == ""
    webhooks.text("S54")
    assert webhooks.text(word) == ""


def test_a_yes_out_of_the_blue_is_left_to_twilio(webhooks: Webhooks) -> None:
    assert webhooks.text("YES") == ""
    assert "STOP" in webhooks.text("S54")


def test_the_texts_of_one_answer_are_so_many_messages(webhooks: Webhooks) -> None:
    answer = webhooks.post(
        "/twilio/sms",
        {"MessageSid": "SM-two", "From": SUPPORTER, "To": OURS, "Body": "plataforma"},
    )
    first, second, question = ElementTree.fromstring(answer.data).findall("Message")
    assert "exige (1 de 2)" in "".join(first.itertext())
    assert "exigimos (2 de 2)" in "".join(second.itertext()).casefold()
    assert "STOP: salir" in "".join(question.itertext())


def test_with_advanced_opt_out_the_carriers_reading_counts(serve: Serve) -> None:
    services, webhooks = serve(TWILIO_OPT_OUT="advanced")
    webhooks.text("S54")
    assert webhooks.text("ya no quiero nada", OptOutType="STOP") == ""
    assert stages(services) == ["stopped"]
    assert webhooks.text("volver", OptOutType="START") == ""
    assert stages(services) == ["new"]
    assert webhooks.text("what?", OptOutType="HELP") == ""
    assert "unsubscribed" in webhooks.text("STOP")


@pytest.mark.parametrize("body", ["STOP", "take me off your list"])
@pytest.mark.parametrize("kind", ["HELP", "START"])
def test_a_stop_counts_whatever_the_carrier_reads_in_it(serve: Serve, body: str, kind: str) -> None:
    services, webhooks = serve(TWILIO_OPT_OUT="advanced")
    webhooks.text("S54")
    assert "unsubscribed" in webhooks.text(body, OptOutType=kind)
    assert stages(services) == ["stopped"]


def test_when_it_is_ours_to_answer_we_do(serve: Serve) -> None:
    services, webhooks = serve(TWILIO_OPT_OUT="ours")
    webhooks.text("S54")
    assert "Questions: help@neighbors.example" in webhooks.text("HELP")
    assert "unsubscribed" in webhooks.text("STOP", OptOutType="STOP")
    assert "welcome back" in webhooks.text("START")
    assert count(services, SUPPRESSIONS) == 0


def test_pictures_without_words_are_answered(webhooks: Webhooks, services: Services) -> None:
    assert webhooks.text("", NumMedia="2", MediaUrl0="https://media.example/1")
    (one,) = services.store.run(lambda tx: tx.texts.inbox(1))
    assert (one.body, one.media) == ("", 2)


def test_a_body_longer_than_any_text_is_cut(webhooks: Webhooks, services: Services) -> None:
    webhooks.text("a" * 5000)
    (one,) = services.store.run(lambda tx: tx.texts.inbox(1))
    assert len(one.body) == 1600


@pytest.fixture
def down(serve: Serve) -> Webhooks:
    return serve(DATABASE_URL="sqlite:////nowhere/at/all.db")[1]


def test_while_the_database_is_down_a_text_is_asked_for_again(down: Webhooks) -> None:
    assert "text us again in a few minutes" in down.text("S54")


def test_while_the_database_is_down_nobody_abroad_is_answered(down: Webhooks) -> None:
    assert down.text("S54", "+442071838750") == ""


def test_while_the_database_is_down_twilios_own_words_are_left_to_twilio(down: Webhooks) -> None:
    assert down.text("STOP") == ""


def test_a_number_is_never_known_by_another_spelling(webhooks: Webhooks) -> None:
    for spelling in ("8025550142", "18025550142", "+1 802 555 0142", "+1802555014２"):
        assert webhooks.text("CALL", spelling) == ""
    assert webhooks.text("CALL", SUPPORTER)
