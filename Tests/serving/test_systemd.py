"""The units of deploy/systemd."""

import configparser
import os
import re
import shutil
import socket
import stat
import subprocess
import tempfile
import unittest
from pathlib import Path

from demo import DEPLOY, PROJECT, SITEGEN, UNITS, Site, program


class Systemd(unittest.TestCase):
    SERVICES = [name for name in UNITS if name.endswith(".service")]
    COMMANDS = {
        "sitegen": "run", "sitegen-refresh": "sync --refresh-top", "sitegen-check": "status", "sitegen-serve": "serve",
        "sitegen@": "run", "sitegen-serve@": "serve",
    }

    def unit(self, name):
        parser = configparser.ConfigParser(strict=False, interpolation=None)
        parser.optionxform = str
        parser.read(DEPLOY / "systemd" / name)
        return parser

    def test_systemd_finds_no_fault_in_the_units(self):
        if not program("systemd-analyze"):
            self.skipTest("systemd-analyze is not installed")
        temp = Path(tempfile.mkdtemp(prefix="sitegen-serving-"))
        self.addCleanup(shutil.rmtree, temp)
        for name in UNITS:
            text = (DEPLOY / "systemd" / name).read_text()
            # systemd-analyze checks that the program exists; here it is in the build folder.
            (temp / name).write_text(text.replace("/usr/local/bin/sitegen", str(SITEGEN)))
            if name.endswith(".service") and name not in ("sitegen-check.service", "sitegen-lists.service"):
                (temp / f"{name}.d").mkdir()
                shutil.copy(DEPLOY / "systemd/credentials.conf", temp / f"{name}.d")
        units = [temp / name for name in UNITS]
        done = subprocess.run(["systemd-analyze", "verify", *units], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        ours = [line for line in done.stdout.splitlines() if "sitegen" in line]
        self.assertEqual((done.returncode, ours), (0, []))

    def test_nginx_can_enter_the_folder_of_the_site(self):
        service = self.unit("sitegen.service")["Service"]
        self.assertNotIn("DynamicUser", service)
        self.assertEqual((service["User"], service["Group"], service["Type"]), ("sitegen", "sitegen", "oneshot"))
        self.assertEqual(service["StateDirectoryMode"], "0750")
        root = re.search(r"^    root (.*);", (DEPLOY / "nginx/sitegen.conf").read_text(), re.M).group(1)
        self.assertEqual(root, f"/var/lib/{service['StateDirectory']}/output")

    def settings(self, name):
        lines = (DEPLOY / "systemd" / name).read_text().splitlines()
        return {line for line in lines if "=" in line and not line.startswith("#")}

    def test_everything_runs_in_the_sandbox_of_a_run(self):
        run = self.settings("sitegen.service")
        serve = {"Type", "SuccessExitStatus", "UMask"}
        others = {"sitegen-serve.service": serve, "sitegen-refresh.service": {"After"}, "sitegen@.service": set(),
                  "sitegen-check.service": {"Wants", "After", "SuccessExitStatus"}, "sitegen-serve@.service": serve,
                  "sitegen-lists.service": {"SuccessExitStatus"}}
        self.assertCountEqual([*others, "sitegen.service"], self.SERVICES)
        for name, different in others.items():
            missing = {line.split("=")[0] for line in run - self.settings(name)}
            self.assertEqual(missing - {"TimeoutStartSec", "ExecStart"}, {"Description", *different}, name)
        self.assertIn("NoNewPrivileges=yes", run)

    def test_a_companion_of_a_shard_runs_as_that_of_a_site(self):
        other = self.settings("sitegen-serve.service") - self.settings("sitegen-serve@.service")
        self.assertEqual({line.split("=")[0] for line in other}, {"Description", "RuntimeDirectory"})

    def test_each_unit_has_its_command(self):
        commands = {name: self.unit(f"{name}.service")["Service"]["ExecStart"] for name in self.COMMANDS}
        self.assertEqual(commands, {name: f"/usr/local/bin/sitegen {command}" for name, command in self.COMMANDS.items()})

    def test_the_check_fails_when_something_needs_the_operator(self):
        self.assertNotIn("SuccessExitStatus", self.unit("sitegen-check.service")["Service"])
        site = Site.copy(self)
        self.assertEqual(site.sitegen("status").splitlines()[0], "All well.")
        site.sitegen("templates", "copy", site.folder / "templates")
        (site.folder / "templates/profile.mustache").write_text("{{nothing}}")
        self.assertRaisesRegex(AssertionError, "status ended with 1", site.sitegen, "status")

    def test_timers_run_when_they_should(self):
        if not program("systemd-analyze"):
            self.skipTest("systemd-analyze is not installed")
        for name, times in {"sitegen-refresh": "Mon 2026-11-30 03:00:00", "sitegen-check": "Tue 2026-11-24 08:00:00"}.items():
            timer = self.unit(f"{name}.timer")["Timer"]
            self.assertEqual(timer["Persistent"], "yes")
            done = subprocess.run(
                ["systemd-analyze", "calendar", "--base-time=2026-11-23 12:00:00", timer["OnCalendar"]],
                stdout=subprocess.PIPE, text=True, check=True,
            )
            self.assertIn(f"Next elapse: {times}", done.stdout)

    def test_systemd_finds_the_services_well_confined(self):
        if not program("systemd-analyze"):
            self.skipTest("systemd-analyze is not installed")
        for name in self.SERVICES:
            # The threshold is in tenths; a service without any of these lines has 9.6.
            done = subprocess.run(
                ["systemd-analyze", "security", "--offline=true", "--threshold=20", DEPLOY / "systemd" / name],
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            )
            if "unrecognized option" in done.stdout:
                self.skipTest("systemd-analyze is older than 250 and needs a running systemd")
            self.assertEqual(done.returncode, 0, done.stdout)

    def test_the_companion_starts_again_but_not_with_wrong_settings(self):
        service = self.unit("sitegen-serve.service")["Service"]
        self.assertEqual((service["Restart"], service["ExecStart"]), ("on-failure", "/usr/local/bin/sitegen serve"))
        self.assertEqual(service["RestartPreventExitStatus"].split(), ["64", "78"])
        self.assertEqual(self.unit("sitegen-serve.service")["Install"]["WantedBy"], "multi-user.target")

    def test_everything_names_the_same_socket(self):
        folder = self.unit("sitegen-serve.service")["Service"]["RuntimeDirectory"]
        address = f"unix:/run/{folder}/serve.sock"
        self.assertIn(f"server {address};", (DEPLOY / "nginx/sitegen.conf").read_text())
        self.assertIn(address, (DEPLOY / "systemd/sitegen-serve.service").read_text())
        for document in ("hosting.md", "companion.md"):
            self.assertIn(address, (PROJECT / "docs" / document).read_text())

    def test_nginx_may_connect_to_the_socket_and_others_may_not(self):
        service = self.unit("sitegen-serve.service")["Service"]
        mode, umask = (int(service[key], 8) for key in ("RuntimeDirectoryMode", "UMask"))
        temp = Path(tempfile.mkdtemp(prefix="sitegen-serving-"))
        self.addCleanup(shutil.rmtree, temp)
        os.chmod(temp, 0o755)
        folder = temp / "sitegen"
        folder.mkdir()
        os.chmod(folder, mode)
        before = os.umask(umask)
        self.addCleanup(os.umask, before)
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(folder / "serve.sock"))
            os.umask(before)
            listener.listen()
            # Members of the group may enter the folder and write to the socket.
            self.assertEqual([stat.S_IMODE(path.stat().st_mode) & 0o077 for path in (folder, folder / "serve.sock")], [0o050, 0o070])
            if os.geteuid() != 0:
                return
            sitegen, nginx, group, stranger = 54321, 54322, 54323, 54324
            for path in (folder, folder / "serve.sock"):
                os.chown(path, sitegen, group)

            def connects(user, *groups):
                child = os.fork()
                if child == 0:
                    try:
                        os.setgroups(groups)
                        os.setgid(user)
                        os.setuid(user)
                        socket.socket(socket.AF_UNIX).connect(str(folder / "serve.sock"))
                        os._exit(0)
                    except PermissionError:
                        os._exit(1)
                    finally:
                        os._exit(2)
                return os.waitpid(child, 0)[1] >> 8

            self.assertEqual([connects(nginx, group), connects(nginx), connects(stranger, stranger)], [0, 1, 1])

    def test_runs_stay_an_hour_apart(self):
        timer = self.unit("sitegen.timer")["Timer"]
        self.assertEqual((timer["OnCalendar"], timer["FixedRandomDelay"]), ("hourly", "yes"))
        self.assertIn("RandomizedDelaySec", timer)


