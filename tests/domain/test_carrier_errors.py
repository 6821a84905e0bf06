"""What each error code of the carrier makes us do."""

import pytest

from service.domain.carrier_errors import CARRIER_ERRORS, Remedy, carrier_error, in_words


@pytest.mark.parametrize(
    ("code", "remedy"),
    [
        (21610, Remedy.OPT_OUT),
        (30004, Remedy.OPT_OUT),
        (21211, Remedy.UNUSABLE),
        (30006, Remedy.UNUSABLE),
        (30003, Remedy.UNREACHABLE),
        (20429, Remedy.BACK_OFF),
        (30001, Remedy.BACK_OFF),
        (20003, Remedy.HALT),
        (90010, Remedy.HALT),
        (14107, Remedy.SILENCE),
        (30034, Remedy.REGISTER),
        (21606, Remedy.REGISTER),
        (21659, Remedy.REGISTER),
        (21660, Remedy.REGISTER),
        (21701, Remedy.REGISTER),
        (35111, Remedy.DROP),
        (35114, Remedy.DROP),
        (35118, Remedy.DROP),
        (30036, Remedy.LATE),
        (30007, Remedy.FILTERED),
        (21408, Remedy.DROP),
        (21215, Remedy.DROP),
        (21210, Remedy.REGISTER),
    ],
)
def test_a_code_has_its_remedy(code: int, remedy: Remedy) -> None:
    assert carrier_error(code).remedy is remedy


def test_an_unknown_code_fails_one_text_and_nothing_else() -> None:
    assert carrier_error(99999).remedy is Remedy.DROP


def test_every_code_says_what_it_means() -> None:
    assert all(error.meaning for error in CARRIER_ERRORS.values())


def test_a_sender_that_is_refused_has_a_cure() -> None:
    refused = [one for one in CARRIER_ERRORS.values() if one.remedy is Remedy.REGISTER]
    assert all(error.cure for error in refused)


@pytest.mark.parametrize("code", [21210, 21215, 21216, 13225, 13227, 21408, 21612])
def test_what_the_account_lacks_has_a_cure(code: int) -> None:
    assert carrier_error(code).cure


@pytest.mark.parametrize("code", [21211, 21217, 21610, 13226, 30003, 99999])
def test_what_one_number_is_to_blame_for_has_none(code: int) -> None:
    assert not carrier_error(code).cure


def test_a_code_is_told_with_its_meaning() -> None:
    assert in_words(21610) == "21610, the person has opted out"


@pytest.mark.parametrize("code", [21606, 21659, 21660, 21701, 35111, 35114, 35118])
def test_a_wrong_sender_or_time_is_in_the_table(code: int) -> None:
    assert code in CARRIER_ERRORS
