"""deploy/nginx/serve, which serves a site on this machine."""

import os
import shutil
import signal
import subprocess
import tempfile
import unittest
import unittest.mock
from pathlib import Path

from demo import DEPLOY, Server, Site


class Serve(unittest.TestCase):
    def left_over(self, temp):
        return sorted(path.name for path in Path(temp).iterdir())

    def test_ctrl_c_stops_it_and_nothing_is_left(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            with tempfile.TemporaryDirectory() as temp, unittest.mock.patch.dict(os.environ, TMPDIR=temp):
                os.chmod(temp, 0o755)
                server = Server(Site.demo().output)
                self.assertEqual(server.ask("/").status, 200)
                self.assertEqual(server.stop(number), 0, number)
                self.assertEqual(self.left_over(temp), [])
                self.assertRaises(OSError, server.ask, "/")

    def test_it_listens_on_this_machine_only(self):
        server = Server(Site.demo().output)
        self.addCleanup(server.stop)
        wanted = f"{server.port:04X}"
        bound = set()
        for table in ("/proc/net/tcp", "/proc/net/tcp6"):
            if os.path.exists(table):
                for line in Path(table).read_text().splitlines()[1:]:
                    address, state = line.split()[1], line.split()[3]
                    if state == "0A" and address.endswith(":" + wanted):
                        bound.add(address.split(":")[0])
        if not os.path.exists("/proc/net/tcp"):
            self.skipTest("there is no /proc/net/tcp")
        self.assertEqual(bound, {"0100007F"})

    def test_a_folder_with_any_name_is_served(self):
        temp = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, temp)
        os.chmod(temp, 0o755)
        folder = Path(temp) / "a $b \"c\"; |d & é"
        shutil.copytree(Site.demo().output, folder)
        server = Server(folder)
        self.addCleanup(server.stop)
        self.assertEqual(server.ask("/").status, 200)

    def refused(self, *arguments, **environment):
        done = subprocess.run(
            [DEPLOY / "nginx/serve", *arguments], env={**os.environ, **environment}, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True,
        )
        self.assertEqual(done.stdout, "")
        self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
        return done.returncode, done.stderr

    def test_a_wrong_argument_is_one_line_of_error(self):
        self.assertEqual(self.refused("/nonexistent")[0], 66)
        self.assertEqual(self.refused(Site.demo().output, "http")[0], 64)
        for companion in ["8081", "unix:", "0.0.0.0:8081", "localhost:8081", "127.0.0.1:", "127.0.0.1:80;"]:
            self.assertEqual(self.refused(Site.demo().output, "8080", companion)[0], 64, companion)

    def test_a_missing_nginx_is_one_line_of_error(self):
        with tempfile.TemporaryDirectory() as temp:
            # A copy of the script that finds no program except those it needs before it looks for nginx.
            script = Path(temp) / "serve"
            text = (DEPLOY / "nginx/serve").read_text()
            script.write_text(text.replace("PATH=$PATH:/usr/sbin:/sbin", f"PATH={temp}"))
            done = subprocess.run(["bash", script, Site.demo().output], stderr=subprocess.PIPE, text=True)
        self.assertEqual(done.returncode, 69)
        self.assertEqual(len(done.stderr.splitlines()), 1)
        self.assertIn("apt install nginx", done.stderr)
