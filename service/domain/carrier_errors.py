"""What each error code of the carrier makes us do.

Codes and meanings are Twilio's, as published in November 2026; they change, so they stand here as
data, with what follows from each and what an operator can do about it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Remedy(StrEnum):
    """What follows from an error."""

    OPT_OUT = "opt_out"
    """The person said stop to the carrier: it counts as said to us."""
    UNUSABLE = "unusable"
    """The number takes no texts or calls: never used again."""
    UNREACHABLE = "unreachable"
    """Not now; three in a row make a number unusable."""
    DROP = "drop"
    """This text or call has failed; nothing else follows."""
    BACK_OFF = "back_off"
    """Certainly not taken: ask again later, ever more slowly."""
    HALT = "halt"
    """The account itself is refused: nothing can be sent until an operator has acted."""
    SILENCE = "silence"
    """Two machines are talking to each other: stop replying to this number."""
    REGISTER = "register"
    """The sender may not send this: an operator has to act; other senders go on."""
    LATE = "late"
    """Its time ran out in the carrier's queue: this text has failed; nothing else follows."""
    FILTERED = "filtered"
    """Carriers took it for spam: this text has failed; nothing else follows."""


@dataclass(frozen=True, slots=True)
class CarrierError:
    """One code: what it means, in words for an operator, and what follows."""

    meaning: str
    remedy: Remedy
    cure: str = ""
    """What an operator can do for all that follow; empty where it is about one number, or a
    matter of waiting."""


_TABLE = """
10001 halt        the account is not active
20003 halt        the account SID or the auth token is wrong
20005 halt        the account is not active
20403 halt        the account is suspended or closed, or may not use the API
30002 halt        the account is suspended
90010 halt        the account is not active
20429 back_off    too many requests at once
21611 back_off    the sender's queue is full
30001 back_off    the sender's queue is full
21610 opt_out     the person has opted out
30004 opt_out     the person has blocked this sender
21211 unusable    not a valid number
21614 unusable    not a mobile number
21635 unusable    a landline cannot get texts
30005 unusable    the number does not exist
30006 unusable    a landline or a carrier that cannot be reached
30003 unreachable the phone cannot be reached
21408 drop        the account may not text the number's country
21612 drop        no route from this sender to this number
30008 drop        the carrier gave no reason
30007 filtered    carriers filtered it
14107 silence     too many replies to one number
30039 silence     a loop of messages was detected
30022 register    over the limit of the 10DLC campaign or brand
30023 register    over the daily limit of the brand at a carrier
30024 register    the number is not registered for 10DLC
30032 register    the toll-free number is not verified
30034 register    the number is not registered for 10DLC
21210 register    the caller's number is not one of the account
21212 register    the caller's number is not valid
21606 register    this number may not send texts to there
21659 register    the sender is no number of Twilio's, or a short code of another country
21660 register    the sender belongs to another account
21701 register    there is no such Messaging Service in the account
30036 late        its validity period ran out
13223 drop        not a number that can be called
13224 drop        not a number that can be called
13225 drop        the carrier blocks calls to this number
13226 drop        the country code is unknown
13227 drop        the account may not call the number's country
35111 drop        a scheduled text named no moment
35114 drop        a scheduled text named a moment too soon, too late or not in UTC
35118 drop        a scheduled text named no Messaging Service
21215 drop        the account may not call the number's country
21216 drop        the carrier blocks calls to this number
21219 drop        a trial account calls only numbers that were verified
21608 drop        a trial account texts only numbers that were verified
21217 unusable    not a number that can be called
"""

_CURES = """
13225 make a Primary Customer Profile, which calls to the US need, in Twilio's console, Trust Hub
21216 make a Primary Customer Profile, which calls to the US need, in Twilio's console, Trust Hub
13227 allow that country in Twilio's console, Voice, Geo permissions
21215 allow that country in Twilio's console, Voice, Geo permissions
21408 allow that country in Twilio's console, Messaging, Geo permissions
21612 see in Twilio's console whether the sender may text that country
21219 upgrade the account in Twilio's console
21608 upgrade the account in Twilio's console
21210 correct TWILIO_PHONE_NUMBER, or buy or verify the number in this account
21212 correct TWILIO_PHONE_NUMBER
21606 correct TWILIO_PHONE_NUMBER, or use a number with SMS capability
21659 correct TWILIO_PHONE_NUMBER, or buy the number in this account
21660 correct TWILIO_PHONE_NUMBER, or buy the number in this account
21701 correct TWILIO_MESSAGING_SERVICE_SID
30022 lower SEND_RATE to what the campaign is allowed, or have it allowed more
30023 lower SEND_RATE, or have the brand vetted for more a day
30024 register the number for 10DLC in Twilio's console, Trust Hub
30034 register the number for 10DLC in Twilio's console, Trust Hub
30032 have the toll-free number verified in Twilio's console
"""


def _read(table: str, cures: str) -> Mapping[int, CarrierError]:
    cure = dict(line.split(maxsplit=1) for line in cures.strip().splitlines())
    rows = (line.split(maxsplit=2) for line in table.strip().splitlines())
    return {
        int(code): CarrierError(meaning, Remedy(remedy), cure.get(code, ""))
        for code, remedy, meaning in rows
    }


CARRIER_ERRORS = _read(_TABLE, _CURES)
"""Every code that makes us do something, by number."""

_UNKNOWN = CarrierError("an error that is not in our table", Remedy.DROP)


def carrier_error(code: int) -> CarrierError:
    """What is known of a code; an unknown one fails this text or call and nothing else."""
    return CARRIER_ERRORS.get(code, _UNKNOWN)


def in_words(code: int) -> str:
    """A code and its meaning, for a log or an operator: ``21610, the person has opted out``."""
    return f"{code}, {carrier_error(code).meaning}"
