"""A demo site made by the real program, with the settings for a static host."""

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
DEPLOY = PROJECT / "deploy/s3/deploy"
SITEGEN = Path(os.environ.get("SITEGEN", PROJECT / ".build/debug/sitegen")).resolve()
SETTINGS = "site:\n  images: none\n  baseURL: https://music.example.org\n"


def program(name):
    """The path of a program, including the folders that only root's PATH has."""
    return shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")


def temporary(test):
    """A folder that is deleted after the test."""
    folder = Path(tempfile.mkdtemp(prefix="sitegen-deploying-"))
    test.addCleanup(shutil.rmtree, folder)
    return folder


def environment(**values):
    """The environment without the settings of whoever runs the tests. rclone 1.60 does not start with AWS_CA_BUNDLE."""
    foreign = ("AWS_", "DEPLOY_", "PURGE_", "RCLONE_", "SITEGEN")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    return {**kept, **{name: str(value) for name, value in values.items()}}


class Site:
    """A site with its database and settings, in its own temporary folder."""

    _demo = None

    def __init__(self, folder):
        self.folder = Path(folder)
        self.output = self.folder / "output"
        self.config = self.folder / "sitegen.yaml"

    @classmethod
    def demo(cls):
        """The demo, made once for all tests."""
        if cls._demo is None:
            cls._temp = tempfile.TemporaryDirectory(prefix="sitegen-deploying-")
            site = cls(Path(cls._temp.name) / "demo")
            done = subprocess.run(
                [SITEGEN, "demo", site.folder, "--users", "3"], env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
            )
            if done.returncode != 0:
                raise AssertionError(f"sitegen demo ended with {done.returncode}: {done.stdout}")
            text = site.config.read_text().replace("site:\n", SETTINGS)
            site.config.write_text(text + "build:\n  precompress: none\n")
            site.sitegen("build", "--force")
            # The invented covers would be most of the files, and no build has made them.
            shutil.rmtree(site.output / "artwork")
            cls._demo = site
        return cls._demo

    @classmethod
    def copy(cls, test):
        """A copy of the demo that a test may change."""
        return cls(shutil.copytree(cls.demo().folder, temporary(test) / "demo"))

    def sitegen(self, *arguments):
        """Runs a command on this site, and returns what it prints."""
        done = subprocess.run(
            [SITEGEN, *arguments, "--config", self.config], env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        if done.returncode != 0:
            raise AssertionError(f"sitegen {' '.join(map(str, arguments))} ended with {done.returncode}: {done.stderr}")
        return done.stdout

    def users(self):
        """The folders of users who have a page in the directory, in order."""
        front = (self.output / "index.html").read_text()
        return sorted(set(re.findall(r'class="name" href="([a-z0-9-]+)/index\.html"', front)))

    def hide(self, user):
        self.sitegen("user", "set", user, "--visibility", "private")

    def restyle(self, rule="\n.added { margin: 0 }\n"):
        """Changes the style sheet, and so every page: the old one is retired by the second build."""
        if not (self.folder / "templates").exists():
            self.sitegen("templates", "copy", self.folder / "templates")
        with open(self.folder / "templates/assets/site.css", "a") as sheet:
            sheet.write(rule)
        self.sitegen("build", "--force")
        self.sitegen("build", "--force")

    def changes(self, since):
        """What `sitegen changes` names since a cursor, by kind."""
        kinds = {}
        for line in self.sitegen("changes", "--since", since).splitlines():
            kind, path = line.split("\t")
            kinds.setdefault(kind, set()).add(path)
        return kinds

    def paths(self):
        """The files that a bucket should have."""
        found = (path.relative_to(self.output) for path in self.output.rglob("*") if path.is_file())
        return {str(path) for path in found if path.suffix != ".gz" and not any(part.startswith(".") for part in path.parts)}

    def digests(self):
        """The MD5 of each file that a bucket should have."""
        return {path: hashlib.md5((self.output / path).read_bytes()).hexdigest() for path in self.paths()}
