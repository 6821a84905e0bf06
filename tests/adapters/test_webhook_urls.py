"""URLs handed to the carrier."""

from urllib.parse import parse_qs, urlsplit

import pytest

from service.adapters.webhook_urls import WebhookUrls

URLS = WebhookUrls("https://patchline.example")
TOKENS = [
    (URLS.step("a+b/c&d=é#f"), "/twilio/voice/step"),
    (URLS.call_status("a+b/c&d=é#f"), "/twilio/status/call"),
    (URLS.message_status("a+b/c&d=é#f"), "/twilio/status/message"),
]
HANDED = [URLS.ring("row", "start"), *(url for url, _ in TOKENS)] + [
    value
    for wiring in (URLS.of_number(), URLS.of_service())
    for value in wiring.values()
    if "://" in value
]


@pytest.mark.parametrize(("url", "path"), TOKENS)
def test_each_is_below_the_public_url_and_carries_its_token(url: str, path: str) -> None:
    parts = urlsplit(url)
    assert (parts.scheme, parts.netloc, parts.path) == ("https", "patchline.example", path)
    assert list(parse_qs(parts.query).values()) == [["a+b/c&d=é#f"]]
    assert url.isascii()


def test_a_ring_carries_its_row_and_where_it_begins() -> None:
    parts = urlsplit(URLS.ring("a+b/c", "d&e=f.é"))
    assert parts.path == "/twilio/voice/ring"
    assert parse_qs(parts.query) == {"r": ["a+b/c"], "t": ["d&e=f.é"]}


@pytest.mark.parametrize("url", HANDED)
def test_each_asks_for_retries_within_the_bounds_that_the_carrier_sets(url: str) -> None:
    rules = {name: value for name, (value,) in parse_qs(urlsplit(url).fragment).items()}
    assert 1 <= int(rules["rc"]) <= 5
    assert set(rules["rp"].split(",")) == {"5xx", "ct", "rt"}
    assert 100 <= int(rules["ct"]) <= 10_000
    # Two attempts that both hang must still end within the carrier's 15 s.
    assert 2 * int(rules["rt"]) < 15_000


def test_a_fallback_is_another_try_at_the_same_url() -> None:
    number, service = URLS.of_number(), URLS.of_service()
    assert number["sms_fallback_url"] == number["sms_url"]
    assert number["voice_fallback_url"] == number["voice_url"]
    assert service["fallback_url"] == service["inbound_request_url"]


def test_every_webhook_is_a_post() -> None:
    wiring = {**URLS.of_number(), **URLS.of_service()}
    assert {value for name, value in wiring.items() if name.endswith("method")} == {"POST"}


def test_number_and_service_lead_to_the_webhooks_that_the_web_server_has() -> None:
    number, service = URLS.of_number(), URLS.of_service()
    assert urlsplit(number["sms_url"]).path == "/twilio/sms"
    assert urlsplit(number["voice_url"]).path == "/twilio/voice"
    assert urlsplit(number["status_callback"]).path == "/twilio/status/call"
    assert urlsplit(service["inbound_request_url"]).path == "/twilio/sms"
    assert urlsplit(service["status_callback"]).path == "/twilio/status/message"
