"""Every setting of Patchline, read from the environment over a ``.env`` file."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from urllib.parse import urlsplit

from service.adapters import settings_check as check
from service.adapters.dotenv import DotenvFault, read_dotenv
from service.adapters.login import passwords_in
from service.adapters.port_file import port_left
from service.adapters.secret import Secret
from service.adapters.settings_mode import (
    ACCOUNT,
    DEMO_CONTACT,
    DEMO_ORG,
    SERVICE,
    Mode,
    check_mode,
    mode_of,
)
from service.adapters.settings_reader import SettingsFault, SettingsReader, own_secrets
from service.adapters.valkey_place import default_redis_url
from service.domain.routing import MOST_AT_ONCE

DEMO_ACCOUNT_SID = "AC" + "0" * 32
"""The account of the simulator: no real one can look like this."""
DEMO_NUMBER = "+12025550154"
"""The demo's own number: from the range kept for fiction."""
NONE = Secret("")
"""No secret at all: only ever beside a fault."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One process's settings, checked. Field names are the settings' names in lower case."""

    mode: Mode
    warnings: tuple[str, ...] = ()
    """What is odd but no fault, for the log at the start."""
    public_url: str
    """Where Twilio and people's browsers reach us: no trailing slash."""
    host: str
    port: int
    database_url: str = field(repr=False)
    redis_url: str = field(repr=False)
    own_valkey: bool
    """Whether ``redis_url`` is that of the embedded Valkey, for want of another."""
    var_dir: Path
    campaigns_dir: Path
    twilio_account_sid: str = field(repr=False)
    twilio_auth_token: Secret
    twilio_auth_token_2: Secret = NONE
    """Signs webhooks as well, while the one is changed for the other; empty where not set."""
    twilio_messaging_service_sid: str | None
    twilio_phone_number: str | None = field(repr=False)
    """E.164; None where only a Messaging Service is set (no calls are placed then)."""
    twilio_api_url: str | None
    """Replaces scheme and host of every REST call; the simulator's address when simulating."""
    twilio_opt_out: str
    """``twilio``, ``advanced`` or ``ours``: who answers stop, start and help words."""
    send_rate: float
    """Message segments a second, over all senders."""
    call_rate: float
    """Outbound calls a second."""
    office_calls: int
    """Most calls of ours at once into one number of an office."""
    secret_key: Secret
    phone_key: Secret
    hash_key: Secret
    org_name: str
    org_contact: str
    clock_offset: float | None
    """Seconds added to every clock; None where it is not set."""
    log_level: str
    log_format: str

    @property
    def simulating(self) -> bool:
        """Whether the embedded simulator carries texts and calls."""
        return self.mode is Mode.SIMULATING

    @property
    def production(self) -> bool:
        """Whether real texts are sent to real people."""
        return self.mode is Mode.PRODUCTION

    @property
    def secrets(self) -> tuple[Secret, ...]:
        """What no log may show."""
        passwords = (*passwords_in(self.database_url), *passwords_in(self.redis_url))
        return (*self.webhook_tokens, self.secret_key, self.phone_key, self.hash_key, *passwords)

    @property
    def webhook_tokens(self) -> tuple[Secret, ...]:
        """Every token that may have signed a webhook; the REST API takes the first."""
        both = (self.twilio_auth_token, self.twilio_auth_token_2)
        return tuple(token for token in both if token)

    @property
    def simulator_url(self) -> str | None:
        """The simulator's address, None unless simulating."""
        return self.twilio_api_url if self.simulating else None

    @property
    def simulator_port(self) -> int | None:
        """The port of the simulator's address, None unless simulating."""
        return urlsplit(self.simulator_url).port or 80 if self.simulator_url else None

    @property
    def clock_file(self) -> Path:
        """Where the demo's clock offset, in seconds, stands while it runs."""
        return self.var_dir / "clock-offset"

    @property
    def port_file(self) -> Path:
        """Where the port stands while ``patchline up`` runs."""
        return _port_file(self.var_dir)


_NOT_SET = {"mode", "warnings", "own_valkey"}
SETTING_NAMES = tuple(one.name.upper() for one in fields(Settings) if one.name not in _NOT_SET)
_LIKE_OURS = ("TWILIO_", "PATCHLINE_", "ORG_")
_OTHERS = (
    "PATCHLINE_REQUIRE_BROWSER",
    "PATCHLINE_REQUIRE_POSTGRES",
    "PATCHLINE_TEST_DATABASE_URL",
)
_NUMBER = check.matching(
    r"\+1[2-9]\d{2}[2-9]\d{6}", "a US or Canadian number in international form, as +12025550123"
)
_OPT_OUT = check.one_of("twilio", "advanced", "ours")
_LEVEL = check.one_of("DEBUG", "INFO", "WARNING", "ERROR", fold=str.upper)
_FORMAT = check.one_of("text", "json")


def load_settings(
    environ: Mapping[str, str] | None = None,
    *,
    port: int | None = None,
    root: Path | None = None,
    listening: bool = False,
) -> Settings:
    """The settings of this process: the environment wins over ``root/.env``, ``port`` over both.

    ``root`` (default: the working directory) is where relative paths begin. Where no port is set,
    it is that of the ``patchline up`` which runs here, unless this process is ``listening``
    itself: one that was killed may have left its port behind. Without a Twilio
    account the demo's own secrets are made under ``VAR_DIR``. Raises SettingsFault, once, with
    every fault.
    """
    base = (root or Path.cwd()).resolve()
    source = _source(os.environ if environ is None else environ, port, base)
    settings = _read(source, mode_of(source), base, listening)
    check_mode(source, settings.mode)
    _check_differing(source, settings)
    if source.faults:
        raise SettingsFault([*source.faults, *settings.warnings])
    return settings


