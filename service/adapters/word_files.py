"""The product's words as they ship: one TOML file a language."""

import tomllib
from collections.abc import Iterable, Mapping
from importlib.resources import files

from service.domain.document import Table
from service.domain.fault import Fault, Faults
from service.domain.states import NAMED_CODES
from service.domain.template import Template
from service.domain.words import (
    DAYS,
    TEXT_KEYS,
    VOICE_KEYS,
    ZONES,
    Language,
    Phrasebook,
    Words,
)


class WordFaults(Faults):
    """The word files are incomplete or say something that cannot be filled in."""


def load_words() -> Phrasebook:
    """Every language that ships. Raises WordFaults."""
    directory = files("service") / "words"
    return read_words(
        {
            language: (directory / f"{language}.toml").read_text(encoding="utf-8")
            for language in Language
        }
    )


def read_words(sources: Mapping[Language, str]) -> Phrasebook:
    """The phrasebook that these TOML texts are. Raises WordFaults with every fault in them."""
    faults: list[Fault] = []
    phrasebook = {language: _read(language, source, faults) for language, source in sources.items()}
    faults += _missing_languages(phrasebook) or _unequal_gaps(phrasebook)
    if faults:
        raise WordFaults(faults)
    return phrasebook


def _read(language: Language, source: str, faults: list[Fault]) -> Words:
    file = f"{language}.toml"
    try:
        document = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        faults.append(Fault(file, "", f"not TOML: {error}"))
        return Words(language, {}, {}, {}, {}, {})
    root = Table(file, "", document, faults)
    texts = _templates(root.table("text"), TEXT_KEYS)
    voices = _templates(root.table("voice"), VOICE_KEYS)
    states = _names(root.table("states"), NAMED_CODES)
    days = _names(root.table("days"), DAYS)
    zones = _names(root.table("zones"), ZONES)
    root.close()
    return Words(language, texts, voices, states, days, zones)


def _templates(table: Table, keys: Mapping[str, frozenset[str]]) -> Mapping[str, Template]:
    templates = {key: table.template(key, allowed) for key, allowed in keys.items()}
    table.close()
    return templates


def _names(table: Table, keys: Iterable[str]) -> Mapping[str, str]:
    names = {key: table.string(key) for key in sorted(keys)}
    table.close()
    return names


def _missing_languages(phrasebook: Phrasebook) -> list[Fault]:
    return [
        Fault(f"{language}.toml", "", "missing: every language needs its words")
        for language in Language
        if language not in phrasebook
    ]


def _unequal_gaps(phrasebook: Phrasebook) -> list[Fault]:
    """A gap that one language fills and another leaves out is a fact one of them keeps back."""
    english = phrasebook[Language.EN]
    return [
        Fault(f"{language}.toml", f"{table}.{key}", "placeholders differ from the English ones")
        for language, words in phrasebook.items()
        for table, theirs, ours in (
            ("text", words.texts, english.texts),
            ("voice", words.voices, english.voices),
        )
        for key in theirs.keys() & ours.keys()
        if theirs[key].fields != ours[key].fields
    ]
