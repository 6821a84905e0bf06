"""What a text that was missed may still lead to."""

from datetime import timedelta

import pytest

from service.adapters.sql.tables import MESSAGES, SUPPRESSIONS, TEXTS
from service.domain.records import CallStatus
from tests.twins.house import VERMONTER, House
from tests.twins.missed import missed
from tests.twins.phone_call import RungCall


class TestLateCalls:
    """CALL, from somebody whose senators we know."""

    @pytest.fixture
    def known(self, listening: House) -> House:
        listening.text("S54 05401")
        return listening

    @staticmethod
    def fetch(house: House, body: str, hours_ago: float) -> list[str]:
        """What its sender is answered."""
        missed(house, body, minutes_ago=60 * hours_ago)
        house.fetch_missed()
        house.work()
        return [text.body for text in house.carrier.texts]

    def test_a_recent_one_rings_as_if_it_were_in_time(self, known: House) -> None:
        asked = known.clock.now() - timedelta(minutes=30)
        assert len(self.fetch(known, "CALL", hours_ago=0.5)) == 1
        assert len(known.carrier.calls) == 1
        assert [call.requested_at for call in known.rows()] == [asked]

    def test_an_old_one_rings_nobody_and_is_told_to_come_again(self, known: House) -> None:
        known.clock.move(hours=4)
        (answer,) = self.fetch(known, "CALL", hours_ago=3)
        assert "text us again" in answer
        assert known.rows() == []

    def test_a_recent_one_at_night_rings_nobody(self, known: House) -> None:
        known.clock.move(hours=15)  # three in the morning
        (answer,) = self.fetch(known, "CALL", hours_ago=0.5)
        assert "text us again" in answer
        assert known.rows() == []

    @pytest.mark.parametrize("body", ["CALL", "05602", "ayuda", "hello there"])
    def test_nobody_is_woken_by_an_old_answer_which_comes_in_the_morning(
        self, known: House, body: str
    ) -> None:
        known.clock.move(hours=15)  # three in the morning
        assert self.fetch(known, body, hours_ago=5) == []
        assert known.rows() == []
        self.answers_until(known, minutes=299)
        assert known.carrier.texts == []
        self.answers_until(known, minutes=1)
        assert len(known.carrier.texts) == 1

    @staticmethod
    def answers_until(house: House, minutes: int) -> None:
        """That time passes, and whatever falls due is sent."""
        house.clock.move(minutes=minutes)
        for _ in range(3):
            house.sweep()
            house.work()

    def test_an_answer_is_none_to_somebody_who_has_written_since(self, known: House) -> None:
        known.clock.move(hours=15)
        self.fetch(known, "05602", hours_ago=5)
        known.clock.move(hours=1)
        known.text("S54 05401")
        self.answers_until(known, minutes=300)
        assert known.carrier.texts == []
        assert known.statuses(MESSAGES) == ["canceled"]

    def test_an_answer_that_need_not_wait_is_sent_although_they_have_written_since(
        self, known: House
    ) -> None:
        known.clock.move(minutes=20)
        missed(known, "ayuda", minutes_ago=10)
        known.fetch_missed()
        known.clock.move(minutes=1)
        known.text("hello?")
        known.work()
        assert len(known.carrier.texts) == 1

    def test_the_morning_is_that_of_where_the_text_says_they_live(self, known: House) -> None:
        """In Texas it begins at nine, an hour after it is nine in Vermont."""
        known.clock.move(hours=15)
        self.fetch(known, "78701", hours_ago=5)
        self.answers_until(known, minutes=419)
        assert known.carrier.texts == []
        self.answers_until(known, minutes=1)
        assert len(known.carrier.texts) == 1

    def test_a_stop_during_the_night_ends_an_answer_that_waits(self, known: House) -> None:
        known.clock.move(hours=15)
        self.fetch(known, "78701", hours_ago=5)
        known.text("STOP", carrier_answered=True)
        self.answers_until(known, minutes=360)
        assert known.carrier.texts == []

    def test_an_answer_of_half_an_hour_ago_comes_at_night(self, known: House) -> None:
        known.clock.move(hours=15)
        assert len(self.fetch(known, "78701", hours_ago=0.5)) == 1

    @pytest.mark.parametrize(("body", "left"), [("opt out", ["stopped"]), ("FORGET", [])])
    def test_a_stop_and_forget_are_done_at_night_without_a_word(
        self, known: House, body: str, left: list[str]
    ) -> None:
        known.clock.move(hours=15)
        assert self.fetch(known, body, hours_ago=5) == []
        assert [person.stage for person in known.supporters] == left


def test_a_late_call_rings_nobody_who_was_rung_since(listening: House) -> None:
    listening.text("S54 05401")
    missed(listening, "CALL", minutes_ago=10)
    listening.text("CALL")
    listening.work()
    RungCall(listening, VERMONTER, "CA-1", listening.carrier.calls[0].token).ends(
        CallStatus.COMPLETED
    )
    listening.fetch_missed()
    listening.work()
    assert len(listening.carrier.calls) == 1


class TestOvertaken:
    """A text of somebody who has said something else since, and whom that reached us in time."""

    @pytest.mark.parametrize("body", ["78701", "S54 78701", "DHS", "ES", "03579"])
    def test_it_leads_nobody_back_and_is_shown_to_the_organizers(
        self, listening: House, body: str
    ) -> None:
        missed(listening, body, minutes_ago=30)
        listening.text("S54 05401")
        listening.fetch_missed()
        listening.work()
        (person,) = listening.supporters
        stands = (person.campaign, person.zip, person.stage, person.language)
        assert stands == ("s54", "05401", "ready", "en")
        assert listening.carrier.texts == []
        assert [text.in_inbox for text in listening.rows(TEXTS)] == [False, True]

    def test_of_two_that_were_missed_the_later_one_stands(self, listening: House) -> None:
        missed(listening, "S54 78701", minutes_ago=30)
        missed(listening, "05401", minutes_ago=20)
        listening.fetch_missed()
        listening.work()
        assert [person.zip for person in listening.supporters] == ["05401"]
        assert len(listening.carrier.texts) == 2

    def test_a_ring_that_it_asks_for_is_placed_all_the_same(self, listening: House) -> None:
        listening.text("S54 05401")
        missed(listening, "CALL", minutes_ago=10)
        listening.text("hello?")
        listening.fetch_missed()
        listening.work()
        assert len(listening.carrier.calls) == 1

    @pytest.mark.parametrize(("body", "left"), [("opt out", ["stopped"]), ("FORGET", [])])
    def test_a_stop_and_forget_count(self, listening: House, body: str, left: list[str]) -> None:
        missed(listening, body, minutes_ago=30)
        listening.text("S54 05401")
        listening.fetch_missed()
        assert [person.stage for person in listening.supporters] == left

    @pytest.mark.parametrize(("body", "stops"), [("S54 05401", 0), ("opt out", 1), ("FORGET", 0)])
    def test_of_whoever_was_forgotten_since_nothing_is_kept_but_a_stop(
        self, listening: House, body: str, stops: int
    ) -> None:
        missed(listening, body, minutes_ago=30)
        listening.text("S54")
        listening.text("FORGET")
        listening.fetch_missed()
        listening.work()
        assert listening.supporters == []
        assert [text.body_sealed for text in listening.rows(TEXTS)] == [None] * 3
        assert listening.carrier.texts == []
        assert len(listening.rows(SUPPRESSIONS)) == stops
