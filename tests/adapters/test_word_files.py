"""A word file with a gap in it is refused at the start, with every fault."""

from importlib.resources import files

import pytest

from service.adapters.word_files import WordFaults, load_words, read_words
from service.domain.words import Language


def shipped(language: Language) -> str:
    return (files("service") / "words" / f"{language}.toml").read_text(encoding="utf-8")


def faults_after(old: str, new: str, language: Language = Language.ES) -> list[str]:
    """What is wrong once one passage of one language has been changed."""
    sources = {each: shipped(each) for each in Language}
    assert old in sources[language]
    sources[language] = sources[language].replace(old, new, 1)
    with pytest.raises(WordFaults) as caught:
        read_words(sources)
    return [str(fault) for fault in caught.value.faults]


def test_the_shipped_files_are_complete() -> None:
    assert set(load_words()) == set(Language)


def test_a_missing_key_is_named() -> None:
    assert "es.toml: text.hint: missing" in faults_after("\nhint = ", "\nhnt = ")


def test_an_unknown_key_is_named() -> None:
    faults = faults_after("\nhint = ", "\nhnt = ")
    assert any(fault.startswith("es.toml: text.hnt: unknown key") for fault in faults)


def test_an_unknown_placeholder_is_named_with_those_that_exist() -> None:
    faults = faults_after("Llamó a la oficina de {senator}.", "Llamó a la oficina de {senador}.")
    assert (
        "es.toml: text.result_untold: unknown placeholder {senador}; use one of {senator}" in faults
    )


def test_a_fact_that_one_language_keeps_back_is_a_fault() -> None:
    faults = faults_after("Lo que exigimos: {keyword}.", "Hay más.")
    assert faults == ["es.toml: text.read: placeholders differ from the English ones"]


def test_a_state_without_a_name_is_named() -> None:
    assert faults_after('VT = "Vermont"', "") == ["es.toml: states.VT: missing"]


def test_a_missing_language_is_named() -> None:
    with pytest.raises(WordFaults, match=r"es\.toml: missing"):
        read_words({Language.EN: shipped(Language.EN)})


def test_a_file_that_is_no_toml_is_one_fault() -> None:
    with pytest.raises(WordFaults, match=r"es\.toml: not TOML"):
        read_words({Language.EN: shipped(Language.EN), Language.ES: "text = ["})
