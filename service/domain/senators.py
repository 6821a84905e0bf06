"""Whom a campaign asks the people of a state to call, and how they are named."""

import unicodedata
from collections.abc import Sequence

from service.domain.campaign import Campaign
from service.domain.directory import Directory, Senator
from service.domain.segments import costly
from service.domain.words import Language, Words

SEATS = 2
"""Senators a state has when no seat is vacant."""


def targets(directory: Directory, campaign: Campaign, state: str) -> tuple[Senator, ...]:
    """A state's senators in the order in which the campaign calls them; empty if it has none."""
    return campaign.in_call_order(directory.of_state(state))


def named(senators: Sequence[Senator], words: Words) -> str:
    """``Bernard Sanders and Peter Welch``."""
    return words.join([spelled(senator.name, words) for senator in senators])


def spelled(name: str, words: Words) -> str:
    """A name as it is texted: Spanish keeps its accents, English cannot afford ``Luján`` with one,
    because a single letter outside GSM-7 more than doubles the segments of the whole text."""
    if words.language is not Language.EN:
        return name
    return "".join(unicodedata.normalize("NFD", c)[0] if costly(c) else c for c in name)
