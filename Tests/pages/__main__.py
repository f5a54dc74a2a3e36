"""Runs the tests of the pages: `.build/pages-venv/bin/python Tests/pages [NAME…]` (`make test-pages`). Counts come last.

`PAGES_SHOTS=FOLDER` keeps a screenshot of each page in each view.
"""

import os
import sys
import unittest
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER))
sys.dont_write_bytecode = True

from browser import Browser, chromium  # noqa: E402
from demo import SITEGEN  # noqa: E402
from tools import java  # noqa: E402


class Progress(unittest.TextTestResult):
    """Prints failures as they occur, and a dot for every other test."""

    def printErrors(self):
        self.stream.writeln()
        self.printErrorList("FAIL", self.failures + self.errors)


def main():
    missing = [name for name, path in (("chromium", chromium()), ("java", java())) if not path]
    if missing:
        print(f"Not installed: {', '.join(missing)}", file=sys.stderr)
        return 69
    if not SITEGEN.exists():
        print(f"There is no {SITEGEN}: run 'swift build --product sitegen' first.", file=sys.stderr)
        return 1
    loader = unittest.TestLoader()
    if sys.argv[1:]:
        loader.testNamePatterns = [f"*{name}*" for name in sys.argv[1:]]
    try:
        suite = loader.discover(str(FOLDER), top_level_dir=str(FOLDER))
        result = unittest.TextTestRunner(resultclass=Progress).run(suite)
    finally:
        Browser.end()
    failed = len({test.id().split(" ")[0] for test, _ in result.failures + result.errors})
    if os.environ.get("PAGES_SHOTS"):
        print(f"Screenshots of the pages: {os.environ['PAGES_SHOTS']}")
    print(f"{result.testsRun - failed} passed, {failed} failed")
    return 1 if failed or result.testsRun == 0 else 0


sys.exit(main())
