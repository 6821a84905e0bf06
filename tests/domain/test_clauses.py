"""What somebody says is parted where they breathe, and a word that is spelled out stays one."""

import pytest

from service.domain.clauses import Clause, clauses


@pytest.mark.parametrize(
    "body",
    ["no, stop", "no. stop", "no - stop", "no — stop", "no—stop", "no / stop", "no\nstop",
     "no but stop", "no pero stop", "no! stop", "no; stop"],
)  # fmt: skip
def test_a_mark_or_a_but_parts_two_clauses(body: str) -> None:
    assert [clause.words.strip() for clause in clauses(body) if clause.words] == ["no", "stop"]


@pytest.mark.parametrize("body", ["S.T.O.P", "s - t - o - p", "1,000 calls", "opt-out", "butter"])
def test_a_mark_within_a_word_parts_nothing(body: str) -> None:
    assert list(clauses(body)) == [Clause(body, asked=False, ends=True)]


def test_a_clause_knows_whether_it_asks_and_whether_it_ends_the_sentence() -> None:
    assert list(clauses("so, quit? Never")) == [
        Clause("so", asked=False, ends=False),
        Clause(" quit", asked=True, ends=True),
        Clause(" Never", asked=False, ends=True),
    ]
