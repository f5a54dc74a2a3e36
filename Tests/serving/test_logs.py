"""Secrets in addresses and forms: nginx writes none of them, neither to a log nor to a temporary file."""

import contextlib
import os
import socket
import tempfile
import unittest
import unittest.mock
from pathlib import Path

from demo import Server, Site
from upstream import Companion

SECRET = "n0b0dy-may-read-this"
SECRETS = f"code={SECRET}&state={SECRET}&invitation={SECRET}"


class Logs(unittest.TestCase):
    def setUp(self):
        self.temp = tempfile.TemporaryDirectory(prefix="sitegen-serving-")
        self.addCleanup(self.temp.cleanup)
        os.chmod(self.temp.name, 0o755)
        self.companion = Companion(self.addCleanup)
        with unittest.mock.patch.dict(os.environ, TMPDIR=self.temp.name):
            self.server = Server(Site.demo().output, self.companion.address)
        self.addCleanup(self.server.stop)

    def paths(self):
        """The files that nginx keeps while it runs."""
        return sorted(path for path in Path(self.temp.name).rglob("*") if path.is_file())

    def everything(self):
        """What nginx has written, after it has stopped."""
        with contextlib.ExitStack() as stack:
            # `serve` deletes its files at its end; these stay open.
            files = [stack.enter_context(path.open("rb")) for path in self.paths()]
            self.server.stop()
            return {Path(file.name).name: file.read().decode() for file in files} | {"stderr": self.server.process.output()}

    def ask_everything(self, expected):
        for method, address, status in expected:
            answer = self.server.ask(
                f"{address}?{SECRETS}", method, SECRETS.encode() if method == "POST" else None,
                Referer=f"https://music.example.org/account/?{SECRETS}",
            )
            self.assertEqual(answer.status, status, f"{method} {address}")

    def test_secrets_are_in_no_log(self):
        self.ask_everything([
            ("GET", "/account/", 200), ("POST", "/api/spotify/sync", 200), ("GET", "/api/auth/callback/spotify", 200),
            ("GET", "/account", 301), ("GET", "/", 200), ("GET", "/nobody-here", 404), ("GET", "/assets/", 404), ("GET", "/.env", 404),
            ("POST", "/", 405), ("PUT", "/api/auth/signout", 405), ("DELETE", "/account/", 405),
        ])
        for status in [302, 400, 403, 500, 502, 503]:
            self.companion.answer(status)
            self.ask_everything([("GET", "/account/", status)])
        # Refused by nginx: too many, too large, too long, malformed.
        for _ in range(25):
            self.server.ask(f"/api/auth/callback/spotify?{SECRETS}")
        self.assertEqual(self.server.ask(f"/api/auth/callback/spotify?{SECRETS}").status, 429)
        self.assertEqual(self.server.ask(f"/account/settings?{SECRETS}", "POST", b"x" * 70000).status, 413)
        self.assertEqual(self.server.ask(f"/account/?{SECRETS}&{'a' * 40000}").status, 414)
        self.assertEqual(self.server.raw(f"GET /account/?{SECRETS} HTTP/1.1\r\n\r\n".encode())[0], 400)
        self.assertEqual(self.server.raw(f"GET /account/?{SECRETS} HTTP/1.1\r\nHost: a\r\nX: {'a' * 40000}\r\n\r\n".encode())[0], 400)
        self.assertEqual(self.server.raw(f"GET http://a/api/auth/x?{SECRETS} HTTP/1.0\r\n\r\n".encode())[0], 429)
        # A visitor who leaves before the end of the form.
        with socket.create_connection(("127.0.0.1", self.server.port)) as connection:
            connection.sendall(f"POST /account/?{SECRETS} HTTP/1.1\r\nHost: a\r\nContent-Length: 9000\r\n\r\nx".encode())
        # The companion closes the connection, refuses it, and has no socket.
        self.companion.answer(None)
        self.ask_everything([("GET", "/account/", 503), ("POST", "/account/settings", 503)])
        self.companion.stop()
        self.ask_everything([("GET", "/account/", 503), ("POST", "/account/settings", 503)])
        self.companion.socket.unlink()
        self.ask_everything([("GET", "/account/", 503), ("POST", "/account/settings", 503), ("GET", "/", 200)])

        written = self.everything()
        self.assertIn("access.log", written)
        for name, text in written.items():
            self.assertNotIn(SECRET, text, name)
        for line in [
            '"GET /account/ HTTP/1.1" 200', '"GET /api/auth/callback/spotify HTTP/1.1" 200', '"GET / HTTP/1.1" 200',
            '"GET /account/ HTTP/1.1" 503', '"GET /api/auth/callback/spotify HTTP/1.1" 429', '"GET /nobody-here HTTP/1.1" 404',
            '"POST /account/settings HTTP/1.1" 413', '"https://music.example.org/account/"',
        ]:
            self.assertIn(line, written["access.log"])

    def test_forms_and_answers_are_in_no_file(self):
        self.companion.answer(200, body=SECRET.encode() * 200_000)
        form = SECRET.encode() * 3000
        request = f"POST /account/settings HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: {len(form)}\r\n\r\n".encode()
        before = self.paths()
        with socket.create_connection(("127.0.0.1", self.server.port), timeout=30) as connection:
            connection.sendall(request + form)
            # The visitor reads only the first byte, so nginx has to hold the form, and what it can of the answer.
            self.assertEqual(connection.recv(1), b"H")
            self.assertEqual(self.companion.requests[0].body, form)
            self.assertEqual(self.paths(), before)
            while connection.recv(65536):
                pass
        for name, text in self.everything().items():
            self.assertNotIn(SECRET, text, name)
