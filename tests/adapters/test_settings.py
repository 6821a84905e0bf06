"""Settings: the demo needs none, production may rely on no default, one message says it all."""

import base64
import re
import secrets
from pathlib import Path

import pytest

from service.adapters.port_file import port_kept
from service.adapters.settings import DEMO_NUMBER, SETTING_NAMES, load_settings
from service.adapters.settings_mode import Mode
from service.adapters.settings_reader import SettingsFault
from service.adapters.valkey_place import default_redis_url
from tests.environment import SID, new_key, production

ROOT = Path(__file__).resolve().parents[2]
SERVICE = "MG" + "0123456789abcdef" * 2


def faults(environ: dict[str, str], root: Path) -> str:
    with pytest.raises(SettingsFault) as caught:
        load_settings(environ, root=root)
    return str(caught.value)


def test_the_demo_needs_no_setting_at_all(tmp_path: Path) -> None:
    settings = load_settings({}, root=tmp_path)
    assert settings.simulating
    assert settings.twilio_phone_number == DEMO_NUMBER
    assert settings.simulator_url == "http://127.0.0.1:8001"
    assert settings.simulator_port == 8001
    assert settings.clock_offset is None
    assert settings.warnings == ()


def test_the_addresses_follow_the_port(tmp_path: Path) -> None:
    settings = load_settings({"PORT": "9000"}, root=tmp_path, port=9100)
    assert settings.public_url == "http://localhost:9100"
    assert settings.simulator_url == "http://127.0.0.1:9101"


def test_where_no_port_is_set_it_is_that_of_the_patchline_which_runs(tmp_path: Path) -> None:
    var_dir = tmp_path / "var"
    var_dir.mkdir()
    with port_kept(var_dir / "port", 9300):
        settings = load_settings({}, root=tmp_path)
        assert settings.port_file == var_dir / "port"
        assert (settings.port, settings.public_url) == (9300, "http://localhost:9300")
        assert settings.simulator_url == "http://127.0.0.1:9301"
        assert load_settings({"PORT": "9000"}, root=tmp_path).port == 9000
        assert load_settings({}, root=tmp_path, port=9100).port == 9100
        assert load_settings({}, root=tmp_path, listening=True).port == 8000
    assert load_settings({}, root=tmp_path).port == 8000


def test_campaigns_that_are_nowhere_are_told_with_every_other_fault(tmp_path: Path) -> None:
    told = faults({"CAMPAIGNS_DIR": "nowhere", "LOG_LEVEL": "loud"}, tmp_path)
    assert "CAMPAIGNS_DIR must be a directory that is there" in told
    assert "LOG_LEVEL" in told


def test_a_redis_url_that_is_none_is_told_how_one_is_written(tmp_path: Path) -> None:
    told = faults({"REDIS_URL": "redis://:secret@localhost:abc/0"}, tmp_path)
    assert "REDIS_URL is no URL: write it as redis://host:port/0" in told
    assert "secret" not in told


def test_faults_are_counted_as_they_are_listed(tmp_path: Path) -> None:
    told = faults(production(PUBLIC_URL="http://calls.example.org/x"), tmp_path)
    assert told.count("\n  - PUBLIC_URL ") == 2
    assert told.startswith("2 faults in the settings")


def test_a_line_that_is_no_setting_hides_no_other_fault_and_makes_no_secrets(
    tmp_path: Path,
) -> None:
    (tmp_path / ".env").write_text("SEND_RATE=fast\nTWILIO_ACCOUNT_SID: it\n")
    told = faults({}, tmp_path)
    assert ".env line 2 is no setting" in told
    assert "SEND_RATE must be a number" in told
    assert told.startswith("2 faults in the settings")
    assert not (tmp_path / "var").exists()


def test_without_a_broker_the_embedded_one_is_used(tmp_path: Path) -> None:
    settings = load_settings({}, root=tmp_path)
    assert settings.own_valkey
    assert settings.redis_url == default_redis_url(tmp_path / "var")
    given = load_settings({"REDIS_URL": "redis://valkey:6379/0"}, root=tmp_path)
    assert (given.own_valkey, given.redis_url) == (False, "redis://valkey:6379/0")


def test_the_demo_keeps_the_secrets_it_made(tmp_path: Path) -> None:
    one, other = load_settings({}, root=tmp_path), load_settings({}, root=tmp_path)
    assert one == other
    assert len(base64.urlsafe_b64decode(one.phone_key.reveal())) == 32
    assert one.phone_key != one.hash_key


