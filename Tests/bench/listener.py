"""A listener in front of a browser without scripts: signs in, fills in forms, presses buttons."""

import http.cookiejar
import time
import urllib.error
import urllib.parse
import urllib.request
from html.parser import HTMLParser


class Listener:
    """Somebody who has an account at the simulated Spotify, and a page."""

    def __init__(self, origin, username, account):
        self.origin, self.username, self.account = origin, username, account
        self.browser = urllib.request.build_opener(
            StayHere, urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def sign_in(self):
        place = self.send("/account/", "/api/auth/signin/spotify")[1]
        login = urllib.parse.quote(self.account, safe="")
        back = self.open(f"{place}&login={login}")[1]
        self.open(back)

    def send(self, page, action, **changes):
        """Sends a form of a page. Returns the status, where it leads to, and how long the answer took, in seconds."""
        form = Forms(self.open(self.origin + page)[2]).of[action]
        fields = [(name, value) for name, value in form if name not in changes] + list(changes.items())
        start = time.monotonic()
        status, place, _ = self.open(self.origin + action, urllib.parse.urlencode(fields).encode())
        return status, place, time.monotonic() - start

    def open(self, address, body=None):
        headers = {"Sec-Fetch-Site": "same-origin"} if body else {}
        try:
            with self.browser.open(urllib.request.Request(address, body, headers), timeout=120) as answer:
                return answer.status, None, answer.read().decode()
        except urllib.error.HTTPError as answer:
            if answer.code not in (302, 303):
                raise SystemExit(f"{address.split('?')[0]} answered {answer.code}: {answer.read().decode()[:2000]}")
            return answer.code, answer.headers["Location"], ""


class StayHere(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class Forms(HTMLParser):
    """The fields of each form of a page as a browser would send them, by the address of the form."""

    def __init__(self, page):
        super().__init__()
        self.of, self.fields, self.text = {}, None, None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "form":
            # The first form of an address: "Sign out" is on a page several times.
            self.fields = self.of.setdefault(attributes["action"], [])
        elif tag == "input" and self.fields is not None:
            if attributes.get("type") not in ("radio", "checkbox") or "checked" in attributes:
                self.fields.append((attributes["name"], attributes.get("value", "")))
        elif tag == "textarea" and self.fields is not None:
            self.text = [attributes["name"], ""]

    def handle_data(self, data):
        if self.text:
            self.text[1] += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self.text:
            # The first line break belongs to the markup.
            self.fields.append((self.text[0], self.text[1].removeprefix("\n")))
            self.text = None
        elif tag == "form":
            self.fields = None
