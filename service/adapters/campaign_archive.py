"""Every revision of a campaign that was ever in use, so that a call ends as it began."""

import logging
import os
import re
from collections.abc import Iterable
from pathlib import Path

from service.adapters.campaign_files import CampaignFaults, read_campaign
from service.domain.campaign import Campaign

_log = logging.getLogger(__name__)

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")
_REVISION = re.compile(r"[0-9a-f]{12}")


class CampaignArchive:
    """Revisions on disk, below the directory for variable data, as the files they were."""

    def __init__(self, var_dir: Path) -> None:
        self._directory = var_dir / "campaigns"
        self._found: dict[tuple[str, str], Campaign] = {}

    def keep(self, campaigns: Iterable[Campaign]) -> None:
        """Store every revision not stored yet.

        A disk that cannot be written to costs a warning and no more: calls that began with the
        present files need the archive only after these have changed.
        """
        kept = {(one.slug, one.revision): one for one in campaigns}
        self._found |= kept
        try:
            for (slug, revision), campaign in kept.items():
                path = self._path(slug, revision)
                if not path.exists():
                    self._write(path, campaign.source)
        except OSError as error:
            _log.warning(
                "the campaigns are not kept in %s (%s): calls in progress lose theirs at a restart "
                "after a change; make VAR_DIR a directory that can be written",
                self._directory,
                error.strerror,
            )

    def find(self, slug: str, revision: str) -> Campaign | None:
        """A revision by name; None if it was never kept or its file is damaged."""
        if not (_SLUG.fullmatch(slug) and _REVISION.fullmatch(revision)):
            return None
        if (slug, revision) not in self._found:
            campaign = self._read(slug, revision)
            if campaign is None:
                return None
            self._found[slug, revision] = campaign
        return self._found[slug, revision]

    def _path(self, slug: str, revision: str) -> Path:
        return self._directory / f"{slug}-{revision}.toml"

    def _write(self, path: Path, source: str) -> None:
        """Write in one step, so that another process never reads half a file."""
        self._directory.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(f".{os.getpid()}.part")
        partial.write_bytes(source.encode("utf-8"))
        partial.replace(path)

    def _read(self, slug: str, revision: str) -> Campaign | None:
        path = self._path(slug, revision)
        if not path.exists():
            return None
        try:
            campaign = read_campaign(path)
        except CampaignFaults as error:
            _log.warning("campaign %s, revision %s, is unreadable: %s", slug, revision, error)
            return None
        named = (campaign.slug, campaign.revision)
        if named != (slug, revision):
            _log.warning("the archive's %s holds another revision; delete it", path.name)
            return None
        return campaign
