"""Stands before the simulated Spotify, which sends browsers back to one registered address, for a companion with another."""

import threading
import urllib.error
import urllib.parse
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from listener import StayHere

REGISTERED = "http://127.0.0.1/callback"
CALLBACK = "/api/auth/callback/spotify"


class SignInProxy:
    """Passes requests on to the simulator's accounts service, with the registered address in place of a companion's."""

    def __init__(self, simulator):
        proxy = self
        self.browser = urllib.request.build_opener(StayHere)

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                proxy.pass_on(self, simulator, None)

            def do_POST(self):
                proxy.pass_on(self, simulator, self.rfile.read(int(self.headers["Content-Length"])))

            def log_message(self, *arguments):
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True

    def __enter__(self):
        threading.Thread(target=self.http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return f"http://127.0.0.1:{self.http.server_port}"

    def __exit__(self, *_):
        self.http.shutdown()
        self.http.server_close()

    def pass_on(self, request, simulator, body):
        path, _, query = request.path.partition("?")
        query, wanted = self.registered(query)
        if body is not None:
            body = self.registered(body.decode())[0].encode()
        headers = {name: request.headers[name] for name in ("Authorization", "Content-Type") if name in request.headers}
        try:
            answer = self.browser.open(urllib.request.Request(f"{simulator}{path}?{query}", body, headers))
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            contents = answer.read()
            request.send_response(answer.code)
            request.send_header("Content-Type", answer.headers["Content-Type"] or "text/plain")
            request.send_header("Content-Length", str(len(contents)))
            if answer.headers["Location"]:
                request.send_header("Location", answer.headers["Location"].replace(REGISTERED, wanted or REGISTERED))
            request.end_headers()
            request.wfile.write(contents)

    def registered(self, form):
        """The fields with the registered address, and the address that was there if it is a companion's."""
        fields = urllib.parse.parse_qsl(form, keep_blank_values=True)
        wanted = dict(fields).get("redirect_uri", "")
        if not wanted.endswith(CALLBACK):
            return form, None
        return urllib.parse.urlencode({**dict(fields), "redirect_uri": REGISTERED}), wanted
