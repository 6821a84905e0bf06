"""``/api/v1/…``: public facts as JSON. Nothing about any person but senators."""

from flask import Blueprint, Response, jsonify

from service.bootstrap import Services
from service.domain.campaign import Campaign
from service.domain.directory import Senator


def make_api(services: Services) -> Blueprint:
    """The routes, around these services."""
    blueprint = Blueprint("api", __name__, url_prefix="/api/v1")
    known = services.knowledge

    @blueprint.get("/campaigns")
    def campaigns() -> Response:
        return jsonify({"campaigns": [_campaign(campaign) for campaign in known.campaigns]})

    @blueprint.get("/senators/<state>")
    def senators(state: str) -> tuple[Response, int]:
        sitting = known.directory.of_state(state.upper())
        if not sitting:
            return jsonify({"error": "no such state: use a code such as VT"}), 404
        return jsonify({"senators": [_senator(senator) for senator in sitting]}), 200

    return blueprint


def _campaign(campaign: Campaign) -> dict[str, object]:
    return {
        "slug": campaign.slug,
        "kind": campaign.kind,
        "titles": campaign.titles,
        "keywords": campaign.keywords,
    }


def _senator(senator: Senator) -> dict[str, object]:
    return {
        "name": senator.name,
        "party": senator.party,
        "state": senator.state,
        "offices": [
            {"kind": office.kind, "city": office.city, "phone": office.phone}
            for office in senator.offices
        ],
    }
