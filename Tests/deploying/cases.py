"""What the tests share: a site, a bucket, and deployments that are compared with the output."""

import os
import signal
import subprocess
import time
import unittest
from pathlib import Path

from demo import DEPLOY, SITEGEN, Site, environment, temporary
from store import REMOTE, Store

PATIENCE = 60


class DeployTest(unittest.TestCase):
    def setUp(self):
        self.store = Store.shared()
        self.store.reset()
        self.addCleanup(self.store.reset)
        self.site = Site.copy(self)
        self.bucket = self.store.make_bucket()
        self.target = f"store:{self.bucket}"
        self.state = self.site.folder / "deploy.cursor"
        self.rclone = temporary(self) / "rclone.conf"
        self.rclone.write_text(REMOTE.format(port=self.store.port))

    def start(self, *arguments, **values):
        """Starts a deployment as deploy.command does, in its own process group."""
        values = {
            "SITEGEN": SITEGEN, "SITEGEN_CONFIG": self.site.config, "SITEGEN_OUTPUT": self.site.output, "RCLONE_CONFIG": self.rclone,
            # A deployment that is killed leaves its lists behind.
            "TMPDIR": temporary(self), **values,
        }
        process = subprocess.Popen(
            [DEPLOY, *(arguments or [self.target])], cwd=self.site.folder, env=environment(**values), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        )
        self.addCleanup(self.end, process)
        return process

    def end(self, process):
        kill_group(process)
        process.communicate(timeout=PATIENCE)

    def deploy(self, *arguments, code=0, **values):
        """Deploys, and returns what it prints on stderr. `requests` then has the requests of this deployment."""
        self.store.requests.clear()
        process = self.start(*arguments, **values)
        out, err = process.communicate(timeout=PATIENCE)
        self.assertEqual((process.returncode, out), (code, ""), err)
        if code == 0:
            self.assertNotIn("rclone", err)
        elif code > 0:
            self.assertIn("deploy: ", err)
        return err

    def requests(self, *methods):
        """The paths of the requests with one of these methods, in order; all requests as pairs if none is given."""
        if not methods:
            return [(request.method, request.path) for request in self.store.requests]
        return [request.path for request in self.store.requests if request.method in methods]

    def cursor(self):
        return self.state.read_text().split("\n")[0]

    def assert_deployed(self):
        """The bucket has the files of the output: no more, no fewer, the same bytes."""
        self.assertEqual(self.store.digests(self.bucket), self.site.digests())

    def keep(self):
        """Keeps what the bucket and the state are now, for `restore`."""
        self.kept = self.store.make_bucket(), self.state.read_text()
        self.store.copy(self.bucket, self.kept[0])

    def restore(self):
        self.store.copy(self.kept[0], self.bucket)
        self.state.write_text(self.kept[1])

    def script(self, name, *lines):
        """A shell script that a deployment starts instead of a program."""
        path = self.site.folder / name
        path.write_text("\n".join(["#!/bin/bash", *lines, ""]))
        path.chmod(0o755)
        return path


def kill_group(process):
    """Kills a deployment with all that it has started, as a machine that loses power does."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


def until(condition):
    """Waits until something is true."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.01)


def waits_for_the_lock(process):
    """Whether a deployment waits for another one: its child `flock` sleeps."""
    try:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        states = [Path(f"/proc/{child}/stat").read_text() for child in children]
    except OSError:
        return False
    return any("(flock) S" in state for state in states)
