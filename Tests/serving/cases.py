"""What the tests of deploy/nginx share: the headers of every answer, and a served site."""

import gzip
import unittest

from demo import Server, Site

CSP = (
    "default-src 'none'; img-src 'self' https://i.scdn.co https://*.scdn.co; style-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
SECURITY = {
    "content-security-policy": CSP,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
YEAR = "public, max-age=31536000, immutable"


class NginxTest(unittest.TestCase):
    def assert_secured(self, answer):
        for name, value in SECURITY.items():
            self.assertEqual(answer[name], value)
        self.assertEqual(answer["server"], "nginx", "the version must not be sent")

    def assert_missing(self, server, address, **headers):
        answer = server.ask(address, **headers)
        self.assertEqual(answer.status, 404, address)
        self.assertIn(b"Nothing plays here", gzip.decompress(answer.body) if headers else answer.body)
        self.assertEqual(answer["content-type"], "text/html; charset=utf-8")
        self.assertEqual(answer["cache-control"], "no-cache")
        self.assert_secured(answer)


class ServedSite(NginxTest):
    """A test of a site that does not change."""

    @classmethod
    def setUpClass(cls):
        cls.site = Site.demo()
        cls.server = Server(cls.site.output)
        cls.addClassCleanup(cls.server.stop)
        cls.user = cls.site.users()[0]
