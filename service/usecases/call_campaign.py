"""The campaign that a call is about."""

from service.domain.campaign import Campaign
from service.domain.knowledge import Knowledge
from service.ports.archive import CampaignArchive


def campaign_of(
    slug: str, revision: str, knowledge: Knowledge, archive: CampaignArchive
) -> Campaign:
    """The revision that the call began with, or what stands in its place today."""
    current = knowledge.campaigns.taking_calls(slug)
    if (current.slug, current.revision) == (slug, revision):
        return current
    return archive.find(slug, revision) or current
