"""The web process: routes, headers and what people see when something goes wrong."""

from flask import Flask, Response
from werkzeug.exceptions import HTTPException

from service.adapters.log import configure_logging
from service.adapters.parent_watch import end_with_parent
from service.adapters.settings import load_settings
from service.bootstrap import Services, build
from service.web.api import make_api
from service.web.demo import make_demo
from service.web.gate import make_gate
from service.web.health import make_health
from service.web.journal import start_replaying
from service.web.pages import make_pages
from service.web.reception import Reception
from service.web.sms import make_sms
from service.web.status import make_status
from service.web.voice import make_voice

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def create_app(services: Services) -> Flask:
    """The WSGI application around these services."""
    app = Flask(__name__)
    make_gate(app, services.signature)
    app.url_map.strict_slashes = False
    for make in (make_sms, make_voice, make_status, make_health, make_pages, make_api):
        app.register_blueprint(make(services))
    if services.settings.simulating:
        app.register_blueprint(make_demo(services))
    app.register_error_handler(HTTPException, _plain_error)
    app.after_request(_with_headers)
    return app


def make_server() -> Reception:
    """The application of this process's settings: what the web server starts."""
    settings = load_settings()
    configure_logging(settings.log_level, settings.log_format, settings.secrets)
    services = build(settings, impatient=True)
    app = create_app(services)
    start_replaying(app, services)
    end_with_parent()
    return Reception(app)


def _plain_error(error: HTTPException) -> Response:
    return Response(f"{error.code} {error.name}\n", error.code, mimetype="text/plain")


def _with_headers(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    return response
