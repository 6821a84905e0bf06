"""The handset page in a real browser, in front of a small application."""

import re

import pytest
from aiohttp import web
from playwright.async_api import expect

from tests.simulator.browser import (
    FAINT,
    NAMELESS,
    NEEDS_CHROMIUM,
    answer_texts,
    log_of,
    opened,
    ring,
)
from tests.simulator.rig import BURLINGTON, DC_SANDERS, Simulated

pytestmark = NEEDS_CHROMIUM

GREETING = (
    '<Response><Gather numDigits="1" action="/next"><Say>Hello from the campaign. Press 1.</Say>'
    '<Say language="es-US">Para español, oprima el dos.</Say></Gather></Response>'
)
CONNECT = (
    '<Response><Dial action="/dialed" hangupOnStar="true">'
    f"<Number>{DC_SANDERS}</Number></Dial></Response>"
)


async def test_a_newcomer_texts_is_rung_and_reaches_an_office_by_keyboard_alone(
    simulated: Simulated,
) -> None:
    async with simulated(speed=4) as rig, opened(rig) as page:
        answer_texts(rig)
        rig.app.replies |= {"/go": GREETING, "/next": CONNECT}
        rig.app.replies["/dialed"] = "<Response><Say>Thank you.</Say></Response>"
        await rig.post("/exchange", number=DC_SANDERS, outcome="answer")
        await page.get_by_label("Text message").focus()
        for words in ("S54", "05401"):
            await page.keyboard.type(words)
            await page.keyboard.press("Enter")
        await expect(log_of(page, "Texts with (888) 555-0100")).to_contain_text("Reply CALL.")
        await page.get_by_label("Text message").blur()
        await ring(rig)
        await expect(page.get_by_role("button", name="Answer")).to_be_focused()
        await page.keyboard.press("Enter")
        captions = log_of(page, "Captions")
        await expect(captions).to_contain_text("Hello from the campaign.")
        await expect(page.locator("[lang=es-US]")).to_contain_text("Para español")
        await page.keyboard.press("1")
        await expect(page.locator(".far-name")).to_have_text("Senator Bernard Sanders")
        await expect(page.locator(".pill")).to_have_text("Answered")
        await expect(captions).to_contain_text("How can I help?")
        await page.keyboard.press("*")
        await expect(captions).to_contain_text("Thank you.")
        await expect(page.locator(".peer-state")).to_have_text("Call ended")
        assert (await rig.request("/next")).form["Digits"] == "1"
        await expect(page.locator(".tour li[data-done]")).to_have_count(4)


async def test_the_thread_is_still_there_after_a_reload(simulated: Simulated) -> None:
    async with simulated() as rig, opened(rig) as page:
        answer_texts(rig)
        await page.get_by_role("button", name="S54", exact=True).click()
        await expect(page.get_by_text("Your ZIP?")).to_be_visible()
        await page.reload()
        await expect(page.get_by_text("Your ZIP?")).to_have_count(1)


async def test_several_phones_stand_side_by_side(simulated: Simulated) -> None:
    async with simulated() as rig, opened(rig) as page:
        await page.get_by_role("button", name="Puerto Rico").click()
        phone = page.get_by_role("article", name="Phone: Puerto Rico")
        await expect(phone).to_contain_text("(787) 555-0123")
        await phone.get_by_role("button", name="00901").click()
        assert (await rig.request("/twilio/sms")).form["FromState"] == "PR"
        await expect(page.get_by_role("article", name="Phone: Vermont")).not_to_contain_text("You:")
        await page.get_by_text("Another number").click()
        await page.get_by_label("Number", exact=True).fill("12")
        await page.get_by_role("button", name="Add", exact=True).click()
        await expect(page.get_by_text("No phone could have that number.")).to_be_visible()
        await expect(page.get_by_role("article")).to_have_count(2)


async def test_hostile_words_are_shown_as_words(simulated: Simulated) -> None:
    async with simulated() as rig, opened(rig, width=360) as page:
        attack = "<img src=x onerror=alert(1)><b>bold</b> " + "م" * 300 + "x" * 400
        await rig.post("/phones/p1/texts", body=attack)
        await rig.post("/phones", number="802 555 0199", label="<i>me</i>" * 6, state="VT")
        await expect(page.locator(".bubble")).to_contain_text("<img src=x onerror=alert(1)>")
        await expect(page.locator(".bubble img, .bubble b, .who i")).to_have_count(0)
        assert await page.evaluate("document.documentElement.scrollWidth") <= 360


