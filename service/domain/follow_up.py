"""The text after a call: what came of it, and what to do next."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from service.domain.campaign import Campaign
from service.domain.directory import Directory, Senator
from service.domain.leg_result import Outcome
from service.domain.openings import first_opening
from service.domain.records import Leg
from service.domain.routing import closed
from service.domain.senators import spelled, targets
from service.domain.words import Words

_RESULTS = {
    Outcome.SPOKE: "result_spoke",
    Outcome.MESSAGE: "result_message",
    None: "result_untold",
    Outcome.NOT_THROUGH: "result_not_through",
}
"""The sentence for each outcome, the best first; None is a leg that was answered, no more."""

_BEST_FIRST = tuple(_RESULTS)


def follow_up(
    legs: Sequence[Leg],
    campaign: Campaign,
    directory: Directory,
    words: Words,
    state: str,
    now: datetime,
    ring: str | None = None,
    only: Collection[str] = (),
) -> str:
    """The text, with what came of every senator of the state, those called first before others.

    A senator called at several offices is told by the best of those legs, one who was not reached
    by what stood in the way. Whoever reached nobody is told how to try again, whoever is to be rung
    that they are: ``ring`` says it. ``only``: Bioguide ids of whom the call was for; empty for all.
    """
    came_of = _came_of(legs, directory)
    meant = [s for s in targets(directory, campaign, state) if not only or s.bioguide in only]
    senators = tuple(dict.fromkeys((*came_of, *meant)))
    reached = [s for s in senators if came_of.get(s, Outcome.NOT_THROUGH) != Outcome.NOT_THROUGH]
    asleep = _asleep([s for s in senators if s not in reached], now)
    results = (
        *(_result(s, came_of[s], words) for s in came_of if s not in asleep),
        *_named("result_not_called", [s for s in senators if s not in {*came_of, *asleep}], words),
        *_closed(asleep, words),
    )
    if ring:
        next_step = ring
    elif reached or not senators:
        next_step = campaign.text(words.language, "next_step")
    else:
        next_step = words.text("call_when_open" if asleep else "call_again")
    text = words.text("follow_up", results=" ".join(results), next_step=next_step)
    return " ".join(text.split())  # no gap where nobody could be called


def got_through(legs: Iterable[Leg]) -> bool:
    """Whether a call came to more than tones and dead lines."""
    return any(_told(leg) is not Outcome.NOT_THROUGH for leg in legs)


def _came_of(legs: Sequence[Leg], directory: Directory) -> Mapping[Senator, Outcome | None]:
    """The best result with each senator called, in the order of the calls."""
    results: dict[Senator, Outcome | None] = {}
    for leg in legs:
        senator = directory.senator(leg.bioguide)
        if senator is not None:
            told = (results.get(senator, Outcome.NOT_THROUGH), _told(leg))
            results[senator] = min(told, key=_BEST_FIRST.index)
    return results


def _told(leg: Leg) -> Outcome | None:
    return leg.outcome or (None if leg.answered else Outcome.NOT_THROUGH)


def _asleep(senators: Iterable[Senator], now: datetime) -> Mapping[Senator, datetime]:
    """Those whose offices are all closed, and when the first of them opens, in Eastern time."""
    openings = {s: first_opening(s, now) for s in senators if closed(s, now)}
    return {senator: opening.at for senator, opening in openings.items() if opening}


def _result(senator: Senator, came_of_it: Outcome | None, words: Words) -> str:
    return words.text(_RESULTS[came_of_it], senator=_name(senator, words))


def _closed(asleep: Mapping[Senator, datetime], words: Words) -> Iterator[str]:
    for opening in sorted(set(asleep.values()))[:1]:
        told = {"day": words.day(opening), "clock": words.clock(opening)}
        yield from _named("result_closed", asleep, words, **told)


def _named(key: str, senators: Iterable[Senator], words: Words, **values: str) -> Iterator[str]:
    names = [_name(senator, words) for senator in senators]
    if names:
        yield words.text(key, senators=words.join(names), **values)


def _name(senator: Senator, words: Words) -> str:
    return words.text("senator", last=spelled(senator.last, words))
