"""A site in its own folder, and the release program measured as a process."""

import os
import subprocess
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
SITEGEN = Path(os.environ.get("SITEGEN", PROJECT / ".build-release/release/sitegen"))
SIMULATOR = Path(os.environ.get("SPOTIFY_SIMULATOR", PROJECT / ".build-release/release/spotify-simulator"))


class Measured:
    """What a process used: `wall`, `processor` and its part in the `kernel` in seconds, `peak` memory in MB."""

    def __init__(self, wall, usage, out):
        self.wall = wall
        self.processor = usage.ru_utime + usage.ru_stime
        self.kernel = usage.ru_stime
        self.peak = usage.ru_maxrss / 1024
        self.out = out

    def __str__(self):
        return f"{self.wall:.2f} s, {self.processor:.2f} s CPU, {self.peak:.0f} MB"


class Site:
    """A folder with settings and everything else of a site."""

    def __init__(self, folder, *settings, site=()):
        self.folder = folder
        self.settings = folder / "sitegen.yaml"
        self.output = folder / "output"
        self.database = folder / "sitegen.sqlite"
        folder.mkdir(parents=True, exist_ok=True)
        self.settings.write_text("\n".join(["site:", "  title: Bench", *site, f"templates: {PROJECT / 'templates'}", *settings, ""]))

    def run(self, *arguments, has_settings=True):
        """Runs a command, which must succeed, and measures it."""
        settings = ["--config", self.settings] if has_settings else []
        out = self.folder / "stdout"
        with open(out, "wb") as stdout, open(self.folder / "stderr", "wb") as stderr:
            start = time.monotonic()
            process = subprocess.Popen(
                [SITEGEN, *arguments, *settings], stdout=stdout, stderr=stderr, stdin=subprocess.DEVNULL)
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            errors = (self.folder / "stderr").read_text(errors="replace")[-2000:]
            raise SystemExit(f"sitegen {' '.join(map(str, arguments))} ended with {process.returncode}: {errors}")
        return Measured(wall, usage, out.read_text())
