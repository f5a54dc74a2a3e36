"""Hugo on the same pages, in two ways.

`ready`: the contents of each page lie ready in a file, and Hugo puts head and foot around them.
`from data`: charts and words lie ready; Hugo makes the lists and the tables from JSON, as sitegen does.
"""

import html
import json
import re
import shutil
import subprocess
import time

HEAD = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{{ .Title }} · {{ .Site.Title }}</title>
<meta name="description" content="{{ .Params.description }}">
</head>
<body>
"""
FOOT = "<footer><p>{{ .Site.Title }}</p></footer>\n</body>\n</html>\n"
READY = HEAD + "{{ .Content }}\n" + FOOT
FROM_DATA = HEAD + """{{ range .Params.parts }}
{{ if isset . "html" }}{{ .html | safeHTML }}{{ end }}
{{ range .items }}<li>{{ range .texts }}<a href="{{ $.Permalink }}">{{ . }}</a> {{ end }}{{ range .images }}<img src="{{ . }}" alt="" loading="lazy" width="40" height="40">{{ end }}</li>
{{ end }}
{{ range .rows }}<tr>{{ range . }}<td>{{ . }}</td>{{ end }}</tr>
{{ end }}
{{ end }}
""" + FOOT


def build(output, folder):
    """Builds the user pages of `output` with Hugo, which has no database to read, nothing to sum, compress or sync.

    Returns pages per second by way; nothing if Hugo is not installed.
    """
    hugo = shutil.which("hugo")
    if hugo is None:
        return {}
    pages = []
    for page in output.glob("*/index.html"):
        main = re.search(r"<main.*</main>", page.read_text(), re.DOTALL)
        if main is not None and "<section" in main.group(0):
            pages.append((page.parent.name, main.group(0)))
    speeds = {}
    for way, layout in (("ready", READY), ("from data", FROM_DATA)):
        site = folder / way.replace(" ", "-")
        prepare(site, layout)
        for name, main in pages:
            (site / "content" / f"{name}.html").write_text(contents(way, name, main))
        start = time.monotonic()
        subprocess.run([hugo, "--quiet", "--source", site], check=True)
        speeds[way] = len(pages) / (time.monotonic() - start)
        shutil.rmtree(site)
    return speeds


def prepare(site, layout):
    (site / "layouts/_default").mkdir(parents=True)
    (site / "content").mkdir()
    (site / "config.toml").write_text(
        'baseURL = "http://example.com/"\ntitle = "Bench"\ndisableKinds = ["home", "section", "taxonomy", "term", "RSS", "sitemap"]\n')
    (site / "layouts/_default/single.html").write_text(layout)


def contents(way, name, main):
    front = {"title": name, "description": f"What {name} listens to"}
    if way == "ready":
        return f"{json.dumps(front)}\n\n{main}\n"
    front["parts"] = parts(main)
    return f"{json.dumps(front)}\n"


def parts(main):
    """The page in order: markup as it is, list items as texts and pictures, table rows as cells."""
    found = []
    for piece in re.split(r"(<ol.*?</ol>|<tbody>.*?</tbody>)", main, flags=re.DOTALL):
        if piece.startswith("<ol"):
            items = [
                {"texts": [html.unescape(text) for text in re.findall(r">([^<>\n]+)<", item)], "images": re.findall(r'src="([^"]*)"', item)}
                for item in piece.split("<li")[1:]
            ]
            found.append({"items": items})
        elif piece.startswith("<tbody"):
            found.append({"rows": [re.findall(r">([^<>\n]+)", row) for row in piece.split("<tr>")[1:]]})
        else:
            found.append({"html": piece})
    return found
