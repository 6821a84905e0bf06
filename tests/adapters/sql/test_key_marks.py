"""A database is never gone on with under other keys: whoever said stop would be a stranger."""

from base64 import urlsafe_b64encode

import pytest
from sqlalchemy import delete

from service.adapters.sql.engine import open_engine
from service.adapters.sql.figures import SqlFigures
from service.adapters.sql.key_marks import WrongKeys, mark_keys, refuse_other_keys
from service.adapters.sql.store import SqlStore
from service.adapters.sql.tables import KEY_MARKS
from service.adapters.vault import Vault
from service.ports.store import StoreDown, Transaction
from tests.twins.house import HASH_KEY, PHONE_KEY, VERMONTER, House
from tests.twins.lines import LinesTwin
from tests.twins.queue import QueueTwin

OTHER = urlsafe_b64encode(b"another key of thirty-two bytes.").decode()
OTHERS = {"PHONE_KEY": Vault(OTHER, HASH_KEY), "HASH_KEY": Vault(PHONE_KEY, OTHER)}


def nothing(_tx: Transaction) -> None:
    """Work that leaves everything as it is."""


@pytest.fixture(params=OTHERS)
def name(request: pytest.FixtureRequest) -> str:
    """The key that is another."""
    return str(request.param)


def test_a_database_knows_its_keys_from_the_first_transaction_on(house: House, name: str) -> None:
    house.store.run(nothing)
    refuse_other_keys(house.engine, house.vault)
    with pytest.raises(WrongKeys, match=f"under another {name}: set the {name} it was filled"):
        refuse_other_keys(house.engine, OTHERS[name])


def test_a_start_leaves_the_marks_where_nobody_has_written_yet(house: House, name: str) -> None:
    refuse_other_keys(house.engine, house.vault)
    with pytest.raises(WrongKeys):
        refuse_other_keys(house.engine, OTHERS[name])


def test_whoever_prepares_an_empty_database_may_change_its_keys(house: House, name: str) -> None:
    house.store.run(nothing)
    mark_keys(house.engine, OTHERS[name])
    refuse_other_keys(house.engine, OTHERS[name])
    with pytest.raises(WrongKeys):
        refuse_other_keys(house.engine, house.vault)


@pytest.mark.parametrize("body", ["S54", "STOP", "FORGET"])
def test_nobody_may_once_something_is_stored(house: House, name: str, body: str) -> None:
    house.text(body)
    with pytest.raises(WrongKeys):
        mark_keys(house.engine, OTHERS[name])
    mark_keys(house.engine, house.vault)


def test_a_database_that_was_filled_before_there_were_marks_tells_by_a_person(
    house: House, name: str
) -> None:
    house.text("S54")
    with house.engine.begin() as connection:
        connection.execute(delete(KEY_MARKS))
    with pytest.raises(WrongKeys, match=f"under another {name}"):
        refuse_other_keys(house.engine, OTHERS[name])
    refuse_other_keys(house.engine, house.vault)


def test_a_process_that_began_without_the_database_does_no_work_on_it(
    house: House, name: str
) -> None:
    house.text("STOP")
    store = SqlStore(house.engine, OTHERS[name], QueueTwin(), LinesTwin())
    for _ in range(2):
        with pytest.raises(StoreDown, match=f"under another {name}"):
            store.run(lambda tx: tx.supporters.restore(VERMONTER.e164, house.clock.now()))
    assert house.store.run(lambda tx: tx.supporters.suppressed(VERMONTER.e164))


def test_readiness_says_which_key_is_another(house: House, name: str) -> None:
    house.store.run(nothing)
    assert f"another {name}" in (SqlFigures(house.engine, OTHERS[name]).fault() or "")


def test_asking_for_readiness_leaves_no_mark(house: House) -> None:
    assert SqlFigures(house.engine, OTHERS["HASH_KEY"]).fault() is None
    refuse_other_keys(house.engine, house.vault)


def test_a_database_that_does_not_answer_is_waited_for() -> None:
    refuse_other_keys(open_engine("sqlite:////no/where/patchline.db"), OTHERS["HASH_KEY"])
