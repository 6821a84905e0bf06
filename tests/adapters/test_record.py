"""Typed reading of parsed JSON and YAML."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from service.adapters.record import Record, RecordFault, records

SHAPE = Record.of(
    {
        "name": "Barre",
        "blank": " ",
        "none": None,
        "class": 1,
        "flag": True,
        "day": "2027-01-03",
        "parsed": date(2027, 1, 3),
        "moment": datetime(2027, 1, 3, tzinfo=UTC),
        "texts": ["a", "b"],
        "mixed": ["a", 1],
        "inner": {"deep": [{"x": "y"}, 7]},
    },
    "file.json",
)


def test_values_of_the_right_shape_are_read() -> None:
    assert SHAPE.text("name") == "Barre"
    assert SHAPE.integer("class") == 1
    assert SHAPE.day("day") == SHAPE.day("parsed") == date(2027, 1, 3)
    assert SHAPE.texts("texts") == ("a", "b")
    assert SHAPE.record("inner").items("deep") == [{"x": "y"}, 7]


@pytest.mark.parametrize("key", ["none", "missing"])
def test_an_optional_text_may_be_absent(key: str) -> None:
    assert SHAPE.optional_text(key) == ""


@pytest.mark.parametrize(
    ("read", "said"),
    [
        (lambda: SHAPE.text("missing"), "file.json.missing: expected a text, found nothing"),
        (lambda: SHAPE.text("class"), "file.json.class: expected a text, found int '1'"),
        (lambda: SHAPE.text("blank"), "file.json.blank: expected a text"),
        (lambda: SHAPE.optional_text("class"), "file.json.class: expected a text"),
        (lambda: SHAPE.integer("flag"), "file.json.flag: expected a whole number"),
        (lambda: SHAPE.integer("name"), "file.json.name: expected a whole number"),
        (lambda: SHAPE.day("name"), "file.json.name: expected a date such as 2027-01-03"),
        (lambda: SHAPE.day("moment"), "file.json.moment: expected a text"),
        (lambda: SHAPE.texts("mixed"), "file.json.mixed: expected a list of texts"),
        (lambda: SHAPE.items("name"), "file.json.name: expected a list"),
        (lambda: SHAPE.record("name"), "file.json.name: expected an object, found str 'Barre'"),
        (
            lambda: SHAPE.record("inner").records("deep"),
            "file.json.inner.deep[1]: expected an object, found int '7'",
        ),
        (lambda: records({}, "file.yaml"), "file.yaml: expected a list, found dict '{}'"),
    ],
)
def test_a_value_of_another_shape_is_a_fault_that_names_its_place(
    read: Callable[[], object], said: str
) -> None:
    with pytest.raises(RecordFault) as caught:
        read()
    assert said in str(caught.value)
