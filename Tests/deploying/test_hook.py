"""deploy.command, and the examples of docs/hosting.md."""

import json
import os
import re
import subprocess

from cases import DeployTest
from demo import DEPLOY, PROJECT, SITEGEN, environment, temporary

HOSTING = (PROJECT / "docs/hosting.md").read_text().partition("## Object stores")[2]


def blocks(kind):
    """The examples in a language."""
    return re.findall(rf"^```{kind}\n(.*?)^```", HOSTING, re.M | re.S)


class Hook(DeployTest):
    def setUp(self):
        super().setUp()
        with open(self.site.config, "a") as settings:
            settings.write(f"deploy:\n  command: RCLONE_CONFIG={self.rclone} {DEPLOY} {self.target}\n")
        self.site.sitegen("build")

    def test_a_build_deploys(self):
        self.assert_deployed()
        self.assertTrue(self.state.exists())

    def test_a_hidden_page_is_gone_in_the_same_command(self):
        user = self.site.users()[0]
        self.store.requests.clear()
        self.site.hide(user)
        self.assertFalse([path for path in self.store.digests(self.bucket) if path.startswith(f"{user}/")])
        self.assert_deployed()
        self.assertEqual(self.store.requests[0].method, "DELETE")

    def test_other_commands_deploy_what_they_change(self):
        first, second, _ = self.site.users()
        self.site.sitegen("user", "set", first, "--bio", "A lighthouse.")
        self.assert_deployed()
        self.site.sitegen("user", "rename", second, "somebody-else")
        self.assert_deployed()
        self.site.restyle()
        self.assert_deployed()

    def test_what_one_deployment_could_not_do_the_next_one_does(self):
        user = self.site.users()[0]
        self.store.before = lambda number, request: (403, "AccessDenied")
        with self.assertRaisesRegex(AssertionError, f"Hidden files may still be in {self.target}"):
            self.site.hide(user)
        self.store.reset()
        # Nothing has changed since.
        self.site.sitegen("build")
        self.assert_deployed()


class Examples(DeployTest):
    def test_rclone_knows_the_remotes_of_the_commands(self):
        config = temporary(self) / "rclone.conf"
        config.write_text("".join(blocks("ini")))
        done = subprocess.run(["rclone", "listremotes"], env=environment(RCLONE_CONFIG=config), stdout=subprocess.PIPE, text=True, check=True)
        known = set(done.stdout.split())
        used = set(re.findall(r"deploy/s3/deploy (\w+:)", HOSTING))
        self.assertTrue(used and used <= known, (used, known))

    def test_sitegen_takes_the_settings(self):
        settings = temporary(self) / "sitegen.yaml"
        for text in blocks("yaml"):
            settings.write_text(text)
            done = subprocess.run([SITEGEN, "status"], cwd=settings.parent, env=environment(), stderr=subprocess.PIPE, text=True)
            self.assertIn("there is no database", done.stderr)

    def test_the_purge_sends_thirty_addresses_a_request(self):
        folder = temporary(self)
        script = next(block for block in blocks("sh") if "purge_cache" in block)
        (folder / "purge").write_text(script)
        curl = folder / "curl"
        curl.write_text('#!/bin/bash\nprintf "%s\\n" "$@" >>requests\nexit ${CURL_STATUS:-0}\n')
        for program in (folder / "purge", curl):
            program.chmod(0o755)
        addresses = [f"https://music.example.org/user-{number}/" for number in range(70)]

        def purge(**values):
            return subprocess.run(
                ["sh", "-c", "./purge"], cwd=folder, input="".join(f"{address}\n" for address in addresses), text=True,
                env=environment(PATH=f"{folder}:{os.environ['PATH']}", **values), stderr=subprocess.DEVNULL,
            ).returncode

        self.assertEqual(purge(), 0)
        bodies = [json.loads(line) for line in (folder / "requests").read_text().splitlines() if line.startswith("{")]
        self.assertEqual([len(body["files"]) for body in bodies], [30, 30, 10])
        self.assertEqual([address for body in bodies for address in body["files"]], addresses)
        self.assertIn("@cloudflare.header", (folder / "requests").read_text())
        self.assertNotEqual(purge(CURL_STATUS=22), 0)

    def test_the_files_that_the_document_names_exist(self):
        for name in re.findall(r"`(deploy/[a-z0-9/._-]+)`", HOSTING):
            self.assertTrue((PROJECT / name).exists(), name)
