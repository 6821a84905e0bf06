"""Whether the senators and the committee that a campaign names are in the Senate directory."""

from collections.abc import Iterator

from service.domain.campaign import Campaign
from service.domain.directory import Directory
from service.domain.fault import Fault


def unknown_committee(campaign: Campaign, senate: Directory, file: str) -> Iterator[Fault]:
    """A committee on which nobody sits: its script would never be said."""
    code = campaign.positions.committee
    if code and not any(code in senator.committees for senator in senate.senators):
        known = sorted({one for senator in senate.senators for one in senator.committees})
        yield Fault(
            file,
            "positions.committee",
            f"no senator sits on {code}; the directory of {senate.generated} has "
            f"{', '.join(known) or 'no committee: run patchline senate refresh'}",
        )


def not_sitting(campaign: Campaign, senate: Directory, file: str) -> Iterator[Fault]:
    """Those whose script will never be said. No fault: they may have left since, or come back."""
    held = campaign.positions
    for key, ids in (("sponsor", held.sponsors), ("cosponsor", held.cosponsors)):
        for bioguide in sorted(ids):
            if senate.senator(bioguide) is None:
                yield Fault(
                    file,
                    f"positions.{key}",
                    f"{bioguide} is not in the directory of {senate.generated}, so nobody is told "
                    "that script of them; remove it if they have left the Senate",
                )
