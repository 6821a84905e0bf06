"""What a seal covers, and how an end of the chain is written."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from service.domain.consent_chain import START, Head, canonical, covered, heads_in, moment

HEADS = st.builds(Head, st.integers(1, 10**12), st.binary(min_size=32, max_size=32))
VALUES = st.none() | st.integers() | st.text() | st.binary()


@given(heads=st.lists(HEADS, max_size=5))
def test_ends_are_found_again_in_any_text(heads: list[Head]) -> None:
    lines = [f"16:00:00 INFO sealing: the consent ledger stands at {head}" for head in heads]
    assert heads_in("\n".join(lines)) == heads


def test_what_only_looks_like_an_end_is_none() -> None:
    whole = str(Head(7, bytes(32)))
    assert heads_in(f"{whole[:-1]} {whole}0 x{whole[2:]}") == []


@given(one=st.lists(VALUES, max_size=6), other=st.lists(VALUES, max_size=6))
def test_no_two_rows_are_written_alike(one: list[object], other: list[object]) -> None:
    assert (canonical(one) == canonical(other)) == (one == other)


def test_bytes_are_not_taken_for_their_hex() -> None:
    assert canonical([b"\xab"]) != canonical(["ab"])


def test_a_seal_covers_its_place() -> None:
    facts = (1, "2026-12-01", "asked", None, "text", b"", None)
    assert covered(1, START.seal, facts) != covered(2, START.seal, facts)
    assert covered(1, START.seal, facts) != covered(1, b"\1" * 32, facts)


def test_a_moment_is_written_in_utc_whatever_its_zone() -> None:
    eastern = timezone(timedelta(hours=-5))
    noon = datetime(2026, 12, 1, 12, tzinfo=eastern)
    assert moment(noon) == "2026-12-01 17:00:00.000000"
    assert moment(noon) == moment(noon.astimezone(UTC))
