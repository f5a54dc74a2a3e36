"""A real headless Chromium, and what it reports while it shows a page."""

import os
import re
import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WIDTHS = {360: 780, 1280: 900}
SCHEMES = ("light", "dark")
VIEWS = [(width, scheme) for width in WIDTHS for scheme in SCHEMES]

# Adds up layout shifts that the visitor did not cause (the sum of the layout-shift entries, which is at least the CLS).
WATCH_SHIFTS = """
window.shifts = { sum: 0, moved: [] };
new PerformanceObserver(list => {
    for (const entry of list.getEntries()) {
        if (entry.hadRecentInput) continue;
        window.shifts.sum += entry.value;
        for (const source of entry.sources ?? []) {
            const node = source.node;
            window.shifts.moved.push(node ? (node.className || node.nodeName) + "" : "?");
        }
    }
}).observe({ type: "layout-shift", buffered: true });
"""


def chromium():
    """The path of the browser; None if there is none."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, NAMES)), None)


class Browser:
    """One Chromium for all tests."""

    _shared = None

    @classmethod
    def shared(cls):
        if cls._shared is None:
            cls._shared = cls()
        return cls._shared

    @classmethod
    def end(cls):
        if cls._shared is not None:
            cls._shared.chromium.close()
            cls._shared.playwright.stop()
            cls._shared = None

    def __init__(self):
        from playwright.sync_api import sync_playwright

        self.playwright = sync_playwright().start()
        self.chromium = self.playwright.chromium.launch(executable_path=chromium(), headless=True)

    def visit(self, server, address, width=1280, scheme="light", text=1, script=None, height=None, **preferences):
        """Opens a page in a fresh browser profile. `text` is the visitor's text size, as a factor."""
        return Visit(self, server, address, width, height or WIDTHS.get(width, 900), scheme, text, script, preferences)


class Visit:
    """An open page, and what the browser reported while it loaded. Use it in a `with` statement."""

    def __init__(self, browser, server, address, width, height, scheme, text, script, preferences):
        self.server, self.address, self.noticed = server, address, []
        self.context = browser.chromium.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, locale="en-GB", **preferences
        )
        self.context.add_init_script(WATCH_SHIFTS + (script or ""))
        self.page = page = self.context.new_page()
        page.set_default_timeout(20_000)
        page.route(lambda url: not url.startswith(server.origin), self.foreign)
        page.on("console", self.console)
        page.on("pageerror", lambda error: self.noticed.append(f"script error: {error}"))
        page.on("dialog", lambda dialog: (self.noticed.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("requestfailed", lambda request: self.noticed.append(f"no response: {request.url} ({request.failure})"))
        page.on("response", self.response)
        if text != 1:
            session = self.context.new_cdp_session(page)
            session.send("Page.setFontSizes", {"fontSizes": {"standard": round(16 * text), "fixed": round(13 * text)}})
        page.goto(server.origin + address, wait_until="load")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.context.close()

    def foreign(self, route):
        self.noticed.append(f"requests another host: {route.request.url}")
        route.abort()

    def console(self, message):
        # The 404 page has status 404 itself, which is not an error.
        itself = message.location.get("url") == self.server.origin + self.address
        if message.type in ("error", "warning") and not (itself and "status of 404" in message.text):
            self.noticed.append(f"console: {message.text}")

    def response(self, response):
        if response.status >= 400 and response.request.resource_type != "document":
            self.noticed.append(f"{response.status}: {response.url}")

    def read_to_the_end(self):
        """Scrolls through the page, so that lazy images load."""
        self.page.evaluate(
            """async () => {
                const frame = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
                for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) { scrollTo(0, y); await frame(); }
                const waiting = [...document.images].filter(image => image.checkVisibility() && !image.complete);
                await Promise.all(waiting.map(image => image.decode().catch(() => {})));
                await frame();
                scrollTo(0, 0);
                await frame();
            }"""
        )

    def keep_shot(self, name):
        """Keeps a screenshot of the whole page if `PAGES_SHOTS` names a folder."""
        folder = os.environ.get("PAGES_SHOTS")
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            name = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
            self.page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)

    def colours(self, selector):
        """The number of pixels of each colour in the first element of a selector."""
        import base64

        picture = base64.b64encode(self.page.locator(selector).first.screenshot()).decode()
        blank = self.context.new_page()
        try:
            return blank.evaluate(
                """async picture => {
                    const bytes = Uint8Array.from(atob(picture), letter => letter.charCodeAt(0));
                    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
                    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
                    canvas.drawImage(bitmap, 0, 0);
                    const pixels = canvas.getImageData(0, 0, bitmap.width, bitmap.height).data, found = {};
                    for (let at = 0; at < pixels.length; at += 4) {
                        const colour = pixels.slice(at, at + 3).join(" ");
                        found[colour] = (found[colour] ?? 0) + 1;
                    }
                    return found;
                }""",
                picture,
            )
        finally:
            blank.close()
