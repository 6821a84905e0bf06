"""Whoever wants no more of us is understood in their own words; whoever fights on is not stopped.

The sentences with labels, and what is asked of them, are in ``scripts/bench stops``.
"""

import random
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain import (
    bare_stop,
    courtesy,
    doubt_english,
    wish_english,
    wish_spanish,
    wrong_number,
)
from service.domain.wish import Wish, Wished, wish
from service.domain.words import Language


@pytest.mark.parametrize(
    "body",
    [
        "please stop texting me", "take me off your list", "remove my number please",
        "cancel my subscription", "lose my number", "i dont want these texts", "STOP I said",
        "stop stop stop", "Who is this? STOP", "STOP. I will report you", "pls stpo texting me",
        "S T O P  T E X T I N G  M E", "if you don't stop texting me I'll report you",
    ],
)  # fmt: skip
def test_a_plain_wish_for_no_more_is_a_stop(body: str) -> None:
    assert wish(body) == Wished(Wish.STOP, Language.EN)


@pytest.mark.parametrize(
    "body",
    ["no más mensajes", "ya no me escriban", "déjenme en paz", "quítenme de la lista",
     "¿Cómo me doy de baja?", "Cancelen mis mensajes, por favor"],
)  # fmt: skip
def test_a_stop_in_spanish_tells_its_language(body: str) -> None:
    assert wish(body) == Wished(Wish.STOP, Language.ES)


@pytest.mark.parametrize(
    "body",
    [
        "don't stop fighting!", "I can't stop calling", "stop the raids", "stop ICE now",
        "end deportations", "alto a las redadas", "basta de redadas", "no paren", "para mi familia",
        "we won't stop until", "when does this stop?", "end of story", "Don't stop texting me!",
        "they want to remove me from my home", "no me manden de regreso a mi país",
        "stop calling us criminals", "they told me to stop calling", "sáquenme de la cárcel",
        "ICE took the wrong man", "this isn't right", "no soy criminal", "take me off hold",
    ],
)  # fmt: skip
def test_the_cause_and_praise_are_no_wish_of_us(body: str) -> None:
    assert wish(body) is None


@pytest.mark.parametrize(
    "body",
    [
        "enough already", "I'm done", "cancel my call", "ya basta", "who is this? leave us out",
        "🛑", "not interested", "fuck off", "too many texts", "why do I get this", "no gracias",
        "STOP. You know nobody here",
    ],
)  # fmt: skip
def test_what_may_be_a_stop_is_a_doubt_at_least(body: str) -> None:
    wished = wish(body)
    assert wished is not None
    assert wished.wish is (Wish.STOP if body.startswith("STOP.") else Wish.DOUBT)


@pytest.mark.parametrize(
    "body",
    ["wrong number", "you have the wrong person", "número equivocado", "this isn't Maria",
     "no soy Juan", "I'm not Maria Lopez", "este número ya no es de Luis"],
)  # fmt: skip
def test_whoever_was_not_meant_says_so(body: str) -> None:
    wished = wish(body)
    assert wished is not None
    assert wished.wish is Wish.WRONG_NUMBER


@pytest.mark.parametrize("body", ["", " ", "🙂", "😂😂", "05401", "???", "1"])
def test_what_has_no_words_wishes_nothing(body: str) -> None:
    assert wish(body) is None


@pytest.mark.parametrize(
    "body",
    [
        "No thanks, stop", "nah stop", "yes stop", "I'm good, stop", "fuck you stop",
        "stop - Maria", "Stop, John", "Stop / Sent from my iPhone", "Stop\n\nSent from my iPhone",
        "thanks but please stop", "I beg you stop", "this is the third time stop",
        "I'm tired of ads, unsubscribe", "si, stop",
    ],
)  # fmt: skip
def test_a_bare_stop_counts_beside_an_answer_a_reason_or_a_name(body: str) -> None:
    wished = wish(body)
    assert wished is not None
    assert wished.wish is Wish.STOP


@pytest.mark.parametrize(
    "body",
    [
        "I voted for trump. STOP", "Go Trump! stop", "STOP. I love ICE",
        "I hate ICE but please take me off your list", "I support ICE take me off your list",
        "I support Trump, remove me from your list",
    ],
)  # fmt: skip
def test_the_cause_spares_what_speaks_of_it_and_not_the_stop_beside_it(body: str) -> None:
    assert wish(body) == Wished(Wish.STOP, Language.EN)


@pytest.mark.parametrize(
    "body",
    [
        "Trump won, stop", "I vote for ICE stop", "STOP Jane Doe", "jesus stop",
        "why wont you stop", "you texted me yesterday stop", "Senator, please stop",
        "basta, no más redadas",
    ],
)  # fmt: skip
def test_a_clause_that_begins_or_ends_with_a_bare_stop_is_a_doubt(body: str) -> None:
    wished = wish(body)
    assert wished is not None
    assert wished.wish is Wish.DOUBT


@pytest.mark.parametrize(
    "body",
    [
        "No, stop the raids", "we won't back down, we won't stop", "I'm at the bus stop",
        "they have to stop", "when does it stop, senator?", "Quit? Never!", "no, don't stop",
        "how do we stop this bill", "No. I haven't called yet", "unsubscribe from hate",
        "will they take me off the list of dreamers", "can I stop the call with a key",
    ],
)  # fmt: skip
def test_a_stop_that_something_governs_is_none(body: str) -> None:
    assert wish(body) is None


@given(
    st.sampled_from(["please stop texting me", "no más mensajes", "take me off your list"]),
    st.sampled_from(["{}!!!", "  {} ", "{} 🛑", "«{}»", "Hi, {}", "{} please", "por favor {}"]),
    st.sampled_from([str.upper, str.title, str.lower]),
)
def test_a_stop_is_one_in_every_dress(body: str, dress: str, case: "type[str.upper]") -> None:
    wished = wish(dress.format(case(body)))
    assert wished is not None
    assert wished.wish is Wish.STOP


def _words() -> list[str]:
    tables = [courtesy.ENGLISH, courtesy.SPANISH, *courtesy.BESIDE]
    tables += [*bare_stop.ENGLISH, *bare_stop.SPANISH, *wrong_number.ENGLISH, *wrong_number.SPANISH]
    for data in (wish_english, doubt_english, wish_spanish):
        tables += [told for told in vars(data).values() if isinstance(told, str)]
    return sorted(set(re.findall("[a-z]+", " ".join(tables))))


def _repeated(draw: random.Random) -> str:
    """A few of our own words, again and again: each may be part of many phrases."""
    words = draw.sample(_words(), draw.choice([1, 2, 3]))
    told = "".join(draw.choice(words) + draw.choice([" ", " ", ""]) for _ in range(70))
    return told[: draw.choice([40, 200, 300])] + " zebra"


_REPEATED = [_repeated(random.Random(seed)) for seed in range(40)]
_REPEATED += [f"{word * 40}zebra" for word in ("spam ", "guys ", "no mas ", "nomas ", "stop al ")]


@pytest.mark.parametrize(
    "body",
    [*_REPEATED,
     "stop sending " * 123, "please " * 228, "no no no " * 177, "i want the " * 145, "a " * 800,
     "stop, " * 260, "trump, " * 220 + "stop", "a, " * 530, "- " * 800, "but " * 400,
     "i - " * 400, "stop i. " * 200, "stop" * 400, "please stop now and thanks " * 59,
     "dont " * 320],
)  # fmt: skip
def test_a_long_text_takes_no_time_worth_mentioning(body: str) -> None:
    wish("once, so that the phrases are compiled")
    began = time.process_time()
    wish(body)
    assert time.process_time() - began < 0.5
