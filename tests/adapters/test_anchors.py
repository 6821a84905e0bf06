"""Anchors: the file and the twin keep the same; the file keeps few, and to itself."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from service.adapters import anchor_file
from service.adapters.anchor_file import AnchorFile, AnchorsFault, heads_of
from service.domain.consent_chain import Anchor, Head
from service.ports.consent_chain import Anchors
from tests.twins.anchors import AnchorsTwin

NOW = datetime(2026, 12, 1, 16, tzinfo=UTC)


def anchor(position: int) -> Anchor:
    return Anchor(NOW + timedelta(minutes=position), Head(position, bytes([position % 256] * 32)))


@pytest.fixture
def file(tmp_path: Path) -> AnchorFile:
    return AnchorFile(tmp_path / "var" / "consent-anchors")


@pytest.fixture(params=["file", "twin"])
def anchors(request: pytest.FixtureRequest, file: AnchorFile) -> Anchors:
    return file if request.param == "file" else AnchorsTwin()


def test_the_newest_is_the_last_that_was_kept(anchors: Anchors) -> None:
    assert anchors.newest() is None
    for position in (1, 5, 3):
        anchors.keep(anchor(position))
        assert anchors.newest() == anchor(position)


def test_every_one_is_there_for_another_process(file: AnchorFile, tmp_path: Path) -> None:
    for position in (1, 2, 3):
        file.keep(anchor(position))
    again = AnchorFile(tmp_path / "var" / "consent-anchors")
    assert again.heads() == [anchor(position).head for position in (1, 2, 3)]


def test_only_its_owner_may_read_it(file: AnchorFile, tmp_path: Path) -> None:
    file.keep(anchor(1))
    assert (tmp_path / "var" / "consent-anchors").stat().st_mode & 0o777 == 0o600


def test_a_line_that_a_crash_cut_off_spoils_no_other(file: AnchorFile, tmp_path: Path) -> None:
    path = tmp_path / "var" / "consent-anchors"
    file.keep(anchor(1))
    file.keep(anchor(2))
    path.write_bytes(path.read_bytes()[:-20])
    assert file.newest() == anchor(1)
    file.keep(anchor(3))
    assert file.heads() == [anchor(1).head, anchor(3).head]


def test_it_keeps_the_newest(
    file: AnchorFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(anchor_file, "FEW", 3)
    monkeypatch.setattr(anchor_file, "MANY", 6)
    for position in range(1, 8):
        file.keep(anchor(position))
    assert [head.position for head in file.heads()] == [4, 5, 6, 7]
    assert (tmp_path / "var" / "consent-anchors").stat().st_mode & 0o777 == 0o600


def test_those_of_a_ledger_that_is_gone_lie_beside_it(file: AnchorFile) -> None:
    asides = []
    for position in (1, 2):
        file.keep(anchor(position))
        asides.append(file.set_aside())
        assert (file.newest(), file.heads()) == (None, [])
    assert [heads_of(aside) for aside in asides] == [[anchor(1).head], [anchor(2).head]]


def test_a_file_that_cannot_be_used_is_told_with_the_cure(tmp_path: Path) -> None:
    (tmp_path / "consent-anchors").mkdir()
    unusable = AnchorFile(tmp_path / "consent-anchors")
    absent = AnchorFile(tmp_path / "no anchors")
    uses = (unusable.newest, unusable.heads, lambda: unusable.keep(anchor(1)), absent.set_aside)
    for use in uses:
        with pytest.raises(AnchorsFault, match="give it to the user"):
            use()
