"""Campaigns of yesterday, in memory."""

from service.domain.campaign import Campaign


class ArchiveTwin:
    """Implements ``ports.archive.CampaignArchive``."""

    def __init__(self, *campaigns: Campaign) -> None:
        self._kept = {(campaign.slug, campaign.revision): campaign for campaign in campaigns}

    def find(self, slug: str, revision: str) -> Campaign | None:
        """A revision, if it was kept."""
        return self._kept.get((slug, revision))
