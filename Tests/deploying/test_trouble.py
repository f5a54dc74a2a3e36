"""A store, a CDN or a machine that fails: what is said, and what the next deployment does about it."""

import os
import threading

from cases import PATIENCE, DeployTest, until, waits_for_the_lock
from demo import temporary
from store import REMOTE, Store


class StoreTrouble(DeployTest):
    def test_a_store_that_cannot_be_reached(self):
        self.deploy()
        user = self.site.users()[0]
        self.site.hide(user)
        before, shown = self.state.read_text(), self.store.digests(self.bucket)
        unreachable = temporary(self) / "rclone.conf"
        # Nothing listens on the port "discard".
        unreachable.write_text(REMOTE.format(port=9))
        words = self.deploy(code=69, RCLONE_CONFIG=unreachable)
        self.assertIn("connection refused", words)
        self.assertRegex(words, rf"Hidden files may still be in {self.target}: \d+, such as {user}/")
        self.assertEqual(self.state.read_text(), before)
        self.assertEqual(self.store.digests(self.bucket), shown)
        self.deploy()
        self.assert_deployed()

    def test_a_store_that_cannot_be_reached_at_the_first_deployment(self):
        self.rclone.write_text(REMOTE.format(port=9))
        words = self.deploy(code=69)
        self.assertIn("cannot be reached", words)
        self.assertNotIn("Hidden", words)
        self.assertFalse(self.state.exists())

    def test_a_store_that_goes_down_is_not_asked_for_every_file(self):
        self.deploy()
        self.site.restyle()
        self.store.before = lambda number, request: (403, "RequestTimeTooSkewed") if number > 3 else None
        self.deploy(code=69, RCLONE_TRANSFERS=1)
        self.assertLess(len(self.requests()), 20)
        self.store.reset()
        self.deploy()
        self.assert_deployed()

    def test_faults_that_pass_are_overcome(self):
        self.deploy()
        self.site.hide(self.site.users()[0])
        for word, fault in {"cut": Store.CUT, "slow": (503, "SlowDown"), "broken": (500, "InternalError")}.items():
            self.store.reset()
            self.store.before = lambda number, request: fault if number in (1, 3) else None
            self.site.sitegen("user", "set", self.site.users()[0], "--bio", word)
            self.deploy()
            self.assert_deployed()

    def test_a_refusal_is_a_configuration_error_at_once(self):
        for code in ("AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch"):
            self.store.before = lambda number, request: (403, code)
            self.assertIn(code, self.deploy(code=78))
        self.store.reset()
        self.deploy("store:no-such-bucket", code=78)
        self.assertIn("in config file", self.deploy(f"elsewhere:{self.bucket}", code=78))
        self.assertFalse(self.state.exists())

    def test_a_bucket_that_is_gone(self):
        self.deploy()
        self.site.sitegen("user", "set", self.site.users()[0], "--bio", "A lighthouse.")
        before = self.state.read_text().replace(self.bucket, "no-such-bucket")
        self.state.write_text(before)
        self.assertIn("NoSuchBucket", self.deploy("store:no-such-bucket", code=78))
        self.assertEqual(self.state.read_text(), before)


