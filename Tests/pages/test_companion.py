"""The companion in a real browser: through nginx, with the simulated Spotify, as its users see it."""

import json
import re
from pathlib import Path

from companion import CompanionTest


class ADay(CompanionTest):
    def test_a_user_signs_in_syncs_changes_and_leaves(self):
        site, context = self.site, self.context(accept_downloads=True)

        # The page itself leads to the account.
        page = self.open(context, "/ines/")
        page.get_by_role("link", name="Yours? Update or manage it").click()
        self.sign_in(page)
        page.wait_for_url(f"{site.origin}/ines/")
        cookie = next(cookie for cookie in context.cookies() if cookie["name"] == "sitegen")
        self.assertTrue(cookie["httpOnly"])
        self.assertEqual(cookie["sameSite"], "Lax")

        # Sync now brings what has changed at Spotify into the page on the disk.
        site.change("UPDATE user SET syncedAt = syncedAt - 7200000, profileFetchedAt = 0, displayName = 'Old Name' WHERE username = 'ines'")
        site.sitegen("build", "ines")
        _, before, text = site.answer("/ines/")
        self.assertIn("Old Name", text)
        self.account(page)
        page.get_by_role("button", name="Sync now").click()
        self.says(page, "Done. Your page has all that Spotify tells.")
        status, after, text = site.answer("/ines/")
        self.assertEqual(status, 200)
        self.assertNotIn("Old Name", text)
        self.assertNotEqual(before["ETag"], after["ETag"])

        # A second press in the same hour says from when.
        page.get_by_role("button", name="Sync now").click()
        self.says(page, "You can sync again")

        # Hidden: gone before the browser is told, and gone from the directory soon after.
        self.account(page)
        page.locator("label[for=visibility-private]").click()
        page.get_by_role("button", name="Save").first.click()
        self.says(page, "Your page is taken down")
        self.assertEqual(site.status("/ines/"), 404)
        self.eventually(lambda: "ines/" not in site.answer("/")[2])

        # Shown again, without one section.
        page.locator("label[for=visibility-public]").click()
        page.locator("label[for=shown-artists]").click()
        page.get_by_role("button", name="Save").first.click()
        self.says(page, "Saved.")
        status, _, text = site.answer("/ines/")
        self.assertEqual(status, 200)
        self.assertNotIn("Top artists", text)

        # Another address.
        page.fill("#new-username", "ines-moved")
        page.locator("form[action='/account/rename'] button").click()
        self.says(page, "Your page is at its new address")
        self.assertEqual((site.status("/ines/"), site.status("/ines-moved/")), (404, 200))

        # Six more months.
        self.sign_in(page, button="Renew")
        page.wait_for_url(re.compile("/account/"))
        self.says(page, "another six months")

        # Everything, to take along.
        with page.expect_download() as download:
            page.get_by_role("link", name=re.compile("Download")).click()
        document = json.loads(Path(download.value.path()).read_text())
        self.assertEqual(document["format"], "sitegen-export")

        # Signed out in one tab, the other one's form is refused; the back button shows nothing.
        other = self.open(context)
        page.get_by_role("button", name="Sign out").first.click()
        page.wait_for_url(f"{site.origin}/")
        other.get_by_role("button", name="Save").first.click()
        self.says(other, "You are signed out")
        page.go_back()
        page.reload()
        self.assertEqual(page.get_by_role("button", name="Save").count(), 0)

        # Deleted, by typing the name.
        self.account(page)
        self.sign_in(page)
        self.account(page)
        page.locator("summary", has_text=re.compile("Delete", re.I)).click()
        page.fill("#delete-username", "ines")
        page.locator("form[action='/account/delete'] button").click()
        self.says(page, "This is not your username")
        page.fill("#delete-username", "ines-moved")
        page.locator("form[action='/account/delete'] button").click()
        page.wait_for_url(f"{site.origin}/")
        self.assertEqual(site.status("/ines-moved/"), 404)

        # Invited again.
        self.eventually(lambda: "ines-moved" not in site.sitegen("user", "list"))
        page.goto(site.sitegen("invite", "ines"))
        self.says(page, "ines")
        self.sign_in(page, button=re.compile("Spotify"))
        page.wait_for_url(re.compile("done=welcome"))
        self.says(page, "Welcome. Your page is made, and private")
        self.assertEqual(self.problems, [])


class Keyboard(CompanionTest):
    def test_it_works_by_keyboard(self):
        page = self.open(self.context())
        self.sign_in(page, "theo")
        self.account(page)
        for _ in range(60):
            page.keyboard.press("Tab")
            focused = page.evaluate("document.activeElement.textContent.trim()")
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            self.assertNotEqual(outline, "none", focused)
            if focused == "Save":
                break
        self.assertEqual(focused, "Save")
        page.keyboard.press("Enter")
        self.says(page, "Saved.")


class Away(CompanionTest):
    def test_pages_are_there_when_the_companion_is_not(self):
        self.assertEqual(self.site.status("/account/alive"), 204)
        status, headers, _ = self.site.answer("/account/data.json")
        self.assertEqual(status, 401)
        self.assertEqual(len(headers.get_all("Content-Security-Policy")), 1)
        self.assertEqual(self.site.status("/ines/"), 200)
