"""What deploy/nginx does not send: missing and hidden files, other methods, requests that are no good."""

from cases import CSP, ServedSite


class Refusals(ServedSite):
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
