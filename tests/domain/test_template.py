"""Templates fill their gaps and refuse every other use of braces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.template import MissingValue, Template, TemplateFault


def test_gaps_are_filled_by_name() -> None:
    template = Template("{a} and {b}, then {a}")
    assert template.fields == {"a", "b"}
    assert template.render(a="1", b="2") == "1 and 2, then 1"


def test_doubled_braces_stand_for_themselves() -> None:
    template = Template("{{{name}}} {{}}")
    assert template.fields == {"name"}
    assert template.render(name="x") == "{x} {}"


@pytest.mark.parametrize(
    "source",
    ["{0}", "{}", "{a.b}", "{a[0]}", "{a!r}", "{a:>5}", "{a:}", "{ a }", "{A}", "{a", "a}", "{{a}"],
)
def test_anything_else_in_braces_is_a_fault_at_construction(source: str) -> None:
    with pytest.raises(TemplateFault, match="is no placeholder; write"):
        Template(source)


def test_a_missing_value_is_named() -> None:
    with pytest.raises(MissingValue, match=r"no value for \{b\}"):
        Template("{a} {b}").render(a="1")


def test_values_without_a_gap_are_ignored() -> None:
    assert Template("plain").render(org="unused") == "plain"


@given(st.text())
def test_a_value_is_never_read_as_a_template(value: str) -> None:
    assert Template("<{a}>").render(a=value, b="secret") == f"<{value}>"


@given(st.text())
def test_any_text_can_be_said_once_its_braces_are_doubled(text: str) -> None:
    assert Template(text.replace("{", "{{").replace("}", "}}")).render() == text
