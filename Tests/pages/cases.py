"""One test per page and view, so that a failure names them."""

import re
import unittest
from datetime import date, timedelta

from browser import Browser
from demo import Server, Site

# Four different pages: a full year, a short one, names with markup, names in two directions.
USERS = ("/ines/", "/theo/", "/bobby/", "/layla/")
# The user "nobody" has no plays; the second page does not exist.
EMPTY, MISSING = "/nobody/", "/nobody-here/"
# The last month that is over, and its year: wherever the listener lives, they can be told since yesterday.
LAST = (date.today() - timedelta(days=2)).replace(day=1) - timedelta(days=1)
MONTH, YEAR = f"/ines/{LAST.year}/{LAST.month:02}/", f"/ines/{LAST.year}/"
KINDS = ("/", "/ines/", EMPTY, YEAR, MONTH, "/about/", "/privacy/", MISSING)


class PageTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.site = Site.demo()
        cls.server = Server(cls.site.output)
        cls.addClassCleanup(cls.server.stop)
        cls.browser = Browser.shared()

    def visit(self, address, width=1280, scheme="light", **options):
        """Opens a page of the site. Use it in a `with` statement."""
        return self.browser.visit(self.server, address, width, scheme, **options)

    def visit_styled(self, rules, address, width, **options):
        """Opens a page with rules added to its style sheet."""
        sheet = self.site.stylesheet()
        server = Server(self.site.output, {sheet: self.site.bytes(sheet) + rules})
        self.addCleanup(server.stop)
        return self.browser.visit(server, address, width, **options)

    def assert_none(self, complaints):
        if complaints:
            self.fail("\n".join(complaints))


def for_each(cases):
    """Makes one test of each case. `cases` are tuples of arguments; the function's name is the prefix of the tests' names."""

    def decorate(function):
        function.cases = list(cases)
        return function

    return decorate


def spread(cls):
    """Replaces each function marked by `for_each` with its tests."""
    for name, function in list(vars(cls).items()):
        for case in getattr(function, "cases", ()):
            label = re.sub(r"[^a-z0-9]+", "_", " ".join(map(str, case)).lower()).strip("_") or "directory"
            full = f"{name}__{label}"
            assert not hasattr(cls, full), full
            setattr(cls, full, lambda self, function=function, case=case: function(self, *case))
        if hasattr(function, "cases"):
            delattr(cls, name)
    return cls
