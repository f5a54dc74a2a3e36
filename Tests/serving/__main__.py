"""Runs the tests of deploy/: `python3 Tests/serving [NAME…]`. Needs only Python 3.9; some tests need the packages of
requirements.txt. The last line has the counts."""

import os
import sys
import unittest
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER))
sys.dont_write_bytecode = True

from demo import SITEGEN, program  # noqa: E402


def main():
    if not program("nginx"):
        print("Skipped: nginx is not installed (on Debian and Ubuntu: apt install nginx-light).")
        return 0
    if not SITEGEN.exists():
        print(f"There is no {SITEGEN}: run 'swift build --product sitegen' first.", file=sys.stderr)
        return 1
    loader = unittest.TestLoader()
    if sys.argv[1:]:
        loader.testNamePatterns = [f"*{name}*" for name in sys.argv[1:]]
    result = unittest.TextTestRunner(verbosity=2).run(loader.discover(str(FOLDER), top_level_dir=str(FOLDER)))
    failed = len({test.id().split(" ")[0] for test, _ in result.failures + result.errors})
    for test, reason in result.skipped:
        print(f"Skipped: {test.id()}: {reason}")
    print(f"{result.testsRun - failed - len(result.skipped)} passed, {failed} failed")
    # With ALL_TESTS, a skipped test is a failure.
    incomplete = result.skipped and os.environ.get("ALL_TESTS")
    return 1 if failed or incomplete or result.testsRun == 0 else 0


sys.exit(main())
