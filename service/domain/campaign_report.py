"""What is to be said of the campaign files of a directory, beside the Senate they are for."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.domain.campaign import Campaign, Campaigns
from service.domain.campaign_senate import not_sitting, unknown_committee
from service.domain.directory import Directory
from service.domain.fault import Fault


@dataclass(frozen=True, slots=True)
class CampaignReport:
    """Faults keep every campaign from being used; warnings keep none."""

    campaigns: tuple[Campaign, ...]
    """In their order; empty where there is a fault."""
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]


def report_on(
    named: Sequence[tuple[str, Campaign]], faults: Sequence[Fault], senate: Directory
) -> CampaignReport:
    """Campaigns by file and the faults found in reading them, held against the Senate."""
    unknown = [one for file, campaign in named for one in unknown_committee(campaign, senate, file)]
    absent = [one for file, campaign in named for one in not_sitting(campaign, senate, file)]
    by_file = sorted((*faults, *unknown), key=lambda fault: fault.file)
    usable = () if by_file else tuple(Campaigns(tuple(campaign for _, campaign in named)))
    return CampaignReport(usable, tuple(by_file), tuple(absent))
