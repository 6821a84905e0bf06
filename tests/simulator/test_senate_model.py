"""An office has so many lines and people, and a mailbox that fills."""

import random

from service.simulator.senate_model import Meets, PhoneModel, phone_model, senate_habits


def test_people_answer_first_then_the_mailbox_then_nothing_is_free() -> None:
    phone = PhoneModel(lines=3, people=2, mailbox_holds=100)
    assert [phone.arrive() for _ in range(4)] == [
        Meets.PERSON, Meets.PERSON, Meets.MAILBOX, Meets.BUSY,
    ]  # fmt: skip


def test_whoever_hangs_up_frees_their_line_and_their_person() -> None:
    phone = PhoneModel(lines=1, people=1, mailbox_holds=100)
    phone.leave(phone.arrive())
    assert phone.arrive() is Meets.PERSON
    phone.leave(phone.arrive())  # busy: it held nothing
    assert phone.arrive() is Meets.BUSY


def test_a_mailbox_takes_so_many_messages_and_no_more() -> None:
    phone = PhoneModel(lines=9, people=0, mailbox_holds=2)
    assert phone.records
    for _ in range(3):
        phone.leave(phone.arrive(), message=True)
    assert phone.arrive() is Meets.FULL
    assert not phone.records


def test_lines_that_are_down_ring_and_nothing_answers() -> None:
    phone = PhoneModel(lines=2, people=2, mailbox_holds=2)
    phone.down = True
    assert phone.answerable == 0
    assert phone.arrive() is Meets.SILENCE
    phone.down = False
    assert phone.answerable == 1
    assert phone.arrive() is Meets.PERSON


def test_offices_are_as_large_as_chance_has_it_and_somebody_sits_in_each() -> None:
    habits = senate_habits()
    dice = random.Random(1)
    sizes = {phone_model(habits, is_dc=True, dice=dice).lines for _ in range(200)}
    assert sizes == set(habits.dc.lines)
    assert all(phone_model(habits, False, dice).people >= 1 for _ in range(50))


def test_a_talk_lasts_as_long_as_the_figures_say_on_average() -> None:
    habits, dice = senate_habits(), random.Random(2)
    mean = sum(habits.talk_seconds(dice) for _ in range(20_000)) / 20_000
    assert abs(mean - habits.talk) < 3
    assert habits.line_seconds(Meets.PERSON, 60) == habits.answer + 60
    assert habits.line_seconds(Meets.FULL, 60) < habits.line_seconds(Meets.MAILBOX, 60)
