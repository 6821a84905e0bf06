"""The account with the carrier that the settings name, for the commands that look at it."""

from service.adapters.settings import Settings
from service.adapters.twilio_account import TwilioAccount
from service.adapters.webhook_urls import WebhookUrls
from service.usecases.connect import Connect


def make_account(settings: Settings) -> TwilioAccount:
    """The account. Asks nothing yet."""
    return TwilioAccount(
        settings.twilio_account_sid,
        settings.twilio_auth_token.reveal(),
        settings.twilio_api_url,
    )


def make_connect(settings: Settings) -> Connect:
    """The use case around it."""
    urls = WebhookUrls(settings.public_url)
    return Connect(
        make_account(settings),
        settings.twilio_phone_number,
        settings.twilio_messaging_service_sid,
        urls.of_number(),
        urls.of_service(),
    )
