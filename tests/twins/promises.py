"""People of Vermont who have asked for a ring."""

from service.adapters.phone_numbers import PhoneNumbers
from service.domain.phone import Phone
from tests.twins.house import House

MISSED = (
    "Sorry, we could not ring you when you asked. Reply CALL and we try again, or dial "
    "(202) 555-0154 at any time."
)
"""What they are texted if it never came."""


def person(number: int = 0) -> Phone:
    """One of several in Vermont."""
    return PhoneNumbers().read(f"+1802555{1000 + number}")


def promise(house: House, people: int = 1) -> list[int]:
    """So many of them ask for a ring."""
    for number in range(people):
        house.text("S54 05401", person(number))
        house.text("CALL", person(number))
    return [row.id for row in house.rows()]
