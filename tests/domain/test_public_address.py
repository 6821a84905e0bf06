"""Whether the carrier can and may use our public address."""

import pytest

from service.domain.public_address import check_address, terms_address


@pytest.mark.parametrize(
    ("url", "production", "good"),
    [
        ("https://calls.example.org", True, True),
        ("https://calls.example.org", False, True),
        ("http://calls.example.org", True, False),
        ("http://calls.example.org", False, False),
        ("http://localhost:8000", False, True),
        ("http://127.0.0.1:8000", False, True),
        ("http://[::1]:8000", False, True),
        ("https://localhost", True, False),
        ("https://127.0.0.1", True, False),
        ("https://192.168.1.20", True, False),
        ("https://10.0.0.7:8443", True, False),
        ("https://[fd00::7]", True, False),
        ("https://patchline", True, False),
        ("https://patchline.local", True, False),
        ("https://8.8.8.8", True, True),
        ("https://192.168.1.20", False, True),
    ],
)
def test_the_world_needs_https_and_only_a_local_carrier_reaches_this_machine(
    url: str, production: bool, good: bool
) -> None:
    check = check_address(url, production=production)
    assert check.is_fault is not good
    assert bool(check.cure) is not good


@pytest.mark.parametrize("url", ["https://calls.example.org", "http://93.184.215.14:8000"])
def test_terms_can_be_read_at_a_public_address(url: str) -> None:
    assert terms_address(url) == f"{url}/terms"


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost:8000",
        "http://127.0.0.1",
        "http://[::1]:80",
        "http://10.0.0.7",
        "http://box",
    ],
)
def test_an_address_of_this_machine_or_network_is_no_help_to_anybody(url: str) -> None:
    assert terms_address(url) is None
