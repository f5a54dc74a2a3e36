"""The pages and the policy that deploy/nginx sends with them."""

import os
import re
import unittest
from pathlib import Path

from cases import CSP, ServedSite
from policy import Policy, offences, sheet_offences


class Pages(ServedSite):
    def test_the_pages_comply_with_the_policy(self):
        policy = Policy(self.server.ask("/")["content-security-policy"])
        loaded = set()
        for address in [*self.site.files("**/*.html"), *self.site.files("**/*.svg")]:
            found, loads = offences(policy, self.site.bytes(address).decode())
            self.assertEqual(found, [], address)
            folder = Path(address).parent
            loaded.update(os.path.normpath(folder / load) for load in loads if not load.startswith("https:"))
        for address in self.site.files("**/*.css"):
            self.assertEqual(sheet_offences(policy, self.site.bytes(address).decode()), [], address)
        # Every local file that a page loads exists. Two checks first, that pages with images and a style sheet were read.
        self.assertTrue(any(address.startswith("/artwork/") for address in loaded))
        self.assertTrue(any(address.startswith("/assets/site.") for address in loaded))
        for address in sorted(loaded):
            self.assertEqual(self.server.ask(address, "HEAD").status, 200, address)

    def test_links_between_pages_work(self):
        for address in self.site.files("**/*.html"):
            for link in re.findall(r'<a[^>]* href="([^"#:]+)"', self.site.bytes(address).decode()):
                target = os.path.normpath(Path(address).parent / link)
                self.assertEqual(self.server.ask(target, "HEAD").status, 200, f"{link} of {address}")


class Checker(unittest.TestCase):
    """The policy checker finds what a browser would block."""

    def test_it_finds_what_the_policy_blocks(self):
        policy = Policy(CSP)
        for text in [
            "<style>p{}</style>", "<p style='color:red'>", "<script>1</script>", "<script src='a.js'></script>",
            "<img src='data:image/png;base64,AA'>", "<img src='https://evil.example/a.png'>", "<img src='//evil.example/a'>",
            "<img src='http://i.scdn.co/a'>", "<img src='https://scdn.co.evil.example/a'>", "<svg onload='f()'/>",
            "<link rel=stylesheet href='https://fonts.example/a.css'>", "<iframe src='a.html'>", "<form action='a'>",
            "<base href='/'>", "<link rel=manifest href='a.webmanifest'>", "<a href='javascript:f()'>",
            "<img src='a' srcset='a 1x, https://evil.example/b 2x'>",
        ]:
            self.assertNotEqual(offences(policy, text)[0], [], text)
        for text in [
            "<img src='../artwork/a.svg'>", "<img src='https://i.scdn.co/image/a'>", "<img src='https://mosaic.scdn.co/a'>",
            "<link rel=stylesheet href='/assets/a.css'>", "<link rel=canonical href='https://music.example.org/'>",
            "<script type='application/ld+json'>{}</script>", "<a href='https://open.spotify.com/'>",
        ]:
            self.assertEqual(offences(policy, text)[0], [], text)
        self.assertNotEqual(sheet_offences(policy, "p{background:url(data:x)}"), [])
        self.assertEqual(sheet_offences(policy, "/* url(data:x) */ p{background:url('a.svg')}"), [])
