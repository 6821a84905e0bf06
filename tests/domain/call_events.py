"""What can happen on a call, sensible or not, and the worlds it can happen in."""

from datetime import datetime

from hypothesis import strategies as st

from service.domain.callflow import (
    At,
    CallWorld,
    Happened,
    Sign,
)
from service.domain.leg_result import DialResult
from service.domain.whereabouts import Whereabouts
from service.domain.words import Language
from tests.domain.worlds import (
    NIGHT,
    SATURDAY,
    WEEKDAY,
    call_world,
    campaigns,
    dial_in,
    directory_of,
    office,
    ring_back,
    senate,
    senator,
)

SHARED = "+18025550199"
ANN = senator("ann", 1, office("ann-dc"), office("barre"), office("stowe"), office("rutland"))
BEA = senator("bea", 3, office("bea-dc"), office("dover", SHARED), office("keene", SHARED))
FAR = senator("far", 3, office("juneau", zone="America/Juneau"), office("nome", SHARED))
SENATES = {
    "all": senate(),
    "both": directory_of(ANN, BEA),
    "one": directory_of(BEA),
    "far": directory_of(ANN, FAR),
    "far alone": directory_of(FAR),
    "no office": directory_of(senator("bare", 1), ANN),
    "nobody": directory_of(),
}
KEYS = st.one_of(
    st.sampled_from(["1", "1", "1", "2", "3", "9", "*", "#", "05401", "03579", "57717", "00901",
                     "20001", "09001", "00000", "0540", "11", "1" * 5000, "٥"]),
    st.text(alphabet="0123456789*#", min_size=1, max_size=8),
    st.text(min_size=1, max_size=5),
)  # fmt: skip
STATUSES = st.sampled_from([*DialResult, None])
EVENTS = st.one_of(
    st.builds(lambda keys: Happened(Sign.KEYS, keys=keys), KEYS),
    st.just(Happened(Sign.SILENCE)),
    st.builds(
        lambda status, seconds: Happened(Sign.DIALED, dial_status=status, seconds=seconds),
        STATUSES,
        st.integers(0, 10**6),
    ),
)


def _keys(*pressed: str) -> list[Happened]:
    return [Happened(Sign.KEYS, keys=keys) for keys in pressed]


def _dialed(*statuses: DialResult) -> list[Happened]:
    return [Happened(Sign.DIALED, dial_status=status) for status in statuses]


SILENCE = Happened(Sign.SILENCE)
SENSIBLE = {
    At.LANGUAGE: _keys("1", "2"),
    At.CONFIRM: _keys("1"),
    At.ZIP: _keys("05401", "03579", "57717", "10008"),
    At.STATE: _keys("1", "2", "1" * 5000),
    At.SCRIPT: [*_keys("1"), SILENCE],
    At.LEG: _dialed(DialResult.BUSY, *DialResult),
    At.OFFER: [*_keys("1", "2"), SILENCE],
    At.OUTCOME: [*_keys("1", "2", "3"), SILENCE],
    At.TEXT_OFFER: [*_keys("1"), SILENCE],
}
"""What a caller in good faith, and the carrier, do while a call lasts."""

PICKS = st.lists(st.integers(0, 59), min_size=4, max_size=16)
HANGUPS = st.builds(lambda status: Happened(Sign.HANGUP, dial_status=status), STATUSES)
STARTS = st.builds(
    lambda make, **changes: make(**changes),
    st.sampled_from([dial_in, ring_back]),
    state=st.sampled_from(["", "VT", "NH", "OH"]),
    language=st.sampled_from(Language),
    own_id=st.booleans(),
    texts=st.booleans(),
    textable=st.booleans(),
)
MOMENTS = st.sampled_from([WEEKDAY, NIGHT, SATURDAY])


def world_of(
    campaign: str, sitting: str, now: datetime, enough: set[str], zone: str, minutes: int | None
) -> CallWorld:
    """A world by names, so that a failing example can be read. ``zone``: of whom may be rung."""
    return call_world(
        campaign=campaigns().taking_calls(campaign),
        directory=SENATES[sitting],
        now=now,
        enough=frozenset(enough),
        there=Whereabouts((zone,)) if zone else None,
        minutes=minutes,
    )


WORLDS = st.builds(
    world_of,
    campaign=st.sampled_from(["s54", "dhs-funding"]),
    sitting=st.sampled_from(sorted(SENATES)),
    now=MOMENTS,
    enough=st.sets(st.sampled_from(["ann", "bea", "S000033", "W000800"]), max_size=1),
    zone=st.sampled_from(["", "America/New_York", "Pacific/Honolulu", "Mars/Olympus"]),
    minutes=st.sampled_from([None, 5, 60, 65]),
)
