"""The guide names everything that can be switched, set or refused."""

import re
from pathlib import Path

from service.simulator.__main__ import parse_arguments
from service.simulator.habit import Habit
from service.simulator.limits import Limits
from service.simulator.rest_error import REFUSALS
from service.simulator.troubles import TROUBLES

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "simulator.md").read_text("utf-8")
REQUIRED = ["--port=1", "--app-url=x", "--account-sid=x", "--number=x", "--directory=x"]


def test_every_fault_is_explained_and_no_other() -> None:
    section = GUIDE.split("## Faults")[1].split("\n## ")[0]
    assert set(re.findall(r"^\| `([\w-]+)` \|", section, re.MULTILINE)) == set(TROUBLES)


def test_every_refusal_is_explained() -> None:
    section = GUIDE.split("**Refusals**")[1].split("\n## ")[0]
    assert set(map(str, REFUSALS)) - set(re.findall(r"\d{5}", section)) == set()


def test_every_option_has_its_default_there() -> None:
    rows = dict(re.findall(r"^\| `--([\w-]+)` \| (\w+) \|", GUIDE, re.MULTILINE))
    options = vars(parse_arguments(REQUIRED))
    for name in ("messaging_service", "segment_rate", "queue_seconds", "call_rate"):
        told = rows[name.replace("_", "-")]
        assert told == ("none" if options[name] == "" else f"{options[name]:.0f}")
    assert {"concurrency", "speed", "clock-offset", "seed"} <= set(rows)


def test_every_habit_and_limit_is_named() -> None:
    for word in [*Habit, *Limits.__slots__]:
        assert not word or f"`{word}`" in GUIDE, word
