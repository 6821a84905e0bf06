"""What speaks to Twilio, and what knows its hand, from the settings."""

from service.adapters.call_token import CallTokens
from service.adapters.settings import Settings
from service.adapters.signature import SignatureCheck
from service.adapters.twilio_carrier import TwilioCarrier
from service.adapters.webhook_urls import WebhookUrls


def make_carrier(settings: Settings, urls: WebhookUrls, tokens: CallTokens) -> TwilioCarrier:
    """The account's REST API."""
    return TwilioCarrier(
        settings.twilio_account_sid,
        settings.twilio_auth_token.reveal(),
        urls,
        tokens,
        number=settings.twilio_phone_number,
        messaging_service_sid=settings.twilio_messaging_service_sid,
        api_url=settings.twilio_api_url,
    )


def make_signature(settings: Settings) -> SignatureCheck:
    """What tells its webhooks from others'."""
    tokens = [token.reveal() for token in settings.webhook_tokens]
    return SignatureCheck(tokens, settings.public_url)
