"""The least a webhook can be, on the same server: a Flask view that only checks the signature.

Beside it the same with what no webhook of ours can do without, one thing after the other: a
transaction that reads a row, one that changes it and makes it safe from a power cut, and the thread
that lets a request give up on a database that hangs.
"""

import os
from collections.abc import Callable
from datetime import UTC, datetime

from flask import Flask, Response, abort, request
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels
from sqlalchemy import Engine, bindparam, insert, select, update
from twilio.request_validator import RequestValidator

from service.adapters.breaker import Breaker
from service.adapters.sql.engine import open_engine
from service.adapters.sql.prepared import Prepared
from service.adapters.sql.tables import BEATS
from service.web.reception import Reception

PUBLIC_URL = "http://localhost:8000"

READING, KEEPING, PATIENT = "/reading", "/keeping", "/patient"
"""Where the views are that do more, each what the one before it does and something else."""

_NAME = "benchmark"
_ROW = BEATS.c.name == bindparam("row")
_READ = Prepared(select(BEATS.c.at).where(_ROW))
_CHANGE = Prepared(update(BEATS).where(_ROW))


def make_server() -> Reception:
    """Routes that answer every signed request with an empty response."""
    app = Flask(__name__)
    validator = RequestValidator(os.environ["TWILIO_AUTH_TOKEN"])
    engine = open_engine(os.environ["DATABASE_URL"])
    _prepare(engine)
    breaker = Breaker(1, lambda: None)

    def route(path: str, work: Callable[[], None]) -> None:
        def answer() -> Response:
            signature = request.headers.get("X-Twilio-Signature", "")
            if not validator.validate(f"{PUBLIC_URL}{request.path}", request.form, signature):
                abort(403)
            work()
            return Response("<Response/>", content_type="text/xml; charset=utf-8")

        app.add_url_rule(path, path, lambda **_: answer(), methods=["POST"])

    route("/<path:anywhere>", lambda: None)
    route(READING, lambda: _work(engine, keep=False))
    route(KEEPING, lambda: _work(engine, keep=True))
    route(PATIENT, lambda: breaker.run(lambda: _work(engine, keep=True), OSError))
    return Reception(app)


def _prepare(engine: Engine) -> None:
    now = datetime.now(UTC)
    with engine.begin() as connection:
        connection.execute(insert(BEATS).values(name=_NAME, at=now, resumed_at=now))


def _work(engine: Engine, *, keep: bool) -> None:
    with engine.begin() as connection:
        _READ.scalar(connection, row=_NAME)
        if keep:
            _CHANGE.rows(connection, row=_NAME, at=datetime.now(UTC))


if __name__ == "__main__":
    Granian(
        "benchmarks.bare:make_server",
        factory=True,
        port=int(os.environ["PORT"]),
        interface=Interfaces.RSGI,
        log_level=LogLevels.error,
    ).serve()
