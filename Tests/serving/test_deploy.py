"""Cron, static hosts, and the commands of docs/hosting.md that can run on one machine."""

import os
import re
import shutil
import stat
import subprocess
import tempfile
import unittest
from pathlib import Path

from demo import DEPLOY, PROJECT, SITEGEN, Server, Site, program

HOSTING = PROJECT / "docs/hosting.md"


def temporary(test):
    temp = Path(tempfile.mkdtemp(prefix="sitegen-serving-"))
    test.addCleanup(shutil.rmtree, temp)
    return temp


class Cron(unittest.TestCase):
    def jobs(self):
        text = (DEPLOY / "cron/sitegen").read_text()
        self.assertTrue(text.endswith("\n"), "cron ignores a last line without a newline")
        return [line.split(None, 6) for line in text.splitlines() if line and not line.startswith("#")]

    def test_cron_can_read_the_lines(self):
        self.assertEqual([job[1:6] for job in self.jobs()], [
            ["*", "*", "*", "*", "sitegen"], ["3", "*", "*", "1", "sitegen"], ["8", "*", "*", "*", "sitegen"],
        ])
        for job in self.jobs():
            self.assertIn(int(job[0]), range(60))
            self.assertNotIn("%", job[6], "cron treats % as the end of the line")

    def test_cron_does_what_the_units_do(self):
        for job, unit in zip(self.jobs(), ("sitegen", "sitegen-refresh", "sitegen-check")):
            command = re.search(r"^ExecStart=(.*)", (DEPLOY / f"systemd/{unit}.service").read_text(), re.M).group(1)
            self.assertIn(command, job[6])

    def run_job(self, job, site):
        command = job[6].replace("/var/lib/sitegen", str(site.folder)).replace("/usr/local/bin/sitegen", str(SITEGEN))
        done = subprocess.run(
            ["/bin/sh", "-c", command], env={"PATH": "/usr/bin:/bin", "HOME": str(site.folder), "SHELL": "/bin/sh"},
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )
        return done.returncode, done.stdout

    def test_the_lines_print_nothing_if_nothing_failed(self):
        site = Site.copy(self)
        # With these settings a run succeeds: no user is due, so it sends no request.
        with open(site.folder / "sitegen.yaml", "a") as settings:
            settings.write("sync:\n  interval: 24h\nspotify:\n  clientID: demo\n")
        for job in self.jobs():
            self.assertEqual(self.run_job(job, site), (0, ""))

    def test_the_check_prints_what_needs_the_operator(self):
        site = Site.copy(self)
        (site.folder / "sitegen.sqlite").unlink()
        self.assertIn("there is no database", self.run_job(self.jobs()[2], site)[1])


class Example(unittest.TestCase):
    def test_the_program_takes_the_example_settings(self):
        folder = temporary(self)
        text = (DEPLOY / "sitegen.yaml").read_text()
        for settings in (text, re.sub(r"^( *)#(\w+: )", r"\1\2", text, flags=re.M)):
            (folder / "sitegen.yaml").write_text(settings)
            done = subprocess.run([SITEGEN, "status"], cwd=folder, stderr=subprocess.PIPE, text=True)
            self.assertIn("there is no database", done.stderr)

    def test_only_the_user_reads_the_client_secret(self):
        # nginx is in the group.
        self.assertIn("-m 600 deploy/sitegen.yaml", HOSTING.read_text())


