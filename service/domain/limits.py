"""How much of anything one person, or one machine that acts like one, gets."""

from datetime import timedelta

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

RINGS_PER_HOUR = 3
"""Ring backs one person may ask for in an hour."""

REACHES_PER_DAY = 4
"""Times one caller's calls reach one senator in a day; others need the lines too."""

DIALS_PER_DAY = 12
"""Times they dial one senator in a day, busy or not: four calls with three offices each."""

REDIAL_AFTER = timedelta(minutes=5)
"""No caller dials one office of a senator twice within this, however often they call: another has
more news for them, and the line is somebody else's turn."""

HINTS_PER_HOUR = 1
"""Texts of one number that nobody can make sense of and that get a hint."""

TEXTS_PER_HOUR = 40
"""Texts of one number that are answered in an hour: two machines must never talk to each other for
ever."""

SAME_TEXTS_PER_HOUR = 3
"""Answers of an hour to the same words of one number, where it said nothing else in between."""

FOLLOW_UPS_PER_HOUR, FOLLOW_UPS_PER_DAY = 2, 4
"""Calls of one number that are followed by a text; it may call more often than it is texted."""

RETRY_AFTER = timedelta(minutes=10)
"""A ring that no person took is tried once more after this long."""

RING_PATIENCE = timedelta(hours=1)
"""A ring that could not be placed for so long is given up, and its person told: nobody waits for it
any more, and they may be at work or at the wheel by then."""

RETRY_PATIENCE = timedelta(minutes=30)
"""The same for the second try, counted from when the first one ended: nobody asked for it."""

ANSWER_LASTS = timedelta(minutes=30)
"""A text or ring that comes so long after what it answers is one that we begin: not at night."""

UNREACHABLE_TIMES = 3
"""Texts in a row that did not reach a phone before its number counts as unusable."""

HALT_LASTS = timedelta(minutes=5)
"""How long nothing is sent after the carrier refused the account; then one attempt is made."""

REFUSAL_TOLD = DAY
"""How long an operator is told of what the carrier refuses; if it does so later, that is news."""

TEXT_PATIENCE = timedelta(hours=6)
"""A text that could not be sent for so long is given up: it speaks of a call just made."""

DOUBT_RIPENS = timedelta(minutes=10)
"""A create whose fate is unknown shows in the carrier's listing by then, if it was taken."""

LOOK_AGAIN_AFTER = timedelta(minutes=1)
"""Pause between the two listings that have to agree before anything is tried again."""
