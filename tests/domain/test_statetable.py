"""A table of rules leaves no stage and event without an answer, and draws itself."""

from enum import StrEnum

import pytest

from service.domain.statetable import STAYS, Rule, TableFault, index, mermaid


class Door(StrEnum):
    OPEN = "open"
    SHUT = "shut"


class Push(StrEnum):
    SOFT = "soft"
    HARD = "hard"


def _rule(at: set[Door], on: Push, to: frozenset[Door] = STAYS) -> Rule[Door, Push, object]:
    return Rule(frozenset(at), on, object, to)


RULES = (
    _rule({Door.OPEN, Door.SHUT}, Push.SOFT),
    _rule({Door.OPEN}, Push.HARD, frozenset({Door.SHUT})),
    _rule({Door.SHUT}, Push.HARD, frozenset({Door.SHUT, Door.OPEN})),
)


def test_every_pair_finds_its_rule() -> None:
    table = index(RULES, Door, Push)
    assert len(table) == 4
    assert table[Door.OPEN, Push.HARD] is RULES[1]


def test_a_pair_without_a_rule_is_a_fault() -> None:
    with pytest.raises(TableFault, match=r"no rule for .*shut.*hard"):
        index(RULES[:2], Door, Push)


def test_two_rules_for_one_pair_are_a_fault() -> None:
    with pytest.raises(TableFault, match="two rules for soft at open"):
        index((*RULES, _rule({Door.OPEN}, Push.SOFT)), Door, Push)


def test_a_rule_that_stays_leads_nowhere_else() -> None:
    stays = RULES[0]
    assert stays.may_lead(Door.OPEN, Door.OPEN)
    assert not stays.may_lead(Door.OPEN, Door.SHUT)


def test_a_rule_leads_only_where_it_says() -> None:
    assert RULES[1].may_lead(Door.OPEN, Door.SHUT)
    assert not RULES[1].may_lead(Door.OPEN, Door.OPEN)


def test_the_diagram_has_one_arrow_a_pair_with_all_its_events() -> None:
    assert mermaid(RULES).splitlines() == [
        "stateDiagram-v2",
        "    open --> open: soft",
        "    open --> shut: hard",
        "    shut --> open: hard",
        "    shut --> shut: hard, soft",
    ]
