"""The companion's part of deploy/nginx, tested with a recording companion behind a real server."""

import time

from cases import NginxTest
from demo import Server, Site
from upstream import BODY, HEADERS, POLICY, Companion

UNCHANGED = ("server", "date", "connection", "content-length")


class Rules(NginxTest):
    """The rules while the companion answers on its socket."""

    tcp = False

    @classmethod
    def setUpClass(cls):
        cls.site = Site.demo()
        cls.companion = Companion(cls.addClassCleanup, cls.tcp)
        cls.server = Server(cls.site.output, cls.companion.address)
        cls.addClassCleanup(cls.server.stop)
        cls.user = cls.site.users()[0]

    def setUp(self):
        self.companion.reset()

    def test_a_request_arrives_as_it_was_sent(self):
        headers = {
            "Cookie": "__Host-sitegen=aaa.bbb.ccc; __Host-sitegen-flow=ddd", "Origin": "https://music.example.org", "Accept": "text/html",
            "Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded", "User-Agent": "Firefox",
        }
        targets = ["/account/settings", "/account/", "/api/spotify/sync", "/api/a%2Fb?c=%C3%A9&d", "/account/assets/site.0a1b2c3d4e.css"]
        for target in targets:
            for method, body in [("POST", b"bio=a%0Db&token=c"), ("GET", None), ("HEAD", None)]:
                self.companion.reset()
                self.assertEqual(self.server.ask(target, method, body, **headers).status, 200)
                [request] = self.companion.requests
                self.assertEqual((request.method, request.target, request.body), (method, target, body or b""))
                for name, value in headers.items():
                    self.assertEqual(request.headers[name.lower()], [value])

    def test_forged_headers_do_not_arrive(self):
        forged = {
            "Forwarded": "for=192.0.2.1", "X-Forwarded-For": "192.0.2.1", "X-Forwarded-Host": "evil.example",
            "X-Forwarded-Proto": "https", "X-Forwarded-Port": "1", "X-Forwarded-Prefix": "/evil", "X-Forwarded-Server": "evil.example",
            "X_Forwarded_For": "192.0.2.1", "Host": "evil.example", "X-Real-IP": "192.0.2.1",
        }
        request = "GET /account/ HTTP/1.1\r\nConnection: close\r\n" + "".join(f"{name}: {value}\r\n" for name, value in forged.items())
        self.assertEqual(self.server.raw(request.encode() + b"\r\n")[0], 200)
        [request] = self.companion.requests
        self.assertEqual(request.headers, {"host": ["music.example.org"], "x-real-ip": ["127.0.0.1"], "connection": ["close"]})

    def test_an_answer_is_passed_on_with_its_headers_and_no_others(self):
        wanted = {}
        for name, value in HEADERS:
            wanted.setdefault(name.lower(), []).append(value)
        for target in ["/account/", "/account/data.json", "/api/spotify/sync"]:
            for method in ["GET", "POST", "HEAD"]:
                answer = self.server.ask(target, method, Accept_Encoding="gzip, br")
                self.assertEqual({name: values for name, values in answer.lists.items() if name not in UNCHANGED}, wanted)
                self.assertEqual(answer["server"], "nginx")
                self.assertEqual(answer.body, b"" if method == "HEAD" else BODY)
        self.assertEqual([request.headers.get("accept-encoding") for request in self.companion.requests], [None] * 9)

    def test_a_redirect_is_passed_on(self):
        for place in ["https://accounts.spotify.com/authorize?state=a&code_challenge=b", "https://music.example.org/account/?done=saved"]:
            self.companion.answer(303, [("Location", place), ("Cache-Control", "no-store")], b"")
            answer = self.server.ask("/account/settings", "POST", b"a=b")
            self.assertEqual((answer.status, answer["location"]), (303, place))

    def test_errors_of_the_companion_are_passed_on(self):
        for status in [400, 401, 403, 404, 405, 409, 413, 422, 429, 500, 502, 503, 504]:
            body = f"The companion says {status}.".encode()
            self.companion.answer(status, [*HEADERS, ("Retry-After", "17")], body)
            answer = self.server.ask("/account/settings", "POST", b"a=b")
            self.assertEqual((answer.status, answer.body, answer["retry-after"]), (status, body, "17"))
            self.assertEqual(answer["content-security-policy"], POLICY)

    def test_a_post_is_refused_everywhere_else(self):
        for address in [
            "/", f"/{self.user}/", "/nobody-here", "/account", "/api", "/accounts/", "/apis/", "/Account/", "/x/account/", "/x/api/",
            "/account/../", "/api/%2e%2e/x", "/404.html", *self.site.files("assets/*.css"),
        ]:
            answer = self.server.ask(address, "POST", b"a=b")
            self.assertEqual((answer.status, answer["allow"]), (405, "GET, HEAD"), address)
            self.assert_secured(answer)
        self.assertEqual(self.companion.requests, [])

    def test_other_methods_are_refused(self):
        for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND", "XPOST", "POSTX"]:
            for address in ["/account/", "/account/settings", "/api/spotify/sync", "/api/auth/signout"]:
                answer = self.server.ask(address, method)
                self.assertEqual((answer.status, answer["allow"]), (405, "GET, HEAD, POST"), f"{method} {address}")
                self.assert_secured(answer)
                self.assertEqual(self.server.ask("/", method)["allow"], "GET, HEAD")
        self.assertEqual(self.server.ask("/account/", "TRACE").status, 405)
        self.assertEqual(self.companion.requests, [])

    def test_a_form_has_at_most_64_kilobytes(self):
        self.assertEqual(self.server.ask("/account/settings", "POST", b"x" * 65536).status, 200)
        self.assertEqual(len(self.companion.requests[0].body), 65536)
        too_large = self.server.ask("/account/settings", "POST", b"x" * 65537)
        self.assertEqual((too_large.status, too_large["cache-control"]), (413, "no-store"))
        self.assertIn(b"64 kB", too_large.body)
        self.assert_secured(too_large)
        chunked = b"POST /api/spotify/sync HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
        self.assertEqual(self.server.raw(chunked + b"10001\r\n" + b"x" * 65537 + b"\r\n0\r\n\r\n")[0], 413)
        self.assertEqual(len(self.companion.requests), 1)

    def test_the_address_without_its_slash_is_redirected(self):
        for query in ["", "?invitation=abc&done=saved"]:
            answer = self.server.ask("/account" + query, Host="elsewhere.example:81")
            self.assertEqual((answer.status, answer["location"], answer["cache-control"]), (301, "/account/" + query, "no-cache"))
            self.assert_secured(answer)
        self.assertEqual(self.companion.requests, [])

    def test_the_site_is_sent_as_without_a_companion(self):
        strict = Server(self.site.output)
        self.addCleanup(strict.stop)
        pages = [f"/{self.user}", f"/{self.user}/", "/nobody-here", "/404.html", "/assets/", "/.git", "/index.html.gz"]
        for address in [*self.site.files(), *pages, "/accounts/", "/api"]:
            for method, headers in [("GET", {}), ("GET", {"Accept_Encoding": "gzip"}), ("HEAD", {}), ("POST", {}), ("DELETE", {})]:
                with_companion, without = (server.ask(address, method, **headers) for server in (self.server, strict))
                self.assertEqual((with_companion.status, with_companion.body), (without.status, without.body), f"{method} {address}")
                with_companion.lists.pop("date"), without.lists.pop("date")
                self.assertEqual(with_companion.lists, without.lists, f"{method} {address}")
        self.assertEqual(self.companion.requests, [])


