"""The text after a call: what came of it, and what to do next."""

from collections.abc import Sequence

from service.domain.campaign import Campaign
from service.domain.directory import Directory
from service.domain.leg_result import Outcome
from service.domain.records import Leg
from service.domain.senators import spelled
from service.domain.words import Words

_RESULTS = {
    Outcome.SPOKE: "result_spoke",
    Outcome.MESSAGE: "result_message",
    None: "result_untold",
    Outcome.NOT_THROUGH: "result_not_through",
}
"""The sentence for each outcome, the best first; None is a leg that was answered, no more."""

_BEST_FIRST = tuple(_RESULTS)


def follow_up(legs: Sequence[Leg], campaign: Campaign, directory: Directory, words: Words) -> str:
    """The text, with one sentence a senator in the order in which they were called.

    A senator called at several offices is told by the best of those legs.
    """
    results = []
    for bioguide in dict.fromkeys(leg.bioguide for leg in legs):
        senator = directory.senator(bioguide)
        if senator is not None:
            best = _best([leg for leg in legs if leg.bioguide == bioguide])
            name = f"Sen. {spelled(senator.last, words)}"
            results.append(words.text(_RESULTS[best], senator=name))
    next_step = campaign.text(words.language, "next_step")
    text = words.text("follow_up", results=" ".join(results), next_step=next_step)
    return " ".join(text.split())  # no gap where nobody could be called


def _best(legs: Sequence[Leg]) -> Outcome | None:
    return min((_told(leg) for leg in legs), key=_BEST_FIRST.index)


def _told(leg: Leg) -> Outcome | None:
    return leg.outcome or (None if leg.answered else Outcome.NOT_THROUGH)
