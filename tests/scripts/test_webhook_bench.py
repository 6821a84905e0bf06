"""The webhook benchmark runs whole calls through the real server."""

import pytest

from tests.scripts.benchmark import printed


@pytest.mark.e2e
def test_every_webhook_of_a_call_is_measured_beside_a_bare_view() -> None:
    told = printed("from benchmarks.webhooks import _on; print(*_on('SQLite', '', 2), sep='\\n')")
    for name in ("text", "call arrives", "second outcome", "receipt", "nine webhooks of a call"):
        assert f"name='SQLite: {name}'" in told
