"""The manifests and programs of deploy/kubernetes, without a cluster."""

import itertools
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

from demo import DEPLOY, PATIENCE, PROJECT, SITEGEN, Server, heed_signals, program, started
from upstream import Companion

try:
    import kubernetes_validate
    import yaml
except ImportError:
    kubernetes_validate = None

FOLDER = DEPLOY / "kubernetes"
# Where the image has the programs and the documents.
PROGRAMS, DOCUMENTS = "/usr/share/sitegen/deploy", "/usr/share/doc/sitegen/deploy"


def until(condition):
    """Waits until something is true."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.01)


class Folder(unittest.TestCase):
    """A test with a folder of its own."""

    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="sitegen-serving-"))
        self.addCleanup(shutil.rmtree, self.folder)
        os.chmod(self.folder, 0o755)

    def script(self, name, *lines):
        path = self.folder / name
        path.write_text("\n".join(["#!/bin/sh", *lines, ""]))
        path.chmod(0o755)
        return path

    def environment(self, **values):
        """The environment with the scripts of the test in place of programs of that name."""
        foreign = ("AWS_", "RCLONE_", "SITEGEN")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
        return {**kept, "PATH": f"{self.folder}:{os.environ['PATH']}", **{name: str(value) for name, value in values.items()}}


class Manifests(unittest.TestCase):
    """That the manifests are valid, and agree with each other and with the programs."""

    @classmethod
    def setUpClass(cls):
        if not kubernetes_validate:
            return
        cls.files = sorted(FOLDER.glob("*.yaml"))
        cls.documents = [document for file in cls.files for document in yaml.safe_load_all(file.read_text())]
        cls.shards, cls.lists = cls.named("StatefulSet", "sitegen"), cls.named("StatefulSet", "sitegen-lists")
        cls.pods = [stateful["spec"]["template"]["spec"] for stateful in (cls.shards, cls.lists)]
        cls.containers = [
            (pod, container) for pod in cls.pods for container in [*pod.get("initContainers", []), *pod["containers"]]
        ]
        cls.data = cls.named("ConfigMap", "sitegen")["data"]
        cls.settings = yaml.safe_load(cls.data["sitegen.yaml"])
        cls.count = int(cls.data["SHARDS"])

    def setUp(self):
        if not kubernetes_validate:
            self.skipTest("kubernetes-validate is not installed")

    @classmethod
    def of_kind(cls, kind):
        return [document for document in cls.documents if document["kind"] == kind]

    @classmethod
    def named(cls, kind, name):
        [found] = [document for document in cls.of_kind(kind) if document["metadata"]["name"] == name]
        return found

    def test_kubernetes_takes_them(self):
        # The first version with the label of the pod's number, and the newest.
        for version in ("1.28", kubernetes_validate.latest_version()):
            for document in self.documents:
                kubernetes_validate.validate(document, version, strict=True)

    def test_names_are_there_once(self):
        names = [(document["kind"], document["metadata"]["name"]) for document in self.documents]
        self.assertEqual(sorted(set(names)), sorted(names))

    def test_there_are_as_many_of_everything_as_shards(self):
        self.assertEqual(self.shards["spec"]["replicas"], self.count)
        pods = [f"sitegen-{shard}" for shard in range(self.count)]
        doors = {service["spec"]["selector"].get("statefulset.kubernetes.io/pod-name"): service for service in self.of_kind("Service")}
        self.assertCountEqual([pod for pod in doors if pod], pods)
        self.assertEqual([doors[pod]["metadata"]["name"] for pod in pods], pods)
        ingress = self.named("Ingress", "sitegen")["spec"]
        variables = [env for _, container in self.containers for env in container.get("env", [])]
        [address] = {env["value"] for env in variables if env["name"] == "SITEGEN_COMPANION_URL"}
        hosts = [re.fullmatch("https://(.*)/account/", address).group(1).replace("$(SHARD)", str(shard)) for shard in range(self.count)]
        self.assertEqual([rule["host"] for rule in ingress["rules"]], hosts)
        self.assertEqual([host for tls in ingress["tls"] for host in tls["hosts"]], hosts)
        backends = [path["backend"]["service"] for rule in ingress["rules"] for path in rule["http"]["paths"]]
        self.assertEqual([backend["name"] for backend in backends], pods)

    def test_services_find_their_pods(self):
        for stateful in (self.shards, self.lists):
            spec = stateful["spec"]
            labels = spec["template"]["metadata"]["labels"]
            self.assertEqual(spec["selector"]["matchLabels"], labels)
            service = self.named("Service", spec["serviceName"])["spec"]
            self.assertEqual((service["clusterIP"], service["selector"]), ("None", labels))
        self.assertNotEqual(*(stateful["spec"]["selector"] for stateful in (self.shards, self.lists)))

    def test_a_request_finds_its_port(self):
        names = {port["name"]: port["containerPort"] for _, container in self.containers for port in container.get("ports", [])}
        [(name, port)] = names.items()
        listens = re.search(r"listen (\d+);", self.data["nginx.conf"]).group(1)
        self.assertEqual(port, int(listens))
        doors = [service["spec"]["ports"] for service in self.of_kind("Service") if "ports" in service["spec"]]
        self.assertEqual({(door["name"], door["targetPort"]) for ports in doors for door in ports}, {(name, name)})
        backends = [path["backend"] for rule in self.named("Ingress", "sitegen")["spec"]["rules"] for path in rule["http"]["paths"]]
        self.assertEqual({backend["service"]["port"]["name"] for backend in backends}, {name})
        kinds = ("livenessProbe", "readinessProbe")
        probes = [container[kind] for (_, container), kind in itertools.product(self.containers, kinds) if kind in container]
        self.assertEqual({(probe.get("httpGet") or probe["tcpSocket"])["port"] for probe in probes}, {port})
        self.assertIn("`GET /account/alive`", (PROJECT / "docs/companion.md").read_text())
        self.assertEqual({probe["httpGet"]["path"] for probe in probes if "httpGet" in probe}, {"/account/alive"})

    def test_every_volume_is_there_and_used(self):
        for stateful, pod in zip((self.shards, self.lists), self.pods):
            claims = [claim["metadata"]["name"] for claim in stateful["spec"]["volumeClaimTemplates"]]
            volumes = [volume["name"] for volume in pod["volumes"]]
            used = {mount["name"] for of, container in self.containers if of is pod for mount in container["volumeMounts"]}
            self.assertCountEqual([*volumes, *claims], used)

    def test_every_key_of_settings_and_secrets_is_there(self):
        comment = (FOLDER / "settings.yaml").read_text()
        secrets = set(re.findall(r"--from-file=(\S+)", comment)) | set(re.findall(r"--from-literal=([^=]+)=", comment))
        asked = {"configMapKeyRef": set(), "secretKeyRef": set()}
        for _, container in self.containers:
            for env, kind in itertools.product(container.get("env", []), asked):
                if kind in env.get("valueFrom", {}):
                    self.assertEqual(env["valueFrom"][kind]["name"], "sitegen")
                    asked[kind].add(env["valueFrom"][kind]["key"])
            for mount in container["volumeMounts"]:
                if "subPath" in mount:
                    asked["secretKeyRef"].add(mount["subPath"])
                    config = next(env["value"] for env in container["env"] if env["name"] == "RCLONE_CONFIG")
                    self.assertEqual(mount["mountPath"], config)
        # The other one is the key, which is copied.
        self.assertEqual(asked["secretKeyRef"] | {Path(self.settings["secretKeyFile"]).name}, secrets)
        self.assertLessEqual(asked["configMapKeyRef"], set(self.data))

    def test_variables_are_there_before_they_are_used(self):
        for _, container in self.containers:
            known = []
            for env in container.get("env", []):
                for name in re.findall(r"\$\((\w+)\)", env.get("value", "")):
                    self.assertIn(name, known)
                known.append(env["name"])
            for name in re.findall(r"\$\((\w+)\)", " ".join(container["command"])):
                self.assertIn(name, known)
            self.assertEqual(len(set(known)), len(known))

    def test_what_is_written_is_on_a_volume(self):
        """The root file system is read-only."""
        for pod, container in self.containers:
            mounts = {mount["mountPath"]: mount.get("readOnly", False) for mount in container["volumeMounts"]}
            env = {env["name"]: env.get("value") for env in container.get("env", [])}
            written = [env.get("SITEGEN_DATABASE"), env.get("DEPLOY_CURSOR"), container.get("workingDir")]
            if "SITEGEN_CONFIG" in env:
                self.assertTrue(mounts[str(Path(env["SITEGEN_CONFIG"]).parent)])
                written += [self.settings["output"], "/tmp"]
            if container["name"] in ("serve", "nginx"):
                written += [self.settings["companion"]["listen"].removeprefix("unix:"), "/tmp"]
            for path in filter(None, written):
                self.assertTrue(any(not mounts[at] and Path(path).is_relative_to(at) for at in mounts), (container["name"], path))

    def test_the_key_is_where_the_settings_say(self):
        [key] = self.pods[0]["initContainers"]
        *_, source, target = key["command"]
        self.assertEqual(f"{target}/{Path(source).name}", self.settings["secretKeyFile"])
        self.assertIn("600", key["command"])

    def test_all_pods_have_the_image_of_the_containerfile(self):
        [image] = {container["image"] for _, container in self.containers}
        containerfile = (FOLDER / "Containerfile").read_text()
        self.assertIn(f"docker build -t {image} -f deploy/kubernetes/Containerfile", containerfile)
        self.assertIn(f"USER {self.pods[0]['securityContext']['runAsUser']}", containerfile)

    def test_pods_are_confined(self):
        """As the profile `restricted` of Kubernetes asks, and a little more."""
        for pod in self.pods:
            self.assertEqual((pod["automountServiceAccountToken"], pod["enableServiceLinks"]), (False, False))
            user = pod["securityContext"]
            self.assertEqual((user["runAsNonRoot"], user["seccompProfile"]), (True, {"type": "RuntimeDefault"}))
            self.assertEqual({user["runAsUser"], user["runAsGroup"], user["fsGroup"]}, {10001})
        for _, container in self.containers:
            self.assertEqual(container["securityContext"], {
                "allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True, "capabilities": {"drop": ["ALL"]},
            })
            self.assertIn("memory", container["resources"]["limits"])

    def test_programs_are_where_they_are_installed(self):
        named = re.findall(rf"{PROGRAMS}/(\S+?)[,\s\]]", "".join(file.read_text() for file in self.files))
        self.assertEqual(set(named), {"kubernetes/every", "kubernetes/lists", "s3/deploy"})
        for name in named:
            self.assertTrue(os.access(DEPLOY / name, os.X_OK), name)
        for name in re.findall(rf"{DOCUMENTS}/(\S+?);", self.data["nginx.conf"]):
            self.assertTrue((DEPLOY / name).is_file(), name)

    def test_the_program_takes_the_settings(self):
        with tempfile.TemporaryDirectory() as temp:
            file = Path(temp) / "sitegen.yaml"
            file.write_text(self.data["sitegen.yaml"].replace("/var/lib/sitegen", temp))
            done = subprocess.run([SITEGEN, "status", "--config", file], stderr=subprocess.PIPE, text=True)
            self.assertIn("there is no database", done.stderr)
        # What a static host and deploy/s3 need.
        self.assertEqual(self.settings["build"]["precompress"], "none")
        self.assertIn("baseURL", self.settings["site"])


class Deploy(Folder):
    """deploy.command of the pods."""

    def setUp(self):
        super().setUp()
        if not kubernetes_validate:
            self.skipTest("kubernetes-validate is not installed")
        settings = yaml.safe_load(yaml.safe_load((FOLDER / "settings.yaml").read_text())["data"]["sitegen.yaml"])
        self.command = settings["deploy"]["command"].replace(f"{PROGRAMS}/s3/deploy", str(self.folder / "deploy"))
        self.log = self.folder / "log"

    def deploy(self, part, deployed=0, listed=0):
        """Runs it, with programs that end with these codes; returns its own, and the commands."""
        self.script("deploy", f'echo "deploy $*" >>{self.log}', f"exit {deployed}")
        self.script("rclone", f'echo "rclone $*" >>{self.log}', f"exit {listed}")
        self.log.write_text("")
        values = {"SITEGEN_SHARD": part, "SITEGEN_LISTING": "/var/lib/sitegen/shard-3.sqlite.ndjson", "LISTINGS": "private:listings"}
        done = subprocess.run(["/bin/sh", "-c", self.command], env=self.environment(**values))
        return done.returncode, self.log.read_text().splitlines()

    def test_a_shard_takes_its_listing_and_its_pages_away(self):
        commands = ["rclone copyto -q /var/lib/sitegen/shard-3.sqlite.ndjson private:listings/3.ndjson", "deploy s3:listening"]
        self.assertEqual(self.deploy("3/4"), (0, commands))
        # Neither waits for the other to succeed, and each failure is seen.
        self.assertEqual(self.deploy("3/4", listed=7), (7, commands))
        self.assertEqual(self.deploy("3/4", deployed=69), (69, commands))
        self.assertEqual(self.deploy("3/4", deployed=69, listed=7), (69, commands))

    def test_the_lists_have_no_listing(self):
        self.assertEqual(self.deploy("lists"), (0, ["deploy s3:listening"]))
        self.assertEqual(self.deploy("lists", deployed=75)[0], 75)


class Every(Folder):
    """The program that takes the place of cron."""

    SHELLS = [shell for shell in ("dash", "bash") if program(shell)]

    def setUp(self):
        super().setUp()
        if not Path("/proc/self/task").exists():
            self.skipTest("there is no /proc")

    def start(self, shell, *arguments, **values):
        process = subprocess.Popen(
            [shell, FOLDER / "every", *map(str, arguments)], env=self.environment(**values), stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True, preexec_fn=heed_signals,
        )
        self.addCleanup(self.end, process)
        return process

    def end(self, process):
        while left := self.session(process):
            for number in left:
                os.kill(number, signal.SIGKILL)
        process.communicate(timeout=PATIENCE)

    def session(self, process):
        """The program and all that it has started, as process numbers; `timeout` makes a process group of its own."""
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                state, _, _, session = (folder / "stat").read_text().rpartition(") ")[2].split()[:4]
            except (FileNotFoundError, ProcessLookupError):
                continue
            if int(session) == process.pid and state != "Z":
                found.append(int(folder.name))
        return found

    def children(self, process):
        """The commands that it waits for."""
        ids = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        return [Path(f"/proc/{child}/cmdline").read_bytes().split(b"\0")[0] for child in ids]

    def stop(self, process, number=signal.SIGTERM):
        """Sends a signal; returns the status and what was printed."""
        process.send_signal(number)
        _, err = process.communicate(timeout=PATIENCE)
        return process.returncode, err

    def test_it_ends_at_once_while_it_waits(self):
        for shell, number in itertools.product(self.SHELLS, (signal.SIGTERM, signal.SIGINT)):
            with self.subTest(shell=shell, number=number):
                process = self.start(shell, 3600, "true")
                until(lambda: self.children(process) == [b"sleep"])
                self.assertEqual(self.stop(process, number), (0, ""))
                self.assertEqual(self.session(process), [])

    def test_a_signal_is_passed_on_and_the_command_may_end_in_order(self):
        began, ended = self.folder / "began", self.folder / "ended"
        command = self.script(
            "work", f"trap 'sleep 0.5; touch {ended}; exit 1' TERM", f"touch {began}", "while :; do sleep 0.01; done"
        )
        for shell in self.SHELLS:
            with self.subTest(shell=shell):
                process = self.start(shell, 3600, command)
                until(began.exists)
                # The shell of the pod does not tell of a command that it has ended itself.
                self.assertEqual(self.stop(process), (0, ""))
                self.assertTrue(ended.exists())
                self.assertEqual(self.session(process), [])
            for file in (began, ended):
                file.unlink()

    def test_a_command_that_does_not_heed_it_is_waited_for(self):
        began = self.folder / "began"
        command = self.script("work", "trap '' TERM", f"touch {began}", "sleep 1", f"touch {self.folder}/done")
        for shell in self.SHELLS:
            with self.subTest(shell=shell):
                process = self.start(shell, 3600, command)
                until(began.exists)
                process.send_signal(signal.SIGTERM)
                self.assertEqual(self.stop(process), (0, ""))
                (self.folder / "done").unlink()
            began.unlink()

    def test_it_passes_a_signal_on_through_a_time_limit(self):
        """As in the manifests."""
        began = self.folder / "began"
        command = self.script("work", f"touch {began}", "exec sleep 1000")
        for shell in self.SHELLS:
            with self.subTest(shell=shell):
                process = self.start(shell, 3600, "timeout", "55m", command)
                until(began.exists)
                self.assertEqual(self.stop(process), (0, ""))
                until(lambda: not self.session(process))
            began.unlink()

    def test_a_failure_is_named_and_does_not_end_it(self):
        codes = self.folder / "codes"
        command = self.script("work", f"read code <{codes} || exit 0", f"sed -i 1d {codes}", 'exit "$code"')
        for shell in self.SHELLS:
            with self.subTest(shell=shell):
                codes.write_text("1\n75\n0\n78\n")
                process = self.start(shell, 1, command, "run")
                until(lambda: not codes.read_text())
                until(lambda: self.children(process) == [b"sleep"])
                self.assertEqual(self.stop(process), (0, f"every: ended with 1: {command} run\nevery: ended with 78: {command} run\n"))

    def test_each_shard_has_its_own_minutes(self):
        # Ten minutes after a full hour.
        self.script("date", "echo 7800")
        self.script("sleep", f'echo "$1" >>{self.folder}/slept', "exec /bin/sleep 1000")
        expected = {"": 3000, "lists": 3000, "0/4": 3000, "1/4": 300, "2/4": 1200, "3/4": 2100, "4095/4096": 2999}
        for shell, (part, pause) in itertools.product(self.SHELLS, expected.items()):
            with self.subTest(shell=shell, part=part):
                process = self.start(shell, 3600, "true", SITEGEN_SHARD=part)
                slept = self.folder / "slept"
                until(lambda: slept.exists() and slept.read_text().endswith("\n"))
                self.assertEqual(slept.read_text(), f"{pause}\n")
                self.assertEqual(self.stop(process)[0], 0)
                slept.unlink()

    def test_wrong_arguments(self):
        for shell, arguments in itertools.product(self.SHELLS, ([], ["60"], ["0", "true"], ["soon", "true"], ["-1", "true"])):
            with self.subTest(shell=shell, arguments=arguments):
                process = self.start(shell, *arguments)
                _, err = process.communicate(timeout=PATIENCE)
                self.assertEqual(process.returncode, 64)
                self.assertIn("usage: every", err)


class Lists(Folder):
    """The program that fetches the listings."""

    def setUp(self):
        super().setUp()
        if not program("rclone"):
            self.skipTest("rclone is not installed")
        self.program = FOLDER / "lists"
        self.bucket, self.pod = self.folder / "bucket", self.folder / "pod"
        self.pod.mkdir()
        (self.bucket / "listings/old").mkdir(parents=True)
        (self.bucket / "listings/old/9.ndjson").write_text("another site\n")
        (self.folder / "rclone.conf").write_text(f"[private]\ntype = alias\nremote = {self.bucket}\n")
        self.sitegen(0)
        for shard in range(2):
            self.write(shard, f"listing {shard}")

    def sitegen(self, code):
        self.script("sitegen", 'echo "$*"', "shift", 'cat "$@"', f"exit {code}")

    def write(self, shard, text):
        (self.bucket / f"listings/{shard}.ndjson").write_text(text + "\n")

    def lists(self, code=0):
        """Runs it in the folder of the pod; returns what the program `sitegen` has printed."""
        done = subprocess.run(
            [self.program, "private:listings"], cwd=self.pod, stdout=subprocess.PIPE, text=True,
            env=self.environment(RCLONE_CONFIG=self.folder / "rclone.conf"),
        )
        self.assertEqual(done.returncode, code)
        return done.stdout.splitlines()

    def test_lists_are_made_of_what_the_shards_have_written(self):
        self.assertEqual(self.lists(), ["lists listings/0.ndjson listings/1.ndjson", "listing 0", "listing 1"])
        self.assertFalse((self.pod / "listings/old").exists(), "of a folder in the bucket nothing is fetched")

    def test_nothing_is_made_when_nothing_is_new(self):
        self.lists()
        self.assertEqual(self.lists(), [])
        self.write(1, "changed 1")
        # It was on its way when the lists were made.
        before = time.time() - 10
        os.utime(self.bucket / "listings/1.ndjson", (before, before))
        self.assertEqual(self.lists()[1:], ["listing 0", "changed 1"])
        self.assertEqual(self.lists(), [])

    def test_after_an_hour_lists_are_made_in_any_case(self):
        self.lists()
        text = self.program.read_text()
        self.assertIn("-mmin -60 ", text)
        # An hour of 60 ms.
        self.program = self.script("lists", text.replace("-mmin -60 ", "-mmin -0.001 "))
        time.sleep(0.1)
        self.assertEqual(self.lists()[1:], ["listing 0", "listing 1"])

    def test_what_failed_is_repeated(self):
        for code in (1, 65, 75):
            self.sitegen(code)
            self.write(0, f"changed by {code}")
            for _ in range(2):
                self.assertEqual(self.lists(code)[1:], [f"changed by {code}", "listing 1"])
            self.sitegen(0)
            self.assertEqual(self.lists()[1:], [f"changed by {code}", "listing 1"])
            self.assertEqual(self.lists(), [])

    def test_nothing_is_made_when_the_listings_cannot_be_fetched(self):
        self.lists()
        self.write(0, "changed")
        (self.folder / "rclone.conf").write_text("")
        self.assertEqual(self.lists(code=1), [])


class PodServer(Server):
    """nginx in a pod."""

    def __init__(self, command):
        self.process = started(command)
        self.port = self.process.port


class Door(Folder):
    """nginx with the configuration of the manifests, in front of a recording companion."""

    def setUp(self):
        super().setUp()
        if not kubernetes_validate:
            self.skipTest("kubernetes-validate is not installed")
        self.companion = Companion(self.addCleanup)
        os.chmod(self.folder, 0o777)
        configuration = yaml.safe_load((FOLDER / "settings.yaml").read_text())["data"]["nginx.conf"]
        for before, after in {
            "/tmp/": f"{self.folder}/", f"{DOCUMENTS}/": f"{DEPLOY}/", "unix:/run/sitegen/serve.sock": self.companion.address,
        }.items():
            self.assertIn(before, configuration)
            configuration = configuration.replace(before, after)
        # The visitor's address comes from a proxy, which is this machine here.
        self.configuration = configuration.replace("10.0.0.0/8", "127.0.0.1")
        self.server = PodServer(self.command)
        self.addCleanup(self.server.stop)

    def command(self, port):
        """The command of the manifests."""
        file = self.folder / "nginx.conf"
        file.write_text(self.configuration.replace("listen 8080", f"listen 127.0.0.1:{port}"))
        # As in a pod, it is not root.
        user = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []
        return [*user, program("nginx"), "-e", "stderr", "-c", file]

    def test_the_companion_is_reached_and_nothing_else(self):
        for target in ("/account/", "/account/alive", "/api/spotify/sync?a=b"):
            self.assertEqual(self.server.ask(target).status, 200)
            self.assertEqual(self.companion.requests[-1].target, target)
        count = len(self.companion.requests)
        self.assertEqual(self.server.ask("/account")["location"], "/account/")
        for target in ("/", "/ada/", "/nginx.conf", "/account%2F..%2F"):
            self.assertEqual(self.server.ask(target).status, 404)
        self.assertEqual(self.server.ask("/account/", "DELETE").status, 405)
        self.assertEqual(len(self.companion.requests), count)

    def test_a_visitor_has_the_address_that_the_controller_tells(self):
        self.server.ask("/account/", X_Forwarded_For="192.0.2.9, 203.0.113.7", Forwarded="for=192.0.2.1")
        headers = self.companion.requests[-1].headers
        self.assertEqual(headers["x-real-ip"], ["203.0.113.7"])
        self.assertNotIn("x-forwarded-for", headers)
        self.assertNotIn("forwarded", headers)

    def test_one_visitor_cannot_sign_in_without_end(self):
        def statuses(address):
            return [self.server.ask("/api/auth/signin/spotify", "POST", X_Forwarded_For=address).status for _ in range(11)]

        self.assertEqual(statuses("203.0.113.7")[-1], 429)
        self.assertEqual(statuses("203.0.113.8")[0], 200)

    def test_a_companion_that_is_down_is_a_503(self):
        self.companion.stop()
        answer = self.server.ask("/account/alive")
        self.assertEqual((answer.status, answer["retry-after"]), (503, "10"))
        self.assertEqual(self.server.ask("/account/", "POST", b"a" * 70_000).status, 413)
        self.assertEqual(self.server.process.output(), "")
