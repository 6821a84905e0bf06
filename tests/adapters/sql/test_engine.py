"""Opening databases."""

import sys

import pytest

from service.adapters.sql.engine import DriverMissing, open_engine


def test_a_driver_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(DriverMissing, match="psycopg"):
        open_engine("postgresql+psycopg://somebody@localhost/patchline")
