"""``patchline campaigns``: look campaign files over before anybody depends on them."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from service.adapters.campaign_files import examine
from service.adapters.directory_file import directory_paths, load_directory
from service.adapters.settings import load_settings
from service.adapters.word_files import load_words
from service.domain.campaign import Campaign
from service.domain.campaign_report import CampaignReport, report_on
from service.domain.longest import longest_texts
from service.domain.segments import Segments
from service.domain.words import Phrasebook, Words


@click.group()
def campaigns() -> None:
    """Look over the campaign files."""


@campaigns.command(short_help="Name every fault of every campaign file.")
@click.argument("directory", required=False, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def check(directory: Path | None, as_json: bool) -> None:
    """Check the campaigns in DIRECTORY (default: CAMPAIGNS_DIR), and name every fault at once.

    Each fault names the file, the key in it and the reason; exit status 1 if there is one.
    Warnings, such as of a senator who has left, leave it 0.
    """
    report = _examine(directory)
    click.echo(_as_json(report) if as_json else "\n".join(_lines(report)))
    if report.faults:
        raise SystemExit(1)


def _examine(directory: Path | None) -> CampaignReport:
    settings = load_settings()
    senate = load_directory(directory_paths(settings.var_dir))
    return report_on(*examine(directory or settings.campaigns_dir), senate)


def _as_json(report: CampaignReport) -> str:
    phrasebook = load_words()
    told = {
        "campaigns": [_facts(campaign, phrasebook) for campaign in report.campaigns],
        "faults": [asdict(fault) for fault in report.faults],
        "warnings": [asdict(warning) for warning in report.warnings],
    }
    return json.dumps(told, ensure_ascii=False)


def _lines(report: CampaignReport) -> Iterator[str]:
    phrasebook = load_words()
    yield from (str(fault) for fault in report.faults)
    yield from (_line(campaign, phrasebook) for campaign in report.campaigns)
    yield from (f"warning: {warning}" for warning in report.warnings)


def _facts(campaign: Campaign, phrasebook: Phrasebook) -> dict[str, object]:
    return {
        "slug": campaign.slug,
        "kind": campaign.kind.value,
        "revision": campaign.revision,
        "keywords": {language.value: list(ks) for language, ks in campaign.keywords.items()},
        "longest_text_segments": {
            language.value: _longest(campaign, words).segments
            for language, words in phrasebook.items()
        },
    }


def _line(campaign: Campaign, phrasebook: Phrasebook) -> str:
    keywords = ", ".join(keyword for ks in campaign.keywords.values() for keyword in ks)
    sizes = ", ".join(
        f"{language} {_longest(campaign, words).segments} segments"
        for language, words in phrasebook.items()
    )
    return f"{campaign.slug}  {campaign.kind}  {keywords}  longest text: {sizes}"


def _longest(campaign: Campaign, words: Words) -> Segments:
    sizes = (longest.size for longest in longest_texts(campaign, words))
    return max(sizes, key=lambda size: (size.segments, size.units))
