"""Runs the tests of the Debian package that `make deb` has made: `python3 Tests/deb`, as root. The last line has the counts."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
PROGRAM = PROJECT / ".build-release/release/sitegen"


def output(*command, **options):
    """What a command prints; one that fails is an error with what it printed."""
    done = subprocess.run(
        [str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, text=True, **options
    )
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(map(str, command))} ended with {done.returncode}: {done.stdout}")
    return done.stdout


VERSION = output(PROGRAM, "--version").strip()
ARCHITECTURE = output("dpkg", "--print-architecture").strip()
PACKAGE = PROJECT / f".build-release/sitegen_{VERSION}_{ARCHITECTURE}.deb"


class Debian:
    """A bare Debian in a folder, where nothing runs but the commands of a test; or a copy of one."""

    def __init__(self, root, of=None):
        self.root = root
        if of:
            output("cp", "-a", f"{of.root}/.", root)
            return
        # The release and the mirror of this machine.
        release = re.search(r"^VERSION_CODENAME=(.*)", Path("/etc/os-release").read_text(), re.M).group(1)
        wanted = ("Created-By: Packages", f"Codename: {release}", "Component: main")
        mirror = output("apt-get", "indextargets", "--format", "$(REPO_URI)", *wanted).splitlines()[0]
        output("debootstrap", "--variant=minbase", release, root, mirror)
        (root / "etc/apt/apt.conf.d/90proxy").write_text(output("apt-config", "dump", "Acquire::http", "Acquire::https"))
        self.apt("update")

    def run(self, *command, user="root", folder="/", **variables):
        """Runs a command there, with namespaces of its own: it takes its mounts and processes with it when it ends."""
        settings = [f"{name}={value}" for name, value in variables.items()]
        return output(
            "unshare", "--mount", "--pid", "--fork", "--kill-child", f"--mount-proc={self.root}/proc",
            "chroot", self.root, "runuser", "-u", user, "--", "env", "-C", folder, *settings, *command,
            env={**os.environ, "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive"},
        )

    def boot(self, script):
        """Starts it with its own systemd and without a network, runs a script, and stops it. Returns what the script printed."""
        (self.root / "root/script").write_text(script)
        (self.root / "etc/systemd/system/script.service").write_text(
            "[Unit]\nAfter=multi-user.target\n[Service]\nType=oneshot\nWorkingDirectory=/root\n"
            "ExecStart=/bin/sh -c 'sh -ex script >printed 2>&1; echo $$? >status; systemctl poweroff'\n"
        )
        output("systemctl", f"--root={self.root}", "add-wants", "multi-user.target", "script.service")
        options = ("--quiet", "--register=no", "--keep-unit", "--private-network")
        output("systemd-nspawn", *options, "--directory", self.root, "--boot", timeout=600)
        printed = (self.root / "root/printed").read_text()
        if (self.root / "root/status").read_text() != "0\n":
            raise AssertionError(printed)
        return printed

    def apt(self, *arguments):
        return self.run("apt-get", "-y", "-qq", "--no-install-recommends", *arguments)

    def install(self, package, *others):
        shutil.copy(package, self.root / "root")
        return self.apt("install", f"/root/{package.name}", *others)

    def named(self):
        """Every file with the name of the package."""
        found = output("find", self.root, "-xdev", "-mindepth", "1", "-name", "*sitegen*").splitlines()
        return [name for name in found if not name.startswith(f"{self.root}/root/")]


def temporary(register):
    """A folder that other users can enter, for as long as a test or a class of tests runs."""
    folder = Path(tempfile.mkdtemp(prefix="sitegen-deb-"))
    register(shutil.rmtree, folder)
    folder.chmod(0o755)
    return folder


class Package(unittest.TestCase):
    def test_lintian_finds_no_fault(self):
        output("lintian", "--fail-on", "error,warning", "--tag-display-limit", "0", PACKAGE)

    def test_it_declares_the_libraries_of_the_program(self):
        depends = output("dpkg-deb", "--field", PACKAGE, "Depends")
        for library in ("libsqlite3-0", "libarchive13", "libcmark0", "libdeflate0", "libc6"):
            self.assertIn(library, depends)


class Installed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.bare = Debian(temporary(cls.addClassCleanup))
        folder = temporary(cls.addClassCleanup)
        output("dpkg-deb", "--raw-extract", PACKAGE, folder / "package")
        control = folder / "package/DEBIAN/control"
        control.write_text(control.read_text().replace(f"\nVersion: {VERSION}\n", f"\nVersion: {VERSION}+later\n"))
        cls.later = folder / "later.deb"
        output("dpkg-deb", "--root-owner-group", "-Znone", "--build", folder / "package", cls.later)

    def test_its_life(self):
        debian = Debian(temporary(self.addCleanup), of=self.bare)
        data = debian.root / "var/lib/sitegen"

        debian.install(PACKAGE)
        self.assertEqual(debian.run("sitegen", "--version").strip(), VERSION)
        self.assertNotRegex(debian.run("ldd", "/usr/bin/sitegen"), "not found|swift")
        self.assertEqual(debian.run("stat", "-c", "%U %G %a", "/var/lib/sitegen").split(), ["sitegen", "sitegen", "750"])
        self.assertEqual(list((debian.root / "etc/systemd").rglob("*sitegen*")), [], "nothing is enabled")

        # An operator who has not begun gets a message.
        with self.assertRaisesRegex(AssertionError, "ended with 78: error: there is no database /var/lib/sitegen/sitegen.sqlite"):
            debian.run("sitegen", "status", user="sitegen", folder="/var/lib/sitegen")

        # A site against the simulated Spotify, and what timers and cron do with it.
        debian.run("sitegen", "demo", "/var/lib/sitegen", "--users", "2", user="sitegen")
        settings = {"SITEGEN_SPOTIFY_CLIENT_ID": "demo", "SITEGEN_SYNC_INTERVAL": "24h"}
        for name in ("sitegen", "sitegen-refresh", "sitegen-check"):
            unit = (debian.root / f"lib/systemd/system/{name}.service").read_text()
            command = re.search(r"^ExecStart=(.*)", unit, re.M).group(1).split()
            self.assertEqual(command[0], "/usr/bin/sitegen")
            printed = debian.run(*command, user="sitegen", folder="/var/lib/sitegen", **settings)
        self.assertIn("All well.", printed)
        debian.run("systemctl", "enable", "sitegen.timer")

        # A later version keeps the data, and what is enabled.
        before = (data / "sitegen.sqlite").read_bytes()
        debian.install(self.later)
        self.assertEqual((data / "sitegen.sqlite").read_bytes(), before)
        self.assertEqual(debian.run("systemctl", "is-enabled", "sitegen.timer").strip(), "enabled")

        debian.apt("remove", "sitegen")
        self.assertFalse((debian.root / "usr/bin/sitegen").exists())
        self.assertEqual((data / "sitegen.sqlite").read_bytes(), before)

        debian.apt("purge", "sitegen")
        self.assertEqual(debian.named(), [])

    def test_under_systemd(self):
        debian = Debian(temporary(self.addCleanup), of=self.bare)
        debian.install(PACKAGE, "systemd-sysv", "dbus")
        shutil.copy(self.later, debian.root / "root")
        blocks = re.findall(r"^```sh\n(.*?)^```", (PROJECT / "docs/hosting.md").read_text(), re.M | re.S)
        for name, word in {"mail.sh": "OnFailure", "encrypt.sh": "sitegen.env.cred", "decrypt.sh": "systemd-creds decrypt"}.items():
            (debian.root / "root" / name).write_text(next(block for block in blocks if word in block))
        debian.boot((Path(__file__).parent / "under-systemd").read_text())
        self.assertEqual(debian.named(), [])


def main():
    sys.dont_write_bytecode = True
    if os.geteuid() != 0:
        print("The tests of the package need root, for a Debian in a folder: run them with sudo.", file=sys.stderr)
        return 77
    if not PACKAGE.exists():
        print(f"There is no {PACKAGE}: run 'make deb' first.", file=sys.stderr)
        return 1
    tests = unittest.defaultTestLoader.loadTestsFromModule(sys.modules[__name__])
    result = unittest.TextTestRunner(verbosity=2).run(tests)
    failed = len(result.failures + result.errors)
    print(f"{result.testsRun - failed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
