"""``python -m service.simulator``: one simulator on one port until SIGTERM or SIGINT."""

import argparse
import logging
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from aiohttp import web

from service.domain.errors import PatchlineError
from service.simulator.account import Account
from service.simulator.admission import Hosts
from service.simulator.app import Settings, build_app
from service.simulator.client_faults import is_ours
from service.simulator.limits import Limits
from service.simulator.numbers import parse_number
from service.simulator.office import read_offices
from service.simulator.sid import is_sid


class TokenMissing(PatchlineError):
    """There is nothing to sign webhooks with."""


class ServiceRefused(PatchlineError):
    """The Messaging Service has no identifier that it could have."""


def parse_arguments(arguments: list[str]) -> argparse.Namespace:
    """The command line; exits with status 2 and a usage line when it is wrong."""
    parser = argparse.ArgumentParser(
        prog="python -m service.simulator",
        description="A stand-in for the carrier. The auth token is read from TWILIO_AUTH_TOKEN.",
    )
    parser.add_argument("--port", type=int, required=True, help="port to listen on")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--app-url", required=True, help="where the application answers webhooks")
    parser.add_argument("--account-sid", required=True, help="AC and 32 hexadecimal digits")
    parser.add_argument("--number", required=True, help="the account's number, E.164")
    parser.add_argument("--messaging-service", default="", help="MG and 32 hexadecimal digits")
    parser.add_argument("--directory", type=Path, required=True, help="the Senate directory file")
    parser.add_argument("--clock-offset", type=float, default=0.0, help="seconds from real time")
    parser.add_argument("--speed", type=float, default=1.0, help="pace of calls, 1 is lifelike")
    parser.add_argument("--seed", type=int, help="makes chance repeatable")
    _add_limits(parser)
    return parser.parse_args(arguments)


def _add_limits(parser: argparse.ArgumentParser) -> None:
    usual = Limits()
    rate, calls, holds = usual.segment_rate, usual.call_rate, usual.queue_seconds
    parser.add_argument("--segment-rate", type=float, default=rate, help="a second; 0: no limit")
    parser.add_argument("--call-rate", type=float, default=calls, help="a second; 0: no limit")
    parser.add_argument("--queue-seconds", type=float, default=holds, help="of waiting texts")
    parser.add_argument("--concurrency", type=int, default=0, help="requests; 0: no limit")


def read_settings(options: argparse.Namespace, environment: Mapping[str, str]) -> Settings:
    """Settings from the command line and the environment; raises PatchlineError."""
    token = environment.get("TWILIO_AUTH_TOKEN", "")
    if not token:
        raise TokenMissing("TWILIO_AUTH_TOKEN is not set. Set it to the application's own.")
    service = options.messaging_service
    if service and not is_sid(service, "MG"):
        raise ServiceRefused("--messaging-service must be MG and 32 hexadecimal digits.")
    number = parse_number(options.number)
    account = Account(options.account_sid, token, number, options.app_url.rstrip("/"), service)
    limits = Limits()
    for name in ("segment_rate", "call_rate", "queue_seconds", "concurrency"):
        limits.change(name, getattr(options, name))
    offices = read_offices(options.directory)
    hosts = Hosts.of(options.host, [options.app_url])
    return Settings(
        account, offices, options.clock_offset, options.speed, options.seed, limits, hosts
    )


def main() -> int:
    """Serve until told to stop; 1 when the settings are unusable."""
    options = parse_arguments(sys.argv[1:])
    try:
        settings = read_settings(options, os.environ)
    except PatchlineError as error:
        print(error, file=sys.stderr)
        return 1
    logging.getLogger("aiohttp.server").addFilter(is_ours)
    # aiohttp's own runner turns SIGTERM and SIGINT into a clean stop.
    web.run_app(
        build_app(settings),
        host=options.host,
        port=options.port,
        access_log=None,
        shutdown_timeout=1.0,
        print=None,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
