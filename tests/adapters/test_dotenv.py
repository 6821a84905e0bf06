"""The .env file is read as shells and Docker Compose write it."""

from pathlib import Path

import pytest

from service.adapters.dotenv import Dotenv, DotenvFault, read_dotenv


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("NAME=value", "value"),
        ("export NAME=value", "value"),
        ("  NAME = value  ", "value"),
        ("NAME=value # a comment", "value"),
        ("NAME=a#b", "a#b"),
        ("NAME='a # b'", "a # b"),
        ('NAME="a b" # comment', "a b"),
        ("NAME=", ""),
        ("NAME=a=b==", "a=b=="),
        ("NAME=$HOME", "$HOME"),
        ("\ufeffNAME=value", "value"),
    ],
)
def test_a_line_gives_its_value(line: str, value: str, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"{line}\r\n\n# nothing\n", encoding="utf-8")
    assert read_dotenv(tmp_path / ".env").settings == {"NAME": value}


def test_no_file_means_no_settings(tmp_path: Path) -> None:
    assert read_dotenv(tmp_path / ".env") == Dotenv()


@pytest.mark.parametrize("line", ["hunter2", "1NAME=hunter2", 'NAME="hunter2', "NAME='hunter2'x"])
def test_a_line_that_is_no_setting_is_named_by_its_number_only(line: str, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"GOOD=1\n{line}\nTOO=2\n")
    read = read_dotenv(tmp_path / ".env")
    (told,) = read.faults
    assert "line 2" in told
    assert "hunter2" not in told
    assert read.settings == {"GOOD": "1", "TOO": "2"}


def test_a_file_that_is_not_text_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"NAME=\xff\xfe\n")
    with pytest.raises(DotenvFault, match="UTF-8"):
        read_dotenv(tmp_path / ".env")
