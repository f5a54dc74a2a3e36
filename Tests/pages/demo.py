"""A demo site made by the real program, and a loopback server that sends it with the headers of deploy/static/_headers."""

import mimetypes
import os
import subprocess
import sys
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

PROJECT = Path(__file__).resolve().parents[2]
SITEGEN = Path(os.environ.get("SITEGEN", PROJECT / ".build/debug/sitegen"))
USERS = 15


class Site:
    """The site of fifteen invented listeners: long names, names in two directions, markup in names, a user without plays."""

    _demo = None

    def __init__(self, output):
        self.output = Path(output)

    @classmethod
    def demo(cls):
        """The site, made once."""
        if cls._demo is None:
            cls._temp = tempfile.TemporaryDirectory(prefix="sitegen-pages-")
            folder = Path(cls._temp.name) / "demo"
            done = subprocess.run(
                [SITEGEN, "demo", folder, "--users", str(USERS), "--hostile"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
            )
            if done.returncode != 0:
                raise AssertionError(f"sitegen demo ended with {done.returncode}: {done.stdout}")
            cls._demo = cls(folder / "output")
        return cls._demo

    def pages(self):
        """The URL path of every page's folder."""
        found = sorted(self.output.glob("*/index.html"))
        return ["/", *(f"/{path.parent.name}/" for path in found)]

    def bytes(self, address):
        """The bytes of a page or a file, by its URL path."""
        return (self.output / address.lstrip("/") / ("index.html" if address.endswith("/") else "")).read_bytes()

    def stylesheet(self):
        """The URL path of the style sheet in use."""
        found = sorted(self.output.glob("assets/*.css"))
        assert len(found) == 1, found
        return f"/assets/{found[0].name}"


def headers_of_every_answer():
    """The headers that `_headers` sets for `/*`."""
    rules, current = {}, None
    for line in (PROJECT / "deploy/static/_headers").read_text().splitlines():
        if line.startswith("/"):
            current = rules.setdefault(line, {})
        elif line.strip() and not line.startswith("#"):
            name, value = line.strip().split(": ", 1)
            current[name] = value
    return rules["/*"]


class Server:
    """A static host: clean URLs, `404.html`, the security headers. `instead` holds responses that replace the files."""

    def __init__(self, output, instead=None):
        self.output = Path(output)
        self.instead = instead or {}
        self.headers = headers_of_every_answer()
        mimetypes.add_type("image/svg+xml", ".svg")
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                server.answer(self)

            def log_message(self, *arguments):
                pass

        class Host(ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 128

            def handle_error(self, request, client):
                # A browser that leaves a page closes the connections of its images.
                if not isinstance(sys.exc_info()[1], ConnectionError):
                    super().handle_error(request, client)

        self.http = Host(("127.0.0.1", 0), Handler)
        self.origin = f"http://127.0.0.1:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def answer(self, request):
        address = unquote(urlsplit(request.path).path)
        status, path = 200, self.output / address.lstrip("/") / ("index.html" if address.endswith("/") else "")
        body = self.instead.get(address)
        if body is None:
            if ".." in address or not path.is_file():
                status, path = 404, self.output / "404.html"
            body = path.read_bytes()
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        request.send_response(status)
        request.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        request.send_header("Content-Length", str(len(body)))
        for name, value in self.headers.items():
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(body)

    def stop(self):
        self.http.shutdown()
        self.http.server_close()
