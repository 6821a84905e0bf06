"""Whole conversations and calls go as their transcripts say."""

from pathlib import Path

import pytest

from tests.transcripts.player import play, read

TRANSCRIPTS = sorted(Path(__file__).parent.glob("*.toml"))


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_a_transcript_goes_as_written(path: Path) -> None:
    play(read(path))


def test_there_are_many_transcripts_of_texts_and_of_calls() -> None:
    calls = [path for path in TRANSCRIPTS if read(path).call is not None]
    assert len(calls) >= 10
    assert len(TRANSCRIPTS) - len(calls) >= 10


def test_every_transcript_has_a_title_of_its_own() -> None:
    titles = [read(path).name for path in TRANSCRIPTS]
    assert len(set(titles)) == len(titles)


def test_a_transcript_with_a_mistyped_key_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "typo.toml"
    path.write_text('title = "T"\n[[step]]\ntext = "S54"\nhaers = ["ZIP"]\n')
    with pytest.raises(ValueError, match="haers"):
        read(path)


@pytest.mark.parametrize(
    "step",
    ['hears = ["no such words"]', 'never = ["ZIP"]', 'exactly = "ZIP?"', 'does = ["stop"]', ""],
)
def test_a_transcript_that_goes_another_way_fails(tmp_path: Path, step: str) -> None:
    path = tmp_path / "wrong.toml"
    hears = "" if "hears" in step or not step or "exactly" in step else '\nhears = ["ZIP"]'
    path.write_text(f'title = "T"\n[[step]]\ntext = "S54"\n{step}{hears}\n')
    with pytest.raises(AssertionError):
        play(read(path))
