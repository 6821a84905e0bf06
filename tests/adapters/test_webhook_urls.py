"""URLs handed to the carrier."""

from urllib.parse import parse_qs, urlsplit

import pytest

from service.adapters.webhook_urls import WebhookUrls

URLS = WebhookUrls("https://patchline.example")


@pytest.mark.parametrize(
    ("url", "path"),
    [
        (URLS.step("a+b/c&d=é"), "/twilio/voice/step"),
        (URLS.ring("a+b/c&d=é"), "/twilio/voice/ring"),
        (URLS.call_status("a+b/c&d=é"), "/twilio/status/call"),
        (URLS.message_status("a+b/c&d=é"), "/twilio/status/message"),
    ],
)
def test_each_is_below_the_public_url_and_carries_its_token(url: str, path: str) -> None:
    parts = urlsplit(url)
    assert (parts.scheme, parts.netloc, parts.path) == ("https", "patchline.example", path)
    assert list(parse_qs(parts.query).values()) == [["a+b/c&d=é"]]
    assert url.isascii()
