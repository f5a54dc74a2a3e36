"""The pages of the demo site, in a real browser."""

import re
import shutil
import tempfile
import unittest
from pathlib import Path

import looks
from browser import SCHEMES, VIEWS, WIDTHS
from cases import EMPTY, KINDS, MISSING, MONTH, USERS, YEAR, PageTest, for_each, spread
from demo import Server, Site
from tools import axe_source, markup_errors, violations

EVERY_VIEW = [*USERS, EMPTY, YEAR, MONTH, "/", "/about/", "/privacy/", MISSING]
CHARTS = [".heatmap", ".weeks", ".clock", ".week", ".axes svg", ".bars", ".decades"]
# From a phone to a desktop, with a tablet and the widths on both sides of it.
MANY_WIDTHS = (360, 600, 768, 880, 1280)
ORDINARY = ("/ines/", "/theo/", "/anuja/")
# A font of large ascent and descent, as Noto Serif is, without having to install one.
TALL_FONT = b"""
@font-face { font-family: Tall; src: local("DejaVu Serif"); ascent-override: 107%; descent-override: 30% }
.name, .by { font-family: Tall !important }
"""


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

    @for_each([*((user, width, 1) for user in (*ORDINARY, YEAR, MONTH) for width in MANY_WIDTHS), *(("/theo/", width, 2) for width in MANY_WIDTHS)])
    def test_names_are_not_truncated(self, user, width, text):
        with self.visit_styled(TALL_FONT, user, width, text=text) as visit:
            self.assert_none(looks.cut_short(visit))

    @for_each((address, width) for address in ("/", "/theo/", "/about/") for width in (360, 768, 1280))
    def test_text_that_a_style_enlarges_fits(self, address, width):
        with self.visit_styled(b"html { font-size: 200% }", address, width) as visit:
            names = looks.cut_short(visit) if address in ORDINARY else []
            self.assert_none(looks.sideways(visit) + looks.overlaps(visit) + names)

    def test_an_initial_replaces_a_portrait_that_does_not_load(self):
        page = self.site.bytes("/ines/")
        portrait = re.search(rb'<img class="portrait u-photo" src="\.\.(/artwork/[^"]+)"', page)[1].decode()
        server = Server(self.site.output, {portrait: b"no picture"})
        self.addCleanup(server.stop)
        with self.browser.visit(server, "/ines/") as visit:
            shown = visit.page.evaluate("getComputedStyle(document.querySelector('img.portrait'), '::after').content")
            self.assertEqual(shown, '"I"')
            self.assertGreater(len(visit.colours("img.portrait")), 2, "the initial is not visible")

    def test_links_send_no_referrer(self):
        with self.visit("/ines/") as visit:
            link = visit.page.locator("a[href^='https://']").first
            self.assertEqual(visit.page.evaluate("document.querySelector('meta[name=referrer]').content"), "no-referrer")
            self.assertTrue(link.get_attribute("href").startswith("https://open.spotify.com/"))


@spread
class Layout(PageTest):
    @for_each((user, width) for user in (*ORDINARY, YEAR, MONTH) for width in MANY_WIDTHS)
    def test_text_in_charts_is_readable(self, user, width):
        with self.visit(user, width) as visit:
            self.assert_none(looks.chart_text(visit))

    # Below 50 rem, the months need all of the line.
    @for_each((user, width) for user in ORDINARY for width in (360, 880, 1280))
    def test_columns_and_ranks_are_aligned(self, user, width):
        with self.visit(user, width) as visit:
            self.assert_none(looks.grid(visit) + looks.ranks(visit))

    @for_each((scheme, address) for scheme in SCHEMES for address in (*ORDINARY, YEAR, MONTH, "/", "/about/"))
    def test_thin_lines_are_visible(self, scheme, address):
        with self.visit(address, 1280, scheme) as visit:
            self.assert_none(looks.faint(visit))

    def test_a_phone_begins_with_ten_of_a_list_and_six_months(self):
        with self.visit("/ines/", 360) as visit:
            self.assertEqual(looks.rows(visit), [10, 10, 6, 5])
            for label in ("Show more than ten", "Show more than six"):
                visit.page.get_by_label(label).check()
            months = looks.rows(visit)[2]
            # On the first of a month there may be no play in it yet.
            self.assertIn(months, (11, 12))
            self.assertEqual(looks.rows(visit), [20, 20, months, 5])
        with self.visit("/ines/", 1280) as visit:
            self.assertEqual(looks.rows(visit), [20, 20, months, 5])
            self.assertFalse(visit.page.get_by_label("Show more than ten").is_visible())


