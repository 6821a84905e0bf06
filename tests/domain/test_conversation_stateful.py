"""Whatever a person texts, in whatever order and world, the conversation keeps its promises."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from service.domain.campaign import CampaignKind
from service.domain.consent import ConsentKind, Programme, Standing, Standings
from service.domain.conversation import Conversation, Line, Stage, Step, World
from service.domain.conversation_rules import TABLE
from service.domain.heard import Kind
from service.domain.hearing import hear
from service.domain.longest import SEGMENT_LIMITS
from service.domain.rings import RingBack
from service.domain.segments import GSM_BASIC, apart, count
from service.domain.text_consent import CLEARS_DOUBT
from service.domain.text_effects import (
    Consent,
    Erase,
    Hinted,
    Hold,
    OptIn,
    OptOut,
    Release,
    StopAlerts,
)
from service.domain.text_place import MAX_MISSES
from service.domain.vocabulary import BRINGS_BACK
from service.domain.wordmatch import fold
from service.domain.words import Language
from tests.domain.worlds import advance, campaigns, senate, text_world

_STOPS = (
    "STOP|stop.| Stop! |ｓｔｏｐ|S\u200bTOP|opt out|Opt-Out|ALTO|parar|¡Alto!|STOP ALL|unsubscribe|"
    "no más|REVOKE|quit|End|cancel|Please stop texting me|STOP 05401|stpo|S T O P|"
    "take me off your list|ya no me escriban|quítenme de la lista|lose my number|Who is this? STOP"
)
_COMMON = (
    "S54|S.54|s 54|ICE|migra|Familias|PLATFORM|plataforma|S54 05401|ice 57717|S54 00901|S54 00000|"
    "05401|05401-1234|03579|57717|87501|00901|20001|09001|00000|99999|0540|1|2|3|NH|Maine|CALL|"
    "llamar|HELP|ayuda|START|UNSTOP|yes|si|no|JOIN|alertas|ES|EN|FORGET|olvidar|| |🙂|?|IN|OR|"
    "enough already|ya basta|wrong number|no soy Juan|stop s54|stop the raids"
)
STOPS, COMMON = _STOPS.split("|"), _COMMON.split("|")
ODD = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="0123456789٠١٢٣٤٥٦٧٨٩０１- .\u200b\u202e", max_size=12),
    st.text(
        alphabet="\x00\x07\x1b\u202e\u2066\ufeff\u0301שלוםمرحبا🙂\U0001f1fa\U0001f1f8", max_size=30
    ),
    st.builds(lambda c: c * 1600, st.sampled_from("a0🙂\u0301ß\u202e")),
    st.builds(lambda head, tail: f"{head} {tail}", st.sampled_from(COMMON), st.text(max_size=9)),
)
BODIES = st.one_of(st.sampled_from(COMMON), st.sampled_from(STOPS), ODD)
PRINTABLE = "".join(sorted(GSM_BASIC - set("\n\r")))
WORLDS = st.builds(
    text_world,
    org=st.text(alphabet=PRINTABLE, min_size=1, max_size=40),
    contact=st.text(alphabet=PRINTABLE, min_size=1, max_size=60),
    line=st.builds(
        Line,
        wait_seconds=st.floats(0, 86_400),
        already_in=st.booleans(),
        rings_left=st.booleans(),
        ringable=st.booleans(),
    ),
    hint_due=st.booleans(),
    had_alerts=st.booleans(),
    held=st.booleans(),
)

_YES_IS_PLAIN = {Stage.STOPPED, Stage.ASKED_ALERTS}  # it answers no doubt of theirs


class Texting(RuleBasedStateMachine):
    """One person, any texts."""

    conversation = Conversation()
    asked_again = 0

    @initialize(language=st.sampled_from(Language))
    def arrive(self, language: Language) -> None:
        self.conversation = Conversation(language=language)

    @rule(body=BODIES, world=WORLDS, carrier_answers=st.booleans())
    def text(self, body: str, world: World, carrier_answers: bool) -> None:
        before = self.conversation
        heard = hear(body, before, world.campaigns, world.phrasebook)
        carrier_word = heard.kind in {Kind.STOP, Kind.START, Kind.HELP}
        world = replace(world, carrier_answered=carrier_answers and carrier_word)
        step = advance(before, body, world)
        after = step.conversation

        assert step == advance(before, body, world)
        assert TABLE[before.stage, heard.kind].may_lead(before.stage, after.stage)
        stops = {OptOut(world.carrier_answered)} & set(step.effects)
        assert bool(stops) == (heard.kind is Kind.STOP)
        assert (Erase() in step.effects) == (heard.kind is Kind.FORGET)
        is_open = before.stage is not Stage.STOPPED
        yes_in_doubt = world.held and heard.says_yes and before.stage not in _YES_IS_PLAIN
        doubts = is_open and (heard.kind is Kind.DOUBT or yes_in_doubt)
        not_meant = is_open and heard.kind is Kind.WRONG_NUMBER
        news = doubts and not world.held
        news |= not_meant and before.consent.alerts is not Standing.STOPPED
        assert Hinted() not in step.effects or world.hint_due or news
        assert step.reply != ""
        words = world.words(after)
        hint = {
            Kind.DOUBT: words.text("in_doubt", org=world.org),
            Kind.WRONG_NUMBER: words.text("wrong_number", org=world.org),
        }.get(Kind.DOUBT if doubts else heard.kind, words.text("hint", begin="|").partition("|")[0])
        assert (Hinted() in step.effects) == (hint in (step.reply or ""))
        assert (Hold() in step.effects) == doubts
        assert (StopAlerts() in step.effects) == not_meant
        goes_on = heard.kind in CLEARS_DOUBT and not yes_in_doubt
        released = world.held and goes_on and after.stage is not Stage.STOPPED
        assert (Release() in step.effects) == released
        if world.carrier_answered:
            assert step.reply is None
        if before.stage is Stage.STOPPED:
            self.check_stopped(before, step.reply, after, heard.kind, fold(body))
        elif not world.carrier_answered:
            unasked = {Stage.NEW, Stage.READY, Stage.ASKED_ALERTS}
            silent = not world.hint_due and (
                ((doubts or not_meant) and not news)
                or (heard.kind is Kind.OTHER and before.stage in unasked)
            )
            assert step.reply or silent
        if step.reply:
            answers = Kind.HELP if before.stage is Stage.STOPPED else None
            told_in = heard.language if heard.kind is answers else None
            self.check_size(step.reply, told_in or after.language)
        self.check_consent(before, step, heard.kind)
        for effect in step.effects:
            if isinstance(effect, RingBack):
                assert world.line == replace(
                    world.line, already_in=False, rings_left=True, ringable=True
                )
                assert heard.kind is Kind.CALL
                assert senate().of_state(effect.state)
                campaign = campaigns().get(effect.campaign)
                assert campaign is not None
                assert campaign.kind is CampaignKind.CALL
                assert campaign.revision == effect.revision
        self.conversation = after

    def check_stopped(
        self, before: Conversation, reply: str | None, after: Conversation, kind: Kind, folded: str
    ) -> None:
        comes_back = folded in BRINGS_BACK
        assert (after.stage is not Stage.STOPPED) == comes_back
        assert reply is None or comes_back or kind is Kind.HELP

    def check_consent(self, before: Conversation, step: Step, kind: Kind) -> None:
        """Nobody is signed up for alerts who was not asked, or who said anything but yes."""
        about = [
            effect
            for effect in step.effects
            if isinstance(effect, Consent) and effect.programme is Programme.ALERTS
        ]
        kinds = [effect.kind for effect in about]
        assert kinds in ([], [ConsentKind.ASKED], [ConsentKind.AGREED, ConsentKind.CONFIRMED])
        assert all(effect.wording in (step.reply or "") for effect in about)
        after = step.conversation
        asked = before.stage is Stage.ASKED_ALERTS or before.consent.alerts is Standing.ASKED
        if ConsentKind.AGREED in kinds:
            assert kind is Kind.JOIN
            assert asked
        if ConsentKind.ASKED in kinds:
            assert after.stage is Stage.ASKED_ALERTS
            wanted = kind in {Kind.JOIN, Kind.LANGUAGE, Kind.START}
            assert wanted or before.consent.alerts is Standing.NEVER
        if Standing.AGREED in {after.consent.alerts} - {before.consent.alerts}:
            assert ConsentKind.AGREED in kinds
        if after.stage is Stage.STOPPED and kind is Kind.STOP:
            assert after.consent == Standings(Standing.STOPPED, Standing.STOPPED)

    def check_size(self, reply: str, language: Language) -> None:
        for text in apart(reply):
            size = count(text)
            assert size.segments <= SEGMENT_LIMITS[language], text
            assert language is Language.ES or size.encoding == "GSM-7", text

    @rule(body=st.sampled_from(STOPS), world=WORLDS)
    def stop_always_wins(self, body: str, world: World) -> None:
        step = advance(self.conversation, body, world)
        assert step.conversation.stage is Stage.STOPPED
        assert step.effects == (OptOut(),)
        already = self.conversation.stage is Stage.STOPPED
        assert (step.reply is None) == already
        self.conversation = step.conversation

    @rule(word=st.sampled_from(sorted(BRINGS_BACK)), world=WORLDS)
    def come_back(self, word: str, world: World) -> None:
        was_stopped = self.conversation.stage is Stage.STOPPED
        doubtful = word == "yes" and self.conversation.stage not in _YES_IS_PLAIN
        step = advance(self.conversation, word, world)
        assert step.conversation.stage is not Stage.STOPPED
        assert (OptIn() in step.effects) == was_stopped
        assert (Release() in step.effects) == (world.held and not doubtful)
        self.conversation = step.conversation

    @rule(body=st.sampled_from(["0540", "00000", "hm", ""]))
    def an_open_question_is_asked_a_few_times_at_most(self, body: str) -> None:
        conversation, world = self.conversation, text_world(hint_due=False)
        if conversation.stage not in {Stage.ASKED_ZIP, Stage.ASKED_STATE}:
            return
        for _ in range(2 * MAX_MISSES + 2):
            conversation = advance(conversation, body, world).conversation
            if conversation.stage in {Stage.NEW, Stage.READY}:
                return
        raise AssertionError(f"{body!r} is asked about for ever at {conversation.stage}")

    @invariant()
    def the_state_makes_sense(self) -> None:
        talk = self.conversation
        assert 0 <= talk.misses <= MAX_MISSES
        if talk.stage is Stage.ASKED_ALERTS:
            assert talk.consent.alerts in {Standing.ASKED, Standing.STOPPED}
        assert talk.misses == 0 or talk.stage in {Stage.ASKED_ZIP, Stage.ASKED_STATE}
        if talk.stage is Stage.READY:
            assert talk.state
        if talk.stage is Stage.ASKED_STATE:
            assert len(talk.choices) > 1
            assert not talk.state


TestTexting = Texting.TestCase
TestTexting.settings = settings(max_examples=250, stateful_step_count=25, deadline=None)


@given(body=st.text(max_size=1600))
@settings(max_examples=150)
def test_any_text_at_any_stage_is_understood_as_something(body: str) -> None:
    for stage in Stage:
        talk = Conversation(stage, choices=("ME", "NH"))
        assert hear(body, talk, campaigns(), text_world().phrasebook).kind in Kind


@given(body=BODIES, carrier_answered=st.booleans())
def test_whoever_was_told_how_to_stop_is_not_told_again(body: str, carrier_answered: bool) -> None:
    world = text_world(carrier_answered=carrier_answered)
    step = advance(Conversation(greeted=True), body, world)
    line = world.words(step.conversation).text("opt_out_line")
    assert line not in (step.reply or "")
