"""Whatever is logged, no phone number and no secret comes out."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.adapters.log import configure_logging
from service.adapters.redaction import Redaction
from service.adapters.secret import Secret
from tests.twins.webhooks import settings_in


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.mark.parametrize(
    "text",
    [
        "+18025550142",
        "18025550142",
        "8025550142",
        "To=%2B18025550142&Body=x",
        "(802) 555-0142",
        "802-555-0142",
        "802.555.0142",
        "+1 802 555 0142",
        "1-802-555-0142",
        "('+18025550142',)",
        "tel:+447700900123",
        "caller_18025550142",
    ],
)
def test_a_phone_number_is_masked_however_it_is_written(text: str) -> None:
    redacted = Redaction()(f"from {text} to")
    assert "555" not in redacted
    assert "900123" not in redacted
    assert "•••" in redacted
    assert redacted.startswith("from ")


@pytest.mark.parametrize(
    "text",
    [
        "CA0123456789012345678901234567890123",
        "SM1b2c3d4e5f60718293a4b5c6d7e8f901",
        "2026-11-24 08:06:45",
        "2026-11-24T08:06:45.123456+00:00",
        "05401-1234",
        "port 8000",
        "127.0.0.1:54321",
        "S.54 and H.R. 489",
    ],
)
def test_what_is_no_phone_number_is_left_alone(text: str) -> None:
    assert Redaction()(text) == text


def test_a_secret_is_hidden_even_inside_another() -> None:
    redact = Redaction([Secret("abc"), Secret("abcdef"), Secret("")])
    assert redact("x abcdef y abc z") == "x ••• y ••• z"


@pytest.mark.parametrize("form", ["text", "json"])
def test_messages_arguments_and_tracebacks_are_redacted(
    form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    configure_logging("INFO", form, [Secret("hunter2")])
    try:
        raise ValueError("no route to +18025550142 with hunter2")
    except ValueError:
        logging.getLogger("x").exception("from %s with %s", "+18025550143", "hunter2")
    said = capsys.readouterr().err
    assert "ValueError" in said
    assert not [hidden for hidden in ("5550142", "5550143", "hunter2") if hidden in said]


def test_a_json_line_can_be_read_back(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("INFO", "json")
    logging.getLogger("service.web").warning("two\nlines of %s", "café")
    (line,) = capsys.readouterr().err.splitlines()
    entry = json.loads(line)
    assert entry["message"] == "two\nlines of café"
    assert (entry["level"], entry["logger"]) == ("WARNING", "service.web")
    assert entry["time"].endswith("+00:00")


@pytest.mark.parametrize("name", ["twilio", "twilio.http_client", "rq.worker", "werkzeug"])
def test_libraries_that_log_bodies_and_requests_are_silent(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    logging.getLogger(name).setLevel("DEBUG")
    logging.getLogger(name).addHandler(logging.StreamHandler())
    configure_logging("DEBUG", "text")
    logging.getLogger(name).info("Body: I am Maria, call me")
    assert capsys.readouterr().err == ""


def test_configuring_twice_does_not_say_things_twice(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("INFO", "text")
    configure_logging("INFO", "text")
    logging.getLogger("x").info("once")
    assert capsys.readouterr().err.count("once") == 1


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg://patchline:hunter2@db/patchline",
        "redis://:hunter2@valkey:6379/0",
        "rediss://user:hun@ter2@valkey/0",
        "Error at 'redis://user:hunter2@valkey/0'.",
    ],
)
def test_the_password_of_a_url_is_hidden_whatever_it_is(url: str) -> None:
    redacted = Redaction()(url)
    assert "hun" not in redacted
    assert "ter2" not in redacted
    assert "•••@" in redacted


@pytest.mark.parametrize("url", ["http://localhost:8000/?at=a@b", "mailto:a@b", "sqlite:////var/x"])
def test_a_url_without_a_login_is_left_as_it_is(url: str) -> None:
    assert Redaction()(url) == url


def test_the_passwords_of_the_stores_never_come_out_of_an_exception(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = settings_in(
        tmp_path,
        "postgresql+psycopg://patchline:s3cr%40t+pass@db/patchline",
        REDIS_URL="redis://:another%2Fs3cret@valkey:6379/0",
    )
    assert "s3cr" not in repr(settings)
    configure_logging(settings.log_level, settings.log_format, settings.secrets)
    for said in ("s3cr@t+pass", "s3cr%40t+pass", "another/s3cret", settings.redis_url):
        try:
            raise ConnectionError(f"refused: {said}")
        except ConnectionError:
            logging.getLogger("service").exception("no way with %s", said)
    assert "s3cr" not in capsys.readouterr().err


def test_a_password_that_names_its_user_blots_out_no_other_word(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, "postgresql+psycopg://patchline:patchline@db/patchline")
    redact = Redaction(settings.secrets)
    assert redact("patchline has stopped") == "patchline has stopped"
    assert redact(settings.database_url) == ("postgresql+psycopg://patchline:•••@db/patchline")