class Shards(unittest.TestCase):
    """The units of a site that has several shards on one machine."""

    unit = Systemd.unit

    def environment(self, shard):
        """What the units of a shard read, made by the command in the comment of shard.env."""
        temp = Path(tempfile.mkdtemp(prefix="sitegen-serving-"))
        self.addCleanup(shutil.rmtree, temp)
        text = (DEPLOY / "systemd/shard.env").read_text()
        [command] = re.findall(r"^#   (for .*)", text, re.M)
        subprocess.run(["bash", "-c", command.replace("/etc/sitegen", str(temp))], cwd=PROJECT, check=True)
        self.assertEqual(len(list(temp.iterdir())), 8)
        made = temp / f"shard-{shard}.env"
        made.write_text(re.sub(r"^#(SITEGEN_)", r"\1", made.read_text(), flags=re.M))
        # As the command by hand reads it, which systemd must understand in the same way: it takes away the same quotes.
        read = f"set -a; . {made}; env -0"
        printed = subprocess.run(["sh", "-c", read], env={"PATH": os.environ["PATH"]}, stdout=subprocess.PIPE, text=True, check=True).stdout
        pairs = dict(line.split("=", 1) for line in printed.split("\0") if line)
        return {name: value for name, value in pairs.items() if name.startswith(("SITEGEN_", "DEPLOY_"))}

    def lists(self):
        return self.unit("sitegen-lists.service")["Service"]

    def test_each_shard_has_files_of_its_own(self):
        first, last = self.environment(0), self.environment(7)
        self.assertEqual((first["SITEGEN_SHARD"], last["SITEGEN_SHARD"]), ("0/8", "7/8"))
        # deploy.command is one, because the lists are.
        alike = {name for name in first if first[name] == last[name]}
        self.assertEqual(alike, {"SITEGEN_DEPLOY_COMMAND"})
        self.assertEqual({name: value.replace("0", "7") for name, value in first.items() if "SHARD" not in name},
                         {name: value for name, value in last.items() if "SHARD" not in name})
        for service in ("sitegen@", "sitegen-serve@"):
            self.assertEqual(self.unit(f"{service}.service")["Service"]["EnvironmentFile"], "/etc/sitegen/shard-%i.env")

    def test_a_companion_has_a_folder_for_its_socket(self):
        # That of another one is deleted when it stops.
        folder = self.unit("sitegen-serve@.service")["Service"]["RuntimeDirectory"].replace("%i", "3")
        self.assertEqual(self.environment(3)["SITEGEN_COMPANION_LISTEN"], f"unix:/run/{folder}/serve.sock")

    def test_the_lists_are_made_of_all_listings(self):
        folder = Path(tempfile.mkdtemp(prefix="sitegen-serving-"))
        self.addCleanup(shutil.rmtree, folder)
        for shard in (0, 7):
            database = Path(self.environment(shard)["SITEGEN_DATABASE"])
            self.assertEqual(str(database.parent), "/var/lib/sitegen")
            # The default of the setting `listing`; beside it what else lies there.
            for suffix in ("", "-wal", ".lock", ".ndjson", ".ndjson.123.tmp"):
                (folder / (database.name + suffix)).touch()
        (folder / "lists.sqlite").touch()
        command = re.fullmatch(r"/bin/sh -c '(.*)'", self.lists()["ExecStart"]).group(1).replace("/usr/local/bin/sitegen", "echo")
        done = subprocess.run(["sh", "-c", command], cwd=folder, stdout=subprocess.PIPE, text=True, check=True)
        self.assertEqual(done.stdout.split(), ["lists", "shard-0.sqlite.ndjson", "shard-7.sqlite.ndjson"])

    def test_a_change_of_a_shard_starts_the_lists(self):
        file = self.unit("sitegen-lists.path")["Path"]["PathExists"]
        self.assertEqual(self.environment(3)["SITEGEN_DEPLOY_COMMAND"], f"touch {file}")
        # It is deleted first, so that a change that comes meanwhile is seen. A limit of starts would end the watching.
        self.assertEqual(f"/var/lib/sitegen/{self.lists()['ExecStartPre'].split()[-1]}", file)
        self.assertEqual(self.unit("sitegen-lists.service")["Unit"]["StartLimitIntervalSec"], "0")

    def test_lists_are_made_again_when_it_was_too_early(self):
        self.assertEqual(self.lists()["Restart"], "on-failure")
        codes = set(re.findall(r"(\d+) [a-zA-Z]", (PROJECT / "README.md").read_text().split("Exit codes: ")[1].split("\n\n")[0])) - {"0"}
        self.assertIn("75", codes)
        # 77 is about one user.
        self.assertEqual(codes - set(self.lists()["RestartPreventExitStatus"].split()), {"75", "77"})

    def test_shards_run_at_different_times(self):
        timer = self.unit("sitegen@.timer")["Timer"]
        self.assertEqual((timer["OnCalendar"], timer["RandomizedDelaySec"], timer["FixedRandomDelay"]), ("hourly", "1h", "yes"))
