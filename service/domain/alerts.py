"""The words under which people agree to alerts: the question, and the confirmation of a yes.

Both end in the campaign's own opt-in wording, so that whoever says yes has been shown all of it:
whose alerts, how many, what they cost, how to stop and where the terms are.
"""

from service.domain.campaign import Campaign
from service.domain.words import Words


def question(campaign: Campaign, words: Words, org: str, terms: str) -> str:
    """Whether they want alerts, as one text."""
    return f"{words.text('alerts_question')} {_wording(campaign, words, org, terms)}"


def confirmation(campaign: Campaign, words: Words, org: str, terms: str) -> str:
    """That they have agreed to alerts, as one text."""
    return f"{words.text('alerts_joined')} {_wording(campaign, words, org, terms)}"


def _wording(campaign: Campaign, words: Words, org: str, terms: str) -> str:
    return campaign.opt_in(words.language, org=org, terms=terms)
