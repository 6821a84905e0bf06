"""What ships with the product, loaded once for all tests."""

from functools import cache
from pathlib import Path

from service.adapters.campaign_files import load_campaigns
from service.adapters.phone_numbers import PhoneNumbers
from service.adapters.senate_files import shipped_senate
from service.adapters.word_files import load_words
from service.adapters.zip_table import load_zip_table
from service.domain.knowledge import Knowledge

CAMPAIGNS = Path(__file__).parents[2] / "campaigns"


@cache
def shipped() -> Knowledge:
    """Campaigns, words, directory and ZIPs as they ship."""
    return Knowledge(
        campaigns=load_campaigns(CAMPAIGNS),
        phrasebook=load_words(),
        directory=shipped_senate(),
        zips=load_zip_table(),
        areas=PhoneNumbers(),
        org="Vermont Neighbors",
        contact="help@neighbors.example",
        terms="https://neighbors.example/terms",
    )
