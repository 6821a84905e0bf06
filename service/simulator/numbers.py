"""Phone numbers as people type them."""

import phonenumbers

from service.domain.errors import PatchlineError

ANONYMOUS = "+266696687"
"""What a withheld caller ID looks like in ``From``: ANONYMOUS on a keypad."""


class NotANumber(PatchlineError):
    """The text is no phone number that a person could have."""


def parse_number(text: str) -> str:
    """E.164 of ``802 555 0142``, ``(802) 555-0142`` or ``+44 20 7946 0018``.

    A number without a leading plus is read as North American. Raises NotANumber.
    """
    cure = "Type ten digits, as in 802 555 0142, or + and the country code."
    if len(text) > 40:
        raise NotANumber(f"That is too long for a phone number. {cure}")
    try:
        number = phonenumbers.parse(text, "US")
    except phonenumbers.NumberParseException as error:
        raise NotANumber(f"That is not a phone number. {cure}") from error
    if number.extension or not _could_exist(number):
        raise NotANumber(f"No phone could have that number. {cure}")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _could_exist(number: phonenumbers.PhoneNumber) -> bool:
    if not phonenumbers.is_possible_number(number):
        return False
    digits = str(number.national_number)
    # Numbers that are set aside for fiction (555-01xx) must pass, hence no stricter check.
    return number.country_code != 1 or (digits[0] > "1" and digits[3] > "1")


def country_of(e164: str) -> str:
    """ISO 3166 code of the number's country; ``US`` for a North American one in no plan."""
    number = _read(e164)
    if number is None:
        return ""
    region = phonenumbers.region_code_for_number(number)
    return region or ("US" if number.country_code == 1 else "")


def pretty(e164: str) -> str:
    """For reading: ``(802) 555-0142`` at home, ``+44 20 7946 0018`` abroad, else as it is."""
    number = _read(e164)
    if number is None:
        return e164
    national = phonenumbers.PhoneNumberFormat.NATIONAL
    abroad = phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, national if number.country_code == 1 else abroad)


def _read(e164: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return None
