"""Where a person stands follows from their events alone."""

from datetime import UTC, datetime

import pytest

from service.domain.consent import (
    Channel,
    ConsentEvent,
    ConsentKind,
    Programme,
    Standing,
    standing,
)

NOW = datetime(2026, 12, 1, 16, tzinfo=UTC)
ALERTS, REPLIES = Programme.ALERTS, Programme.REPLIES


def events(*told: ConsentKind | tuple[ConsentKind, Programme]) -> list[ConsentEvent]:
    """Events of these kinds, of every programme unless one is named."""
    pairs = [one if isinstance(one, tuple) else (one, None) for one in told]
    return [ConsentEvent(kind, Channel.TEXT, NOW, programme) for kind, programme in pairs]


K = ConsentKind


@pytest.mark.parametrize(
    ("told", "alerts", "replies"),
    [
        ([], Standing.NEVER, Standing.NEVER),
        ([(K.ASKED, ALERTS)], Standing.ASKED, Standing.NEVER),
        ([(K.AGREED, REPLIES)], Standing.NEVER, Standing.AGREED),
        ([(K.ASKED, ALERTS), (K.AGREED, ALERTS)], Standing.AGREED, Standing.NEVER),
        ([(K.AGREED, ALERTS), (K.ASKED, ALERTS)], Standing.AGREED, Standing.NEVER),
        ([(K.CONFIRMED, ALERTS)], Standing.NEVER, Standing.NEVER),
        ([(K.ASKED, ALERTS), (K.CONFIRMED, ALERTS)], Standing.ASKED, Standing.NEVER),
        ([(K.IMPORTED, ALERTS), (K.CONFIRMED, ALERTS)], Standing.AGREED, Standing.NEVER),
        ([(K.AGREED, ALERTS), K.STOPPED], Standing.STOPPED, Standing.STOPPED),
        ([K.STOPPED, (K.ASKED, ALERTS)], Standing.STOPPED, Standing.STOPPED),
        ([(K.AGREED, ALERTS), K.STOPPED, K.RESTARTED], Standing.NEVER, Standing.AGREED),
        ([(K.AGREED, ALERTS), K.RESTARTED], Standing.AGREED, Standing.AGREED),
        ([K.STOPPED, K.RESTARTED, (K.AGREED, ALERTS)], Standing.AGREED, Standing.AGREED),
        ([(K.AGREED, ALERTS), (K.STOPPED, ALERTS)], Standing.STOPPED, Standing.NEVER),
        ([(K.AGREED, ALERTS), K.ERASED], Standing.NEVER, Standing.NEVER),
    ],
)
def test_standing(told: list[ConsentKind], alerts: Standing, replies: Standing) -> None:
    assert standing(events(*told), ALERTS) is alerts
    assert standing(events(*told), REPLIES) is replies


def test_no_repr_shows_what_a_person_said() -> None:
    event = ConsentEvent(K.STOPPED, Channel.TEXT, NOW, wording="Reply YES", words="leave me alone")
    assert "leave" not in repr(event)
    assert "YES" not in repr(event)
