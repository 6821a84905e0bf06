"""Why a Redis or Valkey cannot be used, and what cures it."""

from dataclasses import dataclass

from redis import Redis
from redis.exceptions import (
    AuthenticationError,
    BusyLoadingError,
    NoPermissionError,
    OutOfMemoryError,
    ReadOnlyError,
    RedisError,
)

_PASSWORD = "correct user and password in REDIS_URL"  # noqa: S105 (words)
_PASSWORD_WANTED = "set user and password in REDIS_URL"  # noqa: S105 (words)
_NEWER = "use Redis 6.2 or newer, or any version of Valkey"
_ANY_CURE = "check REDIS_URL, and that the server runs"
_KINDS: tuple[tuple[type[RedisError], str, str], ...] = (
    (NoPermissionError, "refuses us", _PASSWORD),
    (BusyLoadingError, "is still loading its files", "wait for it"),
    (ReadOnlyError, "is a read-only replica", "let REDIS_URL lead to the primary"),
    (OutOfMemoryError, "has no memory left", "give it more, and set maxmemory-policy noeviction"),
)
"""More special ones first: what is not among them is not reached at all."""


@dataclass(frozen=True, slots=True)
class BrokerFault:
    """One sentence: the fact and its cure, without a secret."""

    found: str
    cure: str
    answers: bool = True
    """Whether it is there, and something else is wrong."""

    def __str__(self) -> str:
        return f"Redis {self.found}: {self.cure}"


def broker_fault(redis: Redis) -> BrokerFault | None:
    """Why it cannot be used; None if it answers."""
    try:
        redis.ping()
    except RedisError as error:
        return fault_of(error, redis)
    return None


def fault_of(error: RedisError, redis: Redis | None = None) -> BrokerFault:
    """What an error says of the server. Equal for equal causes, so that it is told once.

    ``redis``: what was asked, from which it is known which database was asked for.
    """
    if isinstance(error, AuthenticationError):
        return _refusal(error)
    if is_too_old(error):
        return BrokerFault("is too old", _NEWER)
    if "db index" in str(error).lower():
        which = redis.connection_pool.connection_kwargs.get("db") if redis else "of this number"
        return BrokerFault(f"has no database {which}", "correct the number that ends REDIS_URL")
    for kind, found, cure in _KINDS:
        if isinstance(error, kind):
            return BrokerFault(found, cure)
    return BrokerFault(f"cannot be reached ({type(error).__name__})", _ANY_CURE, answers=False)


def is_too_old(error: RedisError) -> bool:
    """Whether it lacks a command. The first of a connection is one that came with version 6."""
    return "unknown command" in str(error).lower()


def _refusal(error: AuthenticationError) -> BrokerFault:
    said = str(error).lower()
    if "hello must" in said or "authentication required" in said:
        return BrokerFault("wants a password", _PASSWORD_WANTED)
    return BrokerFault("refuses us", _PASSWORD)
