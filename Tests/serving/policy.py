"""Content-Security-Policy, as far as pages without scripts can violate it."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

import re


class Policy:
    """A policy read from its header."""

    def __init__(self, text):
        self.directives = {}
        for part in text.split(";"):
            name, *sources = part.split()
            assert name not in self.directives, f"{name} is present twice"
            self.directives[name] = sources

    def allows(self, directive, address):
        """Whether a page of the site may load a URL."""
        sources = self.directives.get(directive, self.directives.get("default-src", ["*"]))
        parts = urlsplit(address)
        if not parts.scheme and not parts.netloc:
            return "'self'" in sources
        for source in sources:
            wanted = urlsplit(source)
            if not wanted.netloc or wanted.scheme != parts.scheme:
                continue
            if wanted.netloc == parts.netloc:
                return True
            if wanted.netloc.startswith("*.") and parts.netloc.endswith(wanted.netloc[1:]):
                return True
        return False


class Offences(HTMLParser):
    """What a browser would block on a page."""

    LOADING = {
        ("img", "src"): "img-src", ("image", "href"): "img-src", ("image", "xlink:href"): "img-src",
        ("script", "src"): "script-src", ("iframe", "src"): "frame-src", ("object", "data"): "object-src",
        ("embed", "src"): "object-src", ("audio", "src"): "media-src", ("video", "src"): "media-src",
        ("source", "src"): "media-src", ("video", "poster"): "img-src", ("form", "action"): "form-action",
        ("base", "href"): "base-uri",
    }
    LINKS = {"stylesheet": "style-src", "icon": "img-src", "manifest": "manifest-src", "apple-touch-icon": "img-src"}

    def __init__(self, policy):
        super().__init__()
        self.policy = policy
        self.found = []
        self.loads = []

    def load(self, directive, address):
        self.loads.append(address)
        if not self.policy.allows(directive, address):
            self.found.append(f"{directive}: {address}")

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "style":
            self.found.append("a style element")
        # A data block (JSON-LD) is not executed and therefore not blocked.
        if tag == "script" and "src" not in values and values.get("type") != "application/ld+json":
            self.found.append("a script in the page")
        if tag == "meta" and (values.get("http-equiv") or "").lower() == "refresh":
            self.found.append("a refresh")
        for name, value in attributes:
            if name == "style":
                self.found.append(f"style={value!r} of <{tag}>")
            if name.startswith("on"):
                self.found.append(f"{name}= of <{tag}>")
            if name in ("href", "src", "action") and (value or "").strip().lower().startswith("javascript:"):
                self.found.append(f"{name}={value!r}")
            if directive := self.LOADING.get((tag, name)):
                self.load(directive, value or "")
            if name == "srcset":
                for candidate in (value or "").split(","):
                    self.load("img-src", candidate.split()[0])
        if tag == "link":
            for relation in (values.get("rel") or "").split():
                if directive := self.LINKS.get(relation):
                    self.load(directive, values.get("href") or "")

    handle_startendtag = handle_starttag


def offences(policy, text):
    """What a policy blocks in a page or an image, and what these load."""
    parser = Offences(policy)
    parser.feed(text)
    parser.close()
    return parser.found, parser.loads


def sheet_offences(policy, text):
    """What a policy blocks in a style sheet."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    found = ["an @import"] if "@import" in text else []
    for address in re.findall(r"url\(\s*['\"]?([^'\")]*)", text):
        if not policy.allows("img-src", address):
            found.append(address)
    if "@font-face" in text and not policy.allows("font-src", "font"):
        found.append("a @font-face")
    return found
