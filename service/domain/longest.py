"""The texts of a campaign at their longest, so that none outgrows its segments in use."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from service.domain.alerts import confirmation, question
from service.domain.campaign import Campaign, CampaignKind
from service.domain.segments import Segments, apart, count
from service.domain.words import Language, Words

SEGMENT_LIMITS: Mapping[Language, int] = {Language.EN: 3, Language.ES: 5}
"""Spanish keeps its accents, which cost it more than half of every segment."""

ORG = "W" * 40
NUMBER = "(802) 555-0123"
TERMS = "https://" + "w" * 46 + "/terms"
LAST_NAME = "W" * 22
SENATOR = "Sen. " + LAST_NAME
"""Two such names are longer together than those of any state's pair."""

_LATE = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)
"""No time of day has more figures."""

_RESULTS = ("result_spoke", "result_message", "result_not_through", "result_untold")
_TERRITORIES = frozenset({"DC", "AS", "GU", "MP", "PR", "VI", "FM", "MH", "PW"})


@dataclass(frozen=True, slots=True)
class Longest:
    """One text at its longest, and the key of the campaign file that decides its length."""

    key: str
    text: str

    @property
    def size(self) -> Segments:
        """What it costs."""
        return count(self.text)


def longest_texts(campaign: Campaign, words: Words) -> tuple[Longest, ...]:
    """Every text that a campaign takes part in, in one language, each with the opt-out line
    wherever that may follow it."""
    language = words.language
    bodies = _info(campaign, words) if campaign.kind is CampaignKind.INFO else (
        *_questions(campaign, words), *_after_the_calls(campaign, words)
    )  # fmt: skip
    line = words.text("opt_out_line")
    texts = tuple(
        Longest(f"text.{language}.{key}", text)
        for key, body in bodies
        for text in apart(f"{body} {line}")
    )
    if campaign.kind is CampaignKind.INFO:
        return texts
    key = f"opt_in.{language}.wording"
    about_alerts = (say(campaign, words, ORG, TERMS) for say in (question, confirmation))
    return (*texts, *(Longest(key, text) for text in about_alerts))


def longest_state(words: Words) -> str:
    """The longest name of a state that has senators."""
    return max((name for code, name in words.states.items() if code not in _TERRITORIES), key=len)


def _info(campaign: Campaign, words: Words) -> tuple[tuple[str, str], ...]:
    return (("info", campaign.text(words.language, "info", org=ORG)),)


def _questions(campaign: Campaign, words: Words) -> tuple[tuple[str, str], ...]:
    ask = campaign.text(words.language, "ask")
    both = words.text("senators", senators=words.join([SENATOR] * 2), ask=ask, number=NUMBER)
    vacant = words.text(
        "senators_vacant", senators=SENATOR, ask=ask, number=NUMBER, state=longest_state(words)
    )
    ask_zip = campaign.text(words.language, "ask_zip", org=ORG)
    return (("ask_zip", ask_zip), ("ask", both), ("ask", vacant))


def _after_the_calls(campaign: Campaign, words: Words) -> tuple[tuple[str, str], ...]:
    name = words.text("senator", last=LAST_NAME)
    result = max((words.text(key, senator=name) for key in _RESULTS), key=len)
    day = max(words.days.values(), key=len)
    asleep = words.text("result_closed", senators=name, day=day, clock=words.clock(_LATE))
    other = max(result, asleep, key=len)
    next_step = campaign.text(words.language, "next_step")
    text = words.text("follow_up", results=f"{result} {other}", next_step=next_step)
    return (("next_step", text),)