async def test_a_failing_application_is_shown_plainly(simulated: Simulated) -> None:
    async with simulated() as rig, opened(rig) as page:
        rig.app.replies["/twilio/sms"] = web.Response(status=500)
        rig.app.replies["/handset/clock"] = web.Response(status=404)
        await page.get_by_role("button", name="S54", exact=True).click()
        await expect(page.get_by_text("The application failed (error 11200).")).to_be_visible()
        await page.get_by_role("button", name="Night").click()
        await expect(page.locator("#clock-problem")).to_contain_text("status 404")
        await expect(page.get_by_role("button", name="Night")).to_have_attribute(
            "aria-pressed", "false"
        )


async def test_the_network_is_set_from_the_page(simulated: Simulated) -> None:
    async with simulated() as rig, opened(rig) as page:
        await page.get_by_role("button", name="Night").click()
        await expect(page.locator("#now-time")).to_have_text(re.compile("^11:3[01] PM Eastern$"))
        await page.get_by_label("How busy are the lines?").focus()
        await page.keyboard.press("End")
        await expect(page.get_by_text("The day of a vote")).to_be_visible()
        await rig.event("exchange", load=8)
        await rig.post("/exchange", busyness=0.25)
        await expect(page.get_by_text("25% of calls find every line taken.")).to_be_visible()
        await page.get_by_text("Decide the next calls to an office").click()
        await page.get_by_label("Office", exact=True).select_option(DC_SANDERS)
        await page.get_by_label("What happens").select_option("full")
        await page.get_by_role("button", name="Decide").click()
        await expect(page.locator("#decided")).to_contain_text(
            "Bernard Sanders, Washington, DC: full"
        )
        await page.get_by_role("button", name="Leave Bernard Sanders").click()
        await rig.event("exchange", overrides={})


async def test_one_sees_a_call_pass_on_from_washington_to_a_state_office(
    simulated: Simulated,
) -> None:
    async with simulated(speed=10) as rig, opened(rig, width=360) as page:
        rig.app.replies["/go"] = CONNECT
        rig.app.replies["/dialed"] = (
            '<Response><Gather numDigits="1" timeout="600" action="/on"/></Response>'
        )
        rig.app.replies["/on"] = f"<Response><Dial>{BURLINGTON}</Dial></Response>"
        await rig.post("/exchange", busyness=1)
        await ring(rig)
        await page.get_by_role("button", name="Answer").click()
        captions = log_of(page, "Captions")
        await expect(captions).to_contain_text("Washington, DC (all 7 lines taken)")
        await expect(captions).to_contain_text("Bernard Sanders: busy")
        offices = page.get_by_role("list", name="Lines of Senator Bernard Sanders")
        washington, burlington = await offices.get_by_role("listitem").all()
        await expect(washington).to_contain_text("all 7 lines taken")
        await expect(washington.locator(".taken")).to_have_count(7)
        await expect(burlington).to_contain_text("both lines taken")
        await rig.post("/exchange", load=0)
        await page.keyboard.press("1")
        await expect(captions).to_contain_text("Burlington (0 of 2 lines taken)")
        await expect(burlington).to_contain_text("1 of 2 lines taken, by you")
        await expect(washington).to_contain_text("0 of 7 lines taken")
        assert await page.evaluate(FAINT) == []
        assert await page.evaluate("document.documentElement.scrollWidth") <= 360


async def test_digits_typed_into_a_field_are_no_keys(simulated: Simulated) -> None:
    async with simulated(speed=1) as rig, opened(rig) as page:
        rig.app.replies["/twilio/voice"] = '<Response><Pause length="60"/></Response>'
        await page.get_by_role("button", name="Call", exact=True).click()
        await page.get_by_role("button", name="Call (888) 555-0100").click()
        await expect(page.get_by_role("button", name="Hang up")).to_be_visible()
        await page.get_by_text("Another number").click()
        await page.get_by_label("Number", exact=True).press_sequentially("802")
        await page.get_by_role("button", name="5", exact=True).click()
        await expect(log_of(page, "Captions")).to_have_text("You pressed 5")
        await page.get_by_role("button", name="Hang up").click()
        await expect(page.locator(".peer-state")).to_have_text("Call ended")


