"""``Calls`` of the REST API."""

from collections.abc import Iterator, Mapping

from aiohttp import web

from service.simulator.account import Account
from service.simulator.call import Call, StatusCallback
from service.simulator.call_log import CallLog
from service.simulator.caller import Goto
from service.simulator.calling import Calling, CallRequest
from service.simulator.form import Form
from service.simulator.listing import page_of, within
from service.simulator.rest_error import RestError

TIMEOUT, TIMEOUT_LIMIT = 60, 600
EVENTS = frozenset({"initiated", "ringing", "answered", "completed"})


class CallResource:
    """Create, fetch, change and list calls."""

    def __init__(self, account: Account, log: CallLog, calling: Calling) -> None:
        self._account = account
        self._log = log
        self._calling = calling

    async def create(self, request: web.Request) -> web.Response:
        """Place a call: 201 with the queued resource, or a refusal."""
        call = self._calling.place(self._read(await Form.of(request)))
        return web.json_response(call.to_json(self._account), status=201)

    async def fetch(self, request: web.Request) -> web.Response:
        """One call by its identifier."""
        return web.json_response(self._find(request).to_json(self._account))

    async def update(self, request: web.Request) -> web.Response:
        """End a call by ``Status``, or move it to other TwiML by ``Url`` or ``Twiml``."""
        call, form = self._find(request), await Form.of(request)
        status = form.text("Status")
        if status not in ("", "canceled", "completed"):
            raise RestError(20001)
        if status:
            self._calling.end(call, status)
        elif not self._calling.transfer(call, self._start(form)):
            raise RestError(21220)
        return web.json_response(call.to_json(self._account))

    async def list(self, request: web.Request) -> web.Response:
        """Calls by ``To``, ``From``, ``Status``, ``ParentCallSid`` and ``StartTime``."""
        uri = self._account.uri("Calls.json")
        found = self._matching(request.query)
        show = page_of(found, request.query, uri, "calls", lambda c: c.to_json(self._account))
        return web.json_response(show)

    def _find(self, request: web.Request) -> Call:
        call = self._log.calls.get(request.match_info["sid"])
        if call is None:
            raise RestError(20404, request.path)
        return call

    def _matching(self, query: Mapping[str, str]) -> Iterator[Call]:
        for call in self._log.calls.newest_first():
            shown = {"To": call.to, "From": call.sender, "Status": call.status}
            shown["ParentCallSid"] = call.parent_sid or ""
            if any(query.get(name, value) != value for name, value in shown.items()):
                continue
            if within(call.answered or call.created, query, "StartTime"):
                yield call

    def _read(self, form: Form) -> CallRequest:
        if not form.text("To"):
            raise RestError(21201)
        if not form.text("From"):
            raise RestError(21213)
        to = form.number("To", 21211)
        sender = form.number("From", 21212)
        if sender != self._account.number:
            raise RestError(21210, form.text("From"))
        return CallRequest(
            to=to,
            start=self._start(form),
            callback=self._callback(form),
            timeout=form.whole("Timeout", TIMEOUT, 1, TIMEOUT_LIMIT),
            fallback=form.url("FallbackUrl", 21205),
            detect_machine=form.text("MachineDetection") in ("Enable", "DetectMessageEnd"),
        )

    def _start(self, form: Form) -> Goto:
        twiml = form.text("Twiml")
        if twiml:
            return Goto("", document=twiml.encode())
        url = form.url("Url", 21205)
        if not url:
            raise RestError(21205, "")
        return Goto(url, form.text("Method", "POST"))

    def _callback(self, form: Form) -> StatusCallback | None:
        url = form.url("StatusCallback", 21609)
        if not url:
            return None
        asked = {event for value in form.all("StatusCallbackEvent") for event in value.split()}
        if not asked <= EVENTS:
            raise RestError(20001)
        method = form.text("StatusCallbackMethod", "POST")
        return StatusCallback(url, method, frozenset(asked or {"completed"}))
