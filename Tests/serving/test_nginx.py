"""What deploy/nginx sends, tested against a real server over HTTP."""

import gzip
from pathlib import Path

from cases import YEAR, ServedSite


class Rules(ServedSite):
    """The rules for a site that does not change."""

    def test_every_file_is_sent_as_it_is_on_the_disk(self):
        addresses = self.site.files()
        self.assertGreater(len(addresses), 50)
        for address in addresses:
            answer = self.server.ask(address)
            self.assertEqual(answer.status, 200, address)
            self.assertEqual(answer.body, self.site.bytes(address), address)
            self.assertIsNone(answer["content-encoding"])
            self.assert_secured(answer)

    def test_a_folder_shows_its_page(self):
        for folder in ["", *(f"{user}/" for user in self.site.users()), "about/", "privacy/"]:
            answer = self.server.ask("/" + folder)
            self.assertEqual(answer.status, 200, folder)
            self.assertEqual(answer.body, self.site.bytes(folder + "index.html"))
            self.assertEqual(answer["content-type"], "text/html; charset=utf-8")
            self.assertEqual(answer["cache-control"], "no-cache")
            self.assert_secured(answer)

    def test_gzip_and_plain_are_the_same_bytes(self):
        variants = sorted(self.site.output.rglob("*.gz"))
        self.assertGreater(len(variants), 8)
        for variant in variants:
            address = "/" + variant.relative_to(self.site.output).as_posix()[:-3]
            if address == "/404.html":
                continue
            plain = self.server.ask(address)
            packed = self.server.ask(address, Accept_Encoding="gzip")
            self.assertEqual(packed["content-encoding"], "gzip", address)
            self.assertEqual(packed.body, variant.read_bytes())
            self.assertEqual(gzip.decompress(packed.body), plain.body)
            self.assertEqual(packed["content-type"], plain["content-type"])
            self.assertNotEqual(packed["etag"], plain["etag"])
            for answer in (plain, packed):
                self.assertEqual(answer["vary"], "Accept-Encoding")

    def test_a_browser_that_refuses_gzip_gets_the_plain_page(self):
        answer = self.server.ask(f"/{self.user}/", Accept_Encoding="br, gzip;q=0")
        self.assertIsNone(answer["content-encoding"])
        self.assertEqual(answer.body, self.site.bytes(f"{self.user}/index.html"))

    def test_a_cached_page_is_not_sent_again(self):
        for headers in ({}, {"Accept_Encoding": "gzip"}):
            first = self.server.ask(f"/{self.user}/", **headers)
            again = self.server.ask(f"/{self.user}/", If_None_Match=first["etag"], **headers)
            self.assertEqual((again.status, again.body), (304, b""))
            self.assertEqual(again["etag"], first["etag"])
            self.assertEqual(again["cache-control"], "no-cache")
            self.assert_secured(again)

    def test_a_different_etag_gets_the_whole_page(self):
        self.assertEqual(self.server.ask(f"/{self.user}/", If_None_Match='"0-0"').status, 200)

    def test_a_path_without_its_slash_is_redirected_relatively(self):
        for user in self.site.users():
            answer = self.server.ask(f"/{user}", Host="elsewhere.example:81")
            self.assertEqual(answer.status, 301)
            self.assertEqual(answer["location"], f"/{user}/")
            self.assertEqual(answer["cache-control"], "no-cache")
            self.assert_secured(answer)

    def test_a_redirect_keeps_the_query_and_never_leaves_the_site(self):
        self.assertEqual(self.server.ask(f"/{self.user}?a=b")["location"], f"/{self.user}/?a=b")
        self.assertEqual(self.server.ask(f"//{self.user}")["location"], f"/{self.user}/")
        answer = self.server.ask("//evil.example/%2e%2e")
        self.assertTrue(answer.status == 200 or answer.status == 404, answer.status)
        self.assertIsNone(answer["location"])

    def test_assets_are_cached_for_a_year(self):
        assets = self.site.files("assets/*")
        self.assertGreater(len(assets), 1)
        for address in assets:
            first = self.server.ask(address)
            self.assertEqual(first["cache-control"], YEAR, address)
            self.assert_secured(first)
            again = self.server.ask(address, If_None_Match=first["etag"])
            self.assertEqual((again.status, again["cache-control"]), (304, YEAR))
            self.assert_secured(again)

    def test_files_have_their_content_type_and_text_its_charset(self):
        wanted = {
            ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".txt": "text/plain; charset=utf-8",
            ".svg": "image/svg+xml; charset=utf-8", ".xml": "text/xml; charset=utf-8",
            ".json": "application/json; charset=utf-8",
        }
        for address in self.site.files():
            answer = self.server.ask(address, "HEAD")
            self.assertEqual(answer["content-type"], wanted[Path(address).suffix], address)

    def test_artwork_is_sent_as_images(self):
        artwork = self.site.files("artwork/*.svg")
        self.assertGreater(len(artwork), 10)
        for address in artwork[:20]:
            answer = self.server.ask(address)
            self.assertEqual(answer["content-type"], "image/svg+xml; charset=utf-8")
            self.assertTrue(answer.body.startswith(b"<svg"))
            self.assert_secured(answer)

    def test_head_is_get_without_the_body(self):
        for address in ["/", f"/{self.user}/", f"/{self.user}", "/nobody-here", *self.site.files("assets/*")]:
            get, head = self.server.ask(address), self.server.ask(address, "HEAD")
            self.assertEqual((head.status, head.body), (get.status, b""), address)
            for name in get.lists.keys() - {"date"}:
                self.assertEqual(head[name], get[name], f"{name} of {address}")
