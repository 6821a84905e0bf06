"""What a process knows by heart: all of it in memory, so that calls work without any store."""

from collections.abc import Callable
from dataclasses import dataclass

from service.domain.campaign import Campaigns
from service.domain.directory import Directory
from service.domain.places import ZipTable
from service.domain.whereabouts import AreaCodes
from service.domain.words import Phrasebook


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Campaigns, words, the Senate directory, ZIPs, area codes, and who we are."""

    campaigns: Campaigns
    phrasebook: Phrasebook
    directory: Directory
    """As it was read, for whatever is said of senators. Who dials takes ``dialable``."""
    zips: ZipTable
    areas: AreaCodes
    org: str
    contact: str
    terms: str
    """Where the terms can be read, or asked for."""
    aside: Callable[[], frozenset[str]] = frozenset
    """Numbers that are not dialed at this moment, E.164."""

    @property
    def dialable(self) -> Directory:
        """The directory without the offices whose number is set aside."""
        return self.directory.without(self.aside())
