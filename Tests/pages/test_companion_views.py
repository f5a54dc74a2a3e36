"""Each page of the companion in each view: axe, no script, nothing beyond the edge, and markup without errors."""

import os
import re
import tempfile
import threading
import urllib.error
import urllib.request
from pathlib import Path

from browser import VIEWS, WIDTHS
from companion import CompanionTest
from tools import STANDARD, axe_source, markup_errors


class EveryView(CompanionTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.session = None

    def setUp(self):
        temp = tempfile.TemporaryDirectory(prefix="sitegen-views-")
        self.addCleanup(temp.cleanup)
        self.files = Path(temp.name)

    def tearDown(self):
        files = sorted(self.files.iterdir())
        # A test that failed before its first look has none.
        if files:
            self.assertEqual(markup_errors(files), {})

    def visitor(self):
        """A page of a browser in which nobody is signed in."""
        # axe needs to be let in past the policy; the pages hold no script of their own.
        page = self.context(bypass_csp=True).new_page()
        page.on("response", self.keep)
        return page

    def user(self):
        """A page of a browser in which `theo` is signed in, who is an admin. All share one session: nginx limits sign-ins."""
        if self.session is None:
            page = self.visitor()
            self.account(page)
            self.sign_in(page, "theo")
            page.wait_for_url(re.compile("/theo/"))
            type(self).session = page.context.storage_state()
        page = self.context(bypass_csp=True, storage_state=self.session).new_page()
        page.on("response", self.keep)
        return page

    def keep(self, response):
        """Keeps the answer that a page is made of."""
        if response.request.is_navigation_request() and not 300 <= response.status < 400:
            self.answer = response

    def look(self, page, name, status=200):
        """Looks at the present page in every view."""
        self.assertEqual(self.answer.status, status, name)
        self.assertEqual(page.locator("script, [style]").count(), 0, name)
        for width, scheme in VIEWS:
            page.set_viewport_size({"width": width, "height": WIDTHS[width]})
            page.emulate_media(color_scheme=scheme)
            with self.subTest(name, width=width, scheme=scheme):
                seen = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
                self.assertLessEqual(seen[0], seen[1], "wider than the window")
                page.evaluate(axe_source())
                result = page.evaluate("tags => axe.run(document, { runOnly: tags, resultTypes: ['violations'] })", STANDARD)
                self.assertGreater(len(result["passes"]), 5)
                self.assertEqual(
                    [f"{rule['id']}: {node['target']} {node.get('failureSummary', '')}" for rule in result["violations"] for node in rule["nodes"]],
                    [])
            if os.environ.get("PAGES_SHOTS"):
                page.screenshot(path=f"{os.environ['PAGES_SHOTS']}/companion-{name}-{width}-{scheme}.png", full_page=True)
        (self.files / f"{name}.html").write_bytes(self.answer.body())

    def press(self, page, action, **fields):
        """Fills in and sends the form of an address."""
        form = page.locator(f"form[action='{action}']").last
        for name, value in fields.items():
            form.locator(f"[name={name}]").evaluate("(field, value) => { field.value = value }", value)
        form.locator("button").last.click()

    def test_pages_of_a_visitor(self):
        site, page = self.site, self.visitor()
        self.account(page)
        self.look(page, "sign-in")
        self.press(page, "/api/auth/signin/spotify", username="about")
        self.says(page, "The site needs this name itself")
        self.look(page, "name-refused", 422)
        page.goto(site.sitegen("invite", "newcomer"))
        self.says(page, "You are invited")
        self.look(page, "invitation")
        page.goto(f"{site.origin}/account/?invitation=AAAA")
        self.says(page, "This invitation cannot be used")
        self.assertEqual(page.get_by_role("heading", name="New here?").count(), 1)
        self.look(page, "invitation-over")
        page.goto(f"{site.origin}/account/nothing")
        self.look(page, "not-found", 404)
        page.goto(f"{site.origin}/account/health")
        self.says(page, "There is no page at this address")
        page.goto(f"{site.origin}/api/auth/callback/spotify?code=a&state=b")
        self.look(page, "begin-again", 400)
        self.account(page)
        page.get_by_role("button", name="Sign in with Spotify").click()
        page.get_by_role("link", name="Cancel").click()
        self.look(page, "not-allowed", 403)

    def test_pages_of_a_user(self):
        page = self.user()
        self.account(page)
        self.look(page, "account")
        page.goto(f"{self.site.origin}/account/health")
        self.look(page, "health")
        self.account(page)
        page.fill("#time-zone", "Europe/Nowhere")
        page.get_by_role("button", name="Save").first.click()
        self.look(page, "settings-refused", 422)
        self.account(page)
        self.press(page, "/account/rename", username="ines")
        self.says(page, "Somebody has this name already")
        self.look(page, "rename-refused", 422)
        self.account(page)
        page.locator("summary", has_text="Delete everything").click()
        self.press(page, "/account/delete", username="ines")
        self.look(page, "delete-refused", 422)

    def test_pages_of_a_user_who_has_to_connect_again(self):
        state = "UPDATE credential SET state = ? WHERE userID = (SELECT id FROM user WHERE username = 'theo')"
        page = self.user()
        self.site.change(state, "needsReconnect")
        self.addCleanup(self.site.change, state, "active")
        self.account(page)
        self.says(page, "Spotify needs your permission again")
        self.look(page, "reconnect")

    def test_pages_that_refuse(self):
        page = self.user()
        self.account(page)
        self.press(page, "/account/settings", token="of another page")
        self.look(page, "cross-site", 403)
        with self.site.without_key():
            self.account(page)
            self.look(page, "out-of-order", 503)
        self.account(page)
        page.context.clear_cookies()
        page.get_by_role("button", name="Save").first.click()
        self.look(page, "signed-out", 401)

    def test_a_sync_that_takes_longer_and_one_that_comes_too_soon(self):
        page = self.user()
        self.site.change("UPDATE user SET syncedAt = syncedAt - 7200000 WHERE username = 'theo'")
        self.account(page)
        with self.site.at_work_on("theo"):
            presses = Presses(page, self.site.origin)
            # One of the two waits for its sync. The other is told so at once.
            presses.wait_for_first()
            page.get_by_role("button", name="Sync now").click()
            self.says(page, "Your sync takes longer")
        self.look(page, "takes-longer", 202)
        presses.end()
        self.account(page)
        page.get_by_role("button", name="Sync now").click()
        self.says(page, "You can sync again")
        self.look(page, "too-soon", 429)


class Presses:
    """Two presses of "Sync now" at the same time, outside of the browser."""

    def __init__(self, page, origin):
        token = page.locator("form[action='/api/spotify/sync'] [name=token]").get_attribute("value")
        cookie = next(cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "sitegen")
        self.request = urllib.request.Request(
            f"{origin}/api/spotify/sync", f"token={token}".encode(),
            {"Cookie": f"sitegen={cookie}", "Sec-Fetch-Site": "same-origin", "Accept": "application/json"})
        self.answered = threading.Event()
        self.threads = [threading.Thread(target=self.press) for _ in range(2)]
        for thread in self.threads:
            thread.start()

    def press(self):
        try:
            urllib.request.urlopen(self.request, timeout=60).close()
        except urllib.error.HTTPError as error:
            error.close()
        self.answered.set()

    def wait_for_first(self):
        assert self.answered.wait(60), "neither press was answered"

    def end(self):
        for thread in self.threads:
            thread.join()
