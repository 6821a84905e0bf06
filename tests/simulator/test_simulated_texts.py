"""Texts in both directions, receipts, and the words that Twilio answers itself."""

from aiohttp import web

from tests.simulator.rig import OURS, VERMONT, Simulated

WELCOME = "<Response><Message>Your ZIP?</Message></Response>"


async def test_a_text_reaches_the_application_with_the_real_fields(simulated: Simulated) -> None:
    async with simulated() as rig:
        rig.app.replies["/twilio/sms"] = WELCOME
        status, sent = await rig.post("/phones/p1/texts", body=" S54 ✊ ", media=1)
        assert status == 201
        assert (await rig.event("message", outgoing=True))["body"] == " S54 ✊ "
        assert (await rig.event("message", outgoing=False))["body"] == "Your ZIP?"
        request = await rig.request("/twilio/sms")
        assert request.signed
        expected = {
            "MessageSid": sent["sid"],
            "SmsMessageSid": sent["sid"],
            "From": VERMONT,
            "To": OURS,
            "Body": " S54 ✊ ",
            "NumMedia": "1",
            "NumSegments": "1",
            "MediaContentType0": "image/jpeg",
            "SmsStatus": "received",
            "FromState": "VT",
            "FromCity": "",
        }
        assert expected.items() <= request.form.items()
        assert "OptOutType" not in request.form


async def test_receipts_follow_a_text_to_its_own_address(simulated: Simulated) -> None:
    async with simulated() as rig:
        fields = {"To": VERMONT, "From": OURS, "Body": "hi"}
        fields["StatusCallback"] = rig.app.url("/receipt/row7") + "?a=1%2F2#rc=2&rp=5xx"
        _, message = await rig.rest("POST", "Messages.json", fields)
        await rig.request("/receipt/row7", 2)
        sent, delivered = rig.app.of("/receipt/row7")
        assert sent.signed
        assert delivered.signed
        assert (sent.form["MessageStatus"], delivered.form["MessageStatus"]) == (
            "sent",
            "delivered",
        )
        assert delivered.form["RawDlrDoneDate"].isdecimal()
        assert "RawDlrDoneDate" not in sent.form
        assert sent.form["MessageSid"] == message["sid"]


async def test_stop_is_answered_once_delivered_and_blocks(simulated: Simulated) -> None:
    async with simulated() as rig:
        rig.app.replies["/twilio/sms"] = WELCOME
        await rig.post("/phones/p1/texts", body="Stop ")
        answer = await rig.event("message", outgoing=False)
        assert "successfully been unsubscribed" in answer["body"]
        assert (await rig.request("/twilio/sms")).form["Body"] == "Stop "
        fields = {"To": VERMONT, "From": OURS, "Body": "hi"}
        status, body = await rig.rest("POST", "Messages.json", fields)
        assert (status, body["code"]) == (400, 21610)
        await rig.post("/phones/p1/texts", body="QUIT")
        await rig.request("/twilio/sms", 2)
        await rig.post("/phones/p1/texts", body="start")
        back = await rig.event("message", outgoing=False)
        assert "re-subscribed" in back["body"]
        _, phone = await rig.get("/handset/api/phones/p1")
        texts = [message["body"] for message in phone["messages"] if not message["outgoing"]]
        assert len([text for text in texts if "unsubscribed" in text]) == 1
        assert (await rig.rest("POST", "Messages.json", fields))[0] == 201


async def test_a_reply_to_somebody_who_said_stop_is_dropped(simulated: Simulated) -> None:
    async with simulated() as rig:
        rig.app.replies["/twilio/sms"] = WELCOME
        for body in ("STOP", "S54", "HELP"):
            await rig.post("/phones/p1/texts", body=body)
        await rig.request("/twilio/sms", 3)
        await rig.event(
            "message", outgoing=False, body="Reply STOP to unsubscribe. Msg&Data Rates May Apply."
        )
        _, phone = await rig.get("/handset/api/phones/p1")
        assert "Your ZIP?" not in [message["body"] for message in phone["messages"]]


async def test_a_broken_application_shows_on_the_phone(simulated: Simulated) -> None:
    async with simulated() as rig:
        faults = {
            11200: web.Response(status=500),
            12300: web.Response(text="hello", content_type="text/plain"),
            12100: "<Response><Message>",
            12200: "<Response><Say>not on a text</Say></Response>",
        }
        for code, reply in faults.items():
            rig.app.replies["/twilio/sms"] = reply
            await rig.post("/phones/p1/texts", body="S54")
            fault = await rig.event("fault")
            assert (fault["code"], fault["phone"]) == (code, "p1")
            assert VERMONT not in fault["words"]


async def test_several_answers_and_redirects_are_followed(simulated: Simulated) -> None:
    async with simulated() as rig:
        rig.app.replies["/twilio/sms"] = (
            "<Response><Message><Body>one</Body></Message><Redirect>/more?x=1</Redirect></Response>"
        )
        rig.app.replies["/more"] = "<Response><Message>two</Message></Response>"
        await rig.post("/phones/p1/texts", body="S54")
        bodies = {(await rig.event("message", outgoing=False))["body"] for _ in range(2)}
        assert bodies == {"one", "two"}
        assert (await rig.request("/more")).signed


async def test_an_endless_redirect_is_given_up(simulated: Simulated) -> None:
    async with simulated() as rig:
        loop = "<Response><Redirect>/twilio/sms</Redirect></Response>"
        rig.app.replies["/twilio/sms"] = loop
        await rig.post("/phones/p1/texts", body="S54")
        assert (await rig.event("fault"))["code"] == 11205


async def test_texts_to_numbers_without_a_handset_are_delivered_too(simulated: Simulated) -> None:
    async with simulated() as rig:
        fields = {"To": "+13125550177", "From": OURS, "Body": "hi"}
        fields["StatusCallback"] = rig.app.url("/receipt")
        await rig.rest("POST", "Messages.json", fields)
        assert (await rig.request("/receipt", 2)).form["MessageStatus"] == "delivered"
        assert (await rig.get("/handset/api/events"))[1]["events"][-1]["kind"] != "message"
