"""The demo with nginx, the companion and a simulated Spotify, as `make serve` shows it."""

import contextlib
import fcntl
import os
import re
import signal
import socket
import sqlite3
import struct
import subprocess
import tempfile
import time
import unittest
import urllib.error
import urllib.request
from pathlib import Path

from browser import WIDTHS, Browser
from demo import PROJECT, SITEGEN

PATIENCE = 180


# A demo reads a file that begins with this line, and then writes it anew without admins.
SETTINGS = """# A demo of sitegen: invented users, listening to invented music.
site:
  title: Liner Notes
companion:
  admins: theo
"""


class CompanionSite:
    """A demo of three listeners that is being served. One of them, `theo`, is an admin."""

    def __init__(self):
        self.temp = tempfile.TemporaryDirectory(prefix="sitegen-companion-")
        os.chmod(self.temp.name, 0o755)
        self.folder = Path(self.temp.name) / "demo"
        self.output = self.folder / "output"
        self.folder.mkdir()
        (self.folder / "sitegen.yaml").write_text(SETTINGS)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.origin = f"http://127.0.0.1:{self.port}"
        self.log = open(Path(self.temp.name) / "serve.log", "w+")
        self.process = subprocess.Popen(
            ["bash", "scripts/serve-demo", self.folder, self.output, "3", str(self.port)],
            cwd=PROJECT, stdout=self.log, stderr=subprocess.STDOUT, start_new_session=True,
        )
        end = time.monotonic() + PATIENCE
        while self.status("/account/alive") != 204:
            if self.process.poll() is not None or time.monotonic() > end:
                self.log.seek(0)
                raise AssertionError(f"the demo is not served: {self.log.read()}")
            time.sleep(0.1)

    def stop(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            self.process.wait(30)
        self.log.close()
        self.temp.cleanup()

    def answer(self, address):
        """Status, headers and body of an address."""
        try:
            with urllib.request.urlopen(self.origin + address, timeout=20) as answer:
                return answer.status, answer.headers, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read().decode()
        except (urllib.error.URLError, ConnectionError):
            return 0, {}, ""

    def status(self, address):
        return self.answer(address)[0]

    def change(self, sql, *values):
        """Changes the database, as time or Spotify would."""
        with sqlite3.connect(self.folder / "sitegen.sqlite", timeout=20) as database:
            database.execute(sql, values)
        database.close()

    @contextlib.contextmanager
    def at_work_on(self, username):
        """Holds the lock of a user, as another program does that changes the user."""
        with sqlite3.connect(self.folder / "sitegen.sqlite", timeout=20) as database:
            [number] = database.execute("SELECT id FROM user WHERE username = ?", (username,)).fetchone()
        database.close()
        with open(self.folder / "sitegen.sqlite.locks", "r+b") as file:
            fcntl.fcntl(file, fcntl.F_OFD_SETLK, struct.pack("hhqqi4x", fcntl.F_WRLCK, os.SEEK_SET, 16 + number, 1, 0))
            yield

    @contextlib.contextmanager
    def without_key(self):
        """The site as it is while its key cannot be read."""
        key = self.folder / "sitegen.key"
        away = key.rename(self.folder / "away.key")
        try:
            yield
        finally:
            away.rename(key)

    def sitegen(self, *arguments):
        """What a command of the operator prints on stdout."""
        environment = os.environ | {
            "SITEGEN_COMPANION_URL": f"{self.origin}/account/", "SITEGEN_COMPANION_SIGN_UP": "invited",
        }
        done = subprocess.run(
            [SITEGEN, *arguments, "--config", self.folder / "sitegen.yaml"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


class CompanionTest(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.site = CompanionSite()

    @classmethod
    def tearDownClass(cls):
        cls.site.stop()

    def context(self, width=1280, scheme="light", **more):
        context = Browser.shared().chromium.new_context(
            viewport={"width": width, "height": WIDTHS[width]}, color_scheme=scheme, locale="en-GB", **more
        )
        self.addCleanup(context.close)
        context.set_default_timeout(20_000)
        return context

    def open(self, context, address="/account/"):
        page = context.new_page()
        self.problems = []
        page.on("pageerror", lambda error: self.problems.append(f"script error: {error}"))
        page.on("console", lambda message: self.problems.append(message.text) if "Content Security" in message.text else None)
        page.goto(self.site.origin + address)
        return page

    def sign_in(self, page, name="ines", button="Sign in with Spotify"):
        """Presses the button, and chooses an account at the simulated Spotify."""
        page.get_by_role("button", name=button).first.click()
        page.wait_for_url(re.compile("/authorize"))
        page.locator(f"a[href*='login=']", has_text=re.compile(name, re.I)).first.click()

    def account(self, page):
        page.goto(self.site.origin + "/account/")

    def says(self, page, text):
        self.assertIn(text, page.inner_text("body"))

    def eventually(self, check):
        """Waits for what follows in the background, such as the directory."""
        for _ in range(100):
            if check():
                return
            time.sleep(0.1)
        self.fail("it did not happen")
