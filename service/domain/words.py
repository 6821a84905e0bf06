"""The product's own words, in every language it speaks."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from service.domain.template import Template


class Language(StrEnum):
    """Languages of texts and calls. Values are ISO 639-1."""

    EN = "en"
    ES = "es"


def _declare(declared: str) -> Mapping[str, frozenset[str]]:
    """Read a table of keys, one a line, each followed by the placeholders it may use."""
    rows = (line.split() for line in declared.strip().splitlines())
    return {key: frozenset(names) for key, *names in rows}


TEXT_KEYS = _declare("""
    opt_out_line
    ask_zip_again
    zip_gave_up
    senators            senators ask number
    senator             last
    senators_vacant     senators ask number state
    no_senators         state
    ask_state           states choices
    ask_state_again     choices
    choice_state        state key
    no_senators_dc
    no_senators_territory  place
    military
    how_to_call         number
    call_soon           number
    call_wait           minutes number
    call_wait_one_minute   number
    call_limit          number
    call_halted         number
    call_already        number
    call_unringable     number
    ring_missed         number
    stopped             org
    started             org
    in_doubt            org
    wrong_number        org
    help                org contact begin
    help_programmes     org
    help_waiting
    help_stopped        org contact
    alerts_question
    alerts_joined
    alerts_already      org
    alerts_declined
    language_set
    begin               keywords
    read                keyword
    forgotten           org
    forgotten_stopped   org
    hint                begin
    try_again
    follow_up           results next_step
    result_spoke        senator
    result_message      senator
    result_not_through  senator
    result_untold       senator
    result_closed       senators day clock
    result_not_called   senators
    call_again
    call_when_open
    expect_unknown
    expect_minutes      minutes
    expect_long
    wait_update         expected
    where_none
    where_ringing
    where_again         moment
    where_line          place expected
    where_time          moment
    leave_none
    leave_done
    later_soon          soon moment
    later_tomorrow      moment
    time_set            moment
    time_nearest        moment typed
    time_never
    tomorrow
    wait_put_off        moment
    wait_void
    wait_campaign_over
    wait_missed
    ring_when_free
    ring_at             moment
    moment              day clock zone
""")
"""Every text that Patchline sends of its own, and the placeholders it may use."""

VOICE_KEYS = _declare("""
    greeting            org title
    choose_language
    ring_greeting       org title
    ring_greeting_awaited  org title
    ring_again
    ring_stop
    stopped             org
    ring_no_key         org
    ask_zip
    ask_zip_again
    ask_state           choices
    choice_state        state key
    no_senators         state
    no_senators_dc
    no_senators_territory  place
    military
    target              senator state
    go_on
    go_on_again
    dialing             last city
    next_office_busy    city
    next_office_no_answer  city
    all_closed          senator city day clock
    leave_message
    dial_again
    mailbox_full
    await_line          org
    await_opening       org moment
    move_on
    line_promised       last
    line_promised_minutes  last minutes
    line_promised_long  last
    opening_promised    last moment
    also_promised       last
    ring_follows
    one_busy            last
    no_line             last
    just_tried          last
    all_busy            last
    outcome
    outcome_again
    could_not_reach     last
    seat_vacant         state
    reached_enough      last
    senator             last
    not_reached         senators
    call_later          org
    call_when_open      org city day clock
    thanks
    text_offer
    text_sent
    goodbye             org
    gave_up             org
    sorry               org
    cannot_continue     org
    wrong_key
""")
"""Every sentence that Patchline speaks of its own, and the placeholders it may use."""

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""The days of the week in the order of ``date.weekday``."""

ZONES = ("eastern", "central", "mountain", "pacific", "alaska", "hawaii", "atlantic", "samoa",
         "chamorro")  # fmt: skip
"""The time zones of the US and its territories, as people call them."""

_ZONE_OF = {
    "EST": "eastern", "EDT": "eastern", "CST": "central", "CDT": "central", "MST": "mountain",
    "MDT": "mountain", "PST": "pacific", "PDT": "pacific", "AKST": "alaska", "AKDT": "alaska",
    "HST": "hawaii", "HDT": "hawaii", "AST": "atlantic", "SST": "samoa", "ChST": "chamorro",
}  # fmt: skip

_SOUNDS_LIKE_I = re.compile(r"h?[ií](?![aeo])", re.IGNORECASE)
_SOUNDS_LIKE_O = re.compile(r"h?[oó]|8|11(?!\d)", re.IGNORECASE)


@dataclass(frozen=True)
class Words:
    """One language's words. Unknown keys raise KeyError: they are declared above."""

    language: Language
    texts: Mapping[str, Template]
    voices: Mapping[str, Template]
    states: Mapping[str, str]
    days: Mapping[str, str]
    zones: Mapping[str, str]

    def text(self, key: str, /, **values: str) -> str:
        """A text of ``TEXT_KEYS``. Raises MissingValue."""
        return self.texts[key].render(**values)

    def voice(self, key: str, /, **values: str) -> str:
        """A sentence of ``VOICE_KEYS``. Raises MissingValue."""
        return self.voices[key].render(**values)

    def state_name(self, code: str) -> str:
        """The name of a state, territory or DC by its USPS code; the code itself if unknown."""
        return self.states.get(code, code)

    def day(self, moment: datetime) -> str:
        """The name of its day of the week, where the moment's own time zone is."""
        return self.days[DAYS[moment.weekday()]]

    def moment(self, moment: datetime) -> str:
        """Its day, time and zone, where the moment's own time zone is."""
        zone = _ZONE_OF.get(moment.tzname() or "", "")
        return self.text(
            "moment",
            day=self.day(moment),
            clock=self.clock(moment),
            zone=self.zones.get(zone, moment.tzname() or ""),
        )

    def clock(self, moment: datetime) -> str:
        """Its time of day, with the word before it: ``at 3:00 PM``, ``a las 3:00 p. m.``."""
        hour, minute = moment.hour % 12 or 12, moment.minute
        if self.language is Language.EN:
            return f"at {hour}:{minute:02} {'AM' if moment.hour < 12 else 'PM'}"
        before = "a la" if hour == 1 else "a las"
        return f"{before} {hour}:{minute:02} {'a. m.' if moment.hour < 12 else 'p. m.'}"

    def join(self, items: Sequence[str]) -> str:
        """``A``, ``A and B``, ``A, B and C``."""
        *head, last = items or ("",)
        return f"{', '.join(head)} {self._and_before(last)} {last}" if head else last

    def either(self, items: Sequence[str]) -> str:
        """``A``, ``A or B``, ``A, B or C``."""
        *head, last = items or ("",)
        return f"{', '.join(head)} {self._or_before(last)} {last}" if head else last

    def _and_before(self, word: str) -> str:
        if self.language is Language.EN:
            return "and"
        # Spanish says "Indiana e Illinois", because "y" would be swallowed by the same sound.
        return "e" if _SOUNDS_LIKE_I.match(word) else "y"

    def _or_before(self, word: str) -> str:
        if self.language is Language.EN:
            return "or"
        return "u" if _SOUNDS_LIKE_O.match(word) else "o"  # "Kansas u Ohio", for the same reason


Phrasebook = Mapping[Language, Words]
"""Every language's words; always complete."""
