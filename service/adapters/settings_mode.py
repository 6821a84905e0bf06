"""Who carries texts and calls, and what each of the three ways demands of the settings."""

from enum import StrEnum

from service.adapters import settings_check as check
from service.adapters.settings_reader import SettingsReader
from service.domain.public_address import OUT_OF_REACH, REACH_CURE, is_out_of_reach

ACCOUNT = check.matching(
    "AC[0-9a-fA-F]{32}", "AC and 32 hexadecimal digits, as the Twilio console shows it"
)
SERVICE = check.matching("MG[0-9a-fA-F]{32}", "MG and 32 hexadecimal digits")

DEMO_ORG, DEMO_CONTACT = "Patchline Demo", "demo@example.org"
"""Who the demo says it is."""
_PLACEHOLDERS = frozenset(
    one.casefold() for one in (DEMO_ORG, DEMO_CONTACT, "Your Organization", "help@example.org")
)
"""What stands in the demo and in our documentation: the name of nobody, where nobody answers."""
_IDENTITY = {
    "ORG_NAME": "set it to your organization's name, said in texts and calls",
    "ORG_CONTACT": "set it to the e-mail, web address or phone people may ask at",
}


class Mode(StrEnum):
    """Who carries texts and calls."""

    SIMULATING = "simulating"
    """No Twilio account: our own simulator, secrets of our own."""
    STANDING_IN = "standing-in"
    """An account whose TWILIO_API_URL is a loopback address: somebody's stand-in for Twilio."""
    PRODUCTION = "production"
    """Twilio itself: nothing may be left at its default that people would see or rely on."""


def mode_of(source: SettingsReader) -> Mode:
    """The mode that the account and the API address amount to."""
    if not source.given("TWILIO_ACCOUNT_SID") and not source.given("TWILIO_AUTH_TOKEN"):
        return Mode.SIMULATING
    stand_in = source.peek("TWILIO_API_URL", check.is_loopback)
    return Mode.STANDING_IN if stand_in else Mode.PRODUCTION


def check_mode(source: SettingsReader, mode: Mode) -> None:
    """Note what the mode demands and does not find, and what it does not allow."""
    if mode is Mode.SIMULATING:
        _check_simulating(source)
    else:
        source.demand("TWILIO_ACCOUNT_SID", "set it, or remove TWILIO_AUTH_TOKEN for the demo")
        source.demand("TWILIO_AUTH_TOKEN", "set it, or remove TWILIO_ACCOUNT_SID for the demo")
    if mode is Mode.PRODUCTION:
        _check_production(source)


def _check_simulating(source: SettingsReader) -> None:
    if source.given("TWILIO_AUTH_TOKEN_2"):
        source.fault(
            "TWILIO_AUTH_TOKEN_2",
            "is a second token where there is no first: set TWILIO_ACCOUNT_SID and "
            "TWILIO_AUTH_TOKEN, or remove it for the demo",
        )
    if source.given("TWILIO_API_URL") and not source.peek("TWILIO_API_URL", check.is_loopback):
        source.fault(
            "TWILIO_API_URL",
            "leads elsewhere without an account: set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN, "
            "or remove it for the demo",
        )


def _check_production(source: SettingsReader) -> None:
    source.demand("PUBLIC_URL", "set it to the https:// address that Twilio reaches you at")
    source.demand("SECRET_KEY", "make one with: openssl rand -hex 32")
    source.demand("PHONE_KEY", check.KEY_CURE)
    source.demand("HASH_KEY", check.KEY_CURE)
    for name, cure in _IDENTITY.items():
        source.demand(name, cure)
        if source.peek(name, lambda text: text.casefold() in _PLACEHOLDERS):
            source.fault(name, f"is only the example's: {cure}")
    if not (source.given("TWILIO_PHONE_NUMBER") or source.given("TWILIO_MESSAGING_SERVICE_SID")):
        source.fault("TWILIO_PHONE_NUMBER", "is not set: set it to your Twilio number, as +1…")
    if source.peek("PUBLIC_URL", lambda url: url.lower().startswith("http://")):
        source.fault("PUBLIC_URL", "must start with https:// where real texts are carried")
    elif source.peek("PUBLIC_URL", is_out_of_reach):
        source.fault("PUBLIC_URL", f"{OUT_OF_REACH}: {REACH_CURE}")
    if source.peek("TWILIO_API_URL", lambda url: url.lower().startswith("http://")):
        source.fault("TWILIO_API_URL", "must start with https://, or the token goes in the open")
    if source.given("CLOCK_OFFSET"):
        source.fault("CLOCK_OFFSET", "is for the demo only: remove it where real texts are carried")