def _source(environ: Mapping[str, str], port: int | None, base: Path) -> SettingsReader:
    try:
        written = read_dotenv(base / ".env")
    except DotenvFault as error:
        raise SettingsFault([str(error)]) from error
    asked = {} if port is None else {"PORT": str(port)}
    source = SettingsReader({**written.settings, **environ, **asked})
    source.faults.extend(written.faults)
    return source


def _read(source: SettingsReader, mode: Mode, base: Path, listening: bool) -> Settings:
    """The settings, to be relied on only if ``source.faults`` stays empty."""
    read = source.read
    # With a line lost nobody knows whether this is a demo: no secrets are made for one.
    lost = bool(source.faults)
    var_dir = base / read("VAR_DIR", Path, Path("var"))
    left = None if listening else port_left(_port_file(var_dir))
    port = read("PORT", check.port, left or 8000)
    usable = _is_usable(source, var_dir) and not lost
    own = own_secrets(source, var_dir) if usable and mode is not Mode.PRODUCTION else {}
    return Settings(
        mode=mode,
        warnings=source.strangers(SETTING_NAMES, _LIKE_OURS, _OTHERS),
        public_url=read("PUBLIC_URL", check.origin, f"http://localhost:{port}"),
        host=read("HOST", check.address, "127.0.0.1"),
        port=port,
        database_url=read("DATABASE_URL", check.database, f"sqlite:///{var_dir}/patchline.db"),
        redis_url=read("REDIS_URL", check.redis, default_redis_url(var_dir)),
        own_valkey=not source.given("REDIS_URL"),
        var_dir=var_dir,
        campaigns_dir=read("CAMPAIGNS_DIR", check.directory(base), base / "campaigns"),
        twilio_account_sid=read("TWILIO_ACCOUNT_SID", ACCOUNT, DEMO_ACCOUNT_SID),
        twilio_auth_token=read("TWILIO_AUTH_TOKEN", Secret, own.get("TWILIO_AUTH_TOKEN", NONE)),
        twilio_auth_token_2=read("TWILIO_AUTH_TOKEN_2", Secret, NONE),
        twilio_messaging_service_sid=read("TWILIO_MESSAGING_SERVICE_SID", SERVICE, None),
        twilio_phone_number=read("TWILIO_PHONE_NUMBER", _NUMBER, _default_number(source, mode)),
        twilio_api_url=read("TWILIO_API_URL", check.origin, _default_api_url(mode, port)),
        twilio_opt_out=read("TWILIO_OPT_OUT", _OPT_OUT, "twilio"),
        send_rate=read("SEND_RATE", check.rate, 1.0),
        call_rate=read("CALL_RATE", check.rate, 1.0),
        office_calls=read("OFFICE_CALLS", check.calls_at_once, MOST_AT_ONCE),
        secret_key=read("SECRET_KEY", check.secret, own.get("SECRET_KEY", NONE)),
        phone_key=read("PHONE_KEY", check.key, own.get("PHONE_KEY", NONE)),
        hash_key=read("HASH_KEY", check.key, own.get("HASH_KEY", NONE)),
        org_name=read("ORG_NAME", check.organization, DEMO_ORG),
        org_contact=read("ORG_CONTACT", check.contact, DEMO_CONTACT),
        clock_offset=read("CLOCK_OFFSET", check.offset, None),
        log_level=read("LOG_LEVEL", _LEVEL, "INFO"),
        log_format=read("LOG_FORMAT", _FORMAT, "text"),
    )


def _check_differing(source: SettingsReader, settings: Settings) -> None:
    if settings.phone_key and settings.phone_key == settings.hash_key:
        source.fault("HASH_KEY", f"is the same as PHONE_KEY: {check.KEY_CURE}")
    if settings.twilio_auth_token_2 and len(set(settings.webhook_tokens)) == 1:
        cure = "set it to the other token in Twilio's console, or remove it"
        source.fault("TWILIO_AUTH_TOKEN_2", f"is the same as TWILIO_AUTH_TOKEN: {cure}")


def _port_file(var_dir: Path) -> Path:
    return var_dir / "port"


def _is_usable(source: SettingsReader, var_dir: Path) -> bool:
    file = next((one for one in (var_dir, *var_dir.parents) if os.path.isfile(one)), None)
    if file is not None:
        source.fault("VAR_DIR", f"cannot be a directory, for {file} is a file: set it elsewhere")
    return file is None


def _default_number(source: SettingsReader, mode: Mode) -> str | None:
    if mode is Mode.SIMULATING:
        return DEMO_NUMBER
    texts_only = mode is Mode.PRODUCTION or source.given("TWILIO_MESSAGING_SERVICE_SID")
    return None if texts_only else DEMO_NUMBER


def _default_api_url(mode: Mode, port: int) -> str | None:
    return f"http://127.0.0.1:{port + 1}" if mode is Mode.SIMULATING else None
