"""The handset page in a real browser, for the tests that look at it."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Locator, Page, async_playwright, expect

from tests.simulator.rig import OURS, VERMONT, Rig

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]

NEEDS_CHROMIUM = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium found: install chromium to run these"),
]


@asynccontextmanager
async def opened(
    rig: Rig, width: int = 1280, scheme: str = "light", height: int = 740, motion: str = "reduce"
) -> AsyncIterator[Page]:
    """The page in a fresh browser; anything in its console that is amiss fails the test."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = await browser.new_page(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            reduced_motion=motion,
        )
        amiss: list[str] = []
        page.on("console", lambda m: amiss.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: amiss.append(str(error)))
        await page.goto(rig.base)
        await expect(page.get_by_role("article")).to_have_count(1)
        yield page
        # A refused request is shown on the page and is no fault of it.
        assert [words for words in amiss if "400 (Bad Request)" not in words] == []
        await browser.close()


def answer_texts(rig: Rig) -> None:
    """Have the application answer as a campaign would."""
    replies = {"S54": "Your ZIP?", "05401": "Sanders and Welch. Reply CALL."}
    rig.app.replies["/twilio/sms"] = lambda form: (
        f"<Response><Message>{replies.get(form['Body'], 'Thank you')}</Message></Response>"
    )


async def ring(rig: Rig) -> None:
    """Have the application call the first phone."""
    await rig.rest("POST", "Calls.json", {"To": VERMONT, "From": OURS, "Url": rig.app.url("/go")})


def log_of(page: Page, name: str) -> Locator:
    """The first log on the page with that name."""
    return page.get_by_role("log", name=name).first


FAINT = """() => {
  const light = (color) => {
    const [r, g, b] = color.map((v) => v / 255).map(
      (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const parts = (text) => text.match(/[\\d.]+/g).map(Number);
  const behind = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const color = parts(getComputedStyle(e).backgroundColor);
      if (color.length < 4 || color[3] > 0) return color.slice(0, 3);
    }
    return [255, 255, 255];
  };
  const faint = [];
  for (const e of document.body.querySelectorAll("*")) {
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    if (!own || !e.checkVisibility() || e.closest("svg, .hidden")) continue;
    const [a, b] = [light(parts(getComputedStyle(e).color).slice(0, 3)), light(behind(e))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) faint.push(`${e.className || e.tagName} ${ratio.toFixed(2)}`);
  }
  return faint;
}"""

NAMELESS = """() => [...document.querySelectorAll("button, input, select, textarea")]
  .filter((e) => e.checkVisibility())
  .filter((e) => !(e.getAttribute("aria-label") || e.labels?.length || e.textContent.trim()))
  .map((e) => e.outerHTML)"""
