"""The surge is one that queueing theory knows, and the same for every way to route it."""

import json

from tests.scripts.benchmark import printed

_SMALL = """
import json
from dataclasses import replace
from benchmarks.surge.parameters import read_surge
from benchmarks.surge.ways import Setting, Way, play
from service.adapters.senate_files import shipped_senate
from service.simulator.senate_model import senate_habits

surge, habits = read_surge(), senate_habits()
setting = Setting(surge, habits, shipped_senate(), ("NM", "VT"))
"""
_ERLANG = """
plain = replace(
    setting,
    states=("WI",),
    surge=replace(surge, hours=(1,) * 8, callers=replace(surge.callers, attempts=1)),
    habits=replace(
        habits, talk=180, talk_shape=1, answer=0, outage_share=0,
        dc=replace(habits.dc, lines=(5,), silent_lines=0, outside_load=0),
        state=replace(habits.state, lines=(2,), outside_load=0),
    ),
)
offered = 5 * 100 * surge.residents["WI"] / sum(surge.residents.values()) / 2
blocked = 1.0
for line in range(1, 6):
    blocked = offered * blocked / (line + offered * blocked)
print(json.dumps([1 - blocked, play(plain, 1.0, Way.WASHINGTON).share_reached()]))
"""
_WAYS = """
tallies = {way: play(setting, 2.0, way) for way in Way}
assert play(setting, 2.0, Way.ROUTER) == tallies[Way.ROUTER], "a day is not repeatable"
for way, tally in tallies.items():
    assert tally.callers == tallies[Way.BOUND].callers, way
    for state, people in tally.callers.items():
        assert tally.reached[state] + tally.recorded[state] <= people, way
    for senator, agreed in tally.accepted.items():
        assert 0 <= tally.waiting(senator) <= agreed, way
router, bound = tallies[Way.ROUTER], tallies[Way.BOUND]
assert max(router.most_at_once.values()) <= surge.office_calls
assert not bound.refusals.total()
print(json.dumps({way: tally.share_reached() for way, tally in tallies.items()}))
"""
_PICTURE = """
from xml.etree import ElementTree
from benchmarks.surge.curves import svg
from benchmarks.surge.report import figures, grid

results = {(load, way): play(setting, load, way) for load in (0.5, 1.0) for way in Way}
ElementTree.fromstring(svg(results, "two states"))
assert all(way in grid(results) for way in Way)
print(*(figure.name for figure in figures(results, 5)), sep="\\n")
"""


def test_one_office_with_five_lines_loses_as_many_calls_as_erlang_says() -> None:
    formula, day = json.loads(printed(_SMALL + _ERLANG))
    assert abs(formula - day) < 0.03


def test_the_router_lies_between_what_others_do_and_the_bound() -> None:
    reached = json.loads(printed(_SMALL + _WAYS))
    assert reached["Washington only"] < reached["fixed list"] < reached["router"]
    assert 0.9 * reached["bound"] <= reached["router"] <= reached["bound"]
    assert reached["router"] < reached["router, rings back"]


def test_curves_and_figures_name_every_load_and_aim() -> None:
    names = printed(_SMALL + _PICTURE)
    assert "router at 0.5 x: of the bound" in names
    assert "router at 1 x: dials per person reached" in names
    assert "rings at 1 x: served that day" in names
