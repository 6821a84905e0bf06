"""Documents that Twilio does not take, each with what it is an example of."""

URL = "https://patchline.example/twilio/voice/step"
DECLARED = '<?xml version="1.0" encoding="UTF-8"?>'


def response(inside: str) -> bytes:
    """A document with these verbs."""
    return f"{DECLARED}<Response>{inside}</Response>".encode()


GOOD_CALLS = {
    "silence": response(""),
    "a question": response(
        f'<Say voice="Polly.Joanna-Neural" language="en-US">Hello &amp; welcome</Say>'
        f'<Gather input="dtmf" numDigits="5" timeout="8" finishOnKey="" action="{URL}?t=a.b-c#rc=2"'
        f' method="POST"><Say>ZIP?</Say><Pause length="1"/></Gather>'
        f'<Redirect method="POST">{URL}?t=a&amp;b=%2F</Redirect>'
    ),
    "a dial": response(
        f'<Dial action="{URL}" method="POST" timeout="30" timeLimit="1800" hangupOnStar="true"'
        f' callerId="+12025550154"><Number>+12022240001</Number></Dial>'
    ),
    "spoken marks": response('<Say>One<break strength="weak"/> two</Say><Hangup/>'),
    "relative addresses": response("<Redirect>step?t=1</Redirect>"),
    "a refused call": response('<Reject reason="busy"/>'),
}
GOOD_TEXTS = {
    "silence": response(""),
    "a reply": response("<Message>Thank you.</Message>"),
    "a reply in parts": response(
        "<Message><Body>Look</Body><Media>https://a.example/b</Media></Message>"
    ),
    "ten replies": response("<Message>Yes</Message>" * 10),
}

REFUSED = {
    "not XML": b"Hello",
    "cut short": response("<Hangup/>")[:-3],
    "something before the declaration": b"\n" + response(""),
    "another encoding than declared": DECLARED.encode()
    + "<Response>é</Response>".encode("latin-1"),
    "another root": f"{DECLARED}<response/>".encode(),
    "a root with attributes": f'{DECLARED}<Response version="1"/>'.encode(),
    "loose text": response("Hello<Hangup/>"),
    "loose text behind a verb": response("<Hangup/>Hello"),
    "an unknown verb": response("<Speak>Hello</Speak>"),
    "a verb in small letters": response("<say>Hello</say>"),
    "a noun for a verb": response("<Number>+12022240001</Number>"),
    "a question in a question": response("<Gather><Gather/></Gather>"),
    "a dial in a question": response("<Gather><Dial>+12022240001</Dial></Gather>"),
    "words in a dial": response("<Dial><Say>Hello</Say></Dial>"),
    "a verb in a hangup": response("<Hangup><Say>Hello</Say></Hangup>"),
    "an unknown attribute": response('<Say speed="2">Hello</Say>'),
    "an attribute in small letters": response('<Gather numdigits="1"/>'),
    "an attribute of another verb": response('<Say timeout="5">Hello</Say>'),
    "a method that is none": response(f'<Redirect method="PUT">{URL}</Redirect>'),
    "no digits": response('<Gather numDigits="0"/>'),
    "digits in words": response('<Gather numDigits="five"/>'),
    "a negative pause": response('<Pause length="-1"/>'),
    "half a second": response('<Gather timeout="0.5"/>'),
    "two finishing keys": response('<Gather finishOnKey="12"/>'),
    "a question to the nose": response('<Gather input="smell"/>'),
    "yes for true": response('<Dial hangupOnStar="yes">+12022240001</Dial>'),
    "a bell of eleven minutes": response('<Dial timeout="601">+12022240001</Dial>'),
    "a call without time": response('<Dial timeLimit="0">+12022240001</Dial>'),
    "a call of two days": response('<Dial timeLimit="172800">+12022240001</Dial>'),
    "an address with a space": response('<Gather action="/step?t=a b"/>'),
    "no address": response("<Redirect></Redirect>"),
    "a call refused for no reason": response('<Reject reason="tired"/>'),
    "words for longer than anyone listens": response(f"<Say>{'x' * 4097}</Say>"),
    "nothing to say": response("<Say> </Say>"),
    "a document of 64 kB": response(f"<Say>{'x' * 4000}</Say>" * 17),
}
"""As the answer to a call."""

REFUSED_TEXTS = {
    "a text that is too long": response(f"<Message>{'x' * 1601}</Message>"),
    "an empty text": response("<Message></Message>"),
    "a text with an unknown attribute": response('<Message colour="green">Hello</Message>'),
    "a call in a text": response("<Message><Dial>+12022240001</Dial></Message>"),
    "eleven texts": response("<Message>Yes</Message>" * 11),
}
"""As the answer to a text."""

UNFIT = {
    "a method in small letters": response(f'<Gather action="{URL}" method="post"/>'),
    "a number that is none": response("<Dial><Number>the Senate</Number></Dial>"),
    "a caller that is no number": response('<Dial callerId="Senate">+12022240001</Dial>'),
    "a voice that nobody has": response('<Say voice="Polly.">Hello</Say>'),
    "a language that nobody speaks": response('<Say language="English">Hello</Say>'),
    "verbs behind the end": response("<Hangup/><Say>Hello</Say>"),
    "no declaration": b"<Response/>",
}
"""Run in some way as the answer to a call, but nothing that we mean to say."""