def test_a_second_token_signs_webhooks_too_and_is_kept_out_of_sight(tmp_path: Path) -> None:
    settings = load_settings(production(TWILIO_AUTH_TOKEN_2="the next one"), root=tmp_path)
    first, second = (token.reveal() for token in settings.webhook_tokens)
    assert (first, second) == (settings.twilio_auth_token.reveal(), "the next one")
    assert "the next one" not in repr(settings)
    assert settings.twilio_auth_token_2 in settings.secrets
    assert len(load_settings(production(), root=tmp_path).webhook_tokens) == 1


def test_a_second_token_that_is_the_first_is_a_fault(tmp_path: Path) -> None:
    token = secrets.token_hex(16)
    same = production(TWILIO_AUTH_TOKEN=token, TWILIO_AUTH_TOKEN_2=token)
    message = faults(same, tmp_path)
    assert "TWILIO_AUTH_TOKEN_2 is the same as TWILIO_AUTH_TOKEN" in message
    assert token not in message


def test_a_second_token_without_a_first_is_a_fault(tmp_path: Path) -> None:
    assert "TWILIO_AUTH_TOKEN_2 is a second token" in faults({"TWILIO_AUTH_TOKEN_2": "x"}, tmp_path)


def test_a_secret_that_is_given_wins_over_the_demos_own(tmp_path: Path) -> None:
    key = new_key()
    assert load_settings({"PHONE_KEY": key}, root=tmp_path).phone_key.reveal() == key


def test_production_makes_nothing_of_its_own(tmp_path: Path) -> None:
    settings = load_settings(production(), root=tmp_path)
    assert settings.mode is Mode.PRODUCTION
    assert settings.simulator_url is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name",
    [
        "PUBLIC_URL",
        "TWILIO_ACCOUNT_SID",
        "TWILIO_AUTH_TOKEN",
        "TWILIO_PHONE_NUMBER",
        "SECRET_KEY",
        "PHONE_KEY",
        "HASH_KEY",
        "ORG_NAME",
        "ORG_CONTACT",
    ],
)
def test_production_refuses_to_start_without(name: str, tmp_path: Path) -> None:
    assert f"{name} is not set" in faults(production(**{name: ""}), tmp_path)


@pytest.mark.parametrize("name", ["ORG_NAME", "ORG_CONTACT"])
def test_production_speaks_under_no_name_out_of_an_example(name: str, tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    demo = getattr(load_settings({}, root=tmp_path), name.lower())
    for example in (demo, demo.upper(), *re.findall(rf"^{name}=(.+)$", readme, re.MULTILINE)):
        assert f"{name} is only the example's: set it to" in faults(
            production(**{name: example}), tmp_path
        )


def test_a_messaging_service_will_do_as_a_sender(tmp_path: Path) -> None:
    environ = production(TWILIO_PHONE_NUMBER="", TWILIO_MESSAGING_SERVICE_SID=SERVICE)
    settings = load_settings(environ, root=tmp_path)
    assert settings.twilio_phone_number is None
    assert settings.twilio_messaging_service_sid == SERVICE


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "http://localhost:9", "http://[::1]:9"])
def test_an_account_with_a_loopback_api_is_a_stand_in(url: str, tmp_path: Path) -> None:
    environ = {"TWILIO_ACCOUNT_SID": SID, "TWILIO_AUTH_TOKEN": "t", "TWILIO_API_URL": url}
    settings = load_settings({**environ, "CLOCK_OFFSET": "-3600"}, root=tmp_path)
    assert settings.mode is Mode.STANDING_IN
    assert settings.twilio_api_url == url
    assert settings.clock_offset == -3600
    assert settings.simulator_url is None


@pytest.mark.parametrize("offset", ["tomorrow", "1e12", "nan", "-inf"])
def test_a_clock_offset_stays_within_the_calendar(offset: str, tmp_path: Path) -> None:
    assert "CLOCK_OFFSET must be" in faults({"CLOCK_OFFSET": offset}, tmp_path)


