"""`make install` and `make uninstall`, without the build."""

import os
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from demo import PROJECT, SITEGEN, UNITS, program


class Install(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.root = Path(tempfile.mkdtemp(prefix="sitegen-serving-"))
        cls.addClassCleanup(shutil.rmtree, cls.root)
        cls.install()
        cls.prefix = cls.root / "opt/sitegen"

    @classmethod
    def install(cls, *options):
        environment = {**os.environ, "DESTDIR": str(cls.root), "PREFIX": "/opt/sitegen"}
        subprocess.run([PROJECT / "scripts/install", *options, SITEGEN], env=environment, umask=0o077, check=True)

    def files(self):
        return sorted(path.relative_to(self.root).as_posix() for path in self.root.rglob("*") if not path.is_dir())

    def read(self, name):
        return (self.prefix / name).read_text()

    def test_the_program_finds_its_templates(self):
        done = subprocess.run([self.prefix / "bin/sitegen", "templates", "copy", self.root / "templates"], cwd=self.root)
        self.addCleanup(shutil.rmtree, self.root / "templates")
        self.assertEqual(done.returncode, 0)

    def programs(self):
        deploy = self.prefix / "share/sitegen/deploy"
        return [self.prefix / "bin/sitegen", deploy / "s3/deploy", deploy / "kubernetes/every", deploy / "kubernetes/lists"]

    def test_everybody_can_read_it(self):
        for path in self.programs():
            self.assertTrue(path.is_file(), path)
        for path in self.root.glob("opt/**/*"):
            wanted = 0o055 if path.is_dir() or path in self.programs() else 0o044
            self.assertEqual(path.stat().st_mode & wanted, wanted, path)

    def test_units_and_cron_start_this_program(self):
        units = sorted(path.name for path in (self.prefix / "lib/systemd/system").iterdir())
        self.assertEqual(units, UNITS)
        for file in (*(f"lib/systemd/system/{unit}" for unit in units), "share/doc/sitegen/deploy/cron/sitegen"):
            self.assertLessEqual(set(re.findall(r"[^\s=(]*/bin/sitegen", self.read(file))), {"/opt/sitegen/bin/sitegen"}, file)

    def test_shells_can_read_the_completions(self):
        for shell, file in {
            "bash": "bash-completion/completions/sitegen", "zsh": "zsh/site-functions/_sitegen",
            "fish": "fish/vendor_completions.d/sitegen.fish",
        }.items():
            self.assertIn("refresh-top", self.read(f"share/{file}"))
            if program(shell):
                subprocess.run([shell, "-n", self.prefix / "share" / file], check=True)

    def test_the_manual_has_every_command_and_key(self):
        commands, settings = self.read("share/man/man1/sitegen.1"), self.read("share/man/man5/sitegen.yaml.5")
        for command in ("run", "user rename", "templates copy"):
            self.assertIn(f"\n.SS sitegen {command}\n", commands)
        self.assertIn("\\fB\\-\\-refresh\\-top\\fR", commands)
        keys = re.findall(r'= "([a-z]+\.[a-zA-Z]+)"', (PROJECT / "Sources/Application/Settings/SettingKey.swift").read_text())
        self.assertIn("site.title", keys)
        for key in keys:
            self.assertIn(f"\\fB{key}\\fR", settings)

    def test_the_manual_has_no_fault(self):
        if not program("mandoc"):
            self.skipTest("mandoc is not installed")
        pages = [self.prefix / "share/man" / page for page in ("man1/sitegen.1", "man5/sitegen.yaml.5")]
        done = subprocess.run(["mandoc", "-Tlint", *pages], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.assertEqual((done.returncode, done.stdout), (0, ""))

    def test_removing_leaves_other_files(self):
        before = self.files()
        others = [self.prefix / "bin/other", self.prefix / "lib/systemd/system/other.service"]
        for other in others:
            other.write_text("")
        self.install("--remove")
        self.addCleanup(self.install)
        self.assertEqual(self.files(), sorted(other.relative_to(self.root).as_posix() for other in others))
        for other in others:
            other.unlink()
        self.install()
        self.assertEqual(self.files(), before)