class RulesOverTCP(Rules):
    """The same rules when the companion has a port."""

    tcp = True


class Disk(NginxTest):
    def test_no_file_is_sent_in_place_of_the_companion(self):
        site = Site.copy(self)
        for path in [
            "account/index.html", "account/.env", "account/a.gz", "api/index.html", "api/auth/x.css", "account/assets/a.0a1b2c3d4e.css",
        ]:
            file = site.output / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("a file of the output")
        companion = Companion(self.addCleanup)
        server = Server(site.output, companion.address)
        self.addCleanup(server.stop)
        addresses = [
            "/account/", "/account/index.html", "/account/.env", "/account/%2eenv", "/account/a.gz", "/account/a", "/api/",
            "/api/index.html", "/api/auth", "/api/auth/x.css", "/account/assets/a.0a1b2c3d4e.css", "/%61ccount/", "//account//",
            f"/{site.users()[0]}/../account/.env",
        ]
        for address in addresses:
            answer = server.ask(address, Accept_Encoding="gzip")
            self.assertEqual((answer.status, answer.body), (200, BODY), address)
        self.assertEqual([request.target for request in companion.requests], addresses)
        self.assertEqual(server.ask("/account/../").body, site.bytes("index.html"))

    def test_a_file_named_account_is_not_sent(self):
        site = Site.copy(self)
        (site.output / "account").write_text("a file of the output")
        companion = Companion(self.addCleanup)
        server = Server(site.output, companion.address)
        self.addCleanup(server.stop)
        self.assertEqual(server.ask("/account")["location"], "/account/")
        self.assertEqual(server.ask("/account/").body, BODY)

    def test_an_empty_folder_makes_a_server_for_the_companion_alone(self):
        site = Site.copy(self)
        companion = Companion(self.addCleanup)
        server = Server(site.output, companion.address)
        self.addCleanup(server.stop)
        user = site.users()[0]
        for file in site.output.rglob("*.html*"):
            file.unlink()
        self.assertEqual(server.ask("/account/").status, 200)
        for address in ["/", f"/{user}/"]:
            answer = server.ask(address)
            self.assertEqual(answer.status, 404)
            self.assert_secured(answer)


