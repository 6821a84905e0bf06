"""Line state in Redis, shared by all processes.

For each number a document of what is known of it, changed only by who has seen what it held, and a
sorted set of the legs on it, by the moment at which each lapses. Moments are those of the clock
that callers are given; the keys themselves lapse by the server's.
"""

import json
import logging
from collections.abc import Collection
from datetime import datetime, timedelta

from redis import Redis

from service.adapters.broker import ANSWER_SECONDS, Broker
from service.adapters.twiml import LEG_LIMIT_SECONDS, LEG_RING_SECONDS
from service.domain.line import LineState, line_from_json
from service.domain.line_history import LineHistory
from service.domain.line_news import LineNews
from service.domain.routing import LineView

log = logging.getLogger(__name__)

LEG_LASTS = timedelta(seconds=LEG_RING_SECONDS + LEG_LIMIT_SECONDS + 60)
"""No leg is on a line for longer."""
STATE_LASTS = timedelta(hours=24)
"""What nobody has added to for so long is worth nothing."""
_BUILT = "patchline:lines"
_TRIES = 100
"""Others may teach the same number at the same moment; each try has one winner."""

_RESERVE = """
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[2])
local most = tonumber(ARGV[4])
if most >= 0 and not redis.call('ZSCORE', KEYS[1], ARGV[1])
    and redis.call('ZCARD', KEYS[1]) >= most then
  return 0
end
redis.call('ZADD', KEYS[1], ARGV[3], ARGV[1])
redis.call('EXPIRE', KEYS[1], ARGV[5])
return 1
"""
"""Of the legs on a line never more than ``most`` were reserved under it."""

_FREE = """
local others = redis.call('ZCOUNT', KEYS[1], '(' .. ARGV[2], '+inf')
if redis.call('ZSCORE', KEYS[1], ARGV[1]) then others = others - 1 end
redis.call('ZREM', KEYS[1], ARGV[1])
return {others, redis.call('GET', KEYS[2]) or ''}
"""

_LEARN = """
local held = redis.call('GET', KEYS[1]) or ''
if held ~= ARGV[1] then return held end
redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[3])
return false
"""
"""Nil once it holds the new document, else the one that somebody else put there meanwhile."""


class ValkeyLines:
    """Implements ``ports.lines.Lines``."""

    def __init__(
        self, redis: Redis, most: int, *, patience_seconds: float = ANSWER_SECONDS
    ) -> None:
        """``most``: the cap of our calls at once into one number."""
        without, back = "calls are routed in a fixed order", "The lines of offices are known again."
        self._broker = Broker(redis, log, without, back, patience_seconds)
        self._redis = redis
        self._most = most
        self._reserve = redis.register_script(_RESERVE)
        self._free = redis.register_script(_FREE)
        self._learn = redis.register_script(_LEARN)

    def look(self, numbers: Collection[str], now: datetime) -> LineView | None:
        """What is known of these numbers now, in one round trip."""
        asked = list(numbers)
        return self._broker.ask(lambda: self._look(asked, now)) if asked else LineView()

    def _look(self, numbers: list[str], now: datetime) -> LineView:
        with self._redis.pipeline(transaction=False) as pipe:
            pipe.mget([_state(number) for number in numbers])
            for number in numbers:
                pipe.zcount(_legs(number), f"({now.timestamp()}", "+inf")
            documents, *counts = pipe.execute()
        states = {number: _read(held) for number, held in zip(numbers, documents, strict=True)}
        return LineView(
            states={number: state for number, state in states.items() if state},
            in_flight=dict(zip(numbers, counts, strict=True)),
            most=self._most,
        )

    def reserve(self, number: str, leg: str, most: int | None, now: datetime) -> bool:
        """Put a leg on a number's line; False if ``most`` others are on it."""
        lapses, lasts = (now + LEG_LASTS).timestamp(), _seconds(LEG_LASTS)
        cap = -1 if most is None else most
        done = self._broker.write(
            lambda: self._reserve(
                keys=[_legs(number)], args=[leg, now.timestamp(), lapses, cap, lasts]
            )
        )
        return done is None or bool(done)

    def hear(self, news: LineNews) -> None:
        """Take a leg off the line and learn from it."""
        self._broker.write(lambda: self._hear(news))

    def _hear(self, news: LineNews) -> bool:
        keys = [_legs(news.number), _state(news.number)]
        others, held = self._free(keys=keys, args=[news.leg, news.at.timestamp()])
        tries = _TRIES if news.sign else 0
        while held is not None and tries:
            learned = _write(_after(held, news, others + 1))
            values = [held, learned, _seconds(STATE_LASTS)]
            held = self._learn(keys=keys[1:], args=values)
            tries -= 1
        return True

    def wiped(self) -> bool:
        """Whether nothing was built here since it was emptied; False where nobody can tell."""
        return self._broker.ask(lambda: bool(self._redis.exists(_BUILT))) is False

    def rebuild(self, history: LineHistory) -> None:
        """Know what the record knows, in place of what is known."""
        self._broker.write(lambda: self._rebuild(history))

    def _rebuild(self, history: LineHistory) -> bool:
        with self._redis.pipeline() as pipe:
            for number, state in history.states.items():
                pipe.set(_state(number), _write(state), ex=STATE_LASTS)
            for number, legs in history.flights.items():
                lapses = {leg: (begun + LEG_LASTS).timestamp() for leg, begun in legs.items()}
                pipe.zadd(_legs(number), lapses)
                pipe.expire(_legs(number), LEG_LASTS)
            pipe.set(_BUILT, 1)
            pipe.execute()
        return True


def _after(held: bytes, news: LineNews, ours: int) -> LineState:
    state = _read(held) or LineState(news.at)
    return state.after(news.sign, news.seconds, ours, news.at) if news.sign else state


def _read(held: bytes | None) -> LineState | None:
    """What a document says; None for one that is missing or damaged."""
    try:
        kept = json.loads(held or b"")
    except (ValueError, RecursionError):
        return None
    return line_from_json(kept) if isinstance(kept, dict) else None


def _write(state: LineState) -> bytes:
    return json.dumps(state.as_json()).encode()


# Braces: on a cluster both keys of a number are in one place.
def _state(number: str) -> str:
    return f"patchline:line:{{{number}}}"


def _legs(number: str) -> str:
    return f"patchline:line:{{{number}}}:legs"


def _seconds(time: timedelta) -> int:
    return int(time.total_seconds())
