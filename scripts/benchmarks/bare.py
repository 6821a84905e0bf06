"""The least a webhook can be, on the same server: a Flask view that only checks the signature.

Beside it the least that one which keeps anything can be: the same, with one row read and changed in
one transaction of the same engine, so that it survives a power cut.
"""

import os
from datetime import UTC, datetime

from flask import Flask, Response, abort, request
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels
from sqlalchemy import insert, select, update
from twilio.request_validator import RequestValidator

from service.adapters.sql.engine import open_engine
from service.adapters.sql.tables import BEATS

PUBLIC_URL = "http://localhost:8000"


KEEPING = "/keeping"
"""Where the view is that keeps something."""

_ROW = BEATS.c.name == "benchmark"


def make_app() -> Flask:
    """Two routes that answer every signed request with an empty response."""
    app = Flask(__name__)
    validator = RequestValidator(os.environ["TWILIO_AUTH_TOKEN"])
    engine = open_engine(os.environ["DATABASE_URL"])
    now = datetime.now(UTC)
    with engine.begin() as connection:
        connection.execute(insert(BEATS).values(name="benchmark", at=now, resumed_at=now))

    def answer(path: str) -> Response:
        signature = request.headers.get("X-Twilio-Signature", "")
        if not validator.validate(f"{PUBLIC_URL}/{path}", request.form, signature):
            abort(403)
        return Response("<Response/>", content_type="text/xml; charset=utf-8")

    @app.post("/<path:anywhere>")
    def anything(anywhere: str) -> Response:
        return answer(anywhere)

    @app.post(KEEPING)
    def keeping() -> Response:
        with engine.begin() as connection:
            connection.execute(select(BEATS.c.at).where(_ROW)).scalar_one()
            connection.execute(update(BEATS).where(_ROW).values(at=datetime.now(UTC)))
        return answer(KEEPING[1:])

    return app


if __name__ == "__main__":
    Granian(
        "benchmarks.bare:make_app",
        factory=True,
        port=int(os.environ["PORT"]),
        interface=Interfaces.WSGI,
        blocking_threads=8,
        log_level=LogLevels.error,
    ).serve()
