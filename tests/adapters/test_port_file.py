"""The file with the port: there while ``up`` runs, and never in the way."""

from pathlib import Path

import pytest

from service.adapters.port_file import PortFileFault, port_kept, port_left


def test_the_port_stands_in_the_file_only_while_it_is_listened_at(tmp_path: Path) -> None:
    path = tmp_path / "port"
    with port_kept(path, 9300):
        assert port_left(path) == 9300
    assert not [*tmp_path.iterdir()]


def test_the_file_is_gone_after_a_fault_too(tmp_path: Path) -> None:
    path = tmp_path / "port"
    with pytest.raises(KeyError), port_kept(path, 9300):
        raise KeyError
    assert port_left(path) is None


def test_a_port_that_was_left_behind_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "port"
    path.write_text("9100\n")
    with port_kept(path, 9300):
        assert port_left(path) == 9300


def test_the_file_of_another_one_is_left_to_it(tmp_path: Path) -> None:
    path = tmp_path / "port"
    with port_kept(path, 9300):
        path.write_text("9100\n")
    assert port_left(path) == 9100


@pytest.mark.parametrize("text", ["", "nine", "0", "-1", "65536", "é"])
def test_a_file_without_a_port_counts_as_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "port"
    path.write_text(text)
    assert port_left(path) is None


def test_a_file_that_cannot_be_written_says_what_to_do(tmp_path: Path) -> None:
    with (
        pytest.raises(PortFileFault, match=r"\(No such file.*VAR_DIR.*space"),
        port_kept(tmp_path / "no" / "port", 9300),
    ):
        pass
