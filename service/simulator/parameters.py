"""The parameters that each request may carry; Twilio ignores all others without a word."""

from service.simulator.events import Tell
from service.simulator.form import Form


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


MESSAGE_CREATE = _names(
    """
    To From MessagingServiceSid Body MediaUrl StatusCallback ApplicationSid MaxPrice
    ProvideFeedback Attempt ValidityPeriod ForceDelivery ContentRetention AddressRetention
    SmartEncoded PersistentAction TrafficType ShortenUrls ScheduleType SendAt SendAsMms
    ContentVariables RiskCheck ContentSid FallbackFrom MessageIntent
    """
)
MESSAGE_UPDATE = frozenset(["Body", "Status"])
CALL_CREATE = _names(
    """
    To From Url Twiml ApplicationSid Method FallbackUrl FallbackMethod StatusCallback
    StatusCallbackEvent StatusCallbackMethod SendDigits Timeout Record RecordingChannels
    RecordingStatusCallback RecordingStatusCallbackMethod SipAuthUsername SipAuthPassword
    MachineDetection MachineDetectionTimeout RecordingStatusCallbackEvent Trim CallerId
    MachineDetectionSpeechThreshold MachineDetectionSpeechEndThreshold
    MachineDetectionSilenceTimeout AsyncAmd AsyncAmdStatusCallback AsyncAmdStatusCallbackMethod
    Byoc CallReason CallToken RecordingTrack TimeLimit ClientNotificationUrl Passports
    RecordingConfigurationId
    """
)
CALL_UPDATE = _names(
    """
    Status Url Method FallbackUrl FallbackMethod StatusCallback StatusCallbackMethod Twiml
    TimeLimit
    """
)
SHOWN = 10
"""How many names one warning lists."""


class Reader:
    """Reads forms and warns of parameters that will have no effect."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell

    def check(self, form: Form, known: frozenset[str], resource: str) -> Form:
        """The form; a warning goes to the handset page if a name in it is unknown."""
        unknown = form.unknown(known)
        if unknown:
            names = ", ".join(name[:40] for name in unknown[:SHOWN])
            words = f"{resource} was sent parameters that Twilio does not know and ignores: {names}"
            self._tell("fault", phone="", code=20001, words=words)
        return form
