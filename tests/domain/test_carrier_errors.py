"""What each error code of the carrier makes us do."""

import pytest

from service.domain.carrier_errors import CARRIER_ERRORS, Remedy, carrier_error


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
    ],
)
def test_a_code_has_its_remedy(code: int, remedy: Remedy) -> None:
    assert carrier_error(code).remedy is remedy


def test_an_unknown_code_fails_one_text_and_nothing_else() -> None:
    assert carrier_error(99999).remedy is Remedy.DROP


def test_every_code_says_what_it_means() -> None:
    assert all(error.meaning for error in CARRIER_ERRORS.values())


@pytest.mark.parametrize("code", [21606, 21659, 21660, 21701, 35111, 35114, 35118])
def test_a_wrong_sender_or_time_is_in_the_table(code: int) -> None:
    assert code in CARRIER_ERRORS
