"""What a deployment does that does not know what the bucket has: without a cursor, or with one that sitegen refuses."""

import subprocess

from cases import DeployTest
from demo import SITEGEN, environment, temporary
from store import LIST


class RefusedCursor(DeployTest):
    def setUp(self):
        super().setUp()
        self.deploy()
        # The cursor of another database.
        folder = temporary(self)
        for command in (["build"], ["changes"]):
            done = subprocess.run([SITEGEN, *command], cwd=folder, env=environment(), stdout=subprocess.PIPE, text=True, check=True)
        foreign = done.stdout.splitlines()[-1].split("\t")[1]
        self.state.write_text(f"{foreign}\n{self.target}\n")

    def test_everything_is_uploaded_and_the_rest_is_deleted(self):
        rest = ["former-user/index.html", "index.html.gz", "assets/site.0123456789.css"]
        for path in rest:
            self.store.put(self.bucket, path)
        self.site.hide(self.site.users()[0])
        hidden = set(self.store.digests(self.bucket)) - self.site.paths() - set(rest)
        self.assertGreater(len(hidden), 0)
        words = self.deploy()
        self.assertIn("Everything is uploaded again", words)
        self.assertIn("sitegen", words)
        self.assert_deployed()
        requests = self.requests()
        self.assertEqual(requests[0], (LIST, ""))
        # What may be a page goes first, an old style sheet last.
        first = requests[1:len(hidden) + 3]
        self.assertCountEqual(first, [("DELETE", path) for path in {*hidden, *rest[:2]}])
        self.assertCountEqual(requests[len(hidden) + 3:-1], [("PUT", path) for path in self.site.paths()])
        self.assertEqual(requests[-1], ("DELETE", rest[2]))
        self.deploy()
        self.assertEqual(self.requests(), [])

    def test_a_new_database_without_a_site_deletes_nothing(self):
        new = self.script("sitegen", "[ $# -eq 1 ] || exit 65", r"printf 'page\tabout/index.html\ncursor\tnew\n'")
        self.assertIn("no front page", self.deploy(code=78, SITEGEN=new))
        self.assertEqual(self.requests(), [])

    def test_nothing_is_deleted_if_sitegen_fails(self):
        self.assertIn("nothing was deployed", self.deploy(code=65, SITEGEN=self.script("sitegen", "exit 65")))
        self.assertEqual(self.requests(), [])


class FirstDeployment(DeployTest):
    def test_a_bucket_with_other_files_is_left_alone(self):
        self.store.put(self.bucket, "holiday/1.jpg")
        words = self.deploy(code=78)
        self.assertIn("holiday/1.jpg", words)
        self.assertIn("DEPLOY_REPLACE=1", words)
        self.assertEqual(list(self.store.digests(self.bucket)), ["holiday/1.jpg"])
        self.assertFalse(self.state.exists())
        self.deploy(DEPLOY_REPLACE=1)
        self.assert_deployed()

    def test_without_its_cursor_a_bucket_of_the_same_site_is_completed(self):
        self.deploy()
        self.site.sitegen("user", "set", self.site.users()[0], "--bio", "A lighthouse.")
        self.state.unlink()
        self.deploy()
        self.assert_deployed()

    def test_a_cursor_counts_for_its_bucket_only(self):
        self.deploy()
        first, self.bucket = self.bucket, self.store.make_bucket()
        self.deploy(f"store:{self.bucket}")
        self.assert_deployed()
        self.assertEqual(self.state.read_text().split("\n")[1], f"store:{self.bucket}")
        self.assertEqual(self.store.digests(first), self.store.digests(self.bucket))

    def test_the_cursor_is_where_deploy_cursor_says(self):
        elsewhere = temporary(self) / "state"
        self.deploy(DEPLOY_CURSOR=elsewhere)
        self.assertEqual(elsewhere.read_text().split("\n")[1:], [self.target, ""])
        self.assertFalse(self.state.exists())
        self.deploy(DEPLOY_CURSOR=elsewhere)
        self.assertEqual(self.requests(), [])
