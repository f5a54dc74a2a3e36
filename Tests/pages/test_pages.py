"""The pages of the demo site, in a real browser."""

import shutil
import tempfile
import unittest
from pathlib import Path

import looks
from browser import SCHEMES, VIEWS, WIDTHS
from cases import EMPTY, KINDS, MISSING, USERS, PageTest, for_each, spread
from demo import Server, Site
from tools import axe_source, markup_errors, violations

EVERY_VIEW = [*USERS, EMPTY, "/", "/about/", "/privacy/", MISSING]
CHARTS = [".heatmap", ".weeks", ".clock"]


@spread
class Loading(PageTest):
    """No console messages, no horizontal scrolling, no layout shifts, no script."""

    @for_each((address, width, scheme) for address in EVERY_VIEW for width, scheme in VIEWS)
    def test_it_loads_without_complaints(self, address, width, scheme):
        with self.visit(address, width, scheme) as visit:
            self.assert_none(looks.everything(visit))
            visit.keep_shot(f"{address.strip('/') or 'directory'} {width} {scheme}")

    def test_all_other_pages_load_without_complaints_on_a_phone(self):
        others = [address for address in self.site.pages() if address not in EVERY_VIEW]
        self.assertGreater(len(others), 5)
        for address in others:
            with self.subTest(address), self.visit(address, 360) as visit:
                self.assert_none(looks.everything(visit))

    @for_each((address,) for address in KINDS)
    def test_it_fits_into_320_pixels(self, address):
        with self.visit(address, 320) as visit:
            self.assert_none(looks.sideways(visit) + looks.overlaps(visit))

    @for_each((address, width) for address in KINDS for width in WIDTHS)
    def test_text_of_twice_the_size_fits(self, address, width):
        with self.visit(address, width, text=2) as visit:
            size = visit.page.evaluate("getComputedStyle(document.documentElement).fontSize")
            self.assertEqual(size, "32px", "the page prevents visitors from choosing their text size")
            self.assert_none(looks.sideways(visit) + looks.overlaps(visit))

    @for_each((width, text) for width in WIDTHS for text in (1, 2))
    def test_names_are_not_truncated(self, width, text):
        with self.visit("/ines/", width, text=text) as visit:
            self.assert_none(looks.cut_short(visit))

    def test_links_send_no_referrer(self):
        with self.visit("/ines/") as visit:
            link = visit.page.locator("a[href^='https://']").first
            self.assertEqual(visit.page.evaluate("document.querySelector('meta[name=referrer]').content"), "no-referrer")
            self.assertTrue(link.get_attribute("href").startswith("https://open.spotify.com/"))


@spread
class Keyboard(PageTest):
    @for_each((user, width) for user in ("/ines/", "/layla/") for width in WIDTHS)
    def test_time_ranges_can_be_selected(self, user, width):
        with self.visit(user, width) as visit:
            self.assertEqual(looks.shown_lists(visit), ["short"])
            self.assert_none(looks.switching(visit))

    @for_each((address, scheme) for address in ("/ines/", "/", "/about/") for scheme in SCHEMES)
    def test_every_tab_stop_is_visible(self, address, scheme):
        with self.visit(address, 1280, scheme) as visit:
            self.assert_none(looks.stops(visit))

    def test_the_first_tab_stop_skips_to_the_contents(self):
        with self.visit("/ines/") as visit:
            visit.page.keyboard.press("Tab")
            visit.page.keyboard.press("Enter")
            # The browser goes there after it has handled the key.
            visit.page.wait_for_url("**/ines/#main")

    def test_numbers_open_as_a_table(self):
        with self.visit("/ines/", 360) as visit:
            summaries = visit.page.locator("summary")
            self.assertGreater(summaries.count(), 1)
            for place in range(summaries.count()):
                summaries.nth(place).focus()
                visit.page.keyboard.press("Enter")
                self.assertTrue(visit.page.locator("details table").nth(place).is_visible())
            self.assert_none(looks.sideways(visit))