class Limits(NginxTest):
    def setUp(self):
        self.companion = Companion(self.addCleanup)
        self.server = Server(Site.demo().output, self.companion.address)
        self.addCleanup(self.server.stop)

    def test_an_address_may_try_to_sign_in_10_times_a_minute(self):
        # However an address is written, it is the same limit.
        ways = ["/api/auth/signin/spotify", "/api/auth/callback/spotify?code=a", "/api/%61uth/x", "//api//auth/x", "/account/../api/auth/x"]
        start = time.monotonic()
        answers = [self.server.ask(ways[number % 5], ("POST", "GET")[number % 2]) for number in range(21)]
        allowed = 10 + int((time.monotonic() - start) / 6) + 1
        statuses = [answer.status for answer in answers]
        self.assertEqual((statuses[:10], set(statuses)), ([200] * 10, {200, 429}))
        self.assertLessEqual(statuses.count(200), allowed)
        self.assertEqual(len(self.companion.requests), statuses.count(200))
        refused = answers[statuses.index(429)]
        self.assertEqual((refused["retry-after"], refused["cache-control"]), ("60", "no-store"))
        self.assertIn(b"wait a minute", refused.body)
        self.assert_secured(refused)
        # Nothing else is limited.
        for address in ["/account/", "/api/spotify/sync", "/"] * 7:
            self.assertEqual(self.server.ask(address).status, 200)

    def assert_away(self):
        for method, address in [("GET", "/account/"), ("GET", "/account/alive"), ("POST", "/account/settings"), ("POST", "/api/x")]:
            answer = self.server.ask(address, method, b"a=b" if method == "POST" else None)
            self.assertEqual((answer.status, answer["retry-after"], answer["cache-control"]), (503, "10", "no-store"), address)
            self.assertEqual(answer["content-type"], "text/html; charset=utf-8")
            self.assertIn(b"<h1>Back in a moment</h1>", answer.body)
            self.assert_secured(answer)
        self.assertEqual(self.server.ask("/").body, Site.demo().bytes("index.html"))

    def test_pages_go_on_while_the_companion_is_away(self):
        self.assertEqual(self.server.ask("/account/").status, 200)
        # After a crash, the socket is still there.
        self.companion.stop()
        self.assertTrue(self.companion.socket.exists())
        self.assert_away()
        self.companion.socket.unlink()
        self.assert_away()
        self.companion.start()
        self.assertEqual(self.server.ask("/account/").status, 200)
        self.companion.answer(None)
        self.assert_away()

    def test_pages_go_on_before_the_companion_has_ever_run(self):
        server = Server(Site.demo().output, "unix:/nonexistent/serve.sock")
        self.addCleanup(server.stop)
        self.assertEqual((server.ask("/account/").status, server.ask("/").status), (503, 200))