async def test_the_hint_stays_until_the_office_is_left(simulated: Simulated) -> None:
    async with simulated(speed=1) as rig, opened(rig) as page:
        rig.app.replies["/go"] = CONNECT
        rig.app.replies["/dialed"] = '<Response><Pause length="60"/></Response>'
        await rig.post("/exchange", number=DC_SANDERS, outcome="answer")
        await ring(rig)
        await page.get_by_role("button", name="Answer").click()
        hint = page.locator(".prompt").filter(has_text="Press * when you are done here")
        await expect(hint).to_be_visible(timeout=20_000)
        await page.keyboard.press("5")
        await expect(log_of(page, "Captions")).to_contain_text("You pressed 5")
        await expect(hint).to_be_visible()
        await page.keyboard.press("*")
        await expect(page.locator(".pill")).to_have_text("Ended")
        await expect(hint).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_text_has_enough_contrast_and_every_control_a_name(
    simulated: Simulated, scheme: str
) -> None:
    async with simulated(speed=1) as rig, opened(rig, width=360, scheme=scheme) as page:
        answer_texts(rig)
        rig.app.replies["/go"] = CONNECT
        await rig.post("/exchange", number=DC_SANDERS, outcome="answer")
        await rig.post("/phones/p1/texts", body="S54")
        await expect(page.get_by_text("Your ZIP?")).to_be_visible()
        assert await page.evaluate(FAINT) == []
        await ring(rig)
        await expect(page.get_by_role("button", name="Answer")).to_be_visible()
        assert await page.evaluate(FAINT) == []
        await page.get_by_role("button", name="Answer").click()
        await expect(page.locator(".pill")).to_have_text("Answered", timeout=20_000)
        await expect(log_of(page, "Captions")).to_contain_text("Senator Sanders's office")
        assert await page.evaluate(FAINT) == []
        assert await page.evaluate(NAMELESS) == []
        assert await page.evaluate("document.documentElement.scrollWidth") <= 360


async def test_a_fault_is_asked_for_its_code_its_delay_and_its_time(simulated: Simulated) -> None:
    async with simulated() as rig, opened(rig, width=360) as page:
        card = page.get_by_role("region", name="Faults")
        code, late = card.get_by_label("Error code"), card.get_by_label("How late")
        await card.get_by_label("What goes wrong").select_option(label="Undelivered")
        await expect(code).to_have_value("30008")
        await expect(late).to_be_hidden()
        await code.fill("30007")
        await card.get_by_label("How long").select_option("2 minutes")
        await card.get_by_role("button", name="Switch on").click()
        on = card.get_by_role("list", name="Faults that are on")
        await expect(on).to_contain_text("Undelivered, code 30007, until")
        await card.get_by_label("What goes wrong").select_option("latency")
        await expect(code).to_be_hidden()
        await expect(late).to_have_value("3")
        await late.fill("0.5")
        await card.get_by_role("button", name="Switch on").click()
        await expect(on).to_contain_text("Latency, 0.5 s late")
        _, faults = await rig.get("/handset/api/faults")
        undelivered, latency = faults["on"]
        assert (undelivered["code"], 100 < undelivered["seconds"] <= 120) == (30007, True)
        assert latency["delay"] == 0.5
        assert await page.evaluate(FAINT) == []
        assert await page.evaluate(NAMELESS) == []
        assert await page.evaluate("document.documentElement.scrollWidth") <= 360


async def test_faults_are_switched_on_and_off_beside_the_phones(simulated: Simulated) -> None:
    async with simulated() as rig, opened(rig, width=360) as page:
        card = page.get_by_role("region", name="Faults")
        await card.get_by_label("What goes wrong").select_option("dropped-receipts")
        await expect(card).to_contain_text("status callbacks are lost")
        await card.get_by_label("How often").select_option("Half the time")
        await card.get_by_role("button", name="Switch on").click()
        on = card.get_by_role("list", name="Faults that are on")
        await expect(on).to_contain_text("Dropped receipts, 50%")
        _, faults = await rig.get("/handset/api/faults")
        assert [(each["name"], each["share"]) for each in faults["on"]] == [
            ("dropped-receipts", 0.5)
        ]
        await rig.post("/faults", name="latency", seconds=0.5)
        await expect(on).to_contain_text("Latency")
        await expect(on).to_contain_text("your time")
        await expect(on).not_to_contain_text("Latency")
        off = card.get_by_role("button", name="Switch off Dropped receipts")
        await off.click()
        await expect(off).to_have_count(0)
        await expect(card.get_by_label("What goes wrong")).to_be_focused()
        await rig.text(Boddy="x")
        await expect(card.get_by_role("log")).to_contain_text("ignores: Boddy")
        overflow = await page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert overflow <= 0
