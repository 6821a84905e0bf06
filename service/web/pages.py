"""The pages that anyone may see: what this is, the terms, what becomes of one's data."""

from collections.abc import Mapping
from datetime import timedelta

from flask import Blueprint, Response, make_response, render_template, request

from service.bootstrap import Services
from service.domain.campaign import CampaignKind
from service.domain.knowledge import Knowledge
from service.domain.limits import FOLLOW_UPS_PER_DAY, RETRY_AFTER, RINGS_PER_HOUR
from service.domain.phone import display
from service.domain.words import Language

_LANGUAGES = [str(language) for language in Language]


def make_pages(services: Services) -> Blueprint:
    """The routes, around these services."""
    blueprint = Blueprint("pages", __name__)
    known, number = services.knowledge, services.settings.twilio_phone_number
    common = {
        "org": known.org,
        "contact": known.contact,
        "number": display(number) if number else None,
        "simulating": services.settings.simulating,
        "calls": [one for one in known.campaigns if one.kind is CampaignKind.CALL],
        "others": [one for one in known.campaigns if one.kind is not CampaignKind.CALL],
        "alerts": {language: _alerts(known, language) for language in Language},
        "rings_per_hour": RINGS_PER_HOUR,
        "retry_minutes": RETRY_AFTER // timedelta(minutes=1),
        "follow_ups_per_day": FOLLOW_UPS_PER_DAY,
    }

    @blueprint.get("/")
    def home() -> Response:
        return _page("home", common)

    @blueprint.get("/terms")
    def terms() -> Response:
        return _page("terms", common)

    @blueprint.get("/privacy")
    def privacy() -> Response:
        return _page("privacy", common)

    return blueprint


def _alerts(known: Knowledge, language: Language) -> list[str]:
    """The words under which people agree to alerts, each once."""
    words = (
        one.opt_in(language, org=known.org, terms=known.terms)
        for one in known.campaigns
        if one.kind is CampaignKind.CALL
    )
    return list(dict.fromkeys(words))


def _page(name: str, common: Mapping[str, object]) -> Response:
    language = _language()
    page = make_response(render_template(f"{language}/{name}.html", language=language, **common))
    page.vary.add("Accept-Language")
    return page


def _language() -> Language:
    """What was asked for by ``?lang=``, else by the browser."""
    asked = request.args.get("lang", "")
    browser = request.accept_languages.best_match(_LANGUAGES, Language.EN)
    return Language(asked if asked in _LANGUAGES else browser)
