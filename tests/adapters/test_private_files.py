"""The directory for variable data: its owner's only, and told where it cannot be made."""

from pathlib import Path

import pytest

from service.adapters.private_files import DirectoryFault, require_directory


def test_it_is_made_for_its_owner_only_and_left_alone_after_that(tmp_path: Path) -> None:
    require_directory(tmp_path / "new" / "var")
    assert (tmp_path / "new" / "var").stat().st_mode & 0o777 == 0o700
    (tmp_path / "new" / "var").chmod(0o750)
    require_directory(tmp_path / "new" / "var")
    assert (tmp_path / "new" / "var").stat().st_mode & 0o777 == 0o750


@pytest.mark.parametrize("name", ["file", "file/var"])
def test_a_file_in_its_place_is_told_with_the_cure(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DirectoryFault, match=r"cannot be made .*: set VAR_DIR to a directory"):
        require_directory(tmp_path / name)
