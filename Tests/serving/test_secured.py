"""The configuration for HTTPS and the companion, set up as the comments of sitegen.conf describe."""

import re
import unittest

from cases import CSP
from demo import DEPLOY, PROJECT, Site
from secure import SecureServer, command, edit
from upstream import POLICY, Companion


class Secured(unittest.TestCase):
    def test_plain_http_redirects_to_https(self):
        server = SecureServer(self, Site.demo())
        for path, status in [("/", 200), ("/nobody-here", 404)]:
            response, _ = server.ask(path)
            self.assertEqual(response.status, status)
            self.assertEqual(response.getheader("Strict-Transport-Security"), "max-age=31536000")
            self.assertEqual(response.getheader("Content-Security-Policy"), CSP)
        response, _ = server.ask("/ada?a=b", plain=True)
        self.assertEqual((response.status, response.getheader("Location")), (301, "https://music.example.org/ada?a=b"))
        response, body = server.ask("/.well-known/acme-challenge/token", plain=True)
        self.assertEqual((response.status, body), (200, b"proof"))
        self.assertEqual(server.ask("/.well-known/acme-challenge/../../privkey.pem", plain=True)[0].status, 301)

    def test_the_companion_is_secured_too(self):
        companion = Companion(self.addCleanup)
        server = SecureServer(self, Site.demo(), companion.address)
        for address, status in [("/account/", 200), ("/account", 301), ("/", 200), ("/api/spotify/sync", 200)]:
            response, _ = server.ask(address)
            self.assertEqual(response.status, status)
            self.assertEqual(response.headers.get_all("Strict-Transport-Security"), ["max-age=31536000"], address)
        self.assertEqual(server.ask("/account/")[0].headers.get_all("Content-Security-Policy"), [POLICY])
        companion.stop()
        response, _ = server.ask("/account/")
        self.assertEqual((response.status, response.getheader("Strict-Transport-Security")), (503, "max-age=31536000"))
        response, _ = server.ask("/account/?invitation=word-in-the-query", plain=True)
        self.assertEqual(response.getheader("Location"), "https://music.example.org/account/?invitation=word-in-the-query")
        server.process.stop()
        log = (server.temp / "log/access.log").read_text()
        self.assertEqual(log.count('"GET /account/ HTTP/1.1" 301'), 1)
        self.assertNotIn("word-in-the-query", log + (server.temp / "log/error.log").read_text())

    def test_the_two_commands_may_come_in_any_order(self):
        texts = []
        for order in [("tls", "companion"), ("companion", "tls"), ("tls", "companion", "tls", "companion")]:
            temp = SecureServer.copies(self)
            for name in order:
                edit(command(name), temp / "sitegen.conf")
            text = (temp / "sitegen.conf").read_text()
            texts.append([line for line in text.splitlines() if not line.startswith("# ") and not line.startswith("#  ")])
        self.assertEqual(texts[0], texts[1])
        self.assertEqual(texts[0], texts[2])
        self.assertNotIn("#companion", "\n".join(texts[0]))

    def test_everything_gives_the_commands_of_the_comments(self):
        self.assertIn(command("companion").replace("sed -i ", ""), (DEPLOY / "nginx/serve").read_text())
        commands = re.findall("^#   (sed .*)", (DEPLOY / "nginx/sitegen.conf").read_text(), re.M)
        self.assertEqual(len(commands), 2)
        for document in ("hosting.md", "companion.md"):
            for wanted in commands:
                self.assertIn(wanted, (PROJECT / "docs" / document).read_text())