@pytest.mark.parametrize("given", ["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN"])
def test_half_an_account_is_a_fault(given: str, tmp_path: Path) -> None:
    message = faults({given: production()[given]}, tmp_path)
    assert "for the demo" in message


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PUBLIC_URL", "call.example.org"),
        ("PUBLIC_URL", "https://call.example.org/patchline"),
        ("PUBLIC_URL", "https://call.example.org?x=1"),
        ("PUBLIC_URL", "https://user:pass@call.example.org"),
        ("PUBLIC_URL", "https://call.example.org:port"),
        ("PUBLIC_URL", "http://call.example.org"),
        ("PUBLIC_URL", "https://localhost"),
        ("PUBLIC_URL", "https://192.168.1.20"),
        ("HOST", "call.example.org"),
        ("PORT", "0"),
        ("PORT", "http"),
        ("DATABASE_URL", "mysql://localhost/patchline"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "sqlite:///:memory:"),
        ("DATABASE_URL", "patchline.db"),
        ("REDIS_URL", "localhost:6379"),
        ("REDIS_URL", "http://localhost:6379"),
        ("REDIS_URL", "unix://"),
        ("REDIS_URL", "redis://localhost:6379/jobs"),
        ("REDIS_URL", "redis://localhost:6379/0?foo=bar"),
        ("REDIS_URL", "redis://localhost:6379/0?socket_timeout=long"),
        ("REDIS_URL", "rediss://localhost:6379/0?ssl_cert_reqs=perhaps"),
        ("REDIS_URL", "unix:///run/valkey.sock?db=first"),
        ("TWILIO_ACCOUNT_SID", "AC123"),
        ("TWILIO_ACCOUNT_SID", SERVICE),
        ("TWILIO_MESSAGING_SERVICE_SID", SID),
        ("TWILIO_PHONE_NUMBER", "802-555-0142"),
        ("TWILIO_PHONE_NUMBER", "12025550123"),
        ("TWILIO_PHONE_NUMBER", "+442071838750"),
        ("TWILIO_API_URL", "ftp://127.0.0.1"),
        ("TWILIO_API_URL", "http://twilio.example.org"),
        ("TWILIO_OPT_OUT", "theirs"),
        ("SEND_RATE", "0"),
        ("SEND_RATE", "-1"),
        ("SEND_RATE", "nan"),
        ("CALL_RATE", "inf"),
        ("CALL_RATE", "fast"),
        ("OFFICE_CALLS", "0"),
        ("OFFICE_CALLS", "2.5"),
        ("OFFICE_CALLS", "many"),
        ("SECRET_KEY", "hunter2"),
        ("SECRET_KEY", "a" * 64),
        ("PHONE_KEY", base64.b64encode(b"too short").decode()),
        ("PHONE_KEY", base64.b64encode(b"\0" * 32).decode()),
        ("HASH_KEY", "not base64, at all!"),
        ("ORG_NAME", "x" * 41),
        ("ORG_NAME", "Nachbarn ☮"),
        ("ORG_NAME", "Two\nlines"),
        ("ORG_CONTACT", "ask Maria"),
        ("ORG_CONTACT", f"{'x' * 50}@example.org"),
        ("CLOCK_OFFSET", "3600"),
        ("LOG_LEVEL", "LOUD"),
        ("LOG_FORMAT", "xml"),
    ],
)
def test_a_wrong_value_is_named_and_not_repeated(name: str, value: str, tmp_path: Path) -> None:
    message = faults(production(**{name: value}), tmp_path)
    (fault,) = re.findall(rf"^  - ({name} .*)$", message, re.MULTILINE)
    assert message.count("\n") == 1
    if name.endswith("_KEY"):
        assert value not in fault


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("PUBLIC_URL", "https://call.example.org:8443/", "https://call.example.org:8443"),
        ("HOST", "localhost", "127.0.0.1"),
        ("HOST", "::", "::"),
        ("DATABASE_URL", "postgresql://u:p%40@db/x", "postgresql+psycopg://u:p%40@db/x"),
        ("DATABASE_URL", "sqlite:////srv/p.db", "sqlite:////srv/p.db"),
        ("REDIS_URL", "unix:///run/valkey.sock", "unix:///run/valkey.sock"),
        ("REDIS_URL", "unix:///run/v.sock?db=2", "unix:///run/v.sock?db=2"),
        ("REDIS_URL", "rediss://r?ssl_cert_reqs=none", "rediss://r?ssl_cert_reqs=none"),
        ("TWILIO_OPT_OUT", "Advanced", "advanced"),
        ("SEND_RATE", "0.5", 0.5),
        ("ORG_NAME", "Café Peña", "Café Peña"),
        ("ORG_CONTACT", "(802) 555-0142", "(802) 555-0142"),
        ("ORG_CONTACT", "example.org/ask", "example.org/ask"),
        ("LOG_LEVEL", "debug", "DEBUG"),
    ],
)
def test_a_right_value_is_kept(name: str, value: str, kept: object, tmp_path: Path) -> None:
    settings = load_settings(production(**{name: value}), root=tmp_path)
    assert getattr(settings, name.lower()) == kept


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    message = faults(production(SEND_RATE="0", HOST="x", ORG_NAME="", LOG_FORMAT="xml"), tmp_path)
    for name in ("SEND_RATE", "HOST", "ORG_NAME", "LOG_FORMAT"):
        assert f"\n  - {name} " in message


