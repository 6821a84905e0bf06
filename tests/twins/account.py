"""An account with the carrier: in memory, and behind HTTP as Twilio shows it."""

import json
import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from service.ports.account import AccountRefused, AccountState, OwnNumber, OwnService, Wiring
from tests.twins.house import OURS

SID = "AC" + "1" * 32
TOKEN = "the token of the account"
NUMBER_SID = "PN" + "3" * 32
SERVICE_SID = "MG" + "2" * 32


@dataclass
class AccountTwin:
    """Implements ``ports.account.CarrierAccount``: one number, one service, wired to nobody."""

    status: str = "active"
    trial: bool = False
    refused: bool = False
    numbers: dict[str, OwnNumber] = field(
        default_factory=lambda: {OURS: OwnNumber(NUMBER_SID, voice=True, sms=True, wiring={})}
    )
    services: dict[str, OwnService] = field(
        default_factory=lambda: {SERVICE_SID: OwnService(SERVICE_SID, {}, frozenset({OURS}))}
    )
    changed: list[Wiring] = field(default_factory=list)

    def state(self) -> AccountState:
        """The account itself."""
        self._known()
        return AccountState(self.status, self.trial, None)

    def number(self, number: str) -> OwnNumber | None:
        """The number, if it is there."""
        self._known()
        return self.numbers.get(number)

    def service(self, sid: str) -> OwnService | None:
        """The service, if it is there."""
        self._known()
        return self.services.get(sid)

    def wire_number(self, sid: str, changes: Wiring) -> None:
        """Change the number."""
        self.changed.append(changes)
        (number,) = (one for one, own in self.numbers.items() if own.sid == sid)
        own = self.numbers[number]
        self.numbers[number] = replace(own, wiring={**own.wiring, **changes})

    def wire_service(self, sid: str, changes: Wiring) -> None:
        """Change the service."""
        self.changed.append(changes)
        own = self.services[sid]
        self.services[sid] = replace(own, wiring={**own.wiring, **changes})

    def _known(self) -> None:
        if self.refused:
            raise AccountRefused("the twin refuses")


class _Handler(BaseHTTPRequestHandler):
    """Twilio's addresses and JSON around a twin."""

    twin: AccountTwin

    def do_GET(self) -> None:
        """Fetch or list."""
        self._answer(self._found())

    def do_POST(self) -> None:
        """Update."""
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        given = parse_qs(body, keep_blank_values=True)
        changes = {_snake(name): values[0] for name, values in given.items()}
        update = self.twin.wire_number if "/IncomingPhone" in self.path else self.twin.wire_service
        update(urlsplit(self.path).path.rsplit("/", 1)[1].removesuffix(".json"), changes)
        self._answer(self._found())

    def _found(self) -> object:
        parts = urlsplit(self.path)
        path = parts.path.removesuffix(".json")
        if path == f"/2010-04-01/Accounts/{SID}":
            kind = "Trial" if self.twin.trial else "Full"
            return {"sid": SID, "status": self.twin.status, "type": kind}
        numbers = [_number(number, own) for number, own in self.twin.numbers.items()]
        if path.endswith("/IncomingPhoneNumbers"):
            wanted = parse_qs(parts.query)["PhoneNumber"][0]
            found = [one for one in numbers if wanted in str(one["phone_number"])]
            return {"incoming_phone_numbers": found, "page_size": 20}
        if "/IncomingPhoneNumbers/" in path:
            return next((one for one in numbers if path.endswith(str(one["sid"]))), None)
        service = self.twin.services.get(path.split("/")[3])
        if service and path.endswith("/ShortCodes"):
            codes = [{"sid": "SC" + "5" * 32, "short_code": "12345"}] * service.short_codes
            return {"short_codes": codes, "meta": {"key": "short_codes", "next_page_url": None}}
        if service and path.endswith("/PhoneNumbers"):
            pool = [{"sid": NUMBER_SID, "phone_number": number} for number in service.numbers]
            return {"phone_numbers": pool, "meta": {"key": "phone_numbers", "next_page_url": None}}
        return _service(service) if service else None

    def _answer(self, found: object) -> None:
        login = "Basic " + b64encode(f"{SID}:{TOKEN}".encode()).decode()
        if self.twin.refused or self.headers["Authorization"] != login:
            self._send(401, {"code": 20003, "message": "Authenticate", "status": 401})
        elif found is None:
            self._send(404, {"code": 20404, "message": "not found", "status": 404})
        else:
            self._send(200, found)

    def _send(self, status: int, payload: object) -> None:
        body = json.dumps(payload).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def _number(number: str, own: OwnNumber) -> dict[str, object]:
    capabilities = {"voice": own.voice, "sms": own.sms, "mms": True}
    return {**own.wiring, "sid": own.sid, "phone_number": number, "capabilities": capabilities}


def _service(own: OwnService) -> dict[str, object]:
    on_number = own.wiring.get("use_inbound_webhook_on_number") == "true"
    return {**own.wiring, "sid": own.sid, "use_inbound_webhook_on_number": on_number}


def _snake(name: str) -> str:
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")


@contextmanager
def account_server(twin: AccountTwin) -> Iterator[str]:
    """The address at which a twin answers as Twilio does."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"twin": twin}))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
