"""The pages that anyone may see: what this is, the terms, what becomes of one's data."""

from flask import Blueprint, render_template

from service.bootstrap import Services
from service.domain.campaign import CampaignKind
from service.domain.phone import display
from service.domain.words import Language


def make_pages(services: Services) -> Blueprint:
    """The routes, around these services."""
    blueprint = Blueprint("pages", __name__)
    known, number = services.knowledge, services.settings.twilio_phone_number
    common = {
        "org": known.org,
        "contact": known.contact,
        "number": display(number) if number else None,
        "simulating": services.settings.simulating,
        "language": Language.EN,
    }

    @blueprint.get("/")
    def home() -> str:
        campaigns = [one for one in known.campaigns if one.kind is CampaignKind.CALL]
        return render_template("home.html", campaigns=campaigns, **common)

    @blueprint.get("/terms")
    def terms() -> str:
        return render_template("terms.html", **common)

    @blueprint.get("/privacy")
    def privacy() -> str:
        return render_template("privacy.html", **common)

    return blueprint
