"""How the handset page looks and moves: room, cards, languages, focus and motion."""

import pytest
from playwright.async_api import Page, expect

from tests.simulator.browser import NEEDS_CHROMIUM, answer_texts, log_of, opened, ring
from tests.simulator.rig import DC_SANDERS, Rig, Simulated

pytestmark = NEEDS_CHROMIUM

OFFICE = (
    '<Response><Dial action="/dialed" hangupOnStar="true">'
    f"<Number>{DC_SANDERS}</Number></Dial></Response>"
)
AFTER = '<Response><Say>How did it go?</Say><Pause length="600"/></Response>'
SIZES = pytest.mark.parametrize(("width", "height"), [(1280, 800), (1440, 900), (360, 740)])


async def _length(page: Page) -> int:
    return int(await page.evaluate("document.documentElement.scrollHeight"))


async def _reach_office(rig: Rig, page: Page) -> None:
    rig.app.replies |= {"/go": OFFICE, "/dialed": AFTER}
    await rig.post("/exchange", number=DC_SANDERS, outcome="answer")
    await ring(rig)
    await page.get_by_role("button", name="Answer").click()
    await expect(page.locator(".pill")).to_have_text("Answered")
    await expect(log_of(page, "Captions")).to_contain_text("How can I help?")


@SIZES
async def test_no_thread_however_long_makes_the_page_longer(
    simulated: Simulated, width: int, height: int
) -> None:
    async with simulated() as rig, opened(rig, width, height=height) as page:
        before = await _length(page)
        for number in range(40):
            await rig.post("/phones/p1/texts", body=f"{number} " + "and more " * 20)
        await expect(page.locator(".bubble")).to_have_count(40)
        assert await _length(page) == before
        assert before <= height or width < 760


@SIZES
async def test_beside_an_office_there_is_room_for_what_is_said(
    simulated: Simulated, width: int, height: int
) -> None:
    async with simulated(speed=10) as rig, opened(rig, width, height=height) as page:
        await _reach_office(rig, page)
        box = await log_of(page, "Captions").bounding_box()
        hang_up = await page.get_by_role("button", name="Hang up").bounding_box()
        assert box is not None
        assert hang_up is not None
        assert box["height"] >= 160
        assert hang_up["y"] + hang_up["height"] <= height


async def test_an_office_that_was_left_leaves_the_screen(simulated: Simulated) -> None:
    async with simulated(speed=10) as rig, opened(rig) as page:
        await _reach_office(rig, page)
        await page.keyboard.press("*")
        await expect(log_of(page, "Captions")).to_contain_text("How did it go?")
        await expect(page.locator(".far")).to_be_hidden()
        await page.get_by_role("button", name="Hang up").click()
        rig.app.replies["/go"] = AFTER
        await ring(rig)
        await page.get_by_role("button", name="Answer").click()
        await expect(log_of(page, "Captions")).to_have_text("PatchlineHow did it go?")
        await expect(page.locator(".far")).to_be_hidden()


async def test_a_transfer_ends_the_card_of_the_office(simulated: Simulated) -> None:
    async with simulated(speed=10) as rig, opened(rig) as page:
        await _reach_office(rig, page)
        _, calls = await rig.rest("GET", "Calls.json?Status=in-progress")
        first = next(call for call in calls["calls"] if not call["parent_call_sid"])
        await rig.rest("POST", f"Calls/{first['sid']}.json", {"Twiml": AFTER})
        await expect(log_of(page, "Captions")).to_contain_text("How did it go?")
        await expect(page.locator(".far")).to_be_hidden()


async def test_what_is_over_can_be_cleared_away(simulated: Simulated) -> None:
    async with simulated(speed=10) as rig, opened(rig) as page:
        await _reach_office(rig, page)
        await page.get_by_role("button", name="Hang up").click()
        await page.get_by_role("button", name="Clear", exact=True).click()
        await expect(log_of(page, "Captions")).to_be_empty()
        await expect(page.get_by_role("button", name="Call (888) 555-0100")).to_be_focused()
        await rig.text(Boddy="x")
        noticed = page.get_by_role("log", name="What the network noticed")
        await expect(noticed).to_contain_text("Boddy")
        await page.get_by_role("button", name="Clear what it noticed").click()
        await expect(noticed).to_be_empty()


async def test_a_phone_is_offered_words_of_its_owners_language(simulated: Simulated) -> None:
    async with simulated() as rig, opened(rig) as page:
        answer_texts(rig)
        await page.get_by_role("button", name="Habla español").click()
        phone = page.get_by_role("article", name="Phone: Habla español")
        await phone.get_by_role("button", name="FAMILIAS").click()
        assert (await rig.request("/twilio/sms")).form["Body"] == "FAMILIAS"
        for words in ("79901", "LLAMAR", "AYUDA", "ALTO"):
            await expect(phone.get_by_role("button", name=words, exact=True)).to_be_visible()
        await phone.get_by_role("button", name="EN", exact=True).click()
        await expect(phone.get_by_role("button", name="STOP", exact=True)).to_be_visible()
        vermont = page.get_by_role("article", name="Phone: Vermont")
        await vermont.get_by_role("button", name="ES", exact=True).click()
        await expect(vermont.get_by_role("button", name="ALTO", exact=True)).to_be_visible()
        await page.reload()
        await expect(vermont.get_by_role("button", name="ALTO", exact=True)).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_whatever_has_the_focus_is_seen_to_have_it(simulated: Simulated, scheme: str) -> None:
    async with simulated() as rig, opened(rig, scheme=scheme) as page:
        seen = set()
        for _ in range(30):
            await page.keyboard.press("Tab")
            name, shown = await page.evaluate(FOCUS)
            seen.add(name)
            assert shown, name
        assert {"BUTTON", "TEXTAREA", "DIV", "INPUT", "SUMMARY", "SELECT"} <= seen


FOCUS = """() => {
  const style = getComputedStyle(document.activeElement);
  const shown = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return [document.activeElement.tagName, shown || document.activeElement === document.body];
}"""


@pytest.mark.parametrize(("motion", "moving"), [("reduce", 0), ("no-preference", 2)])
async def test_nothing_moves_for_whoever_wants_it_still(
    simulated: Simulated, motion: str, moving: int
) -> None:
    async with simulated(speed=1) as rig, opened(rig, motion=motion) as page:
        await ring(rig)
        await expect(page.get_by_role("button", name="Answer")).to_be_visible()
        assert await page.evaluate("document.getAnimations().length") == moving
