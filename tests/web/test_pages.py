"""Pages, the public API, and what exists only beside the simulator."""

import html
import re

import pytest

from service.domain.words import Language
from tests.twins.webhooks import Webhooks
from tests.web.conftest import Serve

SIMULATING = dict.fromkeys(
    ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_API_URL", "PUBLIC_URL"), ""
)


@pytest.mark.parametrize("path", ["/", "/terms", "/privacy"])
def test_every_page_names_organization_and_contact(webhooks: Webhooks, path: str) -> None:
    answer = webhooks.client.get(path)
    page = answer.get_data(as_text=True)
    assert answer.content_type == "text/html; charset=utf-8"
    assert "Vermont Neighbors" in page
    assert "help@neighbors.example" in page


@pytest.mark.parametrize("path", ["/", "/terms", "/privacy"])
def test_pages_load_nothing_from_elsewhere(webhooks: Webhooks, path: str) -> None:
    page = webhooks.client.get(path).get_data(as_text=True)
    assert "<script" not in page
    assert "style=" not in page
    assert 'src="http' not in page
    assert webhooks.client.get("/static/style.css").status_code == 200


def test_a_name_full_of_markup_is_shown_as_it_is(serve: Serve) -> None:
    _, webhooks = serve(ORG_NAME="<b>Neighbors</b> & Co")
    page = webhooks.client.get("/").get_data(as_text=True)
    assert "<b>Neighbors</b>" not in page
    assert "&lt;b&gt;Neighbors" in page


@pytest.mark.parametrize(
    ("query", "browser", "language"),
    [
        ("", "", "en"),
        ("", "es-MX,es;q=0.9,en;q=0.5", "es"),
        ("", "fr,en;q=0.5", "en"),
        ("?lang=es", "en", "es"),
        ("?lang=en", "es", "en"),
        ("?lang=xx", "es", "es"),
    ],
)
@pytest.mark.parametrize("path", ["/", "/terms", "/privacy"])
def test_pages_speak_the_language_that_was_asked_for(
    webhooks: Webhooks, path: str, query: str, browser: str, language: str
) -> None:
    answer = webhooks.client.get(path + query, headers={"Accept-Language": browser})
    page = answer.get_data(as_text=True)
    assert f'<html lang="{language}">' in page
    assert ("Privacidad" in page) is (language == "es")
    assert answer.headers["Vary"] == "Accept-Language"


def test_home_tells_what_may_be_texted(webhooks: Webhooks) -> None:
    for language, keywords in (("en", ("S54", "ICE", "PLATFORM")), ("es", ("FAMILIAS", "MIGRA"))):
        page = webhooks.client.get(f"/?lang={language}").get_data(as_text=True)
        assert all(f"<strong>{keyword}</strong>" in page for keyword in keywords)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            ("Alerts", "JOIN", "STOP", "press <strong>9</strong>", "HELP", "START", "not liable"),
        ),
        ("es", ("Alertas", "UNIRME", "ALTO", "marque <strong>9</strong>", "AYUDA", "no responden")),
    ],
)
def test_the_terms_say_what_is_sent_and_how_to_stop_it(
    webhooks: Webhooks, language: str, said: tuple[str, ...]
) -> None:
    page = webhooks.client.get(f"/terms?lang={language}").get_data(as_text=True)
    assert all(words in page for words in said)


@pytest.mark.parametrize("language", Language)
def test_the_terms_show_the_words_that_people_agree_to(
    webhooks: Webhooks, language: Language
) -> None:
    question = webhooks.text("JOIN" if language is Language.EN else "UNIRME")
    (shown,) = re.findall(
        "<blockquote>(.*)</blockquote>",
        webhooks.client.get(f"/terms?lang={language}").get_data(as_text=True),
    )
    assert html.unescape(shown) in question
    assert "https://patchline.example/terms" in shown


def test_where_nobody_else_can_read_the_terms_people_are_told_whom_to_ask(serve: Serve) -> None:
    _, simulated = serve(**SIMULATING)
    page = simulated.client.get("/terms").get_data(as_text=True)
    assert "Terms and privacy: help@neighbors.example" in page


def test_what_is_not_there_is_told_plainly(webhooks: Webhooks) -> None:
    answer = webhooks.client.get("/nowhere/at/all")
    assert (answer.status_code, answer.data) == (404, b"404 Not Found\n")


def test_the_api_lists_campaigns_and_senators(webhooks: Webhooks) -> None:
    campaigns = webhooks.client.get("/api/v1/campaigns").json
    assert "s54" in {one["slug"] for one in campaigns["campaigns"]}  # type: ignore[index]
    senators = webhooks.client.get("/api/v1/senators/vt").json
    assert len(senators["senators"]) == 2  # type: ignore[index]
    assert webhooks.client.get("/api/v1/senators/XX").status_code == 404
    assert webhooks.client.get("/api/v1/senators/" + "A" * 2000).status_code == 404


def test_the_handset_is_there_only_beside_the_simulator(serve: Serve, webhooks: Webhooks) -> None:
    assert webhooks.client.get("/handset").status_code == 404
    assert webhooks.client.post("/handset/clock").status_code == 404
    _, simulated = serve(**SIMULATING)
    assert simulated.client.get("/handset").status_code == 302


@pytest.mark.parametrize(
    ("bound", "asked", "found"),
    [
        ("127.0.0.1", "localhost:8000", "localhost"),
        ("127.0.0.1", "127.0.0.1:8000", "127.0.0.1"),
        ("127.0.0.1", "tunnel.example", "127.0.0.1"),
        ("::1", "[::1]:8000", "[::1]"),
        ("192.0.2.7", "demo.example:8000", "192.0.2.7"),
        ("0.0.0.0", "192.0.2.7:8000", "192.0.2.7"),
        ("::", "[2001:db8::1]:8000", "[2001:db8::1]"),
        ("0.0.0.0", "box.example:8000", "box.example"),
        ("127.0.0.1", "[", "127.0.0.1"),
    ],
)
def test_the_way_to_the_handset_leads_where_the_simulator_listens(
    serve: Serve, bound: str, asked: str, found: str
) -> None:
    services, simulated = serve(**(SIMULATING | {"HOST": bound}))
    answer = simulated.client.get("/handset", headers={"Host": asked})
    port = services.settings.simulator_port
    assert answer.headers["Location"] == f"http://{found}:{port}/handset"


@pytest.mark.parametrize(
    ("offset", "status"),
    [("-3600", 204), ("0", 204), ("nan", 400), ("inf", 400), ("1e99", 400), ("", 400), ("x", 400)],
)
def test_only_the_carrier_sets_the_demos_clock(serve: Serve, offset: str, status: int) -> None:
    services, webhooks = serve(**(SIMULATING | {"PUBLIC_URL": "https://patchline.example"}))
    assert webhooks.post("/handset/clock", {"Offset": offset}, "forged").status_code == 403
    signing = Webhooks(webhooks.client.application)
    signing._validator.token = services.settings.twilio_auth_token.reveal().encode()
    assert signing.post("/handset/clock", {"Offset": offset}).status_code == status
    assert services.settings.clock_file.exists() is (status == 204)
