"""A call that began with one revision finds it after the file has changed."""

import logging
from dataclasses import replace
from pathlib import Path

import pytest

from service.adapters.campaign_archive import CampaignArchive
from service.adapters.campaign_files import read_campaign
from service.domain.campaign import Campaign

SHIPPED = Path(__file__).parents[2] / "campaigns"


@pytest.fixture
def campaign() -> Campaign:
    return read_campaign(SHIPPED / "s54.toml")


def stored(var_dir: Path) -> list[str]:
    return sorted(path.name for path in (var_dir / "campaigns").iterdir())


def test_a_revision_is_found_after_a_restart(tmp_path: Path, campaign: Campaign) -> None:
    CampaignArchive(tmp_path).keep([campaign])
    assert CampaignArchive(tmp_path).find("s54", campaign.revision) == campaign
    assert stored(tmp_path) == [f"s54-{campaign.revision}.toml"]


def test_older_revisions_stay_beside_newer_ones(tmp_path: Path, campaign: Campaign) -> None:
    changed = tmp_path / "s54.toml"
    changed.write_text(campaign.source.replace("order = 1", "order = 7"), encoding="utf-8")
    archive = CampaignArchive(tmp_path)
    archive.keep([campaign])
    archive.keep([read_campaign(changed)])
    old = CampaignArchive(tmp_path).find("s54", campaign.revision)
    assert old is not None
    assert old.order == 1
    assert len(stored(tmp_path)) == 2


def test_keeping_twice_writes_once(tmp_path: Path, campaign: Campaign) -> None:
    CampaignArchive(tmp_path).keep([campaign])
    path = tmp_path / "campaigns" / stored(tmp_path)[0]
    path.chmod(0o400)
    before = path.stat().st_mtime_ns
    CampaignArchive(tmp_path).keep([campaign])
    assert path.stat().st_mtime_ns == before


@pytest.mark.parametrize(
    ("slug", "revision"),
    [
        ("s54", "0" * 12),
        ("../s54", "0" * 12),
        ("s54", "../../etc/pass"),
        ("", ""),
        ("s54\n", "0" * 12),
    ],
)
def test_what_was_never_kept_is_not_found(tmp_path: Path, slug: str, revision: str) -> None:
    assert CampaignArchive(tmp_path).find(slug, revision) is None


def test_a_disk_that_cannot_be_written_costs_a_warning_only(
    tmp_path: Path, campaign: Campaign, caplog: pytest.LogCaptureFixture
) -> None:
    # A file where the directory should be fails for every user, root included.
    (tmp_path / "campaigns").write_text("in the way")
    archive = CampaignArchive(tmp_path)
    with caplog.at_level(logging.WARNING):
        archive.keep([campaign, replace(campaign, slug="other")])
    (said,) = caplog.messages
    assert "make VAR_DIR a directory that can be written" in said
    assert archive.find("s54", campaign.revision) == campaign


def test_a_damaged_file_is_not_taken_for_the_revision(
    tmp_path: Path, campaign: Campaign, caplog: pytest.LogCaptureFixture
) -> None:
    CampaignArchive(tmp_path).keep([campaign])
    path = tmp_path / "campaigns" / stored(tmp_path)[0]
    path.write_text("slug = [")
    assert CampaignArchive(tmp_path).find("s54", campaign.revision) is None
    assert "unreadable" in caplog.text
    path.write_text(campaign.source + "\n# edited by hand\n", encoding="utf-8")
    assert CampaignArchive(tmp_path).find("s54", campaign.revision) is None
    assert "another revision" in caplog.text
