"""Whom a campaign asks the people of a state to call, and how they are named."""

from collections.abc import Sequence

from service.domain.campaign import Campaign
from service.domain.directory import Directory, Senator
from service.domain.words import Words

SEATS = 2
"""Senators a state has when no seat is vacant."""


def targets(directory: Directory, campaign: Campaign, state: str) -> tuple[Senator, ...]:
    """A state's senators in the order in which the campaign calls them; empty if it has none."""
    return campaign.in_call_order(directory.of_state(state))


def named(senators: Sequence[Senator], words: Words) -> str:
    """``Bernard Sanders and Peter Welch``."""
    return words.join([senator.name for senator in senators])
