"""A deployment that is killed at any step and repeated ends with the bucket equal to the output."""

import os
import signal
import threading

from cases import PATIENCE, DeployTest, kill_group, until, waits_for_the_lock
from store import Store


class Killed(DeployTest):
    def killed(self, at, moment, **values):
        """Kills a deployment at its n-th request: before the store gets it, or when it has been carried out."""
        self.store.reset()
        started = threading.Event()
        running = []

        def strike(number, request):
            if number == at:
                started.wait(PATIENCE)
                kill_group(running[0])
            return Store.CUT if number >= at and moment == "before" else None

        setattr(self.store, moment, strike)
        running.append(self.start(RCLONE_TRANSFERS=1, **values))
        started.set()
        running[0].communicate(timeout=PATIENCE)
        self.assertEqual(running[0].returncode, -signal.SIGKILL)
        self.store.reset()

    def steps(self, **values):
        """The requests of a whole deployment at which it is killed: the first, a middle and the last one of each step."""
        self.deploy(RCLONE_TRANSFERS=1, **values)
        kinds = [(method, path.startswith("assets/")) for method, path in self.requests()]
        numbers = set()
        for kind in set(kinds):
            of_kind = [number for number, each in enumerate(kinds, 1) if each == kind]
            numbers |= {of_kind[0], of_kind[len(of_kind) // 2], of_kind[-1]}
        return sorted(numbers), set(kinds)

    def test_a_deployment_of_changes(self):
        self.deploy()
        self.keep()
        first, second, _ = self.site.users()
        self.site.hide(first)
        self.site.sitegen("user", "set", second, "--bio", "A lighthouse.")
        self.site.restyle()
        numbers, kinds = self.steps()
        self.assertEqual(kinds, {("DELETE", False), ("PUT", True), ("PUT", False), ("DELETE", True)})
        for number in numbers:
            for moment in ("before", "after"):
                with self.subTest(request=number, moment=moment):
                    self.restore()
                    self.killed(number, moment)
                    self.assertEqual(self.state.read_text(), self.kept[1])
                    self.deploy()
                    self.assert_deployed()
                    self.deploy()
                    self.assertEqual(self.requests(), [])

    def test_a_first_deployment_and_a_page_that_is_hidden_before_it_is_repeated(self):
        empty = self.store.make_bucket()
        user = self.site.users()[0]
        numbers, kinds = self.steps()
        self.assertEqual(kinds, {("LIST", False), ("PUT", True), ("PUT", False)})
        for number in numbers:
            for moment in ("before", "after"):
                with self.subTest(request=number, moment=moment):
                    self.store.copy(empty, self.bucket)
                    self.state.unlink()
                    self.site.sitegen("user", "set", user, "--visibility", "public")
                    self.killed(number, moment)
                    self.site.hide(user)
                    self.deploy()
                    self.assert_deployed()

    def test_before_the_cursor_is_written(self):
        self.deploy()
        self.site.hide(self.site.users()[0])
        before = self.state.read_text()
        self.deploy(code=-signal.SIGKILL, DEPLOY_URL="https://music.example.org", PURGE_COMMAND="grep -q example.org/index.html && kill -9 $PPID")
        self.assertEqual(self.state.read_text(), before)
        self.deploy()
        self.assertGreater(len(self.requests("PUT")), 0)
        self.assert_deployed()

    def test_while_the_changes_are_read(self):
        self.deploy()
        self.site.hide(self.site.users()[0])
        self.deploy(code=-signal.SIGKILL, SITEGEN=self.script("sitegen", "kill -9 $PPID"))
        self.assertEqual(self.requests(), [])
        self.deploy()
        self.assert_deployed()

    def test_an_upload_that_outlives_the_script_does_not_bring_back_a_hidden_page(self):
        self.deploy()
        user = self.site.users()[0]
        self.site.sitegen("user", "set", user, "--bio", "A lighthouse.")
        uploading, go_on = threading.Event(), threading.Event()

        def hold(number, request):
            if request.path == f"{user}/index.html" and not uploading.is_set():
                uploading.set()
                go_on.wait(PATIENCE)

        self.store.before = hold
        first = self.start(RCLONE_TRANSFERS=1)
        self.assertTrue(uploading.wait(PATIENCE))
        os.kill(first.pid, signal.SIGKILL)
        first.wait(PATIENCE)
        self.site.hide(user)
        second = self.start()
        until(lambda: waits_for_the_lock(second))
        go_on.set()
        self.assertEqual((second.wait(PATIENCE), second.stderr.read()), (0, ""))
        self.assert_deployed()
