"""Where a person stands follows from their events alone."""

from datetime import UTC, datetime
from itertools import product

import pytest

from service.domain.consent import (
    UNASKED,
    Channel,
    ConsentEvent,
    ConsentKind,
    Programme,
    Standing,
    Standings,
    standing,
    standings,
)

A, K, P = Standing.AGREED, ConsentKind, Programme
EITHER = (*Programme, None)
NOW = datetime(2026, 11, 24, tzinfo=UTC)


def event(kind: ConsentKind, programme: Programme | None = None) -> ConsentEvent:
    return ConsentEvent(kind, Channel.TEXT, NOW, programme)


@pytest.mark.parametrize(
    ("kinds", "replies", "alerts"),
    [
        ([(K.AGREED, P.REPLIES)], A, Standing.NEVER),
        ([(K.ASKED, P.ALERTS)], Standing.NEVER, Standing.ASKED),
        ([(K.ASKED, P.ALERTS), (K.AGREED, P.ALERTS), (K.ASKED, P.ALERTS)], Standing.NEVER, A),
        ([(K.CONFIRMED, P.ALERTS)], Standing.NEVER, Standing.NEVER),
        ([(K.AGREED, None), (K.STOPPED, None)], Standing.STOPPED, Standing.STOPPED),
        ([(K.AGREED, None), (K.STOPPED, P.ALERTS)], A, Standing.STOPPED),
        ([(K.AGREED, None), (K.STOPPED, None), (K.RESTARTED, None)], A, Standing.NEVER),
        ([(K.STOPPED, None), (K.ASKED, P.ALERTS)], Standing.STOPPED, Standing.STOPPED),
        ([(K.IMPORTED, P.ALERTS), (K.ERASED, None)], Standing.NEVER, Standing.NEVER),
    ],
)
def test_standings(
    kinds: list[tuple[ConsentKind, Programme | None]], replies: Standing, alerts: Standing
) -> None:
    events = [event(kind, programme) for kind, programme in kinds]
    assert standings(events) == Standings(replies, alerts)
    assert standing(events, P.REPLIES) is replies
    assert standing(events, P.ALERTS) is alerts


def test_no_event_about_one_programme_moves_the_other() -> None:
    for first, second in product(ConsentKind, ConsentKind):
        stand = UNASKED.after(first, P.REPLIES).after(second, P.REPLIES)
        assert stand.alerts is Standing.NEVER


def test_only_a_yes_is_an_agreement_to_alerts() -> None:
    for kinds in product(set(ConsentKind) - {K.AGREED, K.IMPORTED}, repeat=3):
        for programme in EITHER:
            stand = standings(event(kind, programme) for kind in kinds)
            assert stand.alerts is not A


def told_events(*told: ConsentKind | tuple[ConsentKind, Programme]) -> list[ConsentEvent]:
    """Events of these kinds, of every programme unless one is named."""
    pairs = [one if isinstance(one, tuple) else (one, None) for one in told]
    return [ConsentEvent(kind, Channel.TEXT, NOW, programme) for kind, programme in pairs]


@pytest.mark.parametrize(
    ("told", "alerts", "replies"),
    [
        ([], Standing.NEVER, Standing.NEVER),
        ([(K.ASKED, P.ALERTS)], Standing.ASKED, Standing.NEVER),
        ([(K.AGREED, P.REPLIES)], Standing.NEVER, Standing.AGREED),
        ([(K.ASKED, P.ALERTS), (K.AGREED, P.ALERTS)], Standing.AGREED, Standing.NEVER),
        ([(K.AGREED, P.ALERTS), (K.ASKED, P.ALERTS)], Standing.AGREED, Standing.NEVER),
        ([(K.CONFIRMED, P.ALERTS)], Standing.NEVER, Standing.NEVER),
        ([(K.ASKED, P.ALERTS), (K.CONFIRMED, P.ALERTS)], Standing.ASKED, Standing.NEVER),
        ([(K.IMPORTED, P.ALERTS), (K.CONFIRMED, P.ALERTS)], Standing.AGREED, Standing.NEVER),
        ([(K.AGREED, P.ALERTS), K.STOPPED], Standing.STOPPED, Standing.STOPPED),
        ([K.STOPPED, (K.ASKED, P.ALERTS)], Standing.STOPPED, Standing.STOPPED),
        ([(K.AGREED, P.ALERTS), K.STOPPED, K.RESTARTED], Standing.NEVER, Standing.AGREED),
        ([(K.AGREED, P.ALERTS), K.RESTARTED], Standing.AGREED, Standing.AGREED),
        ([K.STOPPED, K.RESTARTED, (K.AGREED, P.ALERTS)], Standing.AGREED, Standing.AGREED),
        ([(K.AGREED, P.ALERTS), (K.STOPPED, P.ALERTS)], Standing.STOPPED, Standing.NEVER),
        ([(K.AGREED, P.ALERTS), K.ERASED], Standing.NEVER, Standing.NEVER),
    ],
)
def test_where_one_stands_after_whatever_was_told(
    told: list[ConsentKind], alerts: Standing, replies: Standing
) -> None:
    assert standing(told_events(*told), P.ALERTS) is alerts
    assert standing(told_events(*told), P.REPLIES) is replies


def test_no_repr_shows_what_a_person_said() -> None:
    event = ConsentEvent(
        K.STOPPED,
        Channel.TEXT,
        NOW,
        wording="Reply YES",
        words="leave me alone",
    )
    assert "leave" not in repr(event)
    assert "YES" not in repr(event)
