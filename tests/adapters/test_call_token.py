"""Where a call stands, signed: nothing made up or borrowed is ever believed."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from itsdangerous import URLSafeSerializer

from service.adapters.call_token import CallTokens
from service.domain.callflow import At, CallState
from service.domain.words import Language

SID = "CA" + "1" * 32
TOKENS = CallTokens("a secret of at least thirty-two characters")
STATE = CallState(
    At.LEG, "s54", "0123456789ab", 0, Language.ES, state="VT", targets=("S000033", "W000800"), leg=3
)
KNOWN = {"version": 1, "at": "leg", "campaign": "s54", "revision": "0", "begun": 1}
IDS = st.lists(st.from_regex(r"[A-Z]\d{6}", fullmatch=True), max_size=3).map(tuple)
STATES = st.builds(
    CallState,
    at=st.sampled_from(At),
    campaign=st.text(max_size=40),
    revision=st.text(max_size=12),
    begun=st.integers(0, 2**32),
    language=st.sampled_from(Language),
    state=st.sampled_from(["", "VT"]),
    choices=IDS,
    targets=IDS,
    tried=IDS,
    missed=IDS,
    reached=st.booleans(),
    leg=st.integers(0, 99),
    step=st.integers(0, 99),
)


@given(state=STATES, sid=st.text(max_size=64).filter(lambda sid: sid.isascii()))
def test_a_state_comes_back_as_it_was(state: CallState, sid: str) -> None:
    assert TOKENS.read(TOKENS.sign(state, sid), sid) == state


def test_a_token_of_another_call_is_refused() -> None:
    token = TOKENS.sign(STATE, SID)
    for sid in ("", SID[:-1], SID + "1", "CA" + "2" * 32):
        assert TOKENS.read(token, sid) is None


def test_a_token_under_another_key_is_refused() -> None:
    other = CallTokens("another secret of thirty-two characters")
    assert TOKENS.read(other.sign(STATE, SID), SID) is None


def test_every_truncated_token_is_refused() -> None:
    token = TOKENS.sign(STATE, SID)
    assert not [cut for cut in range(len(token)) if TOKENS.read(token[:cut], SID)]


def test_a_token_with_any_character_changed_is_refused_or_says_the_same() -> None:
    token = TOKENS.sign(STATE, SID)
    for place, old in enumerate(token):
        changed = f"{token[:place]}{'A' if old != 'A' else 'B'}{token[place + 1 :]}"
        assert TOKENS.read(changed, SID) in {None, STATE}


def test_a_payload_changed_under_the_old_signature_is_refused() -> None:
    payload, signature = TOKENS.sign(STATE, SID).rsplit(".", 1)
    raw = urlsafe_b64decode(payload.lstrip(".") + "==") if payload[0] != "." else b""
    forged = urlsafe_b64encode(raw.replace(b"VT", b"TX") or b"[]").decode().rstrip("=")
    assert TOKENS.read(f"{forged}.{signature}", SID) is None


@given(token=st.text(max_size=300) | st.binary(max_size=200).map(lambda raw: raw.decode("latin1")))
def test_nothing_made_up_is_believed_or_fails(token: str) -> None:
    assert TOKENS.read(token, SID) is None


@pytest.mark.parametrize(
    "fields",
    [[], {}, None, 7, "text", ["led", "s54"], ["leg"] * 16, [None] * 16, {"version": 1},
     KNOWN | {"version": 0}, KNOWN | {"version": 2}, KNOWN | {"version": None},
     KNOWN | {"at": "dreaming"}, KNOWN | {"language": "fr"}, KNOWN | {"targets": 7},
     KNOWN | {"mood": "good"}],
)  # fmt: skip
def test_what_another_version_signed_is_refused_and_no_failure(fields: object) -> None:
    """Right after an update calls are on the line whose tokens the version before it made."""
    serializer = URLSafeSerializer(
        "a secret of at least thirty-two characters", salt=f"call state {SID}"
    )
    assert TOKENS.read(serializer.dumps(fields), SID) is None


def test_what_this_version_signed_is_read() -> None:
    serializer = URLSafeSerializer(
        "a secret of at least thirty-two characters", salt=f"call state {SID}"
    )
    assert TOKENS.read(serializer.dumps(KNOWN), SID) == CallState(At.LEG, "s54", "0", 1)


def test_a_compressed_token_is_read_too() -> None:
    serializer = URLSafeSerializer(
        "a secret of at least thirty-two characters", salt=f"call state {SID}"
    )
    token = serializer.dumps(KNOWN | {"tried": ["X-burlington"] * 9})
    assert token.startswith(".")
    assert TOKENS.read(token, SID) == CallState(At.LEG, "s54", "0", 1, tried=("X-burlington",) * 9)


def test_a_token_says_nothing_about_who_is_calling() -> None:
    token = TOKENS.sign(replace(STATE, own_id=True), SID)
    assert "1802" not in token
    assert len(token) < 600
