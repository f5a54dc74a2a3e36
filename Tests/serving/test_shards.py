"""Two hosts, each with a shard of a site, behind one nginx: in network namespaces of their own where this user may make them."""

import http.client
import os
import shutil
import socket
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

from demo import DEPLOY, PATIENCE, SITEGEN, Answer, Site, free_port, program

FRONT, LISTS, OTHER = "10.213.7.1", "10.213.7.2", "10.213.7.3"
CONFIGURATION = """
user {user};
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log stderr crit;
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


class Network:
    """Three addresses: in a network of namespaces joined by a bridge, or, without the right to make one, on loopback."""

    def __init__(self, test):
        self.names = {LISTS: f"sg{os.getpid()}a", OTHER: f"sg{os.getpid()}b"}
        self.bridge = f"sg{os.getpid()}"
        test.addClassCleanup(self.remove)
        self.has_namespaces = bool(program("ip")) and self.make()
        print(f"two hosts {'in network namespaces' if self.has_namespaces else 'on loopback addresses'} ... ", end="", flush=True)
        self.ports = dict.fromkeys((LISTS, OTHER, FRONT), 80) if self.has_namespaces else {host: free_port() for host in (LISTS, OTHER, FRONT)}

    def ip(self, *arguments):
        return subprocess.run([program("ip"), *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0

    def make(self):
        steps = [
            ("link", "add", self.bridge, "type", "bridge"), ("addr", "add", f"{FRONT}/24", "dev", self.bridge), ("link", "set", self.bridge, "up"),
        ]
        for address, name in self.names.items():
            steps += [
                ("netns", "add", name), ("link", "add", f"{name}0", "type", "veth", "peer", "name", "eth0", "netns", name),
                ("link", "set", f"{name}0", "master", self.bridge, "up"), ("-n", name, "addr", "add", f"{address}/24", "dev", "eth0"),
                ("-n", name, "link", "set", "eth0", "up"),
            ]
        return all(self.ip(*step) for step in steps)

    def remove(self):
        if program("ip"):
            for name in self.names.values():
                self.ip("netns", "delete", name)
            self.ip("link", "delete", self.bridge)

    def address(self, host):
        return f"{host if self.has_namespaces else '127.0.0.1'}:{self.ports[host]}"

    def command(self, host, *command):
        return [program("ip"), "netns", "exec", self.names[host], *command] if self.has_namespaces and host != FRONT else list(command)


class TwoHosts(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temp = tempfile.mkdtemp(prefix="sitegen-shards-")
        os.chmod(cls.temp, 0o755)
        cls.addClassCleanup(shutil.rmtree, cls.temp)
        cls.network = Network(cls)
        cls.site = Site(shutil.copytree(Site.demo().folder, Path(cls.temp) / "demo"))
        cls.shards = Path(cls.temp) / "shards"
        cls.sitegen("split", "2", cls.shards)
        cls.outputs = {LISTS: Path(cls.temp) / "first", OTHER: Path(cls.temp) / "second"}
        cls.sitegen("build", database="shard-0", output=cls.outputs[LISTS])
        cls.sitegen("build", database="shard-1", output=cls.outputs[OTHER])
        cls.make_lists()
        cls.hosts = {host: cls.nginx(host, "sitegen.conf", f"root {output};") for host, output in cls.outputs.items()}
        cls.nginx(FRONT, "shards.conf", None)

    @classmethod
    def sitegen(cls, *arguments, database=None, output=None):
        place = ["--database", cls.shards / f"{database}.sqlite", "--output", output] if database else []
        done = subprocess.run(
            [SITEGEN, *arguments, "--config", cls.site.folder / "sitegen.yaml", *place], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        if done.returncode != 0:
            raise AssertionError(f"sitegen {' '.join(map(str, arguments))} ended with {done.returncode}: {done.stdout}")

    @classmethod
    def make_lists(cls):
        # The listing of the other host has been copied.
        cls.sitegen("lists", *(cls.shards / f"shard-{number}.sqlite.ndjson" for number in range(2)), database="lists", output=cls.outputs[LISTS])

    @classmethod
    def nginx(cls, host, name, root):
        """Starts nginx with a configuration as it is, but for addresses and the folder."""
        folder = Path(tempfile.mkdtemp(dir=cls.temp))
        os.chmod(folder, 0o755)
        text = (DEPLOY / "nginx" / name).read_text()
        lines = [line for line in text.split("\n") if "listen [::]" not in line]
        text = "\n".join(lines).replace("listen 80;", f"listen {cls.network.address(host)};")
        text = text.replace("10.0.0.2;", f"{cls.network.address(OTHER)};").replace("10.0.0.1 ", f"{cls.network.address(LISTS)} ")
        if root:
            text = text.replace("root /var/lib/sitegen/output;", root)
        (folder / "site.conf").write_text(text.replace("snippets/", f"{DEPLOY}/nginx/").replace("include mime.types", "include /etc/nginx/mime.types"))
        (folder / "nginx.conf").write_text(CONFIGURATION.format(folder=folder, user="root" if os.getuid() == 0 else "nobody"))
        command = cls.network.command(host, program("nginx"), "-e", "stderr", "-p", str(folder), "-c", str(folder / "nginx.conf"))
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)
        cls.addClassCleanup(process.wait, PATIENCE)
        cls.addClassCleanup(process.terminate)
        address, port = cls.network.address(host).split(":")
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                socket.create_connection((address, int(port)), timeout=1).close()
                return process
            except OSError:
                if time.monotonic() > deadline or process.poll() is not None:
                    raise
                time.sleep(0.02)

    def ask(self, path, host=FRONT, **headers):
        address, port = self.network.address(host).split(":")
        connection = http.client.HTTPConnection(address, int(port), timeout=PATIENCE)
        try:
            connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            response = connection.getresponse()
            return Answer(response, response.read())
        finally:
            connection.close()

    def test_visitors_find_every_file_of_the_site_at_one_address(self):
        paths = self.site.files()
        self.assertGreater(len(paths), 20)
        for path in paths:
            if "/artwork/" in path:
                continue
            self.assertEqual(self.ask(path).body, self.site.bytes(path), path)

    def test_each_user_is_on_one_host(self):
        users = self.site.users()
        found = {user: [host for host in (LISTS, OTHER) if self.ask(f"/{user}/", host).status == 200] for user in users}
        self.assertTrue(all(len(hosts) == 1 for hosts in found.values()), found)
        self.assertEqual({hosts[0] for hosts in found.values()}, {LISTS, OTHER})
        for user in users:
            self.assertEqual(self.ask(f"/{user}/").status, 200)

    def test_a_page_that_nobody_has_gets_the_404_page_of_the_site(self):
        answer = self.ask("/nobody/")
        self.assertEqual(answer.status, 404)
        self.assertIn(b"Nothing plays here", answer.body)
        self.assertEqual(answer["content-security-policy"], self.ask("/")["content-security-policy"])

    def test_a_page_that_did_not_change_gets_a_304_through_the_front(self):
        for user in self.site.users():
            first = self.ask(f"/{user}/", Accept_Encoding="gzip")
            self.assertEqual(first["content-encoding"], "gzip")
            self.assertEqual(self.ask(f"/{user}/", Accept_Encoding="gzip", If_None_Match=first["etag"]).status, 304)

    def test_who_hides_is_gone_for_visitors_and_out_of_the_directory_with_the_lists(self):
        user = next(user for user in self.site.users() if self.ask(f"/{user}/", OTHER).status == 200)
        try:
            self.sitegen("user", "set", user, "--visibility", "private", database="shard-1", output=self.outputs[OTHER])
            self.assertEqual(self.ask(f"/{user}/").status, 404)
            self.make_lists()
            self.assertNotIn(f'href="{user}/'.encode(), self.ask("/").body)
        finally:
            self.sitegen("user", "set", user, "--visibility", "public", database="shard-1", output=self.outputs[OTHER])
            self.make_lists()
        self.assertEqual(self.ask(f"/{user}/").status, 200)
