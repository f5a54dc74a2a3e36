"""What is requested from the store, and in which order."""

import re

from cases import DeployTest
from demo import Site
from store import LIST

YEAR = "public, max-age=31536000, immutable"
# The types that nginx sends.
TYPES = {
    ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".json": "application/json; charset=utf-8",
    ".xml": "text/xml; charset=utf-8", ".txt": "text/plain; charset=utf-8", ".svg": "image/svg+xml; charset=utf-8",
    ".png": "image/png", ".jpg": "image/jpeg",
}


class FirstDeployment(DeployTest):
    def test_the_bucket_becomes_the_output(self):
        self.assertEqual(self.deploy(), "")
        self.assert_deployed()
        self.assertEqual(self.requests(LIST), [""])
        self.assertCountEqual(self.requests("PUT"), self.site.paths())
        self.assertEqual(len(self.requests()), 1 + len(self.site.paths()))

    def test_every_file_has_its_type_and_cache_header(self):
        for name in ("logo.png", "photo.jpg", "font.woff2"):
            (self.site.output / name).write_bytes(b"binary")
        self.deploy(DEPLOY_OWN="logo.png photo.jpg font.woff2")
        seen = set()
        for path in self.site.paths():
            head = self.store.head(self.bucket, path)
            hashed = re.fullmatch(r"assets/[^/]+\.[0-9a-f]{10}\.[a-z0-9-]+", path)
            self.assertEqual(head["CacheControl"], YEAR if hashed else "no-cache", path)
            suffix = path[path.rindex("."):]
            wanted = "application/atom+xml; charset=utf-8" if path.endswith("/feed.xml") else TYPES.get(suffix)
            if wanted:
                self.assertEqual(head["ContentType"], wanted, path)
            self.assertNotIn("ContentEncoding", head)
            seen.add(path.rpartition("/")[2] if path.endswith("feed.xml") else suffix)
        self.assertLessEqual({*TYPES, "feed.xml"}, seen)

    def test_pages_come_last(self):
        self.deploy()
        paths = self.requests("PUT")
        assets = [path.startswith("assets/") for path in paths]
        self.assertEqual(assets, sorted(assets, reverse=True))
        pages = [path.endswith(".html") for path in paths]
        self.assertEqual(pages, sorted(pages))

    def test_compressed_files_and_dot_files_stay(self):
        (self.site.output / "index.html.gz").write_bytes(b"compressed")
        (self.site.output / ".index.html.sitegen-stage").write_bytes(b"half")
        own = self.site.output / "own"
        (own / ".git").mkdir(parents=True)
        for name in ("kept.txt", "kept.txt.gz", ".git/config", ".htpasswd"):
            (own / name).write_bytes(b"mine")
        self.deploy(DEPLOY_OWN="own")
        self.assert_deployed()
        self.assertIn("own/kept.txt", self.store.digests(self.bucket))
        self.assertFalse([path for path in self.store.digests(self.bucket) if "gz" in path or "/." in f"/{path}"])

    def test_a_precompressed_site_is_deployed_without_gz_files(self):
        self.site.config.write_text(self.site.config.read_text().replace("precompress: none", "precompress: gzip"))
        self.site.sitegen("build", "--force")
        self.assertTrue((self.site.output / "index.html.gz").exists())
        self.deploy()
        self.assert_deployed()

    def test_a_prefix_is_a_site_of_its_own(self):
        self.store.put(self.bucket, "other.txt")
        self.deploy(f"{self.target}/music/")
        found = self.store.digests(self.bucket)
        self.assertIn("other.txt", found)
        self.assertEqual({path.removeprefix("music/"): tag for path, tag in found.items() if path != "other.txt"}, self.site.digests())
        self.deploy(f"{self.target}/music")
        self.assertEqual(self.requests(), [])

    def test_it_runs_by_hand_in_the_folder_of_the_settings(self):
        # An empty SITEGEN_CONFIG, as without a settings file: sitegen finds its own.
        self.deploy(SITEGEN_CONFIG="", SITEGEN_OUTPUT="output")
        self.assert_deployed()


