"""What the pages of the demo say, and a fault that each check must find."""

import test_looks
import words
from cases import EMPTY, PageTest, for_each, spread
from demo import Server

FULL = ("/ines/", "/theo/", "/anuja/", "/joao/", "/mereana/", "/noriko/", "/augusta/", "/kai/")

# An axis whose dot is in the middle, and which still belongs to one end.
MIDDLE = (
    '<ul class="axes"><li><p class="ends"><b>Night</b> <span>Day</span></p>'
    '<svg><path class="here" d="M160 10h0"/></svg><p>Half of it.</p></li>'
)


@spread
class Words(PageTest):
    @for_each((user,) for user in FULL)
    def test_the_label_agrees_with_the_dots(self, user):
        with self.visit(user) as visit:
            self.assert_none(words.label(visit))

    @for_each((user,) for user in FULL)
    def test_a_month_tells_what_is_new_in_it(self, user):
        with self.visit(user) as visit:
            self.assert_none(words.repeated(visit))

    @for_each((user,) for user in (*FULL, "/youssef/", EMPTY))
    def test_what_has_nothing_to_say_is_folded(self, user):
        with self.visit(user) as visit:
            self.assert_none(words.empty(visit))

    def test_a_user_without_plays_has_a_header_and_one_sentence(self):
        with self.visit(EMPTY) as visit:
            self.assertEqual(visit.page.locator("main h2").count(), 0)
            self.assertEqual(visit.page.locator("main .said").count(), 1)

    @for_each((address,) for address in ("/ines/", "/theo/", "/", "/about/", "/privacy/", EMPTY))
    def test_quotes_are_typographic(self, address):
        with self.visit(address) as visit:
            self.assert_none(words.typed(visit))

    @for_each((user,) for user in FULL)
    def test_charts_have_a_unit_and_draw_no_zero(self, user):
        with self.visit(user) as visit:
            self.assert_none(words.marks(visit))

    @for_each((user,) for user in FULL)
    def test_facts_are_the_same_four(self, user):
        with self.visit(user) as visit:
            self.assertEqual(visit.page.locator(".facts li").count(), 4)

    def test_lists_show_how_ranks_moved(self):
        with self.visit("/ines/") as visit:
            marks = visit.page.locator(".move").all_inner_texts()
            for mark in ("▲", "▼"):
                self.assertTrue(any(text.startswith(mark) for text in marks), marks)


@spread
class EachCheckOfWordsCanFail(PageTest):
    def find(self, check, instead, word):
        server = Server(self.site.output, instead)
        self.addCleanup(server.stop)
        with self.browser.visit(server, test_looks.USER) as visit:
            found = check(visit)
        self.assertTrue(any(word in complaint for complaint in found), f"{word!r} is not in {found}")

    @for_each([
        ("another label", words.label, '<p class="label">', '<p class="label">Early-bird replayer ', "names"),
        ("a dot in the middle", words.label, '<ul class="axes">', MIDDLE, "in the middle, yet Night"),
        ("a letter", words.repeated, '<p class="pick">', '<p class="pick"><span class="art">S</span>', "a letter: S"),
        ("an empty section", words.empty, "</main>", "<section><h2>Nothing</h2></section></main>", "has nothing to say: Nothing"),
        ("a straight quote", words.typed, "<h2 id=\"months\">By month", "<h2 id=\"months\">Ines's months", "not typographic"),
        ("no unit", words.marks, '<svg class="weeks"', '<svg class="other"', "weeks without a unit"),
    ])
    def test_a_fault(self, name, check, old, new, word):
        self.find(check, test_looks.spoilt_page(old, new), word)
