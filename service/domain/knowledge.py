"""What a process knows by heart: all of it in memory, so that calls work without any store."""

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
    zips: ZipTable
    areas: AreaCodes
    org: str
    contact: str
    terms: str
    """Where the terms can be read, or asked for."""
