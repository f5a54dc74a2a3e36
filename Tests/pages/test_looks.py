"""Each check can fail: it finds a fault that was added to a real page."""

import tempfile
import unittest
from pathlib import Path

import looks
from cases import PageTest, for_each, spread
from demo import Server, Site
from tools import axe_source, markup_errors, violations

USER = "/ines/"


def spoilt_page(old, new):
    """Ines's page with one text replaced."""
    page = Site.demo().bytes(USER).decode()
    assert old in page, old
    return {USER: page.replace(old, new, 1).encode()}


def spoilt_style(rules):
    """The style sheet with rules added."""
    site = Site.demo()
    return {site.stylesheet(): site.bytes(site.stylesheet()) + rules.encode()}


MAIN = '<main id="main"'


@spread
class EachCheckCanFail(PageTest):
    def find(self, check, instead, *words, **options):
        server = Server(self.site.output, instead)
        self.addCleanup(server.stop)
        with self.browser.visit(server, USER, **options) as visit:
            found = check(visit)
        for word in words:
            self.assertTrue(any(word in complaint for complaint in found), f"{word!r} is not in {found}")

    @for_each([
        ("a script", "<script>document.title = 1</script>", "console: "),
        ("an inline style", '<p style="color: red">.</p>', "console: "),
        ("a missing picture", '<img src="nothing.png" alt="" width="1" height="1">', "404: "),
        ("another host", '<img src="https://i.scdn.co/image/a" alt="" width="1" height="1">', "requests another host: "),
        ("a frame", '<iframe src="https://example.org/"></iframe>', "console: "),
    ])
    def test_noise(self, name, markup, word):
        self.find(looks.everything, spoilt_page(MAIN, markup + MAIN), word)

    @for_each([("plain", "<script>1</script>", "a script"),
               ("data", '<script type="application/ld+json">{</script>', "not JSON")])
    def test_a_script(self, name, markup, word):
        self.find(looks.scripts, spoilt_page(MAIN, markup + MAIN), word)

    def test_a_dialog(self):
        with self.visit(USER, script="alert(1)") as visit:
            self.assertIn("dialog: 1", looks.quiet(visit))

    @for_each((width,) for width in (360, 1280))
    def test_an_element_that_is_too_wide(self, width):
        self.find(looks.sideways, spoilt_style("h1 { width: 1400px }"), "scrolls sideways", width=width)

    def test_text_that_is_cut_off(self):
        self.find(looks.sideways, spoilt_style("h2 { width: 3rem; overflow: hidden; white-space: nowrap }"), "cut off: H2")

    def test_truncated_names(self):
        self.find(looks.cut_short, spoilt_style("h2 { height: 1rem; overflow: hidden }"), "cut short")
        self.find(looks.cut_short, spoilt_style(".name { padding: 0 !important; line-height: 1 !important }"), "cut short")

    @for_each([
        ("too small", ".clock text { font-size: 11px }", "pixels: clock: 06"),
        ("too large", ".week { max-width: none }", "pixels: week: Mon"),
        ("touching", ".bars text { font-size: 30px }", "touches another text: bars"),
        ("outside", ".clock text { transform: translateX(40px) }", "out of its chart: clock: 06"),
    ])
    def test_text_in_a_chart(self, name, rules, word):
        self.find(looks.chart_text, spoilt_style(rules), word, width=600)

    @for_each([
        ("covers", looks.grid, ".top li:nth-child(7) img { margin-left: 4px }", "covers begin at"),
        ("columns", looks.grid, ".pair { column-gap: 80px }", "second columns begin at"),
        ("ranks", looks.ranks, ".range > div:last-child li:nth-child(4) { margin-top: 5px }", "rank 4 is not on one line"),
        ("heights", looks.ranks, ".range > div:last-child li:nth-child(4) { min-height: 66px }", "rank 4 has two heights"),
        ("empty", looks.ranks, ".range > :nth-child(2) li:nth-child(n+9) { display: none }", "a list of"),
    ])
    def test_the_grid(self, name, check, rules, word):
        self.find(check, spoilt_style(rules), word)

    @for_each([("underline", "a { text-decoration-color: var(--line) }", "Privacy"), ("rail", ".rail { stroke: var(--d0) }", "a rail")])
    def test_a_thin_line(self, name, rules, word):
        self.find(looks.faint, spoilt_style(rules), word)

    def test_a_way_past_the_lists(self):
        self.find(looks.jumps, spoilt_page('href="#months"', 'href="#nothing"'), "leads nowhere: Months")
        self.find(looks.jumps, spoilt_page('href="#months"', 'href="#year"'), "in the page's order")

    def test_lines_that_do_not_grow_with_the_text(self):
        self.find(looks.overlaps, spoilt_style("p, li { line-height: 12px }"), "on top of each other", text=2, width=360)

    def test_overlapping_text(self):
        self.find(looks.overlaps, spoilt_style("h1 { margin-bottom: -1em !important }"), "on top of each other")

    def test_a_layout_shift_while_loading(self):
        rules = "@keyframes push { from { padding-top: 0 } to { padding-top: 300px } } body { animation: push .05s steps(2) both }"
        self.find(looks.everything, spoilt_style(rules), "moves by")

    @for_each([
        ("out of reach", ".switch input { display: none }", "does not reach"),
        ("without focus", ".switch :focus-visible + label { outline: none }", "does not show its focus"),
        ("without effect", ".repeats .range-short { display: grid !important }", "are shown"),
    ])
    def test_a_switch(self, name, rules, word):
        self.find(looks.switching, spoilt_style(rules), word)

    def test_a_switch_that_is_not_one_group(self):
        instead = spoilt_page('name="range" id="range-medium"', 'name="other" id="range-medium"')
        self.find(looks.switching, instead, "the switch has 2 places")

    def test_a_tab_stop_that_is_not_visible(self):
        self.find(looks.stops, spoilt_style(":focus-visible { outline: none }"), "no visible focus")
        self.find(looks.stops, spoilt_style(".skip:focus { top: -6rem }"), "out of view")

    @for_each([
        ("one list", "@media print { .range-long { display: none } }", "prints the lists of"),
        ("no names", ".range h3 { width: 1px !important }", "does not print the name"),
        ("the switch", "@media print { .switch { display: block !important } }", "prints a control"),
        ("dark colours", "@media print { html[class] { background: #111 !important } }", "prints on"),
        ("a sentence at the foot", "@media print { .said { break-after: auto !important } }", "can end a sheet"),
        ("a wide table", "@media print { h1 { width: 1000px } }", "scrolls sideways"),
    ])
    def test_printing(self, name, rules, word):
        self.find(looks.printed, spoilt_style(rules), word, width=718, scheme="dark")

    def test_motion_despite_reduced_motion(self):
        self.find(looks.still, spoilt_style("a { transition: color .2s }"), "changes slowly", reduced_motion="reduce")
        self.find(looks.still, spoilt_style("html { scroll-behavior: smooth }"), "smoothly", reduced_motion="reduce")

    def test_a_chart_in_the_background_colour(self):
        charts = lambda visit: looks.contrasting(visit, [".clock"])  # noqa: E731
        self.find(charts, spoilt_style(".clock * { fill: Canvas !important; stroke: Canvas !important }"),
                  "not visible", forced_colors="active")
        self.find(charts, spoilt_style(".weeks rect { fill: brown }"), "weeks past", forced_colors="active")
        self.find(charts, spoilt_style(".switch label { border-color: Canvas !important; color: CanvasText !important }"),
                  "looks like the others", forced_colors="active")

    @for_each([
        ("a picture without words", spoilt_page, (MAIN, '<img src="/artwork/none.svg">' + MAIN), "image-alt"),
        ("pale text", spoilt_style, ("h1, h1 a { color: #ccc !important }",), "color-contrast"),
        ("a field without a name", spoilt_page, ("<label for=\"range-short\">", "<label>"), "label"),
        ("no language", spoilt_page, ('lang="en"', ""), "html-has-lang"),
        ("a tiny target", spoilt_page, (MAIN, '<a href="/">.</a><a href="/about/">.</a>' + MAIN), "target-size"),
    ])
    def test_axe(self, name, spoil, arguments, word):
        self.find(violations, spoil(*arguments), word, script=axe_source())


class MarkupChecks(unittest.TestCase):
    def test_the_nu_checker(self):
        with tempfile.TemporaryDirectory() as temp:
            path = Path(temp) / "index.html"
            path.write_bytes(spoilt_page(MAIN, "<p><div id=main></p>" + MAIN)[USER])
            self.assertTrue(any("Duplicate ID" in message for message in markup_errors([path])[path]))
            path.write_bytes(spoilt_page('<meta name="referrer"', '<meta media="print" name="referrer"')[USER])
            self.assertEqual(len(markup_errors([path])[path]), 1)
            self.assertEqual(markup_errors([Site.demo().output / "index.html"]), {})
