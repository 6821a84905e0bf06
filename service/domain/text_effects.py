"""What follows from a text, for the use cases to carry out."""

from dataclasses import dataclass

from service.domain.consent import ConsentKind, Programme
from service.domain.heard import Kind
from service.domain.rings import LeaveLine, RingBack, RingLater


@dataclass(frozen=True, slots=True)
class OptOut:
    """Send nothing more and cancel everything queued for this person."""

    by_carrier: bool = False
    """Whether the carrier keeps this stop too, so that only its own words lift it there."""


@dataclass(frozen=True, slots=True)
class OptIn:
    """They agreed anew to hear from us."""


@dataclass(frozen=True, slots=True)
class Erase:
    """Erase what we know of this person, but for the keyed hash of an opt-out."""


@dataclass(frozen=True, slots=True)
class Hold:
    """Begin nothing towards this person until they or an organizer have said what they want."""


@dataclass(frozen=True, slots=True)
class Release:
    """They have said so themselves: what was held goes on."""


@dataclass(frozen=True, slots=True)
class StopAlerts:
    """Cancel what is queued for this number and send it no alerts: it is somebody else's."""


@dataclass(frozen=True, slots=True)
class ToInbox:
    """Show this text to the organizers."""

    kind: Kind = Kind.OTHER
    """What it was taken for."""


@dataclass(frozen=True, slots=True)
class Hinted:
    """A hint was given: no other within the hour."""


@dataclass(frozen=True, slots=True)
class Consent:
    """Write into the consent ledger what has become of a programme."""

    kind: ConsentKind
    programme: Programme
    wording: str = ""
    """The part of the reply that it is about; empty where they answer to what was said before."""


Effect = (
    RingBack
    | RingLater
    | LeaveLine
    | OptOut
    | OptIn
    | Erase
    | Hold
    | Release
    | StopAlerts
    | ToInbox
    | Hinted
    | Consent
)
