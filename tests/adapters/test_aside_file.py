"""The copy of the numbers set aside, on this machine."""

from pathlib import Path

import pytest

from service.adapters.aside_file import AsideFile
from service.ports.set_aside import AsideCopy
from tests.twins.aside import AsideTwin

NUMBERS = frozenset({"+12022245141", "+12022244242"})


@pytest.fixture(params=["file", "twin"])
def copy(request: pytest.FixtureRequest, tmp_path: Path) -> AsideCopy:
    """The real one and the one in memory."""
    return AsideFile(tmp_path / "var" / "aside.json") if request.param == "file" else AsideTwin()


def test_what_was_kept_last_is_read(copy: AsideCopy) -> None:
    assert copy.read() == frozenset()
    copy.keep(NUMBERS)
    assert copy.read() == NUMBERS
    copy.keep(frozenset())
    assert copy.read() == frozenset()


@pytest.mark.parametrize("content", [b"", b"\xff", b"5", b'["+1202', b"null"])
def test_a_damaged_copy_costs_a_warning(
    content: bytes, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "aside.json"
    path.write_bytes(content)
    assert AsideFile(path).read() == frozenset()
    assert "is not used until the database is there" in caplog.text


def test_a_disk_that_takes_nothing_costs_a_warning(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "var").write_text("a file where a directory should be")
    AsideFile(tmp_path / "var" / "aside.json").keep(NUMBERS)
    assert "are not kept" in caplog.text
    assert not any(number in caplog.text for number in NUMBERS)