class Purge(DeployTest):
    def setUp(self):
        super().setUp()
        self.deploy()
        self.addresses = self.site.folder / "addresses"
        self.purge = {"DEPLOY_URL": "https://music.example.org/", "PURGE_COMMAND": f"cat >>{self.addresses}"}

    def purged(self):
        return self.addresses.read_text().split() if self.addresses.exists() else []

    def expected(self, paths):
        """Each file, and the folder of each page."""
        base = "https://music.example.org/"
        folders = {base + path.removesuffix("index.html") for path in paths if f"/{path}".endswith("/index.html")}
        return {base + path for path in paths} | folders

    def test_changed_and_removed_addresses_are_purged_once(self):
        cursor = self.cursor()
        self.site.hide(self.site.users()[0])
        self.site.restyle()
        named = self.site.changes(cursor)
        paths = named["hidden"] | named["asset"] | named["page"] | named["removed"]
        self.deploy(**self.purge)
        self.assertEqual(self.purged(), list(dict.fromkeys(self.purged())))
        self.assertEqual(set(self.purged()), self.expected(paths))
        self.assertIn("https://music.example.org/", self.purged())
        self.addresses.unlink()
        self.deploy(**self.purge)
        self.assertEqual(self.purged(), [])

    def test_hidden_pages_are_purged_before_anything_is_uploaded(self):
        hidden = self.site.users()[0]
        self.site.hide(hidden)
        seen = []
        self.store.before = lambda number, request: seen.append(self.purged()) if request.method == "PUT" else None
        self.deploy(**self.purge)
        self.assertIn(f"https://music.example.org/{hidden}/", seen[0])

    def test_a_purge_that_failed_is_repeated(self):
        self.site.hide(self.site.users()[0])
        before = self.state.read_text()
        words = self.deploy(code=75, **{**self.purge, "PURGE_COMMAND": "exit 22"})
        self.assertIn("PURGE_COMMAND ended with 22", words)
        self.assertEqual(self.state.read_text(), before)
        self.assert_deployed()
        named = self.site.changes(self.cursor())
        self.deploy(**self.purge)
        self.assertEqual(set(self.purged()), self.expected(named["hidden"] | named["page"]))
        self.assert_deployed()

    def test_a_purge_needs_the_address_of_the_site(self):
        self.assertIn("DEPLOY_URL", self.deploy(code=78, PURGE_COMMAND="cat"))


class Twice(DeployTest):
    def test_the_second_waits_and_then_has_nothing_to_do(self):
        self.deploy()
        self.site.sitegen("user", "set", self.site.users()[0], "--bio", "A lighthouse.")
        go_on = threading.Event()
        self.store.requests.clear()
        self.store.before = lambda number, request: go_on.wait(PATIENCE) and None
        first = self.start()
        until(lambda: self.store.requests)
        second = self.start()
        until(lambda: waits_for_the_lock(second))
        go_on.set()
        for process in (first, second):
            self.assertEqual((process.wait(PATIENCE), process.stderr.read()), (0, ""))
        self.assert_deployed()
        self.assertEqual(len(self.requests()), len(set(self.requests())), "a file was uploaded twice")


class Machine(DeployTest):
    def test_wrong_arguments(self):
        for arguments in ([self.bucket], ["store:"], ["--help"], [self.target, "more"]):
            self.assertIn("usage: deploy", self.deploy(*arguments, code=64))

    def test_what_is_missing_is_named(self):
        self.assertIn("/nowhere", self.deploy(code=78, SITEGEN_OUTPUT="/nowhere"))
        self.assertIn("no-such-sitegen", self.deploy(code=78, SITEGEN="no-such-sitegen"))
        self.assertIn("/nowhere", self.deploy(code=73, DEPLOY_CURSOR="/nowhere/deploy.cursor"))
        programs = temporary(self)
        for name in ("bash", "dirname", "env"):
            os.symlink(f"/usr/bin/{name}", programs / name)
        self.assertIn("apt install rclone", self.deploy(code=69, PATH=programs))
        self.assertEqual(self.requests(), [])

    def test_a_cursor_that_cannot_be_written(self):
        self.deploy()
        self.site.sitegen("user", "set", self.site.users()[0], "--bio", "A lighthouse.")
        # Root may write everywhere, but not over a folder.
        (self.site.folder / "deploy.cursor.new").mkdir()
        self.assertIn("cannot be written", self.deploy(code=73))
        (self.site.folder / "deploy.cursor.new").rmdir()
        self.deploy()
        self.assertGreater(len(self.requests("PUT")), 0)
        self.assert_deployed()

    def test_a_failure_of_sitegen_is_passed_on(self):
        self.assertIn("ended with 75", self.deploy(code=75, SITEGEN=self.script("sitegen", "exit 75")))
        half = self.script("sitegen", r"printf 'page\tindex.html\n'")
        self.assertIn("without a cursor", self.deploy(code=75, SITEGEN=half))
        self.assertEqual(self.requests(), [])
