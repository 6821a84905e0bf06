"""Campaigns of yesterday."""

from typing import Protocol

from service.domain.campaign import Campaign


class CampaignArchive(Protocol):
    """Every revision of every campaign that a running call may still be on."""

    def find(self, slug: str, revision: str) -> Campaign | None:
        """That revision, or None if it was never seen here."""
        ...
