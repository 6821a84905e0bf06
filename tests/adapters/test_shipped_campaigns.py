"""The campaigns that ship are true to the facts, short enough and speak for nobody else."""

from pathlib import Path

import pytest

from service.adapters.campaign_files import load_campaigns
from service.adapters.directory_file import load_directory
from service.adapters.word_files import load_words
from service.domain.campaign import Campaign, CampaignKind, Position
from service.domain.directory import Directory, Senator
from service.domain.longest import ORG, SENATOR
from service.domain.segments import apart, count
from service.domain.wordmatch import fold
from service.domain.words import Language

ROOT = Path(__file__).parents[2]
CAMPAIGNS = load_campaigns(ROOT / "campaigns")
CALLING = [campaign for campaign in CAMPAIGNS if campaign.kind is CampaignKind.CALL]
WORDS_A_SECOND = 2.5
"""A calm speaking pace."""


@pytest.fixture(scope="module")
def directory() -> Directory:
    return load_directory([ROOT / "service" / "data" / "senate.json"])


def named(slug: str) -> Campaign:
    campaign = CAMPAIGNS.get(slug)
    assert campaign is not None
    return campaign


def script(campaign: Campaign, language: Language, position: Position) -> str:
    return campaign.script(
        language, position, senator="Jane Doe", last="Doe", state="Ohio", org="Us"
    )


def scripts(language: Language) -> list[tuple[Campaign, Position, str]]:
    return [
        (campaign, position, script(campaign, language, position))
        for campaign in CALLING
        for position in campaign.wording[language].scripts
    ]


def by_position(campaign: Campaign, directory: Directory, position: Position) -> list[Senator]:
    return [s for s in directory.senators if campaign.position(s) is position]


@pytest.mark.parametrize(
    ("text", "slug", "language"),
    [
        ("S54", "s54", Language.EN),
        ("s. 54", "s54", Language.EN),
        ("familias", "s54", Language.ES),
        ("Ice!", "dhs-funding", Language.EN),
        ("migra", "dhs-funding", Language.ES),
        ("PLATFORM", "platform", Language.EN),
        ("plataforma", "platform", Language.ES),
    ],
)
def test_keywords_reach_their_campaign(text: str, slug: str, language: Language) -> None:
    assert CAMPAIGNS.match(fold(text)) == (named(slug), language)


def test_a_caller_who_names_nothing_calls_about_s54() -> None:
    assert CAMPAIGNS.default.slug == "s54"


def test_s54_was_introduced_and_cosponsored_by_these_senators(directory: Directory) -> None:
    s54 = named("s54")
    assert [s.last for s in by_position(s54, directory, Position.SPONSOR)] == ["Booker"]
    assert {s.last for s in by_position(s54, directory, Position.COSPONSOR)} == {
        "Warren", "Schatz", "Markey", "Murray", "Sanders", "Merkley", "Hirono", "Wyden",
        "Cantwell",
    }  # fmt: skip


@pytest.mark.parametrize("slug", ["s54", "dhs-funding"])
def test_the_named_committee_has_members(slug: str, directory: Directory) -> None:
    assert len(by_position(named(slug), directory, Position.COMMITTEE)) >= 10


def test_no_state_has_a_longer_pair_of_names_than_the_check_allows(directory: Directory) -> None:
    longest = max(
        sum(len(f"Sen. {s.name}") for s in directory.of_state(state))
        for state in {s.state for s in directory.senators}
    )
    assert longest <= 2 * len(SENATOR)


def test_s54_belongs_to_its_congress_and_is_named_before_its_number() -> None:
    s54 = named("s54")
    assert s54.bill is not None
    assert (s54.bill.number, s54.bill.congress) == ("S.54", 115)
    for language in Language:
        for position in s54.wording[language].scripts:
            words = script(s54, language, position)
            assert words.index("Protect American Families Act") < words.index("S 54")
            assert "115" in words


@pytest.mark.parametrize("language", Language)
def test_s54_is_to_be_brought_back_by_everyone(language: Language) -> None:
    again = {
        Language.EN: ("bring it back", "introduce it again"),
        Language.ES: ("de nuevo", "otra vez"),
    }
    s54 = named("s54")
    for position in s54.wording[language].scripts:
        assert any(words in script(s54, language, position) for words in again[language])


def test_every_position_is_worded_in_its_own_way() -> None:
    for language in Language:
        spoken = [words for _, _, words in scripts(language)]
        assert len(set(spoken)) == len(spoken)


@pytest.mark.parametrize("language", Language)
def test_a_caller_says_the_script_in_about_half_a_minute(language: Language) -> None:
    lead_in = {Language.EN: "Then say: ", Language.ES: "Luego diga: "}[language]
    for campaign, position, words in scripts(language):
        said = words.partition(lead_in)[2]
        assert said, (campaign.slug, position)
        assert len(said.split()) <= 30 * WORDS_A_SECOND, (campaign.slug, position)


def test_the_aclu_is_joined_and_not_spoken_for() -> None:
    dhs = named("dhs-funding")
    assert "do not speak for the ACLU" in dhs.intro(Language.EN, org="Us")
    assert "no hablamos por la ACLU" in dhs.intro(Language.ES, org="Us")
    for language in Language:
        for position in dhs.wording[language].scripts:
            assert "ACLU" not in script(dhs, language, position)


@pytest.mark.parametrize("language", Language)
def test_the_platform_makes_six_demands_and_says_what_to_do(language: Language) -> None:
    body = named("platform").text(language, "info", org="The Org")
    assert body.startswith("The Org ")
    assert [line[0] for line in body.splitlines() if line[:1].isdigit()] == list("123456")
    keywords = [named(slug).keywords[language][0] for slug in ("s54", "dhs-funding")]
    assert all(keyword in body.splitlines()[-1] for keyword in keywords)


@pytest.mark.parametrize(
    "words",
    ["eleven million", "dismantle", "roadmap to citizenship", "oversight of key DHS agencies"],
)
def test_the_platform_keeps_the_words_that_matter(words: str) -> None:
    assert words in named("platform").text(Language.EN, "info", org="Us")


@pytest.mark.parametrize(
    "words",
    ["desmantelar", "centros de detención", "pronta a la ciudadanía", "once millones",
     "comunidades locales", "flujo futuro", "visas", "tratados comerciales",
     "acceso a la justicia", "criminalizar", "agencias clave del DHS"],
)  # fmt: skip
def test_the_spanish_platform_loses_none_of_the_demands(words: str) -> None:
    assert words in named("platform").text(Language.ES, "info", org="Us")


def test_the_platform_fits_a_first_answer() -> None:
    phrasebook = load_words()
    for language, limit in ((Language.EN, 3), (Language.ES, 5)):
        line = phrasebook[language].text("opt_out_line")
        texts = apart(f"{named('platform').text(language, 'info', org=ORG)} {line}")
        assert len(texts) == 2
        assert all(count(text).segments <= limit for text in texts)


@pytest.mark.parametrize("campaign", CALLING, ids=lambda campaign: campaign.slug)
def test_the_first_question_names_the_programme_and_asks_the_zip(campaign: Campaign) -> None:
    for language in Language:
        asked = campaign.text(language, "ask_zip", org="The Org")
        assert "The Org" in asked
        assert "ZIP" in asked
        assert "?" in asked
