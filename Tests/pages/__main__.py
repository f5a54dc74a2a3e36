"""Runs the tests of the pages: `.build/pages-venv/bin/python Tests/pages [NAME…]` (`make test-pages`). Counts come last.

Without names, one process a core runs a share of the tests; they share a demo. `PAGES_SHOTS=FOLDER` keeps a screenshot of each page in
each view.
"""

import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER))
sys.dont_write_bytecode = True

from browser import Browser, chromium  # noqa: E402
from demo import SITEGEN, Site  # noqa: E402
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
    share = os.environ.get("PAGES_SHARE")
    if not share and not sys.argv[1:] and (os.cpu_count() or 1) > 1:
        return shared_out(min(os.cpu_count(), 4))
    loader = unittest.TestLoader()
    if sys.argv[1:]:
        loader.testNamePatterns = [f"*{name}*" for name in sys.argv[1:]]
    try:
        suite = loader.discover(str(FOLDER), top_level_dir=str(FOLDER))
        if share:
            index, count = map(int, share.split("/"))
            suite = unittest.TestSuite(list(tests(suite))[index::count])
        result = unittest.TextTestRunner(resultclass=Progress).run(suite)
    finally:
        Browser.end()
    failed = len({test.id().split(" ")[0] for test, _ in result.failures + result.errors})
    if os.environ.get("PAGES_SHOTS"):
        print(f"Screenshots of the pages: {os.environ['PAGES_SHOTS']}")
    print(f"{result.testsRun - failed} passed, {failed} failed")
    return 1 if failed or result.testsRun == 0 else 0


def tests(suite):
    """The single tests of a suite, in order."""
    for part in suite:
        if isinstance(part, unittest.TestSuite):
            yield from tests(part)
        else:
            yield part


def shared_out(count):
    """Runs each share of the tests in a process of its own, and prints what they printed, one after the other."""
    passed = failed = 0
    with tempfile.TemporaryDirectory(prefix="sitegen-pages-") as folder:
        Site.make(Path(folder) / "demo")
        shares = []
        for index in range(count):
            output = open(Path(folder) / f"{index}.txt", "w+")
            environment = os.environ | {"PAGES_SHARE": f"{index}/{count}", "PAGES_DEMO": f"{folder}/demo"}
            shares.append((output, subprocess.Popen([sys.executable, FOLDER], env=environment, stdout=output, stderr=output)))
        for output, process in shares:
            process.wait()
            output.seek(0)
            text = output.read()
            print(text, flush=True)
            counts = re.search(r"^(\d+) passed, (\d+) failed$", text, re.MULTILINE)
            passed += int(counts[1]) if counts else 0
            failed += int(counts[2]) if counts else 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or passed == 0 else 0


sys.exit(main())
