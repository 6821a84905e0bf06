"""Federal holidays, against the list of an independent library."""

from datetime import date, timedelta

import holidays
import pytest

from service.domain.federal_holidays import is_federal_holiday, is_inauguration_day


@pytest.mark.parametrize("year", range(2021, 2041))
def test_they_are_the_days_on_which_federal_offices_are_closed(year: int) -> None:
    theirs = set(holidays.country_holidays("US", years=[year, year + 1]))
    days = (date(year, 1, 1) + timedelta(days=number) for number in range(366))
    assert {day for day in days if is_federal_holiday(day)} == {
        day for day in theirs if date(year, 1, 1) <= day <= date(year, 1, 1) + timedelta(days=365)
    }


def test_washington_has_inauguration_day_besides() -> None:
    years = range(2021, 2062)
    named = holidays.country_holidays("US", subdiv="DC", years=years)
    theirs = {day for day, name in named.items() if "Inauguration" in name and day.weekday() < 6}
    days = (date(2021, 1, 1) + timedelta(days=number) for number in range(366 * len(years)))
    ours = {day for day in days if is_inauguration_day(day) and day.year in years}
    assert ours == theirs
