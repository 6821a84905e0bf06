"""A sign of life of the scheduler, for whoever looks from another process or machine."""

import logging

from redis import Redis
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

SIGN_OF_LIFE = "patchline:scheduler"
"""The key; the containers look for it too."""
BEAT_SECONDS = 10.0
"""How often it is given."""
_LASTS_SECONDS = 30


class Heartbeat:
    """One key that runs out; with several schedulers, of any of them."""

    def __init__(self, redis: Redis) -> None:
        """The connection should give up soon."""
        self._redis = redis

    def beat(self) -> None:
        """Say that we live. A broker that is away is no error: nothing rests on this."""
        try:
            self._redis.set(SIGN_OF_LIFE, "alive", ex=_LASTS_SECONDS)
        except RedisError as error:
            log.debug("no sign of life: %s", type(error).__name__)

    def beats(self) -> bool:
        """Whether there was a beat within the last half minute. Raises RedisError."""
        return bool(self._redis.exists(SIGN_OF_LIFE))