class StaticHosts(unittest.TestCase):
    def rules(self):
        rules = {}
        for line in (DEPLOY / "static/_headers").read_text().splitlines():
            if line.startswith("/"):
                rules[line] = current = {}
            elif line.strip() and not line.startswith("#"):
                name, value = line.strip().split(": ", 1)
                self.assertNotIn(name, current)
                current[name] = value
                self.assertLessEqual(len(line), 2000)
        return rules

    def test_they_get_the_headers_that_nginx_sends(self):
        rules = self.rules()
        self.assertEqual(list(rules), ["/*", "/:user/data.json", "/:user/feed.xml", "/assets/*"])
        server = Server(Site.demo().output)
        self.addCleanup(server.stop)
        page = server.ask("/")
        for name, value in rules["/*"].items():
            self.assertEqual(page[name.lower()], value)
        asset = server.ask(Site.demo().files("assets/*.css")[0])
        self.assertEqual(rules["/assets/*"], {"Cache-Control": asset["cache-control"]})
        data = server.ask(Site.demo().files("*/data.json")[0])
        for name, value in rules["/:user/data.json"].items():
            self.assertEqual(data[name.lower()], value)
        configured = re.findall(r"^add_header (\S+)", (DEPLOY / "nginx/sitegen-headers.conf").read_text(), re.M)
        self.assertEqual(sorted(rules["/*"]), sorted(configured))

    def test_the_files_stay_in_the_output(self):
        site = Site.copy(self)
        for name in ("_headers", ".nojekyll"):
            shutil.copy(DEPLOY / "static" / name, site.output)
        site.sitegen("build", "--force")
        for name in ("_headers", ".nojekyll"):
            self.assertEqual((site.output / name).read_bytes(), (DEPLOY / "static" / name).read_bytes())

    def test_without_precompression_there_are_no_gz_files(self):
        site = Site.copy(self)
        with open(site.folder / "sitegen.yaml", "a") as settings:
            settings.write("build:\n  precompress: none\n")
        site.sitegen("build", "--force")
        self.assertEqual(list(site.output.rglob("*.gz")), [])


class Copies(unittest.TestCase):
    """rsync to another server, with exactly the commands of the document."""

    def setUp(self):
        if not program("rsync"):
            self.skipTest("rsync is not installed")
        self.site = Site.copy(self)
        self.target = temporary(self) / "listening"
        self.target.mkdir()
        os.chmod(self.target.parent, 0o755)

    def deploy(self):
        commands = re.findall(r"^rsync -.*", HOSTING.read_text(), re.M)
        self.assertEqual(len(commands), 2)
        for command in commands:
            command = command.replace("deploy@music.example.org:/srv/listening/", f"{self.target}/")
            done = subprocess.run(["bash", "-c", command], cwd=self.site.folder, stdout=subprocess.PIPE, text=True, check=True)
            self.assertEqual(done.stdout, "")

    def names(self, root):
        return sorted(str(path.relative_to(root)) for path in Path(root).rglob("*") if path.is_file())

    def test_the_copy_is_the_site(self):
        (self.site.output / ".index.html.sitegen-stage").write_text("half")
        self.deploy()
        (self.site.output / ".index.html.sitegen-stage").unlink()
        self.assertEqual(self.names(self.target), self.names(self.site.output))
        for path in self.target.rglob("*"):
            mode = path.stat().st_mode
            self.assertEqual(stat.S_IMODE(mode), 0o755 if path.is_dir() else 0o644, path)

    def test_the_copy_has_the_same_etags(self):
        self.deploy()
        here, there = Server(self.site.output), Server(self.target)
        self.addCleanup(here.stop)
        self.addCleanup(there.stop)
        for address in ("/", *self.site.files("*/index.html")):
            self.assertEqual(there.ask(address)["etag"], here.ask(address)["etag"])

    def test_a_removed_page_stays_in_the_copy_until_the_next_deployment(self):
        user = self.site.users()[0]
        self.deploy()
        (self.target / ".well-known").mkdir()
        self.site.sitegen("user", "set", user, "--visibility", "private")
        self.assertTrue((self.target / user / "index.html").exists())
        self.deploy()
        self.assertFalse((self.target / user).exists())
        self.assertTrue((self.target / ".well-known").exists(), "the server's own files are left alone")
        self.assertEqual(self.names(self.target), self.names(self.site.output))
