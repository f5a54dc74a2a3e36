"""One test for each page and view, so that a failure says which."""

import re
import unittest

from browser import Browser
from demo import Server, Site

# Four whose pages differ: a full year, a short one, names of markup, names of two directions.
USERS = ("/ines/", "/theo/", "/bobby/", "/layla/")
# Nobody's page has no play; the last is there for whoever looks for nothing.
EMPTY, MISSING = "/nobody/", "/nobody-here/"
KINDS = ("/", "/ines/", EMPTY, "/about/", "/privacy/", MISSING)


class PageTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.site = Site.demo()
        cls.server = Server(cls.site.output)
        cls.addClassCleanup(cls.server.stop)
        cls.browser = Browser.shared()

    def visit(self, address, width=1280, scheme="light", **options):
        """Opens a page of the site, to be used in a `with`."""
        return self.browser.visit(self.server, address, width, scheme, **options)

    def assert_none(self, complaints):
        if complaints:
            self.fail("\n".join(complaints))


def for_each(cases):
    """Makes a test of its own of each case. `cases` are tuples of arguments; the first test's name is kept as a prefix."""

    def decorate(function):
        function.cases = list(cases)
        return function

    return decorate


def spread(cls):
    """Puts the tests that `for_each` asks for in place of the function."""
    for name, function in list(vars(cls).items()):
        for case in getattr(function, "cases", ()):
            label = re.sub(r"[^a-z0-9]+", "_", " ".join(map(str, case)).lower()).strip("_") or "directory"
            full = f"{name}__{label}"
            assert not hasattr(cls, full), full
            setattr(cls, full, lambda self, function=function, case=case: function(self, *case))
        if hasattr(function, "cases"):
            delattr(cls, name)
    return cls
