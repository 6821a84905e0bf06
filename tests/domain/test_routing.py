"""The next office to dial: Washington first, then state offices that are open, no number twice."""

from service.domain.directory import OfficeKind
from service.domain.routing import choose, insist
from tests.domain.worlds import NIGHT, WEEKDAY, office, senate, senator

SHARED = "+18025550199"
ANN = senator(
    "ann",
    1,
    office("barre"),
    office("dc"),
    office("stowe"),
    office("hilo", zone="Pacific/Honolulu"),
)


def chosen(*tried: str, who: object = ANN) -> str | None:
    choice = choose(who, WEEKDAY, tried)  # type: ignore[arg-type]
    return choice.office.id if choice else None


def test_washington_comes_first_wherever_it_is_listed() -> None:
    assert chosen() == "dc"


def test_state_offices_follow_in_the_order_of_the_directory() -> None:
    assert [chosen("dc"), chosen("dc", "barre")] == ["barre", "stowe"]


def test_closed_offices_are_passed_over() -> None:
    assert chosen("dc", "barre", "stowe") is None
    evening = choose(ANN, NIGHT.replace(hour=1), ())
    assert evening is not None
    assert evening.office.id == "hilo"
    assert choose(ANN, NIGHT, ()) is None


def test_a_number_under_two_names_is_dialed_once() -> None:
    both = senator("bea", 3, office("dover", SHARED), office("keene", SHARED))
    assert chosen(who=both) == "dover"
    assert chosen("dover", who=both) is None


def test_a_number_shared_with_the_other_senator_is_still_dialed_for_each() -> None:
    sullivan, murkowski = senate().of_state("AK")
    numbers = [{office.phone for office in s.offices} for s in (sullivan, murkowski)]
    shared = numbers[0] & numbers[1]
    assert len(shared) == 1
    tried = [o.id for o in murkowski.offices if o.phone not in shared]
    afternoon = WEEKDAY.replace(hour=21)
    choice = choose(murkowski, afternoon, tried)
    assert choice is not None
    assert choice.office.phone in shared


def test_a_caller_may_insist_on_washington_at_any_hour() -> None:
    choice = insist(ANN)
    assert choice is not None
    assert choice.office.kind is OfficeKind.DC


def test_nobody_can_insist_on_an_office_that_does_not_exist() -> None:
    assert insist(senator("bea", 3, office("barre"))) is None
    assert choose(senator("cam", 3), WEEKDAY, ()) is None


def test_every_choice_says_why() -> None:
    first, second = choose(ANN, WEEKDAY, ()), choose(ANN, WEEKDAY, ("dc",))
    assert first is not None
    assert second is not None
    assert "open" in first.reason
    assert "did not answer" in second.reason


def test_every_senator_has_an_office_to_dial_on_a_weekday() -> None:
    assert all(choose(s, WEEKDAY, ()) for s in senate().senators)
