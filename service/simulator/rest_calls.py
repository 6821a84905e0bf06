"""``Calls`` of the REST API."""

from collections.abc import Iterator, Mapping

from aiohttp import web

from service.simulator.account import Account
from service.simulator.addressing import Addressing
from service.simulator.call import FINAL, STATUSES, Call, StatusCallback
from service.simulator.call_log import CallLog
from service.simulator.caller import Goto
from service.simulator.calling import Calling
from service.simulator.detection import MODES, Detection
from service.simulator.form import Form
from service.simulator.hooks import FALSE, METHODS, TRUE
from service.simulator.listing import page_of, within
from service.simulator.parameters import CALL_CREATE, CALL_UPDATE, Reader
from service.simulator.rest_error import RestError
from service.simulator.ringing import CallRequest

TIMEOUT, TIMEOUT_LIMIT = 60, 600
EVENTS = frozenset({"initiated", "ringing", "answered", "completed"})


class CallResource:
    """Create, fetch, change and list calls."""

    def __init__(
        self,
        account: Account,
        log: CallLog,
        calling: Calling,
        addressing: Addressing,
        reader: Reader,
    ) -> None:
        self._account = account
        self._log = log
        self._calling = calling
        self._addressing = addressing
        self._reader = reader

    async def create(self, request: web.Request) -> web.Response:
        """Place a call: 201 with the queued resource, or a refusal."""
        form = self._reader.check(await Form.of(request), CALL_CREATE, "Calls")
        call = self._calling.place(self._read(form))
        return web.json_response(call.to_json(self._account), status=201)

    async def fetch(self, request: web.Request) -> web.Response:
        """One call by its identifier."""
        return web.json_response(self._find(request).to_json(self._account))

    async def update(self, request: web.Request) -> web.Response:
        """End a call by ``Status``, or move it to other TwiML by ``Url`` or ``Twiml``."""
        call = self._find(request)
        form = self._reader.check(await Form.of(request), CALL_UPDATE, "Calls")
        status = form.choice("Status", ("canceled", "completed"), 20001)
        if status:
            self._calling.end(call, status)
        elif not self._calling.transfer(call, self._start(form)):
            raise RestError(21220)
        return web.json_response(call.to_json(self._account))

    async def delete(self, request: web.Request) -> web.Response:
        """Forget a call that is over."""
        call = self._find(request)
        if call.status not in FINAL:
            raise RestError(20009)
        self._log.calls.remove(call.sid)
        return web.Response(status=204)

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
        if query.get("Status", "queued") not in STATUSES:
            raise RestError(20001)
        for call in self._log.calls.newest_first():
            shown = {"To": call.to, "From": call.sender, "Status": call.status}
            shown["ParentCallSid"] = call.parent_sid or ""
            if any(query.get(name, value) != value for name, value in shown.items()):
                continue
            if within(call.answered or call.created, query, "StartTime"):
                yield call

    def _read(self, form: Form) -> CallRequest:
        to = self._addressing.call_recipient(form)
        sender = self._addressing.call_sender(form)
        if to == sender:
            raise RestError(21266)
        return CallRequest(
            to=to,
            sender=sender,
            start=self._start(form),
            callback=self._callback(form),
            timeout=form.whole("Timeout", TIMEOUT, 1, TIMEOUT_LIMIT),
            fallback=form.url("FallbackUrl", 21205),
            fallback_method=form.choice("FallbackMethod", METHODS, 20001, "POST"),
            detection=self._detection(form),
        )

    def _start(self, form: Form) -> Goto:
        twiml = form.text("Twiml")
        if twiml:
            return Goto("", document=twiml.encode())
        url = form.url("Url", 21205)
        if not url:
            raise RestError(21205, "")
        return Goto(url, form.choice("Method", METHODS, 20001, "POST"))

    def _callback(self, form: Form) -> StatusCallback | None:
        url = form.url("StatusCallback", 21609)
        if not url:
            return None
        asked = {event for value in form.all("StatusCallbackEvent") for event in value.split()}
        if not asked <= EVENTS:
            raise RestError(20001)
        method = form.choice("StatusCallbackMethod", METHODS, 20001, "POST")
        return StatusCallback(url, method, frozenset(asked or {"completed"}))

    def _detection(self, form: Form) -> Detection | None:
        mode = form.choice("MachineDetection", MODES, 20001)
        if not mode:
            return None
        return Detection(
            mode,
            form.choice("AsyncAmd", (TRUE, FALSE), 20001) == TRUE,
            form.url("AsyncAmdStatusCallback", 21609),
            form.choice("AsyncAmdStatusCallbackMethod", METHODS, 20001, "POST"),
        )
