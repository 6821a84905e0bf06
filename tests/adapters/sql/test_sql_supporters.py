"""People in SQL."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.adapters.sql.store import SqlStore
from service.adapters.sql.tables import SUPPRESSIONS
from service.domain.conversation import Conversation, Stage
from service.domain.records import Supporter
from service.domain.words import Language
from tests.twins.house import House

NUMBER = "+18025550142"
CONVERSATIONS = st.builds(
    Conversation,
    stage=st.sampled_from(Stage),
    language=st.sampled_from(Language),
    campaign=st.sampled_from(["", "s54", "dhs-funding"]),
    zip=st.none() | st.from_regex(r"\d{5}", fullmatch=True).filter(str.isascii),
    state=st.none() | st.sampled_from(["VT", "NY"]),
    choices=st.sampled_from([(), ("NH", "VT"), ("AR", "MO", "OK")]),
    misses=st.integers(0, 3),
    greeted=st.booleans(),
)


@given(talk=CONVERSATIONS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_conversation_comes_back_as_it_was(house: House, talk: Conversation) -> None:
    now = house.clock.now()
    known = house.store.run(lambda tx: tx.supporters.find(NUMBER))
    person = Supporter(known.id if known else 0, NUMBER, talk, "America/New_York")
    saved = house.store.run(lambda tx: tx.supporters.save(person, now))
    assert house.store.run(lambda tx: tx.supporters.find(NUMBER)) == saved
    assert house.store.run(lambda tx: tx.supporters.get(saved.id)) == saved
    assert saved.conversation == talk
    assert len(house.supporters) == 1


def test_nobody_is_found_by_another_number(store: SqlStore, house: House) -> None:
    house.text("S54")
    assert store.run(lambda tx: tx.supporters.find("+18025550143")) is None
    assert store.run(lambda tx: tx.supporters.get(404)) is None


def test_a_stop_is_remembered_with_its_last_date(house: House) -> None:
    now = house.clock.now()
    for days in (1, 2, 0):
        moment = now + timedelta(days=days)
        house.store.run(lambda tx, at=moment: tx.supporters.suppress(NUMBER, at))  # type: ignore[misc]
    assert house.store.run(lambda tx: tx.supporters.stopped_at(NUMBER)) == now + timedelta(days=2)
    assert len(house.rows(SUPPRESSIONS)) == 1
    assert house.store.run(lambda tx: tx.supporters.suppressed(NUMBER))


def test_whoever_came_back_is_not_stopped(store: SqlStore, house: House) -> None:
    store.run(lambda tx: tx.supporters.restore(NUMBER, house.clock.now()))
    store.run(lambda tx: tx.supporters.suppress(NUMBER, house.clock.now()))
    store.run(lambda tx: tx.supporters.restore(NUMBER, house.clock.now()))
    assert not store.run(lambda tx: tx.supporters.suppressed(NUMBER))


def test_erasing_nobody_is_no_error(store: SqlStore) -> None:
    assert not store.run(lambda tx: tx.supporters.erase(NUMBER))


def test_no_repr_shows_a_number_or_a_conversation(house: House) -> None:
    house.text("S54 05401")
    person = house.store.run(lambda tx: tx.supporters.get(1))
    assert NUMBER not in repr(person)
    assert "05401" not in repr(person)


def test_a_stop_that_the_carrier_holds_stays_its_own_until_it_is_lifted(house: House) -> None:
    store, now = house.store, house.clock.now()
    assert not store.run(lambda tx: tx.supporters.stopped_by_carrier(NUMBER))
    for by_carrier, held in ((False, False), (True, True), (False, True)):
        store.run(lambda tx, b=by_carrier: tx.supporters.suppress(NUMBER, now, by_carrier=b))  # type: ignore[misc]
        assert store.run(lambda tx: tx.supporters.stopped_by_carrier(NUMBER)) is held
    store.run(lambda tx: tx.supporters.restore(NUMBER, now))
    store.run(lambda tx: tx.supporters.suppress(NUMBER, now))
    assert not store.run(lambda tx: tx.supporters.stopped_by_carrier(NUMBER))


def test_a_hold_keeps_its_first_date_until_it_is_released(store: SqlStore, house: House) -> None:
    house.text("S54")
    began = house.clock.now()
    for days in (0, 1):
        moment = began + timedelta(days=days)
        store.run(lambda tx, at=moment: tx.supporters.hold(1, at))  # type: ignore[misc]
    person = store.run(lambda tx: tx.supporters.find(NUMBER))
    assert person
    assert person.held_at == began
    for _ in range(2):
        store.run(lambda tx: tx.supporters.release(1))
    assert house.supporters[0].held_at is None


def test_numbers_that_take_no_texts_are_listed_masked_and_the_latest_first(
    store: SqlStore, house: House
) -> None:
    numbers = [f"+1802555014{digit}" for digit in range(4)]
    for days, number in enumerate(numbers):
        person = house.store.run(
            lambda tx, one=number: tx.supporters.save(  # type: ignore[misc]
                Supporter(0, one, Conversation()), house.clock.now()
            )
        )
        since = house.clock.now() + timedelta(days=days) if days else None
        known = replace(person, unreachable=days, unusable_at=since)
        store.run(lambda tx, one=known: tx.supporters.mark(one))  # type: ignore[misc]
    listed = store.run(lambda tx: tx.supporters.unusable(2))
    assert [(one.masked[-3:], one.unreachable) for one in listed] == [("143", 3), ("142", 2)]
    assert "5014" not in repr(listed)
