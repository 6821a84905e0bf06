"""A table is read to its end, whatever is in it, and every fault has its path."""

from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.document import Table
from service.domain.fault import Fault, Faults


class Color(StrEnum):
    RED = "red"
    BLUE = "blue"


anything = st.recursive(
    st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


def table(**values: object) -> Table:
    return Table("f.toml", "a.b", values, [])


def told(read: Table) -> list[str]:
    return [str(fault) for fault in read.faults]


def test_sound_values_are_read_without_a_fault() -> None:
    read = table(s="x", i=3, l=["x", "y"], c="red", t="Hi {name}", sub={"s": "z"})
    assert read.string("s") == "x"
    assert read.integer("i", 1, 3) == 3
    assert read.strings("l") == ("x", "y")
    assert read.choice("c", Color) is Color.RED
    assert read.template("t", {"name"}).render(name="Al") == "Hi Al"
    assert read.table("sub").string("s") == "z"
    read.close()
    assert told(read) == []


def test_a_missing_key_is_told_with_its_path() -> None:
    read = table()
    assert read.string("s") == ""
    assert told(read) == ["f.toml: a.b.s: missing"]


def test_a_missing_table_is_one_fault_and_not_one_for_each_of_its_keys() -> None:
    read = table()
    sub = read.table("sub")
    sub.string("s")
    sub.close()
    assert told(read) == ["f.toml: a.b.sub: missing"]


def test_an_optional_table_may_be_missing_but_not_be_something_else() -> None:
    read = table(other=3)
    read.table("sub", required=False)
    read.table("other", required=False)
    assert told(read) == ["f.toml: a.b.other: must be a table"]


def test_keys_that_nothing_asked_for_are_told_with_those_that_exist() -> None:
    read = table(s="x", typo="x")
    read.string("s")
    assert not read.has("extra")
    read.close()
    assert told(read) == ["f.toml: a.b.typo: unknown key; this table has extra, s"]


def test_a_table_at_the_root_has_no_path_before_its_keys() -> None:
    root = Table("f.toml", "", {}, [])
    root.string("s")
    root.fault("", "all of it")
    assert told(root) == ["f.toml: s: missing", "f.toml: all of it"]


@pytest.mark.parametrize("value", [True, 0, 4, 2.0, "2", [2]])
def test_only_whole_numbers_within_their_bounds_are_numbers(value: object) -> None:
    read = table(i=value)
    assert read.integer("i", 1, 3) == 1
    assert told(read) == ["f.toml: a.b.i: must be a whole number from 1 to 3"]


def test_a_text_that_is_too_long_is_told_by_how_much() -> None:
    read = table(s="abcd")
    assert read.short("s", read.string("s"), 3) == "abcd"
    assert told(read) == ["f.toml: a.b.s: 4 characters long; at most 3 fit where it is said"]


@given(anything)
def test_nothing_that_stands_in_a_table_stops_the_reading(value: object) -> None:
    read = table(k=value)
    assert isinstance(read.string("k"), str)
    assert 1 <= read.integer("k", 1, 3) <= 3
    assert isinstance(read.strings("k"), tuple)
    assert read.choice("k", Color) in {None, *Color}
    assert read.template("k", {"a"}).fields is not None
    read.table("k").close()
    assert read.faults


def test_an_error_holds_every_fault_a_line_each() -> None:
    error = Faults([Fault("f", "k", "no"), Fault("g", "", "gone")])
    assert str(error) == "f: k: no\ng: gone"
    assert len(error.faults) == 2
