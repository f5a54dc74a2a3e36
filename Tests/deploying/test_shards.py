"""Shards and their lists, each on a host of its own, that deploy into one bucket."""

import hashlib
import subprocess

from cases import DeployTest
from demo import DEPLOY, SITEGEN, environment

PARTS = ["shard-0", "shard-1", "lists"]


class Shards(DeployTest):
    def setUp(self):
        super().setUp()
        self.site.sitegen("split", "2", self.site.folder / "shards")
        for part in PARTS[:2]:
            self.run_on(part, "build")
        self.make_lists()

    def run_on(self, part, *arguments, code=0):
        """Runs a command on a host."""
        host = self.site.folder / part
        for folder in ("photos", "own"):
            (host / "output" / folder).mkdir(parents=True, exist_ok=True)
        values = {
            "SITEGEN_DATABASE": self.site.folder / f"shards/{part}.sqlite", "SITEGEN_OUTPUT": host / "output",
            "SITEGEN_DEPLOY_COMMAND": f"DEPLOY_OWN='photos own' RCLONE_CONFIG={self.rclone} DEPLOY_CURSOR={host}/cursor {DEPLOY} {self.target}",
        }
        done = subprocess.run(
            [SITEGEN, *arguments, "--config", self.site.config], env=environment(**values), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True,
        )
        self.assertEqual(done.returncode, code, done.stderr)
        return done.stderr

    def make_lists(self):
        return self.run_on("lists", "lists", *(self.site.folder / f"shards/shard-{index}.sqlite.ndjson" for index in range(2)))

    def shard_of(self, user):
        """By the hash of the name, as docs/scaling.md says."""
        return f"shard-{int(hashlib.sha256(user.encode()).hexdigest()[:3], 16) * 2 // 4096}"

    def forget(self, part):
        """Makes the database refuse the cursor of the last deployment."""
        (self.site.folder / part / "cursor").write_text(f"nonsense\n{self.target}\n")

    def test_the_bucket_is_what_one_database_would_deploy(self):
        self.assert_deployed()
        self.store.requests.clear()
        for part in PARTS[:2]:
            self.run_on(part, "build")
        self.make_lists()
        self.assertEqual(self.requests(), [])

    def test_a_hidden_page_is_gone_in_the_same_command_and_its_name_with_the_lists(self):
        user = self.site.users()[0]
        self.run_on(self.shard_of(user), "user", "set", user, "--visibility", "private")
        self.assertFalse([path for path in self.store.digests(self.bucket) if path.startswith(f"{user}/")])
        self.make_lists()
        self.site.hide(user)
        self.assert_deployed()

    def test_a_refused_cursor_of_one_leaves_the_files_of_the_others_alone(self):
        strays = {"shard-0": [], "shard-1": [], "lists": ["index-9.html"]}
        # Those of the operator, and what another version of a shard may load.
        kept = ["photos/x.txt", "Press_Kit/x.txt", ".well-known/x.txt", "assets/site.0123456789.css", "own/x.txt"]
        for path in kept:
            self.store.put(self.bucket, path)
        before = self.store.digests(self.bucket)
        for number in range(8):
            strays[self.shard_of(f"former-{number}")].append(f"former-{number}/index.html")
        for path in sum(strays.values(), []):
            self.store.put(self.bucket, path)
        for part in PARTS:
            self.forget(part)
            self.assertIn("Everything is uploaded again", self.make_lists() if part == "lists" else self.run_on(part, "build"))
            for path in strays.pop(part):
                self.assertNotIn(path, self.store.digests(self.bucket))
            for path in sum(strays.values(), []):
                self.assertIn(path, self.store.digests(self.bucket))
        self.assertEqual(self.store.digests(self.bucket), before)

    def test_the_lists_that_are_deployed_by_hand_leave_the_pages_of_users_alone(self):
        before = self.store.digests(self.bucket)
        self.forget("lists")
        host = self.site.folder / "lists"
        self.deploy(SITEGEN_DATABASE=self.site.folder / "shards/lists.sqlite", SITEGEN_OUTPUT=host / "output", DEPLOY_CURSOR=host / "cursor")
        self.assertEqual(self.store.digests(self.bucket), before)

    def test_a_shard_that_does_not_know_which_folders_are_texts_deletes_nothing(self):
        shard = self.script("sitegen", r"printf 'page\tx/index.html\nshard\t0/2\ncursor\tnew\n'")
        words = self.deploy(code=78, SITEGEN=shard, DEPLOY_CURSOR=self.site.folder / "other.cursor")
        self.assertIn("DEPLOY_PAGES", words)
        self.assertEqual(self.requests(), [])

    def test_a_shard_without_users_deletes_nothing(self):
        before = self.store.digests(self.bucket)
        none = self.script("sitegen", r"printf 'shard\t0/2\ncursor\tnew\n'")
        words = self.deploy(SITEGEN=none, DEPLOY_PAGES="about", DEPLOY_CURSOR=self.site.folder / "other.cursor")
        self.assertIn("nothing is deleted", words)
        self.assertEqual(self.store.digests(self.bucket), before)
