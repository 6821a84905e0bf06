"""Whatever happens on a call, in any order, it answers, ends and dials nobody but the Senate."""

from dataclasses import astuple, replace
from datetime import datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from service.domain.call_effects import (
    Confirmed,
    Decided,
    Ended,
    FollowUp,
    LegBegun,
    LegEnded,
    OutcomeTold,
    RingAsked,
    StopTold,
)
from service.domain.call_ending import MAX_ASKED
from service.domain.call_targets import OUTCOMES
from service.domain.callflow import (
    At,
    CallState,
    CallWorld,
    Happened,
    Sign,
    Turn,
    comes_to_a_senator,
)
from service.domain.callflow_rules import TABLE, advance, begin
from service.domain.directory import OfficeKind
from service.domain.legs import MAX_DIALS
from service.domain.routing import Choice
from tests.domain.call_events import (
    EVENTS,
    HANGUPS,
    KEYS,
    MOMENTS,
    PICKS,
    SENATES,
    SENSIBLE,
    STARTS,
    WORLDS,
)
from tests.domain.worlds import (
    NIGHT,
)


class Calling(RuleBasedStateMachine):
    """One call; now and then a webhook comes again, late, or for a state that is long past."""

    @initialize(start=STARTS, world=WORLDS, picks=PICKS)
    def ring(self, start: CallState, world: CallWorld, picks: list[int]) -> None:
        self.world = world
        self.decided: dict[int, Choice | None] = {}
        self.turn = begin(start, world)
        self.confirmed = not start.rung
        self.order: tuple[str, ...] = ()
        self.past: list[tuple[CallState, bool, tuple[str, ...]]] = []
        self.the_call_goes_on(picks)

    @rule(picks=PICKS)
    def the_call_goes_on(self, picks: list[int]) -> None:
        for pick in picks:
            if likely := SENSIBLE.get(self.turn.state.at):
                self.something_happens(likely[pick % len(likely)])

    @rule(happened=EVENTS)
    def anything_happens(self, happened: Happened) -> None:
        self.something_happens(happened)

    def something_happens(self, happened: Happened) -> None:
        self.past.append((self.turn.state, self.confirmed, self.order))
        self.turn = self.checked(self.turn.state, happened)
        self.confirmed |= Confirmed() in self.turn.effects
        begun = [effect.target for effect in self.turn.effects if isinstance(effect, LegBegun)]
        self.order = (*self.order, *begun)
        assert self.confirmed or not begun, "nothing is dialed before a person answers"

    @rule(happened=EVENTS, pick=st.integers(0, 10**6), takes_over=st.booleans())
    def a_stale_webhook_comes(self, happened: Happened, pick: int, takes_over: bool) -> None:
        if not self.past:
            return
        state, confirmed, order = self.past[pick % len(self.past)]
        if takes_over:
            self.turn, self.confirmed, self.order = Turn(state), confirmed, order
            self.something_happens(happened)
        else:
            self.checked(state, happened)

    @rule(happened=HANGUPS)
    def a_hang_up_ends_it(self, happened: Happened) -> None:
        turn = self.checked(self.turn.state, happened)
        assert turn.state.at is At.OVER
        assert not turn.say
        assert (FollowUp() in turn.effects) == (
            self.turn.state.at is not At.OVER
            and bool(self.turn.state.awaited or (self.turn.state.texts and self.turn.state.leg))
        )

    @rule(now=MOMENTS, sitting=st.sampled_from(("", "", *sorted(SENATES))))
    def time_goes_by(self, now: datetime, sitting: str) -> None:
        """Offices open and close; now and then senators come and go."""
        directory = SENATES[sitting] if sitting else self.world.directory
        self.world = replace(self.world, now=now, directory=directory)

    def checked(self, before: CallState, happened: Happened) -> Turn:
        """The turn, held to what is promised of every turn, and its decisions kept."""
        world = replace(self.world, decided=dict(self.decided))
        turn = advance(before, happened, world)
        assert TABLE[before.at, happened.sign].may_lead(before.at, turn.state.at)
        assert turn.state.step == before.step + 1
        self.check_answer(turn)
        self.check_dial(before, turn)
        if not comes_to_a_senator(before, happened):
            self.check_that_the_past_does_not_matter(before, happened, turn)
        if turn.state.at is At.OFFER:
            self.check_offer(turn)
        for effect in turn.effects:
            self.check_effect(before, turn, effect)
            if isinstance(effect, Decided):
                self.decided.setdefault(effect.step, effect.choice)
        if all(self.kept(effect) for effect in turn.effects):
            late = replace(world, decided=dict(self.decided), now=NIGHT)
            assert advance(before, happened, late) == turn, "a repeat hears the same, at any time"
        return turn

    def kept(self, effect: object) -> bool:
        """False for the decision of a stray branch, whose step was decided before."""
        return not isinstance(effect, Decided) or self.decided[effect.step] == effect.choice

    def check_offer(self, turn: Turn) -> None:
        senator_ = self.world.senator(turn.state)
        assert senator_ is None or senator_.dc_office or self.world.there

    def check_that_the_past_does_not_matter(
        self, before: CallState, happened: Happened, turn: Turn
    ) -> None:
        everybody = frozenset(senator.bioguide for senator in self.world.directory.senators)
        for enough in (frozenset[str](), everybody):
            world = replace(self.world, enough=enough, decided=None)
            assert advance(before, happened, world) == turn

    def check_answer(self, turn: Turn) -> None:
        asks, connects, over = turn.ask, turn.connect, turn.state.at is At.OVER
        assert sum(map(bool, (asks, connects, over))) == 1
        assert bool(connects) == (turn.state.at is At.LEG)
        assert (Ended() in turn.effects) == over or not turn.effects
        if asks:
            assert asks.say
            assert asks.digits in {1, 5}
            assert 0 < asks.seconds <= 10
        for spoken in (*turn.say, *(asks.say if asks else ())):
            assert spoken.words.strip()
            assert "{" not in spoken.words

    def check_dial(self, before: CallState, turn: Turn) -> None:
        if turn.connect is None:
            return
        chosen = turn.connect.choice.office
        assert before.at in {At.SCRIPT, At.LEG, At.OFFER}
        assert chosen.phone in self.world.directory.numbers
        target = self.world.directory.senator(turn.state.targets[0])
        assert target is not None
        assert chosen in target.offices
        assert len(turn.state.tried) <= MAX_DIALS + 1
        assert not (before.rung and turn.connect.own_id)
        if not turn.state.insisted:
            assert len(turn.state.tried) <= MAX_DIALS
            assert len(set(turn.state.tried)) == len(turn.state.tried)
        else:
            assert chosen.kind is OfficeKind.DC

    def check_effect(self, before: CallState, turn: Turn, effect: object) -> None:
        match effect:
            case LegBegun(step=step, target=target):
                assert step == turn.state.step == turn.state.leg
                assert target == turn.state.targets[0]
            case LegEnded(step=step):
                assert before.at is At.LEG
                assert step == before.leg
            case OutcomeTold(step=step, outcome=outcome):
                assert step == before.leg > 0
                assert outcome in OUTCOMES.values()
            case Decided(step=step):
                assert step == turn.state.step
            case StopTold():
                assert before.rung
                assert before.at not in {At.LEG, At.OVER}
                assert turn.effects == (effect, Ended())
            case FollowUp():
                assert before.texts or before.at is At.TEXT_OFFER or turn.state.awaited
            case RingAsked(target=target, wording=wording):
                assert (before.at, before.targets[0]) == (At.OFFER, target)
                assert self.world.there
                assert "2" in wording

    @invariant()
    def senators_are_called_one_after_the_other(self) -> None:
        order = getattr(self, "order", ())
        turns = [who for i, who in enumerate(order) if i == 0 or order[i - 1] != who]
        assert len(set(turns)) == len(turns) <= 2

    @invariant()
    def the_token_stays_small_and_names_nobody(self) -> None:
        if hasattr(self, "turn"):
            state = self.turn.state
            assert len(repr(astuple(state))) < 400
            assert len(state.tried) <= MAX_DIALS + 1
            assert len(state.targets) <= 2
            assert 1 <= state.asked <= MAX_ASKED


TestCalling = Calling.TestCase
TestCalling.settings = settings(max_examples=300, stateful_step_count=30, deadline=None)


@given(start=STARTS, world=WORLDS, keys=KEYS)
def test_a_caller_who_never_answers_sensibly_is_let_go(
    start: CallState, world: CallWorld, keys: str
) -> None:
    for happened in (Happened(Sign.SILENCE), Happened(Sign.KEYS, keys=f"9{keys}")):
        turn, events = begin(start, world), 0
        while turn.state.at is not At.OVER:
            turn, events = advance(turn.state, happened, world), events + 1
            assert events <= 40


@given(start=STARTS, world=WORLDS, events=st.lists(st.one_of(EVENTS, EVENTS, HANGUPS), max_size=40))
def test_a_text_is_queued_once_and_an_end_is_told(
    start: CallState, world: CallWorld, events: list[Happened]
) -> None:
    turn, effects = begin(start, world), []
    for happened in events:
        turn = advance(turn.state, happened, world)
        effects += turn.effects
    assert effects.count(FollowUp()) <= 1
    assert (Ended() in effects) == (turn.state.at is At.OVER)
    assert effects.count(Confirmed()) <= 1