class Changes(DeployTest):
    def setUp(self):
        super().setUp()
        self.deploy()
        self.user = self.site.users()[0]

    def test_no_change_is_no_request(self):
        before = self.state.stat()
        self.deploy()
        self.site.sitegen("build")
        self.deploy()
        self.assertEqual(self.requests(), [])
        self.assertEqual(self.state.stat().st_mtime_ns, before.st_mtime_ns)

    def test_each_changed_file_is_one_request(self):
        before = self.site.digests()
        cursor = self.cursor()
        self.site.sitegen("user", "set", self.user, "--bio", "A lighthouse.")
        after = self.site.digests()
        named = self.site.changes(cursor)
        changed = {path for path in after if after[path] != before.get(path)}
        self.assertIn(f"{self.user}/index.html", changed)
        self.assertLessEqual(changed, named["page"])
        self.deploy()
        self.assertCountEqual(self.requests(), [("PUT", path) for path in named["page"]])
        self.assert_deployed()
        self.deploy()
        self.assertEqual(self.requests(), [])

    def test_a_new_style_sheet_comes_first_and_the_old_one_goes_last(self):
        old = {path for path in self.site.paths() if path.startswith("assets/site.")}
        self.site.restyle()
        new = {path for path in self.site.paths() if path.startswith("assets/site.")}
        self.deploy()
        self.assert_deployed()
        requests = self.requests()
        self.assertEqual(requests[0], ("PUT", *new))
        self.assertEqual(requests[-1], ("DELETE", *old))
        self.assertEqual({method for method, _ in requests[:-1]}, {"PUT"})

    def test_a_hidden_page_goes_before_anything_is_uploaded(self):
        for change in (("set", self.user, "--visibility", "private"), ("rename", self.site.users()[1], "somebody-else")):
            gone = {path for path in self.store.digests(self.bucket) if path.startswith(f"{change[1]}/")}
            self.assertGreater(len(gone), 1)
            self.site.sitegen("user", *change)
            self.site.sitegen("build")
            self.deploy()
            methods = [method for method, _ in self.requests()]
            self.assertEqual(set(self.requests("DELETE")), gone)
            self.assertEqual(methods, sorted(methods), "DELETE comes before PUT")
            self.assert_deployed()

    def test_a_hidden_page_that_is_shown_again_is_there_again(self):
        self.site.hide(self.user)
        self.site.sitegen("user", "set", self.user, "--visibility", "public")
        self.deploy()
        self.assert_deployed()

    def at_the_first(self, suffix, action):
        """Does something while the first file of a type is uploaded: rclone has looked at the others of this type, but not read them."""
        done = []

        def before(number, request):
            if request.path.endswith(suffix) and not done:
                done.append(request.path)
                action(request.path)

        self.store.before = before
        # One at a time.
        self.deploy(RCLONE_TRANSFERS=1)
        self.store.reset()
        self.assertEqual(len(done), 1)

    def test_files_hidden_while_others_are_uploaded_are_no_error(self):
        for suffix, user in zip((".css", ".html"), self.site.users()):
            self.site.restyle()
            self.at_the_first(suffix, lambda path: self.site.hide(user))
            self.deploy()
            self.assert_deployed()
            self.assertFalse([path for path in self.store.digests(self.bucket) if path.startswith(f"{user}/")])

    def test_files_replaced_while_others_are_uploaded_are_uploaded_whole(self):
        def replace(uploading):
            for path in self.site.changes(self.cursor())["page"] - {uploading}:
                if path.endswith(".html"):
                    page = self.site.output / path
                    stage = page.with_name(".stage")
                    stage.write_bytes(page.read_bytes() * 2)
                    stage.rename(page)

        self.site.restyle()
        self.at_the_first(".html", replace)
        self.assert_deployed()


class OwnFiles(DeployTest):
    def test_those_that_are_named_are_uploaded_with_everything(self):
        own = self.site.output / "proof.html"
        for text in ("mine", "changed"):
            own.write_text(text)
            self.state.unlink(missing_ok=True)
            self.deploy(DEPLOY_OWN="proof.html")
            self.assert_deployed()
        self.assertIn("DEPLOY_OWN", self.deploy(f"{self.target}/more", code=78, DEPLOY_OWN="nothing.html"))

    def test_a_hidden_page_that_could_not_be_deleted_is_not_uploaded(self):
        user = self.site.users()[0]
        page = self.site.output / user / "index.html"
        contents = page.read_bytes()
        self.site.hide(user)
        page.parent.mkdir(exist_ok=True)
        page.write_bytes(contents)
        self.deploy()
        self.assertEqual(set(self.store.digests(self.bucket)), self.site.paths() - {f"{user}/index.html"})

    def test_an_asset_stays_one_in_a_folder_that_is_named(self):
        self.deploy(DEPLOY_OWN="assets")
        sheet = next(path for path in self.site.paths() if path.startswith("assets/site."))
        self.assertEqual(self.store.head(self.bucket, sheet)["CacheControl"], YEAR)


class TwoSites(DeployTest):
    def test_another_site_in_another_bucket_is_left_alone(self):
        self.deploy()
        other = Site.copy(self)
        other.hide(other.users()[0])
        before = self.store.digests(self.bucket)
        bucket = self.store.make_bucket()
        self.deploy(f"store:{bucket}", SITEGEN_CONFIG=other.config, SITEGEN_OUTPUT=other.output)
        self.assertEqual(self.store.digests(bucket), other.digests())
        self.assertEqual(self.store.digests(self.bucket), before)