def test_the_two_keys_must_differ(tmp_path: Path) -> None:
    key = new_key()
    message = faults(production(PHONE_KEY=key, HASH_KEY=key.rstrip("=")), tmp_path)
    assert "HASH_KEY is the same as PHONE_KEY" in message
    assert key.rstrip("=") not in message


def test_a_mistyped_name_is_met_with_the_one_that_was_meant(tmp_path: Path) -> None:
    (warning,) = load_settings({"TWILIO_ACOUNT_SID": SID}, root=tmp_path).warnings
    assert warning.startswith("TWILIO_ACOUNT_SID ")
    assert warning.endswith("did you mean TWILIO_ACCOUNT_SID?")


def test_the_names_of_others_are_passed_over(tmp_path: Path) -> None:
    environ = {"PATH": "/bin", "HOSTNAME": "x", "PATCHLINE_REQUIRE_BROWSER": "1", "HOME": "/root"}
    assert load_settings(environ, root=tmp_path).warnings == ()


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SEND_RATE=2\nCALL_RATE=3 # a second\n")
    settings = load_settings({"SEND_RATE": "5"}, root=tmp_path)
    assert (settings.send_rate, settings.call_rate) == (5, 3)


def test_no_secret_is_ever_shown(tmp_path: Path) -> None:
    environ = production(DATABASE_URL="postgresql://u:hunter2@db/x", REDIS_URL="redis://:pw99@r/0")
    shown = repr(load_settings(environ, root=tmp_path))
    hidden = [
        environ[name] for name in ("TWILIO_AUTH_TOKEN", "SECRET_KEY", "PHONE_KEY", "HASH_KEY")
    ]
    assert not [value for value in [*hidden, "hunter2", "pw99"] if value in shown]
    assert f"{load_settings(environ, root=tmp_path).secret_key}" == "•••"


def test_a_var_directory_that_cannot_be_made_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for name in ("file", "file/var"):
        for environ in ({"VAR_DIR": name}, production(VAR_DIR=name)):
            message = faults(environ, tmp_path)
            assert "VAR_DIR cannot be a directory, for" in message
            assert message.count("VAR_DIR") == 1


def test_every_setting_is_documented_once_and_no_other() -> None:
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([A-Z_0-9]+)` \|", text, re.MULTILINE)
    assert sorted(rows) == sorted(SETTING_NAMES)


def test_every_setting_stands_in_the_example_file_and_no_other() -> None:
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^#([A-Z_0-9]+)=", text, re.MULTILINE)) == sorted(SETTING_NAMES)


def test_the_documented_defaults_are_the_true_ones(tmp_path: Path) -> None:
    settings = load_settings({}, root=tmp_path)
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    documented = dict(re.findall(r"^\| `([A-Z_0-9]+)` \| `([^`]+)` \|", text, re.MULTILINE))
    for name in ("HOST", "PORT", "TWILIO_OPT_OUT", "ORG_NAME", "ORG_CONTACT", "LOG_LEVEL"):
        assert documented[name] == str(getattr(settings, name.lower()))
    assert float(documented["SEND_RATE"]) == settings.send_rate
    assert float(documented["CALL_RATE"]) == settings.call_rate
    assert int(documented["OFFICE_CALLS"]) == settings.office_calls


def test_production_documents_what_it_demands(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([A-Z_0-9]+)` \|.*\| ([^|]*) \|$", text, re.MULTILINE)
    documented = {name for name, when in rows if "production" in when}
    only_account = {"TWILIO_ACCOUNT_SID": SID}
    demanded = re.findall(r"- ([A-Z_0-9]+) is not set", faults(only_account, tmp_path))
    assert documented == {*demanded, *only_account}
