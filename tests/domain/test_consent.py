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

K, P = ConsentKind, Programme
NEVER, ASKED, AGREED, STOPPED = Standing
NOW = datetime(2026, 11, 24, tzinfo=UTC)
Told = tuple[ConsentKind, Programme | None]
EVERYTHING: list[Told] = list(product(ConsentKind, (*Programme, None)))
YES: Told = (K.AGREED, P.ALERTS)
STOP: Told = (K.STOPPED, None)
START: Told = (K.RESTARTED, None)


def after(*told: Told) -> list[ConsentEvent]:
    return [ConsentEvent(kind, Channel.TEXT, NOW, programme) for kind, programme in told]


@pytest.mark.parametrize(
    ("told", "replies", "alerts"),
    [
        ([], NEVER, NEVER),
        ([(K.AGREED, P.REPLIES)], AGREED, NEVER),
        ([(K.ASKED, P.ALERTS)], NEVER, ASKED),
        ([(K.ASKED, P.ALERTS), YES], NEVER, AGREED),
        ([(K.ASKED, P.ALERTS), YES, (K.ASKED, P.ALERTS)], NEVER, AGREED),
        ([(K.CONFIRMED, P.ALERTS)], NEVER, NEVER),
        ([(K.ASKED, P.ALERTS), (K.CONFIRMED, P.ALERTS)], NEVER, ASKED),
        ([YES, (K.CONFIRMED, P.ALERTS)], NEVER, AGREED),
        ([(K.IMPORTED, P.ALERTS), (K.CONFIRMED, P.ALERTS)], NEVER, AGREED),
        ([(K.AGREED, P.REPLIES), YES, STOP], STOPPED, STOPPED),
        ([(K.AGREED, P.REPLIES), YES, (K.STOPPED, P.ALERTS)], AGREED, STOPPED),
        ([YES, STOP, (K.KEPT, None)], STOPPED, STOPPED),
        ([STOP, (K.ASKED, P.ALERTS)], STOPPED, STOPPED),
        ([STOP, (K.IMPORTED, P.ALERTS)], STOPPED, STOPPED),
        ([YES, STOP, START], AGREED, NEVER),
        ([YES, START], AGREED, AGREED),
        ([STOP, START, YES], AGREED, AGREED),
        ([STOP, START, (K.IMPORTED, P.ALERTS)], AGREED, AGREED),
        ([YES, (K.ERASED, None)], NEVER, NEVER),
        ([YES, STOP, (K.ERASED, None)], STOPPED, STOPPED),
    ],
)
def test_where_one_stands_after_whatever_was_told(
    told: list[Told], replies: Standing, alerts: Standing
) -> None:
    events = after(*told)
    assert standings(events) == Standings(replies, alerts)
    assert standing(events, P.REPLIES) is replies
    assert standing(events, P.ALERTS) is alerts


def test_no_event_about_one_programme_moves_the_other() -> None:
    for first, second in product(ConsentKind, ConsentKind):
        stand = UNASKED.after(first, P.REPLIES).after(second, P.REPLIES)
        assert stand.alerts is NEVER


@pytest.mark.parametrize("kind", [K.AGREED, K.CONFIRMED, K.IMPORTED])
def test_an_agreement_that_names_no_programme_is_to_none(kind: ConsentKind) -> None:
    for told in EVERYTHING:
        before = standings(after(told))
        assert before.after(kind) == before


def test_only_a_yes_is_an_agreement_to_alerts() -> None:
    others = [one for one in EVERYTHING if one[0] not in {K.AGREED, K.IMPORTED}]
    for told in product(others, repeat=3):
        assert standings(after(*told)).alerts is not AGREED


@pytest.mark.parametrize("programme", Programme)
def test_after_a_stop_only_a_return_or_a_yes_is_an_agreement(programme: Programme) -> None:
    others = [one for one in EVERYTHING if one[0] not in {K.AGREED, K.RESTARTED}]
    for told in product(others, repeat=3):
        stand = standing(after((K.AGREED, programme), STOP, *told), programme)
        assert stand is STOPPED


def test_whoever_comes_back_has_agreed_to_no_alerts() -> None:
    for told in EVERYTHING:
        assert standings(after(told, STOP, START)).alerts is NEVER


def test_no_repr_shows_what_a_person_said() -> None:
    event = ConsentEvent(K.STOPPED, Channel.TEXT, NOW, wording="Reply YES", words="leave me alone")
    assert "leave" not in repr(event)
    assert "YES" not in repr(event)