@spread
class Keyboard(PageTest):
    @for_each((user, width) for user in ("/ines/", "/layla/") for width in WIDTHS)
    def test_time_ranges_can_be_selected(self, user, width):
        with self.visit(user, width) as visit:
            self.assertEqual(looks.shown_lists(visit), ["short"])
            self.assert_none(looks.switching(visit))

    @for_each((address, scheme) for address in ("/ines/", YEAR, "/", "/about/") for scheme in SCHEMES)
    def test_every_tab_stop_is_visible(self, address, scheme):
        with self.visit(address, 1280, scheme) as visit:
            self.assert_none(looks.stops(visit))

    def test_the_first_tab_stop_skips_to_the_contents(self):
        with self.visit("/ines/") as visit:
            visit.page.keyboard.press("Tab")
            visit.page.keyboard.press("Enter")
            # The browser goes there after it has handled the key.
            visit.page.wait_for_url("**/ines/#main")

    @for_each((width,) for width in WIDTHS)
    def test_links_lead_past_the_lists(self, width):
        with self.visit("/ines/", width) as visit:
            self.assert_none(looks.jumps(visit))
            visit.page.get_by_role("link", name="Temperament").press("Enter")
            visit.page.wait_for_url("**/ines/#temperament")
            self.assertTrue(visit.page.get_by_role("heading", name="Temperament").is_visible())
        with self.visit(EMPTY, width) as visit:
            self.assertEqual(visit.page.locator(".jump").count(), 0)

    def test_numbers_open_as_a_table(self):
        with self.visit("/ines/", 360) as visit:
            summaries = visit.page.locator("summary")
            self.assertGreater(summaries.count(), 1)
            for place in range(summaries.count()):
                summaries.nth(place).focus()
                visit.page.keyboard.press("Enter")
                self.assertTrue(visit.page.locator("details > :last-child").nth(place).is_visible())
            self.assert_none(looks.sideways(visit))


@spread
class Preferences(PageTest):
    """The visitor's browser preferences."""

    # An A4 sheet without its margins is 718 pixels wide.
    @for_each((user, scheme) for user in (*USERS, YEAR, MONTH) for scheme in SCHEMES)
    def test_it_prints(self, user, scheme):
        with self.visit(user, 718, scheme) as visit:
            self.assert_none(looks.printed(visit))
            visit.keep_shot(f"{user.strip('/')} printed {scheme}")

    # The pages that have every chart.
    @for_each((address, scheme) for address in ("/theo/", YEAR) for scheme in SCHEMES)
    def test_charts_are_visible_with_forced_colours(self, address, scheme):
        with self.visit(address, 1280, scheme, forced_colors="active") as visit:
            self.assertTrue(visit.page.evaluate("matchMedia('(forced-colors: active)').matches"))
            charts = CHARTS if address == "/theo/" else [".race", ".daygrid", ".clock", ".week"]
            self.assert_none(looks.contrasting(visit, charts) + looks.everything(visit))
            visit.keep_shot(f"{address.strip('/')} forced {scheme}")

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
        with self.visit_styled(b'* { font-family: "DejaVu Sans" !important }', "/ines/", width, script=axe_source()) as visit:
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
