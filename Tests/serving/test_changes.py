"""What visitors see when the site changes while nginx runs."""

import gzip
import subprocess

from cases import YEAR, NginxTest
from demo import DEPLOY, Server, Site


class Changes(NginxTest):
    def setUp(self):
        self.site = Site.copy(self)
        self.server = Server(self.site.output)
        self.addCleanup(self.server.stop)
        self.user = self.site.users()[0]
        self.address = f"/{self.user}/"

    def etags(self, address):
        return [self.server.ask(address, **headers)["etag"] for headers in ({}, {"Accept_Encoding": "gzip"})]

    def test_a_rebuild_without_changes_keeps_caches_valid(self):
        # The first build brings the site to today's date, in case midnight has passed since the demo was made.
        self.site.sitegen("build", "--force")
        before = {address: self.etags(address) for address in self.site.files()}
        self.site.sitegen("build", "--force")
        for address, tags in before.items():
            self.assertEqual(self.etags(address), tags, address)
        for tag, headers in zip(before[self.address + "index.html"], ({}, {"Accept_Encoding": "gzip"})):
            self.assertEqual(self.server.ask(self.address, If_None_Match=tag, **headers).status, 304)

    def test_a_changed_page_is_visible_at_once(self):
        self.site.sitegen("build", "--force")
        others = {user: self.etags(f"/{user}/") for user in self.site.users() if user != self.user}
        # Two changes within a second, with texts of equal length: visitors must not get one for the other.
        seen = [self.etags(self.address)]
        for word in (b"lighthouse", b"greenhouse"):
            self.site.sitegen("user", "set", self.user, "--bio", word.decode())
            for old, headers in zip(seen[-1], ({}, {"Accept_Encoding": "gzip"})):
                answer = self.server.ask(self.address, If_None_Match=old, **headers)
                self.assertEqual(answer.status, 200)
                self.assertIn(word, gzip.decompress(answer.body) if headers else answer.body)
            seen.append(self.etags(self.address))
        self.assertEqual(len({tag for tags in seen for tag in tags}), 6, seen)
        for user, tags in others.items():
            self.assertEqual(self.etags(f"/{user}/"), tags)

    def test_a_hidden_page_is_gone_at_once(self):
        tag = self.server.ask(self.address)["etag"]
        self.assertIn(f'href="{self.user}/'.encode(), self.server.ask("/").body)
        self.site.sitegen("user", "set", self.user, "--visibility", "private")
        for address in [self.address, f"/{self.user}", self.address + "index.html", self.address + "index.html.gz"]:
            self.assert_missing(self.server, address)
            self.assert_missing(self.server, address, Accept_Encoding="gzip")
        self.assertEqual(self.server.ask(self.address, If_None_Match=tag).status, 404)
        self.assertNotIn(f'href="{self.user}/'.encode(), self.server.ask("/").body)
        self.site.sitegen("user", "set", self.user, "--visibility", "public")
        self.assertEqual(self.server.ask(self.address).status, 200)

    def test_a_page_whose_deletion_was_interrupted_is_not_sent_compressed(self):
        (self.site.output / self.user / "index.html").unlink()
        self.assert_missing(self.server, self.address, Accept_Encoding="gzip")

    def test_an_empty_folder_is_a_404(self):
        (self.site.output / "empty").mkdir()
        self.assert_missing(self.server, "/empty/")

    def test_staged_files_are_not_sent(self):
        stage = ".index.html.sitegen-stage"
        for path in [stage, f"{self.user}/{stage}", f"{self.user}/{stage}.gz", ".git/config", ".htpasswd", ".a/b"]:
            file = self.site.output / path
            file.parent.mkdir(exist_ok=True)
            file.write_text("not for visitors")
            for address in ["/" + path, "/" + path.replace(".", "%2e", 1)]:
                self.assert_missing(self.server, address)

    def test_only_assets_with_a_hash_are_immutable(self):
        for name in ["site.css", "site.0a1b2c3d4.css", "site.ABCDEF0123.css", "0a1b2c3d4e", "a/site.0a1b2c3d4e.css"]:
            file = self.site.output / "assets" / name
            file.parent.mkdir(exist_ok=True)
            file.write_text("p{}")
            answer = self.server.ask(f"/assets/{name}")
            self.assertEqual((answer.status, answer["cache-control"]), (200, "no-cache"), name)
        (self.site.output / "assets/licence.0a1b2c3d4e").write_text("MIT")
        self.assertEqual(self.server.ask("/assets/licence.0a1b2c3d4e")["cache-control"], YEAR)

    def test_a_new_style_sheet_gets_a_new_name(self):
        subprocess.run(["cp", "-R", DEPLOY.parent / "templates", self.site.folder / "templates"], check=True)
        old = self.site.files("assets/*.css")
        with open(self.site.folder / "templates/assets/site.css", "a") as sheet:
            sheet.write("\n.added { margin: 0 }\n")
        self.site.sitegen("build", "--force")
        new = [address for address in self.site.files("assets/*.css") if address not in old]
        self.assertEqual(len(new), 1)
        answer = self.server.ask(new[0])
        self.assertEqual(answer["cache-control"], YEAR)
        self.assertIn(b".added", answer.body)
        self.assertIn(new[0][1:].encode(), self.server.ask(self.address).body)
        # A page that a visitor has already loaded still finds its old style sheet.
        self.assertEqual(self.server.ask(old[0]).status, 200)

    def test_pages_made_under_a_strict_umask_can_be_read(self):
        self.site.sitegen("user", "set", self.user, "--visibility", "private", umask=0o077)
        self.site.sitegen("user", "set", self.user, "--visibility", "public", umask=0o077)
        page = self.site.output / self.user / "index.html"
        self.assertEqual([oct(path.stat().st_mode & 0o777) for path in (page.parent, page)], ["0o755", "0o644"])
        self.assertEqual(self.server.ask(self.address).status, 200)

    def test_a_site_that_is_not_built_yet_is_a_404(self):
        for file in self.site.output.glob("*.html*"):
            file.unlink()
        answer = self.server.ask("/")
        self.assertEqual(answer.status, 404)
        self.assert_secured(answer)
