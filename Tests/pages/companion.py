"""The demo with nginx, the companion and a simulated Spotify, as `make serve` shows it."""

import os
import signal
import socket
import sqlite3
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from demo import PROJECT, SITEGEN

PATIENCE = 180


class CompanionSite:
    """A demo of three listeners that is being served."""

    def __init__(self):
        self.temp = tempfile.TemporaryDirectory(prefix="sitegen-companion-")
        os.chmod(self.temp.name, 0o755)
        self.folder = Path(self.temp.name) / "demo"
        self.output = self.folder / "output"
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
