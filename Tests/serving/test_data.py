"""The files for programs: data.json, which any page may read, and the feed."""

import json
import xml.etree.ElementTree as ElementTree

from cases import NginxTest, ServedSite
from demo import Server, Site


class Data(ServedSite):
    def test_scripts_of_any_page_may_read_the_data_and_nothing_else(self):
        for address in [*self.site.files(), f"/{self.user}/", "/nobody/"]:
            answer = self.server.ask(address, Origin="https://elsewhere.example")
            wanted = "*" if address.endswith("/data.json") else None
            self.assertEqual(answer["access-control-allow-origin"], wanted, address)
            self.assertEqual(answer["x-robots-tag"], "noindex" if wanted else None, address)

    def test_each_profile_has_data_that_is_revalidated(self):
        for user in self.site.users():
            first = self.server.ask(f"/{user}/data.json")
            self.assertEqual(first["content-type"], "application/json; charset=utf-8")
            self.assertEqual(first["cache-control"], "no-cache")
            self.assertEqual(json.loads(first.body)["username"], user)
            self.assert_secured(first)
            again = self.server.ask(f"/{user}/data.json", If_None_Match=first["etag"])
            self.assertEqual((again.status, again["access-control-allow-origin"]), (304, "*"))


class Feed(NginxTest):
    def test_a_feed_is_sent_as_atom_and_leads_to_pages(self):
        site = Site.copy(self)
        settings = site.folder / "sitegen.yaml"
        settings.write_text(settings.read_text().replace("site:\n", "site:\n  images: none\n  baseURL: https://music.example.org\n"))
        site.sitegen("build")
        server = Server(site.output)
        self.addCleanup(server.stop)
        feeds = site.files("*/feed.xml")
        self.assertGreater(len(feeds), 2)
        for address in feeds:
            answer = server.ask(address)
            self.assertEqual(answer["content-type"], "application/atom+xml; charset=utf-8")
            self.assertEqual((answer["cache-control"], answer["x-robots-tag"]), ("no-cache", "noindex"))
            self.assert_secured(answer)
            atom = {"a": "http://www.w3.org/2005/Atom"}
            feed = ElementTree.fromstring(answer.body)
            links = [link.get("href") for link in feed.findall("a:entry/a:link", atom)]
            self.assertGreater(len(links), 1)
            for link in links:
                self.assertEqual(server.ask(link.removeprefix("https://music.example.org")).status, 200, link)