@spread
class Preferences(PageTest):
    """The visitor's browser preferences."""

    # An A4 sheet without its margins is 718 pixels wide.
    @for_each((user, scheme) for user in USERS for scheme in SCHEMES)
    def test_it_prints(self, user, scheme):
        with self.visit(user, 718, scheme) as visit:
            self.assert_none(looks.printed(visit))
            visit.keep_shot(f"{user.strip('/')} printed {scheme}")

    @for_each((scheme,) for scheme in SCHEMES)
    def test_charts_are_visible_with_forced_colours(self, scheme):
        with self.visit("/ines/", 1280, scheme, forced_colors="active") as visit:
            self.assertTrue(visit.page.evaluate("matchMedia('(forced-colors: active)').matches"))
            self.assert_none(looks.contrasting(visit, CHARTS) + looks.everything(visit))
            visit.keep_shot(f"ines forced {scheme}")

    @for_each((address,) for address in KINDS)
    def test_nothing_moves_with_reduced_motion(self, address):
        with self.visit(address, 1280, reduced_motion="reduce") as visit:
            self.assert_none(looks.still(visit))

    def test_without_a_style_sheet_every_list_is_shown(self):
        with self.visit("/ines/", 360) as visit:
            visit.page.evaluate("for (const sheet of document.querySelectorAll('link[rel=stylesheet]')) sheet.remove()")
            self.assertEqual(looks.shown_lists(visit), ["short", "medium", "long"])


@spread
class Access(PageTest):
    """WCAG 2.2 AA, as far as a program can check it."""

    @for_each((address, scheme) for address in (*KINDS, "/layla/") for scheme in SCHEMES)
    def test_axe_finds_nothing(self, address, scheme):
        with self.visit(address, 1280, scheme, script=axe_source()) as visit:
            visit.page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
            self.assert_none(violations(visit))

    @for_each((width,) for width in WIDTHS)
    def test_targets_stay_large_with_a_small_font(self, width):
        sheet = self.site.stylesheet()
        rules = self.site.bytes(sheet) + b'* { font-family: "DejaVu Sans" !important }'
        server = Server(self.site.output, {sheet: rules})
        self.addCleanup(server.stop)
        with self.browser.visit(server, "/ines/", width, script=axe_source()) as visit:
            self.assert_none(violations(visit))

    @for_each((address,) for address in KINDS)
    def test_axe_finds_nothing_on_a_phone(self, address):
        with self.visit(address, 360, script=axe_source()) as visit:
            self.assert_none(violations(visit))


class Anywhere(PageTest):
    """The same files in a subfolder, and without a server."""

    def look(self, place, folder):
        for address in (f"{folder}/index.html", f"{folder}/ines/index.html", f"{folder}/about/index.html"):
            with self.browser.visit(place, address, 360) as visit:
                self.assert_none(looks.everything(visit))
                self.assertNotEqual(
                    visit.page.evaluate("getComputedStyle(document.body).maxWidth"), "none", f"no style sheet in {address}"
                )
        with self.browser.visit(place, f"{folder}/index.html") as visit:
            front = visit.page.locator("h1").inner_text()
            for name, heading in (("Ines Nachtwey", "Ines Nachtwey"), ("Everyone", front), ("About", "About")):
                visit.page.get_by_role("link", name=name).first.click()
                self.assertEqual(visit.page.locator("h1").inner_text(), heading)

    def test_a_subfolder(self):
        with tempfile.TemporaryDirectory() as temp:
            shutil.copytree(self.site.output, Path(temp) / "music/diary")
            server = Server(temp)
            self.addCleanup(server.stop)
            self.look(server, "/music/diary")

    def test_files_on_a_disk(self):
        self.look(Disk, str(self.site.output))


class Disk:
    """Replaces a server: pages are opened as files."""

    origin = "file://"


class Markup(unittest.TestCase):
    def test_the_nu_checker_finds_no_error_in_any_page(self):
        files = sorted(Site.demo().output.rglob("*.html"))
        self.assertGreater(len(files), 12)
        self.assertEqual(markup_errors(files), {})
