"""The text after a call: what came of it, and what to do next."""

from collections.abc import Sequence

from service.domain.campaign import Campaign
from service.domain.directory import Directory
from service.domain.records import Leg
from service.domain.senators import spelled
from service.domain.words import Words

_RESULTS = {
    "spoke": "result_spoke",
    "message": "result_message",
    "not_through": "result_not_through",
}
_BEST_FIRST = ("spoke", "message", "untold", "not_through")


def follow_up(legs: Sequence[Leg], campaign: Campaign, directory: Directory, words: Words) -> str:
    """The text, with one sentence a senator in the order in which they were called.

    A senator called at several offices is told by the best of those legs.
    """
    results = []
    for bioguide in dict.fromkeys(leg.bioguide for leg in legs):
        senator = directory.senator(bioguide)
        if senator is not None:
            best = _best([leg for leg in legs if leg.bioguide == bioguide])
            key = _RESULTS.get(best, "result_untold")
            results.append(words.text(key, senator=f"Sen. {spelled(senator.last, words)}"))
    next_step = campaign.text(words.language, "next_step")
    text = words.text("follow_up", results=" ".join(results), next_step=next_step)
    return " ".join(text.split())  # no gap where nobody could be called


def _best(legs: Sequence[Leg]) -> str:
    return min((_told(leg) for leg in legs), key=_BEST_FIRST.index)


def _told(leg: Leg) -> str:
    if leg.outcome in _RESULTS:
        return leg.outcome
    return "untold" if leg.answered else "not_through"
