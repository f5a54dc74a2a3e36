"""A companion that records what nginx passes on, and answers what a test tells it to."""

import http.server
import os
import shutil
import socket
import socketserver
import tempfile
import threading
from pathlib import Path

POLICY = "default-src 'none'; style-src 'self'; form-action 'self' https://accounts.spotify.com; base-uri 'none'; frame-ancestors 'none'"
# What the companion sends with every page (docs/companion.md), and two cookies.
HEADERS = [
    ("Content-Type", "text/html"), ("Cache-Control", "no-store"), ("Content-Security-Policy", POLICY),
    ("Referrer-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"), ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Resource-Policy", "same-origin"), ("X-Robots-Tag", "noindex"),
    ("Set-Cookie", "__Host-sitegen=aaa.bbb.ccc; Path=/; Secure; HttpOnly; SameSite=Lax"),
    ("Set-Cookie", "__Host-sitegen-flow=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax"),
]
BODY = b"<!DOCTYPE html><title>Account</title><p>" + b"An account page. " * 500


class Request:
    """A request as the companion got it: header names in lower case, each with a list of values."""

    def __init__(self, handler, body):
        # Not `handler.path`: Python makes one slash of several at its beginning.
        self.method, self.target = handler.requestline.split()[:2]
        self.body = body
        self.headers = {}
        for name, value in handler.headers.items():
            self.headers.setdefault(name.lower(), []).append(value)


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.companion.requests.append(Request(self, body))
        status, headers, body = self.server.companion.response
        self.close_connection = status is None
        if status is None:
            return
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = do_PATCH = do_OPTIONS = answer

    def address_string(self):
        return "nginx"

    def log_message(self, *arguments):
        pass


class Listener(socketserver.ThreadingMixIn, socketserver.TCPServer):
    daemon_threads = True
    allow_reuse_address = True


class Companion:
    """The companion on a unix socket or, with `tcp`, on a port of 127.0.0.1. `clean_up` registers what a test does at its end."""

    def __init__(self, clean_up, tcp=False):
        self.requests = []
        self.reset()
        self.temp = Path(tempfile.mkdtemp(prefix="sitegen-companion-"))
        clean_up(shutil.rmtree, self.temp)
        os.chmod(self.temp, 0o755)
        self.socket = self.temp / "serve.sock"
        self.place = ("127.0.0.1", 0) if tcp else str(self.socket)
        self.listener = None
        self.start()
        clean_up(self.stop)
        self.address = f"127.0.0.1:{self.place[1]}" if tcp else f"unix:{self.socket}"

    def reset(self):
        self.requests.clear()
        self.answer(200)

    def answer(self, status, headers=HEADERS, body=BODY):
        """Decides every answer from now on. Without a status, it closes the connection without an answer."""
        self.response = (status, headers, body)

    def start(self):
        kind = type("Server", (Listener,), {} if isinstance(self.place, tuple) else {"address_family": socket.AF_UNIX})
        self.listener = kind(self.place, Handler)
        self.listener.companion = self
        self.place = self.listener.server_address
        if not isinstance(self.place, tuple):
            # Which users may connect is up to the service unit. Here, nginx runs as the owner of the site.
            os.chmod(self.place, 0o777)
        threading.Thread(target=self.listener.serve_forever, args=(0.01,), daemon=True).start()

    def stop(self):
        """Stops it as a crash would: a socket stays in the folder."""
        if self.listener:
            self.listener.shutdown()
            self.listener.server_close()
            self.listener = None
