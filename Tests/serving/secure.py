"""nginx with HTTPS, and with the companion if there is one, set up by the commands in the comments of sitegen.conf."""

import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
import tempfile
from pathlib import Path

from demo import DEPLOY, PATIENCE, free_port, program, started


def command(name):
    """The command in the comments of sitegen.conf that removes the marks `#name `, without its files."""
    text = (DEPLOY / "nginx/sitegen.conf").read_text()
    return re.search(rf"^#   (sed -i .*'s/#{name} //') /etc/", text, re.M).group(1)


def edit(command, *files):
    subprocess.run(["bash", "-c", command + ' "$@"', "_", *map(str, files)], check=True)


class SecureServer:
    """A site on an HTTPS port and a plain one, as the system would run it."""

    def __init__(self, test, site, companion=None):
        if not program("openssl"):
            test.skipTest("openssl is not installed")
        self.site, self.companion = site, companion
        snippets = self.copies(test)
        self.temp = snippets.parent
        self.configuration = snippets / "sitegen.conf"
        edit(command("tls"), *self.temp.glob("snippets/sitegen*.conf"))
        if companion:
            edit(command("companion"), self.configuration)
        self.certificate, key = self.temp / "fullchain.pem", self.temp / "privkey.pem"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=music.example.org",
             "-addext", "subjectAltName=DNS:music.example.org", "-keyout", key, "-out", self.certificate],
            check=True, stderr=subprocess.DEVNULL,
        )
        self.context = ssl.create_default_context(cafile=str(self.certificate))
        (self.temp / "acme/.well-known/acme-challenge").mkdir(parents=True)
        (self.temp / "acme/.well-known/acme-challenge/token").write_text("proof")
        (self.temp / "log").mkdir()
        self.process = started(self.start)
        test.addCleanup(self.process.stop)

    @staticmethod
    def copies(test):
        """A folder with copies of deploy/nginx."""
        temp = Path(tempfile.mkdtemp(prefix="sitegen-serving-"))
        test.addCleanup(shutil.rmtree, temp)
        os.chmod(temp, 0o755)
        return Path(shutil.copytree(DEPLOY / "nginx", temp / "snippets"))

    def start(self, port):
        self.plain_port = free_port()
        text = self.configuration.read_text()
        assert "#tls " not in re.sub(r"^# .*$", "", text, flags=re.M)
        assert (text.count("listen 80;"), text.count("listen [::]:443 ssl")) == (1, 1)
        prefix = Path(tempfile.mkdtemp(dir=self.temp))
        os.chmod(prefix, 0o755)
        shutil.copytree(self.temp / "snippets", prefix / "snippets")
        shutil.copy("/etc/nginx/mime.types", prefix)
        for old, new in [
            (r"listen \[::\].*", ""), ("listen 443", f"listen 127.0.0.1:{port}"), ("listen 80", f"listen 127.0.0.1:{self.plain_port}"),
            ("/etc/letsencrypt/live/music.example.org", str(self.temp)), ("/var/www/acme", str(self.temp / "acme")),
            ("/var/lib/sitegen/output", str(self.site.output)), ("/var/log/nginx", str(self.temp / "log")),
            ("unix:/run/sitegen/serve.sock", self.companion or ""),
        ]:
            text = re.sub(old, new, text)
        (prefix / "sitegen.conf").write_text(text)
        places = "".join(f"{name}_temp_path {prefix}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        user = "user root;" if os.geteuid() == 0 else ""
        (prefix / "nginx.conf").write_text(
            f"{user} daemon off; pid {prefix}/pid; error_log stderr; events {{}} http {{ access_log off; {places} include sitegen.conf; }}"
        )
        return [program("nginx"), "-e", "stderr", "-p", prefix, "-c", prefix / "nginx.conf"]

    def ask(self, path, method="GET", plain=False):
        """Requests a path over HTTPS, or over plain http. Returns the response and its body."""
        connection = socket.create_connection(("127.0.0.1", self.plain_port if plain else self.process.port), timeout=PATIENCE)
        if not plain:
            connection = self.context.wrap_socket(connection, server_hostname="music.example.org")
        with connection:
            connection.sendall(f"{method} {path} HTTP/1.1\r\nHost: music.example.org\r\nConnection: close\r\n\r\n".encode())
            response = http.client.HTTPResponse(connection)
            response.begin()
            return response, response.read()
