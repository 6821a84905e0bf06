"""``patchline campaigns``: look campaign files over before anybody depends on them."""

import json
from collections.abc import Sequence
from pathlib import Path

import click

from service.adapters.campaign_files import check_campaigns, load_campaigns
from service.adapters.settings import load_settings
from service.adapters.word_files import load_words
from service.domain.campaign import Campaign, Campaigns
from service.domain.fault import Fault
from service.domain.longest import longest_texts
from service.domain.segments import Segments
from service.domain.words import Phrasebook, Words


@click.group()
def campaigns() -> None:
    """Look over the campaign files."""


@campaigns.command()
@click.argument("directory", required=False, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def check(directory: Path | None, as_json: bool) -> None:
    """Check every campaign in DIRECTORY (default: CAMPAIGNS_DIR) and name every fault."""
    directory = directory or load_settings().campaigns_dir
    faults = check_campaigns(directory)
    loaded = None if faults else load_campaigns(directory)
    click.echo(_as_json(loaded, faults) if as_json else _as_lines(loaded, faults))
    if faults:
        raise SystemExit(1)


def _as_json(loaded: Campaigns | None, faults: Sequence[Fault]) -> str:
    phrasebook = load_words()
    report = {
        "campaigns": [_facts(campaign, phrasebook) for campaign in loaded or ()],
        "faults": [
            {"file": fault.file, "key": fault.key, "reason": fault.reason} for fault in faults
        ],
    }
    return json.dumps(report, ensure_ascii=False)


def _as_lines(loaded: Campaigns | None, faults: Sequence[Fault]) -> str:
    if loaded is None:
        return "\n".join(str(fault) for fault in faults)
    phrasebook = load_words()
    return "\n".join(_line(campaign, phrasebook) for campaign in loaded)


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
