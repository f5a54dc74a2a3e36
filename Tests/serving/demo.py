"""A demo site made by the real program, served by a real nginx."""

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
DEPLOY = PROJECT / "deploy"
SITEGEN = Path(os.environ.get("SITEGEN", PROJECT / ".build/debug/sitegen"))
UNITS = sorted(path.name for kind in ("service", "timer", "path") for path in (DEPLOY / "systemd").glob(f"*.{kind}"))
PATIENCE = 30


def program(name):
    """The path of a program, including the folders that only root's PATH has."""
    return shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")


class Site:
    """A site with its database and settings, in its own temporary folder."""

    _demo = None

    def __init__(self, folder):
        self.folder = Path(folder)
        self.output = self.folder / "output"

    @classmethod
    def demo(cls):
        """The demo, made once for all tests that do not change it."""
        if cls._demo is None:
            cls._temp = tempfile.TemporaryDirectory(prefix="sitegen-serving-")
            os.chmod(cls._temp.name, 0o755)
            cls._demo = cls(Path(cls._temp.name) / "demo")
            done = subprocess.run(
                [SITEGEN, "demo", cls._demo.folder, "--users", "5"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
            )
            if done.returncode != 0:
                raise AssertionError(f"sitegen demo ended with {done.returncode}: {done.stdout}")
        return cls._demo

    @classmethod
    def copy(cls, test):
        """A copy of the demo that a test may change."""
        temp = tempfile.mkdtemp(prefix="sitegen-serving-")
        os.chmod(temp, 0o755)
        test.addCleanup(shutil.rmtree, temp)
        return cls(shutil.copytree(cls.demo().folder, Path(temp) / "demo"))

    def sitegen(self, *arguments, umask=0o022):
        """Runs a command on this site."""
        done = subprocess.run(
            [SITEGEN, *arguments, "--config", self.folder / "sitegen.yaml"],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, umask=umask,
        )
        if done.returncode != 0:
            raise AssertionError(f"sitegen {' '.join(arguments)} ended with {done.returncode}: {done.stdout}")
        return done.stdout

    def users(self):
        """The folders of users who have a page in the directory, in order."""
        front = (self.output / "index.html").read_text()
        return sorted(set(re.findall(r'class="name" href="([a-z0-9-]+)/index\.html"', front)))

    def files(self, pattern="**/*"):
        """The URL paths of the files that visitors may request."""
        found = sorted(path for path in self.output.glob(pattern) if path.is_file())
        addresses = ["/" + path.relative_to(self.output).as_posix() for path in found if path.suffix != ".gz"]
        return [address for address in addresses if address != "/404.html"]

    def bytes(self, address):
        return (self.output / address.lstrip("/")).read_bytes()


class Answer:
    """A status, headers with lower-case names (each with a list of values), and a body."""

    def __init__(self, response, body):
        self.status = response.status
        self.body = body
        self.lists = {}
        for name, value in response.getheaders():
            self.lists.setdefault(name.lower(), []).append(value)

    def __getitem__(self, name):
        """The value of a header that is present once; None if it is absent."""
        values = self.lists.get(name)
        if values is None:
            return None
        assert len(values) == 1, f"{name} is present {len(values)} times: {values}"
        return values[0]


def heed_signals():
    """Resets signals that a background shell or `nohup` ignores, because child processes would inherit that."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


class Process:
    """A server that a test starts and stops."""

    def __init__(self, command, port, attempt):
        self.port = port
        self.log = tempfile.TemporaryFile()
        # A separate session, like a job of an interactive shell: nginx gets signals only from the process started here.
        self.process = subprocess.Popen(
            [str(part) for part in command], stdout=self.log, stderr=self.log, stdin=subprocess.DEVNULL,
            start_new_session=True, preexec_fn=heed_signals,
        )
        deadline = time.monotonic() + PATIENCE
        while True:
            if self.process.poll() is not None:
                raise OSError(f"attempt {attempt}: it ended with {self.process.returncode}: {self.output()}")
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                return
            except OSError:
                if time.monotonic() > deadline:
                    self.stop()
                    raise
                time.sleep(0.02)

    def output(self):
        self.log.seek(0)
        return self.log.read().decode(errors="replace")

    def stop(self, number=signal.SIGTERM):
        """Stops it and returns its exit status."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.process.wait(PATIENCE)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def started(make_command):
    """A started server. nginx cannot choose a free port itself, so this tries again if the port was taken meanwhile."""
    for attempt in range(5):
        port = free_port()
        try:
            return Process(make_command(port), port, attempt)
        except OSError as error:
            if "in use" not in str(error):
                raise
    raise AssertionError("no free port")


class Server:
    """nginx as `make serve` starts it; with the address of a companion, if there is one."""

    def __init__(self, output, *companion):
        self.process = started(lambda port: [DEPLOY / "nginx/serve", output, port, *companion])
        self.port = self.process.port

    def stop(self, number=signal.SIGTERM):
        return self.process.stop(number)

    def ask(self, address, method="GET", body=None, **headers):
        """Requests a URL path exactly as given."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, address, body, {name.replace("_", "-"): value for name, value in headers.items()})
            response = connection.getresponse()
            return Answer(response, response.read())
        finally:
            connection.close()

    def raw(self, request):
        """Sends raw bytes that no client would send. Returns the status and everything received."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE) as connection:
            connection.sendall(request)
            received = b""
            while chunk := connection.recv(65536):
                received += chunk
        return int(received.split(b" ", 2)[1]), received
