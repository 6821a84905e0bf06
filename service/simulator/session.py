"""A running call: the interpreter on one side, a person's line on the other."""

from dataclasses import dataclass, field

from service.simulator.call import Call
from service.simulator.call_log import CallLog
from service.simulator.caller import Dialed, Goto, HungUp, Transferred
from service.simulator.clock import Clock
from service.simulator.dialing import Dialing
from service.simulator.faults import Fault
from service.simulator.interpreter import Interpreter
from service.simulator.line import Line
from service.simulator.speech import duration, sentences
from service.simulator.texting import Texting
from service.simulator.twiml import Dial, Message, parse_twiml
from service.simulator.webhook import Webhooks

APOLOGY = "We are sorry, an application error has occurred. Goodbye."


@dataclass(slots=True)
class Session:
    """Carries out what the interpreter wants (it is the ``Caller`` of the interpreter)."""

    call: Call
    line: Line
    person: str = field(repr=False)
    """The number of the person on the line, as far as the network shows it."""
    log: CallLog
    clock: Clock
    webhooks: Webhooks
    texting: Texting
    dialing: Dialing
    fallback: str = field(default="", repr=False)
    """Where to ask when the application fails."""
    fallback_method: str = "POST"
    refusal: str = ""
    """The final status of a call that was not to be answered."""

    async def run(self, start: Goto) -> None:
        """The whole call from its first document to its end."""
        try:
            await Interpreter(self).run(start)
        except HungUp:
            pass
        except Fault as fault:
            await self._apologize(fault)
        finally:
            self.close(self.refusal or "completed")

    def close(self, status: str) -> None:
        """End the call with this status, unless it has ended already."""
        self.line.hang_up()
        self.log.advance(self.call, status)
        self.line.tell("call", status="ended", reason=self.call.status)

    @property
    def gone(self) -> bool:
        """Whether the person has hung up."""
        return self.line.gone

    async def fetch(self, goto: Goto) -> bytes:
        """The next document, from the fallback address if the first one fails."""
        if goto.document is not None:
            return goto.document
        fields = self._fields() | dict(goto.fields)
        if not self.fallback:
            return (await self.webhooks.send(goto.url, goto.method, fields)).document()
        try:
            document = (await self.webhooks.send(goto.url, goto.method, fields)).document()
            parse_twiml(document)
        except Fault as fault:
            self._complain(fault)
            told = fields | {"ErrorCode": str(fault.code), "ErrorUrl": goto.url}
            answer = await self.webhooks.send(self.fallback, self.fallback_method, told)
            return answer.document()
        return document

    async def answer(self) -> None:
        """Take an inbound call; an outbound one is answered before its session starts."""
        if self.call.answered is None and not self.line.gone:
            self.log.advance(self.call, "in-progress")
            self.line.tell("call", status="in-progress")

    async def speak(self, words: str, language: str, listening: bool) -> str | None:
        """Speak sentence by sentence, so that a key breaks off what is left."""
        for sentence in sentences(words):
            self.line.tell("said", words=sentence, language=language)
            key = await self.line.wait(duration(sentence), listening)
            if key is not None:
                return key
        return None

    async def pause(self, seconds: float, listening: bool) -> str | None:
        """Be silent; ``waiting`` tells the handset that a key is expected."""
        if listening:
            self.line.tell("waiting", seconds=seconds)
        return await self.line.wait(seconds, listening)

    def forget_keys(self) -> None:
        """Drop keys that nobody had asked for."""
        self.line.forget_keys()

    async def dial(self, dial: Dial) -> Dialed:
        """Join the call to another number."""
        return await self.dialing.join(self, dial)

    async def text(self, message: Message) -> None:
        """Text the person on the line."""
        self.texting.reply(message, self.person)

    async def reject(self, busy: bool) -> None:
        """Do not take the call."""
        self.refusal = "busy" if busy else "no-answer"

    def _fields(self) -> dict[str, str]:
        return self.log.fields(self.call, "completed" if self.line.gone else self.call.status)

    def _complain(self, fault: Fault) -> None:
        self.line.tell("fault", code=fault.code, words=str(fault))

    async def _apologize(self, fault: Fault) -> None:
        self._complain(fault)
        try:
            await self.answer()
            await self.speak(APOLOGY, "en-US", listening=False)
        except (HungUp, Transferred):
            pass
