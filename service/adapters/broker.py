"""Redis as it is used by those who can do without it."""

import logging
from collections.abc import Callable
from typing import TypeVar

from redis import Redis
from redis.exceptions import RedisError

from service.adapters.breaker import Breaker, NoAnswer
from service.adapters.broker_fault import fault_of
from service.adapters.outage_log import OutageLog

T = TypeVar("T")

ANSWER_SECONDS = 0.5


class Broker:
    """Asks a Redis that may be away; one that did not answer is left alone until it does."""

    def __init__(
        self,
        redis: Redis,
        log: logging.Logger,
        without: str,
        back: str,
        patience_seconds: float = ANSWER_SECONDS,
    ) -> None:
        """``without``: what it means that it is away; ``back``: what is said when it is not."""
        self._redis = redis
        self._breaker = Breaker(patience_seconds, redis.ping)
        self._outage = OutageLog(log, back)
        self._without = without

    def ask(self, work: Callable[[], T]) -> T | None:
        """What the work returns; None while Redis is away, which is told once."""
        known = not self._breaker.closed
        try:
            return self._breaker.run(work, fails=RedisError)
        except RedisError as error:
            self._outage.away(f"{self._without}: {fault_of(error, self._redis)}")
        except NoAnswer:
            if not known:
                self._outage.away(f"{self._without}: Redis does not answer in time")
        return None

    def write(self, work: Callable[[], T]) -> T | None:
        """The same for what changes something: only if that is done is all well again."""
        done = self.ask(work)
        if done is not None:
            self._outage.back()
        return done
