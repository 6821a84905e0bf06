"""Campaigns as they stand on disk: one TOML file each, in one directory."""

import hashlib
from pathlib import Path

from service.adapters.word_files import load_words
from service.adapters.written_file import read_written
from service.domain.campaign import NONE_TAKES_CALLS, Campaign, CampaignKind, Campaigns
from service.domain.campaign_check import check_campaign, check_together
from service.domain.campaign_document import read_document
from service.domain.document import Table
from service.domain.fault import Fault, Faults
from service.domain.words import Phrasebook


class CampaignFaults(Faults):
    """Campaign files that cannot be used as they are."""


def read_campaign(path: Path) -> Campaign:
    """The campaign of one file. Raises CampaignFaults with every fault of its form.

    Whether its texts keep to their segments is left to ``examine``, so that a revision
    that was once in use stays readable when the limits change.
    """
    faults: list[Fault] = []
    campaign = _read(path, faults)
    if campaign is None or faults:
        raise CampaignFaults(faults)
    return campaign


def load_campaigns(directory: Path) -> Campaigns:
    """All campaigns of a directory. Raises CampaignFaults with every fault of every file."""
    named, faults = examine(directory)
    if faults:
        raise CampaignFaults(faults)
    return Campaigns(tuple(campaign for _, campaign in named))


def examine(directory: Path) -> tuple[list[tuple[str, Campaign]], list[Fault]]:
    """The campaigns of a directory by file, and every fault of every file, in their order.

    Campaigns are only fit for use if there is no fault; what is wrong in them reads as empty.
    """
    paths, faults = _list(directory)
    phrasebook = load_words()
    named = [
        (str(path), campaign)
        for path in paths
        if (campaign := _checked(path, phrasebook, faults)) is not None
    ]
    faults += check_together(named)
    whole = bool(paths) and len(named) == len(paths)
    if whole and not any(campaign.kind is CampaignKind.CALL for _, campaign in named):
        faults.append(Fault(str(directory), "", NONE_TAKES_CALLS))
    return named, sorted(faults, key=lambda fault: fault.file)


def _list(directory: Path) -> tuple[list[Path], list[Fault]]:
    """The campaign files of a directory; hidden ones are an editor's or a volume's own."""
    try:
        paths = sorted(p for p in directory.glob("*.toml") if not p.name.startswith("."))
        # A glob over what is not there is empty, and over a file too.
        if not directory.is_dir():
            return [], [Fault(str(directory), "", "no such directory; set CAMPAIGNS_DIR to one")]
    except OSError as error:
        return [], [Fault(str(directory), "", f"cannot be listed: {error.strerror}")]
    if not paths:
        return [], [Fault(str(directory), "", "holds no campaign; add a NAME.toml file")]
    return paths, []


def _checked(path: Path, phrasebook: Phrasebook, faults: list[Fault]) -> Campaign | None:
    campaign = _read(path, faults)
    if campaign is not None:
        faults += check_campaign(campaign, phrasebook, str(path))
    return campaign


def _read(path: Path, faults: list[Fault]) -> Campaign | None:
    """The campaign, its faults added; None if nothing of it can be read."""
    read = read_written(path, faults)
    if read is None:
        return None
    source, document = read
    return read_document(Table(str(path), "", document, faults), revision_of(source), source)


def revision_of(source: str) -> str:
    """The name of one revision: the first 12 hex digits of the SHA-256 of the file's bytes."""
    return hashlib.sha256(source.encode("utf-8")).hexdigest()[:12]
