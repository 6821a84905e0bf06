"""Sealed values open with the right key for the right purpose, and with no other."""

from base64 import urlsafe_b64encode
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.adapters.vault import Unreadable, Vault

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


def key(letter: str) -> str:
    return urlsafe_b64encode(letter.encode() * 32).decode()


VAULT = Vault(key("p"), key("h"))


@given(text=TEXTS)
def test_what_was_sealed_opens_again(text: str) -> None:
    assert VAULT.open(VAULT.seal(text, "a"), "a") == text


def test_the_same_text_is_sealed_differently_each_time() -> None:
    assert len({VAULT.seal("+18025550142", "a") for _ in range(50)}) == 50


def test_a_value_moved_to_another_column_does_not_open() -> None:
    with pytest.raises(Unreadable, match="altered"):
        VAULT.open(VAULT.seal("x", "texts.body"), "texts.reply")


def test_another_key_is_told_as_such() -> None:
    with pytest.raises(Unreadable, match="another PHONE_KEY"):
        Vault(key("q"), key("h")).open(VAULT.seal("x", "a"), "a")


@pytest.mark.parametrize(
    "damage",
    [
        lambda sealed: sealed[:-1],
        lambda sealed: sealed[:20],
        lambda sealed: b"",
        lambda sealed: sealed[:4],
        lambda sealed: sealed + b"\0",
        lambda sealed: sealed[:-1] + bytes([sealed[-1] ^ 1]),
        lambda sealed: sealed[:5] + bytes([sealed[5] ^ 1]) + sealed[6:],
    ],
)
def test_a_damaged_value_is_unreadable(damage: Callable[[bytes], bytes]) -> None:
    with pytest.raises(Unreadable):
        VAULT.open(damage(VAULT.seal("a body", "a")), "a")


def test_a_hash_depends_on_its_own_key_alone() -> None:
    number = "+18025550142"
    assert VAULT.digest(number) == Vault(key("other"[0]), key("h")).digest(number)
    assert VAULT.digest(number) != Vault(key("p"), key("i")).digest(number)
    assert VAULT.digest(number) != VAULT.digest("+18025550143")
    assert len(VAULT.digest(number)) == 32
