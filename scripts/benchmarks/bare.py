"""The least a webhook can be: a Flask view that only checks the signature, on the same server."""

import os

from flask import Flask, Response, abort, request
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels
from twilio.request_validator import RequestValidator

PUBLIC_URL = "http://localhost:8000"


def make_app() -> Flask:
    """One route that answers every signed request with an empty response."""
    app = Flask(__name__)
    validator = RequestValidator(os.environ["TWILIO_AUTH_TOKEN"])

    @app.post("/<path:anywhere>")
    def anything(anywhere: str) -> Response:
        signature = request.headers.get("X-Twilio-Signature", "")
        if not validator.validate(f"{PUBLIC_URL}/{anywhere}", request.form, signature):
            abort(403)
        return Response("<Response/>", content_type="text/xml; charset=utf-8")

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
