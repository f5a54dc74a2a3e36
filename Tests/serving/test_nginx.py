"""Each rule of deploy/nginx, tested against a real server over HTTP."""

import gzip
import os
import re
import shutil
import signal
import subprocess
import tempfile
import unittest
import unittest.mock
from pathlib import Path

from demo import DEPLOY, Server, Site
from policy import Policy, offences, sheet_offences

CSP = (
    "default-src 'none'; img-src 'self' https://i.scdn.co https://*.scdn.co; style-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
SECURITY = {
    "content-security-policy": CSP,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
YEAR = "public, max-age=31536000, immutable"


class NginxTest(unittest.TestCase):
    def assert_secured(self, answer):
        for name, value in SECURITY.items():
            self.assertEqual(answer[name], value)
        self.assertEqual(answer["server"], "nginx", "the version must not be sent")

    def assert_missing(self, server, address, **headers):
        answer = server.ask(address, **headers)
        self.assertEqual(answer.status, 404, address)
        self.assertIn(b"Nothing plays here", gzip.decompress(answer.body) if headers else answer.body)
        self.assertEqual(answer["content-type"], "text/html; charset=utf-8")
        self.assertEqual(answer["cache-control"], "no-cache")
        self.assert_secured(answer)


class Rules(NginxTest):
    """The rules for a site that does not change."""

    @classmethod
    def setUpClass(cls):
        cls.site = Site.demo()
        cls.server = Server(cls.site.output)
        cls.addClassCleanup(cls.server.stop)
        cls.user = cls.site.users()[0]

    def test_every_file_is_sent_as_it_is_on_the_disk(self):
        addresses = self.site.files()
        self.assertGreater(len(addresses), 50)
        for address in addresses:
            answer = self.server.ask(address)
            self.assertEqual(answer.status, 200, address)
            self.assertEqual(answer.body, self.site.bytes(address), address)
            self.assertIsNone(answer["content-encoding"])
            self.assert_secured(answer)

    def test_a_folder_shows_its_page(self):
        for folder in ["", *(f"{user}/" for user in self.site.users()), "about/", "privacy/"]:
            answer = self.server.ask("/" + folder)
            self.assertEqual(answer.status, 200, folder)
            self.assertEqual(answer.body, self.site.bytes(folder + "index.html"))
            self.assertEqual(answer["content-type"], "text/html; charset=utf-8")
            self.assertEqual(answer["cache-control"], "no-cache")
            self.assert_secured(answer)

    def test_gzip_and_plain_are_the_same_bytes(self):
        variants = sorted(self.site.output.rglob("*.gz"))
        self.assertGreater(len(variants), 8)
        for variant in variants:
            address = "/" + variant.relative_to(self.site.output).as_posix()[:-3]
            if address == "/404.html":
                continue
            plain = self.server.ask(address)
            packed = self.server.ask(address, Accept_Encoding="gzip")
            self.assertEqual(packed["content-encoding"], "gzip", address)
            self.assertEqual(packed.body, variant.read_bytes())
            self.assertEqual(gzip.decompress(packed.body), plain.body)
            self.assertEqual(packed["content-type"], plain["content-type"])
            self.assertNotEqual(packed["etag"], plain["etag"])
            for answer in (plain, packed):
                self.assertEqual(answer["vary"], "Accept-Encoding")

    def test_a_browser_that_refuses_gzip_gets_the_plain_page(self):
        answer = self.server.ask(f"/{self.user}/", Accept_Encoding="br, gzip;q=0")
        self.assertIsNone(answer["content-encoding"])
        self.assertEqual(answer.body, self.site.bytes(f"{self.user}/index.html"))

    def test_a_cached_page_is_not_sent_again(self):
        for headers in ({}, {"Accept_Encoding": "gzip"}):
            first = self.server.ask(f"/{self.user}/", **headers)
            again = self.server.ask(f"/{self.user}/", If_None_Match=first["etag"], **headers)
            self.assertEqual((again.status, again.body), (304, b""))
            self.assertEqual(again["etag"], first["etag"])
            self.assertEqual(again["cache-control"], "no-cache")
            self.assert_secured(again)

    def test_a_different_etag_gets_the_whole_page(self):
        self.assertEqual(self.server.ask(f"/{self.user}/", If_None_Match='"0-0"').status, 200)

    def test_a_path_without_its_slash_is_redirected_relatively(self):
        for user in self.site.users():
            answer = self.server.ask(f"/{user}", Host="elsewhere.example:81")
            self.assertEqual(answer.status, 301)
            self.assertEqual(answer["location"], f"/{user}/")
            self.assertEqual(answer["cache-control"], "no-cache")
            self.assert_secured(answer)

    def test_a_redirect_keeps_the_query_and_never_leaves_the_site(self):
        self.assertEqual(self.server.ask(f"/{self.user}?a=b")["location"], f"/{self.user}/?a=b")
        self.assertEqual(self.server.ask(f"//{self.user}")["location"], f"/{self.user}/")
        answer = self.server.ask("//evil.example/%2e%2e")
        self.assertTrue(answer.status == 200 or answer.status == 404, answer.status)
        self.assertIsNone(answer["location"])

    def test_a_missing_path_gets_the_404_page(self):
        for address in ["/nobody-here", "/nobody-here/", f"/{self.user}/more", "/a/b/c", "/assets/no.0123456789.css"]:
            self.assert_missing(self.server, address)
        self.assert_missing(self.server, "/nobody-here", Accept_Encoding="gzip")

    def test_the_404_page_has_no_address_of_its_own(self):
        self.assert_missing(self.server, "/404.html")

    def test_a_404_is_never_turned_into_a_304(self):
        missing = self.server.ask("/nobody-here")
        self.assertEqual(self.server.ask("/nobody-here", If_None_Match=missing["etag"] or "*").status, 404)

    def test_folders_are_not_listed(self):
        for folder in ["/assets/", "/artwork/"]:
            self.assertTrue((self.site.output / folder.strip("/")).is_dir())
            self.assert_missing(self.server, folder)

    def test_compressed_files_have_no_address(self):
        for variant in ["index.html.gz", f"{self.user}/index.html.gz"]:
            self.assertTrue((self.site.output / variant).is_file())
            self.assert_missing(self.server, "/" + variant)

    def test_assets_are_cached_for_a_year(self):
        assets = self.site.files("assets/*")
        self.assertGreater(len(assets), 1)
        for address in assets:
            first = self.server.ask(address)
            self.assertEqual(first["cache-control"], YEAR, address)
            self.assert_secured(first)
            again = self.server.ask(address, If_None_Match=first["etag"])
            self.assertEqual((again.status, again["cache-control"]), (304, YEAR))
            self.assert_secured(again)

    def test_files_have_their_content_type_and_text_its_charset(self):
        wanted = {
            ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".txt": "text/plain; charset=utf-8",
            ".svg": "image/svg+xml; charset=utf-8", ".xml": "text/xml; charset=utf-8",
        }
        for address in self.site.files():
            answer = self.server.ask(address, "HEAD")
            self.assertEqual(answer["content-type"], wanted[Path(address).suffix], address)

    def test_artwork_is_sent_as_images(self):
        artwork = self.site.files("artwork/*.svg")
        self.assertGreater(len(artwork), 10)
        for address in artwork[:20]:
            answer = self.server.ask(address)
            self.assertEqual(answer["content-type"], "image/svg+xml; charset=utf-8")
            self.assertTrue(answer.body.startswith(b"<svg"))
            self.assert_secured(answer)

    def test_head_is_get_without_the_body(self):
        for address in ["/", f"/{self.user}/", f"/{self.user}", "/nobody-here", *self.site.files("assets/*")]:
            get, head = self.server.ask(address), self.server.ask(address, "HEAD")
            self.assertEqual((head.status, head.body), (get.status, b""), address)
            for name in get.lists.keys() - {"date"}:
                self.assertEqual(head[name], get[name], f"{name} of {address}")

    def test_other_methods_are_refused(self):
        for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND"]:
            for address in ["/", f"/{self.user}/", "/nobody-here", *self.site.files("assets/*.css")]:
                answer = self.server.ask(address, method, body=b"x" * 5000 if method == "POST" else None)
                self.assertEqual(answer.status, 405, f"{method} {address}")
                self.assertEqual(answer["allow"], "GET, HEAD")
                self.assert_secured(answer)
        self.assertEqual(self.server.ask("/", "TRACE").status, 405)

    def test_nothing_outside_the_folder_is_sent(self):
        secret = self.site.bytes("../sitegen.yaml")
        for path in [
            "/../sitegen.yaml", "/%2e%2e/sitegen.yaml", "/..%2fsitegen.yaml", f"/{self.user}/../../sitegen.yaml",
            f"/{self.user}/%2e%2e/%2e%2e/sitegen.yaml", "/assets/../../sitegen.yaml", "/assets../sitegen.yaml",
            "/..\\sitegen.yaml", "/%2e%2e%5csitegen.yaml", "//../sitegen.yaml", "/./../sitegen.yaml", "/..;/sitegen.yaml",
            "/%252e%252e/sitegen.yaml", "/%c0%ae%c0%ae/sitegen.yaml", "/index.html%00.svg",
        ]:
            request = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()
            status, received = self.server.raw(request)
            self.assertIn(status, (400, 404), path)
            self.assertNotIn(secret, received)
            self.assertIn(CSP.encode(), received, path)

    def test_an_invalid_request_gets_the_headers(self):
        status, received = self.server.raw(b"GET / HTTP/1.1\r\n\r\n")
        self.assertEqual(status, 400)
        self.assertIn(CSP.encode(), received)

    def test_range_requests_get_the_whole_file(self):
        for asked in ("bytes=0-8", "bytes=99999999-"):
            answer = self.server.ask(f"/{self.user}/", Range=asked)
            self.assertEqual((answer.status, answer.body), (200, self.site.bytes(f"{self.user}/index.html")))
            self.assertIsNone(answer["accept-ranges"])
            self.assert_secured(answer)

    def test_a_failed_precondition_gets_the_headers(self):
        answer = self.server.ask(f"/{self.user}/", If_Match='"0-0"')
        self.assertEqual(answer.status, 412)
        self.assert_secured(answer)

    def test_a_path_that_is_too_long_gets_the_headers(self):
        answer = self.server.ask("/" + "a" * 20000)
        self.assertEqual(answer.status, 414)
        self.assert_secured(answer)

    def test_a_request_body_is_refused(self):
        answer = self.server.ask("/", body=b"x" * 5000)
        self.assertEqual(answer.status, 413)
        self.assert_secured(answer)

    def test_the_pages_comply_with_the_policy(self):
        policy = Policy(self.server.ask("/")["content-security-policy"])
        loaded = set()
        for address in [*self.site.files("**/*.html"), *self.site.files("**/*.svg")]:
            found, loads = offences(policy, self.site.bytes(address).decode())
            self.assertEqual(found, [], address)
            folder = Path(address).parent
            loaded.update(os.path.normpath(folder / load) for load in loads if not load.startswith("https:"))
        for address in self.site.files("**/*.css"):
            self.assertEqual(sheet_offences(policy, self.site.bytes(address).decode()), [], address)
        # Every local file that a page loads exists. Two checks first, that pages with images and a style sheet were read.
        self.assertTrue(any(address.startswith("/artwork/") for address in loaded))
        self.assertTrue(any(address.startswith("/assets/site.") for address in loaded))
        for address in sorted(loaded):
            self.assertEqual(self.server.ask(address, "HEAD").status, 200, address)

    def test_links_between_pages_work(self):
        for address in self.site.files("**/*.html"):
            for link in re.findall(r'<a[^>]* href="([^"#:]+)"', self.site.bytes(address).decode()):
                target = os.path.normpath(Path(address).parent / link)
                self.assertEqual(self.server.ask(target, "HEAD").status, 200, f"{link} of {address}")


class Checker(unittest.TestCase):
    """The policy checker finds what a browser would block."""

    def test_it_finds_what_the_policy_blocks(self):
        policy = Policy(CSP)
        for text in [
            "<style>p{}</style>", "<p style='color:red'>", "<script>1</script>", "<script src='a.js'></script>",
            "<img src='data:image/png;base64,AA'>", "<img src='https://evil.example/a.png'>", "<img src='//evil.example/a'>",
            "<img src='http://i.scdn.co/a'>", "<img src='https://scdn.co.evil.example/a'>", "<svg onload='f()'/>",
            "<link rel=stylesheet href='https://fonts.example/a.css'>", "<iframe src='a.html'>", "<form action='a'>",
            "<base href='/'>", "<link rel=manifest href='a.webmanifest'>", "<a href='javascript:f()'>",
            "<img src='a' srcset='a 1x, https://evil.example/b 2x'>",
        ]:
            self.assertNotEqual(offences(policy, text)[0], [], text)
        for text in [
            "<img src='../artwork/a.svg'>", "<img src='https://i.scdn.co/image/a'>", "<img src='https://mosaic.scdn.co/a'>",
            "<link rel=stylesheet href='/assets/a.css'>", "<link rel=canonical href='https://music.example.org/'>",
            "<script type='application/ld+json'>{}</script>", "<a href='https://open.spotify.com/'>",
        ]:
            self.assertEqual(offences(policy, text)[0], [], text)
        self.assertNotEqual(sheet_offences(policy, "p{background:url(data:x)}"), [])
        self.assertEqual(sheet_offences(policy, "/* url(data:x) */ p{background:url('a.svg')}"), [])


class Changes(NginxTest):
    """What visitors see when the site changes while the server runs."""

    def setUp(self):
        self.site = Site.copy(self)
        self.server = Server(self.site.output)
        self.addCleanup(self.server.stop)
        self.user = self.site.users()[0]
        self.address = f"/{self.user}/"

    def etags(self, address):
        return [self.server.ask(address, **headers)["etag"] for headers in ({}, {"Accept_Encoding": "gzip"})]

    def test_a_rebuild_without_changes_keeps_caches_valid(self):
        # The first build brings the site to today's date, in case midnight has passed since the demo was made.
        self.site.sitegen("build", "--force")
        before = {address: self.etags(address) for address in self.site.files()}
        self.site.sitegen("build", "--force")
        for address, tags in before.items():
            self.assertEqual(self.etags(address), tags, address)
        for tag, headers in zip(before[self.address + "index.html"], ({}, {"Accept_Encoding": "gzip"})):
            self.assertEqual(self.server.ask(self.address, If_None_Match=tag, **headers).status, 304)

    def test_a_changed_page_is_visible_at_once(self):
        self.site.sitegen("build", "--force")
        others = {user: self.etags(f"/{user}/") for user in self.site.users() if user != self.user}
        # Two changes within a second, with texts of equal length: visitors must not get one for the other.
        seen = [self.etags(self.address)]
        for word in (b"lighthouse", b"greenhouse"):
            self.site.sitegen("user", "set", self.user, "--bio", word.decode())
            for old, headers in zip(seen[-1], ({}, {"Accept_Encoding": "gzip"})):
                answer = self.server.ask(self.address, If_None_Match=old, **headers)
                self.assertEqual(answer.status, 200)
                self.assertIn(word, gzip.decompress(answer.body) if headers else answer.body)
            seen.append(self.etags(self.address))
        self.assertEqual(len({tag for tags in seen for tag in tags}), 6, seen)
        for user, tags in others.items():
            self.assertEqual(self.etags(f"/{user}/"), tags)

    def test_a_hidden_page_is_gone_at_once(self):
        tag = self.server.ask(self.address)["etag"]
        self.assertIn(f'href="{self.user}/'.encode(), self.server.ask("/").body)
        self.site.sitegen("user", "set", self.user, "--visibility", "private")
        for address in [self.address, f"/{self.user}", self.address + "index.html", self.address + "index.html.gz"]:
            self.assert_missing(self.server, address)
            self.assert_missing(self.server, address, Accept_Encoding="gzip")
        self.assertEqual(self.server.ask(self.address, If_None_Match=tag).status, 404)
        self.assertNotIn(f'href="{self.user}/'.encode(), self.server.ask("/").body)
        self.site.sitegen("user", "set", self.user, "--visibility", "public")
        self.assertEqual(self.server.ask(self.address).status, 200)

    def test_a_page_whose_deletion_was_interrupted_is_not_sent_compressed(self):
        (self.site.output / self.user / "index.html").unlink()
        self.assert_missing(self.server, self.address, Accept_Encoding="gzip")

    def test_an_empty_folder_is_a_404(self):
        (self.site.output / "empty").mkdir()
        self.assert_missing(self.server, "/empty/")

    def test_staged_files_are_not_sent(self):
        stage = ".index.html.sitegen-stage"
        for path in [stage, f"{self.user}/{stage}", f"{self.user}/{stage}.gz", ".git/config", ".htpasswd", ".a/b"]:
            file = self.site.output / path
            file.parent.mkdir(exist_ok=True)
            file.write_text("not for visitors")
            for address in ["/" + path, "/" + path.replace(".", "%2e", 1)]:
                self.assert_missing(self.server, address)

    def test_only_assets_with_a_hash_are_immutable(self):
        for name in ["site.css", "site.0a1b2c3d4.css", "site.ABCDEF0123.css", "0a1b2c3d4e", "a/site.0a1b2c3d4e.css"]:
            file = self.site.output / "assets" / name
            file.parent.mkdir(exist_ok=True)
            file.write_text("p{}")
            answer = self.server.ask(f"/assets/{name}")
            self.assertEqual((answer.status, answer["cache-control"]), (200, "no-cache"), name)
        (self.site.output / "assets/licence.0a1b2c3d4e").write_text("MIT")
        self.assertEqual(self.server.ask("/assets/licence.0a1b2c3d4e")["cache-control"], YEAR)

    def test_a_new_style_sheet_gets_a_new_name(self):
        subprocess.run(["cp", "-R", DEPLOY.parent / "templates", self.site.folder / "templates"], check=True)
        old = self.site.files("assets/*.css")
        with open(self.site.folder / "templates/assets/site.css", "a") as sheet:
            sheet.write("\n.added { margin: 0 }\n")
        self.site.sitegen("build", "--force")
        new = [address for address in self.site.files("assets/*.css") if address not in old]
        self.assertEqual(len(new), 1)
        answer = self.server.ask(new[0])
        self.assertEqual(answer["cache-control"], YEAR)
        self.assertIn(b".added", answer.body)
        self.assertIn(new[0][1:].encode(), self.server.ask(self.address).body)
        # A page that a visitor has already loaded still finds its old style sheet.
        self.assertEqual(self.server.ask(old[0]).status, 200)

    def test_pages_made_under_a_strict_umask_can_be_read(self):
        self.site.sitegen("user", "set", self.user, "--visibility", "private", umask=0o077)
        self.site.sitegen("user", "set", self.user, "--visibility", "public", umask=0o077)
        page = self.site.output / self.user / "index.html"
        self.assertEqual([oct(path.stat().st_mode & 0o777) for path in (page.parent, page)], ["0o755", "0o644"])
        self.assertEqual(self.server.ask(self.address).status, 200)

    def test_a_site_that_is_not_built_yet_is_a_404(self):
        for file in self.site.output.glob("*.html*"):
            file.unlink()
        answer = self.server.ask("/")
        self.assertEqual(answer.status, 404)
        self.assert_secured(answer)


class Serve(unittest.TestCase):
    """deploy/nginx/serve, which is `make serve`."""

    def left_over(self, temp):
        return sorted(path.name for path in Path(temp).iterdir())

    def test_ctrl_c_stops_it_and_nothing_is_left(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            with tempfile.TemporaryDirectory() as temp, unittest.mock.patch.dict(os.environ, TMPDIR=temp):
                os.chmod(temp, 0o755)
                server = Server(Site.demo().output)
                self.assertEqual(server.ask("/").status, 200)
                self.assertEqual(server.stop(number), 0, number)
                self.assertEqual(self.left_over(temp), [])
                self.assertRaises(OSError, server.ask, "/")

    def test_it_listens_on_this_machine_only(self):
        server = Server(Site.demo().output)
        self.addCleanup(server.stop)
        wanted = f"{server.port:04X}"
        bound = set()
        for table in ("/proc/net/tcp", "/proc/net/tcp6"):
            if os.path.exists(table):
                for line in Path(table).read_text().splitlines()[1:]:
                    address, state = line.split()[1], line.split()[3]
                    if state == "0A" and address.endswith(":" + wanted):
                        bound.add(address.split(":")[0])
        if not os.path.exists("/proc/net/tcp"):
            self.skipTest("there is no /proc/net/tcp")
        self.assertEqual(bound, {"0100007F"})

    def test_a_folder_with_any_name_is_served(self):
        temp = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, temp)
        os.chmod(temp, 0o755)
        folder = Path(temp) / "a $b \"c\"; |d & é"
        shutil.copytree(Site.demo().output, folder)
        server = Server(folder)
        self.addCleanup(server.stop)
        self.assertEqual(server.ask("/").status, 200)

    def refused(self, *arguments, **environment):
        done = subprocess.run(
            [DEPLOY / "nginx/serve", *arguments], env={**os.environ, **environment}, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True,
        )
        self.assertEqual(done.stdout, "")
        self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
        return done.returncode, done.stderr

    def test_a_wrong_argument_is_one_line_of_error(self):
        self.assertEqual(self.refused("/nonexistent")[0], 66)
        self.assertEqual(self.refused(Site.demo().output, "http")[0], 64)
        for companion in ["8081", "unix:", "0.0.0.0:8081", "localhost:8081", "127.0.0.1:", "127.0.0.1:80;"]:
            self.assertEqual(self.refused(Site.demo().output, "8080", companion)[0], 64, companion)

    def test_a_missing_nginx_is_one_line_of_error(self):
        with tempfile.TemporaryDirectory() as temp:
            # A copy of the script that finds no program except those it needs before it looks for nginx.
            script = Path(temp) / "serve"
            text = (DEPLOY / "nginx/serve").read_text()
            script.write_text(text.replace("PATH=$PATH:/usr/sbin:/sbin", f"PATH={temp}"))
            done = subprocess.run(["bash", script, Site.demo().output], stderr=subprocess.PIPE, text=True)
        self.assertEqual(done.returncode, 69)
        self.assertEqual(len(done.stderr.splitlines()), 1)
        self.assertIn("apt install nginx", done.stderr)
