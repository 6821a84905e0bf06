"""Looks at the end of the consent ledger's chain."""

from collections.abc import Sequence

from sqlalchemy.exc import SQLAlchemyError

from service.adapters.sql.consent_audit import audit_end
from service.adapters.sql.engine import open_engine
from service.adapters.sql.key_marks import look_for_other_keys
from service.adapters.sql.outage import store_down
from service.adapters.sql.schema import Schema, require_current_schema
from service.adapters.vault import Vault
from service.domain.consent_chain import Head


def look_at_ledger(
    url: str, vault: Vault, anchors: Sequence[Head], links: int
) -> tuple[Head, Sequence[str]]:
    """Where it ends, and the faults of its last links and of the anchors.

    Raises:
        SchemaFault: it has the tables of another version.
        StoreDown: it does not answer, or was filled under other keys.
    """
    engine = open_engine(url)
    try:
        require_current_schema(engine, Schema())
        look_for_other_keys(engine, vault)  # under which every event would seem altered
        return audit_end(engine, vault, anchors, links)
    except SQLAlchemyError as error:
        raise store_down(error) from error
    finally:
        engine.dispose()
