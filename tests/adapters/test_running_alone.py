"""One ``patchline up`` has the directory to itself, and a second one is told where it runs."""

from pathlib import Path

import pytest

from service.adapters.port_file import port_kept
from service.adapters.private_files import DirectoryFault
from service.adapters.running_alone import RunsAlready, running_alone


def test_a_second_one_is_refused_and_told_the_port_of_the_first(tmp_path: Path) -> None:
    port_file = tmp_path / "port"
    with running_alone(tmp_path, port_file), port_kept(port_file, 9300):
        with (
            pytest.raises(RunsAlready, match="already at port 9300: stop that one"),
            running_alone(tmp_path, port_file),
        ):
            pytest.fail("there are two")
        assert port_file.exists()


def test_it_is_free_again_once_the_first_has_ended(tmp_path: Path) -> None:
    for _ in range(2):
        with running_alone(tmp_path, tmp_path / "port"):
            assert (tmp_path / "up.lock").stat().st_mode & 0o777 == 0o600


def test_a_directory_that_cannot_be_written_says_what_to_do(tmp_path: Path) -> None:
    with (
        pytest.raises(DirectoryFault, match="make VAR_DIR writable"),
        running_alone(tmp_path / "no", tmp_path / "port"),
    ):
        pytest.fail("it was locked nowhere")
