"""Whether the carrier can and may use our public address."""

import pytest

from service.domain.public_address import check_address


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
    ],
)
def test_the_world_needs_https_and_only_a_local_carrier_reaches_this_machine(
    url: str, production: bool, good: bool
) -> None:
    check = check_address(url, production=production)
    assert check.is_fault is not good
    assert bool(check.cure) is not good
