"""A site whose users are in several databases: what dividing, building and the lists cost, and whether the pages are those of one database."""

import os
import shutil
import sqlite3

from building import ALONE, SHORT_TABLES, copied, multiply
from site_under_test import PROJECT, Site

USERS = int(os.environ.get("BENCH_SHARDED_USERS", 10_000))
SHARDS = int(os.environ.get("BENCH_SHARDS", 8))


def bench(folder):
    demo = Site(folder / "demo-of-twelve")
    demo.run("demo", demo.folder / "demo", "--users", "12", "--templates", PROJECT / "templates", has_settings=False)
    # Pages are short, so that 100,000 users fit on a machine.
    settings = {**ALONE, "site": [*ALONE["site"], "  baseURL: https://music.example", "  images: none"]}
    site = copied(folder / "site", demo.folder / "demo/sitegen.sqlite", "build:", "  precompress: gzip", **settings)
    multiply(site.database, USERS, SHORT_TABLES)
    yield f"{USERS:,} users with short pages in {size(site.database)}, {SHARDS} shards"
    yield f"  one database:            {site.run('build')}"
    whole = manifest(site.database)
    shutil.rmtree(site.output)
    shards = folder / "shards"
    yield f"  split into {SHARDS}:            {site.run('split', str(SHARDS), shards)}"
    paths = [shards / f"shard-{number}.sqlite" for number in range(SHARDS)]
    users = [len(users_of(path)) for path in paths]
    yield f"  a shard has:             {min(users):,} to {max(users):,} users, {size(paths[0])}; {sum(users):,} in all"
    builds = [site.run("build", "--database", path) for path in paths]
    yield f"  the slowest shard:       {max(builds, key=lambda build: build.wall)}; all: {sum(build.wall for build in builds):.2f} s"
    again = [site.run("build", "--database", path) for path in paths]
    yield f"  nothing changed:         {max(again, key=lambda build: build.wall)}; all: {sum(build.wall for build in again):.2f} s"
    listings = [f"{path}.ndjson" for path in paths]
    listing = sum(os.path.getsize(path) for path in listings) / USERS
    lists = ["lists", *listings, "--database", shards / "lists.sqlite"]
    yield f"  lists:                   {site.run(*lists)}; {listing:.0f} bytes of listing a user"
    yield f"  lists, nothing changed:  {site.run(*lists)}"
    built = {}
    for path in [*paths, shards / "lists.sqlite"]:
        pages = manifest(path)
        # Each shard records the assets that its pages load.
        twice = [page for page in built.keys() & pages.keys() if not page.startswith("assets/")]
        if twice:
            raise SystemExit(f"{twice[0]} is in two databases")
        built |= pages
    differing = [page for page in whole.keys() | built.keys() if whole.get(page) != built.get(page)]
    if differing:
        raise SystemExit(f"{len(differing)} of {len(whole)} files differ, such as {sorted(differing)[0]}")
    yield f"  all {len(whole):,} files are the same as those of one database, byte for byte"
    halves = site.run("split", str(2 * SHARDS), folder / "halves", "--database", paths[3])
    names = [set(users_of(folder / f"halves/shard-{number}.sqlite")) for number in (6, 7)]
    if names[0] & names[1] or names[0] | names[1] != set(users_of(paths[3])):
        raise SystemExit("the halves of shard 3 do not have its users")
    yield f"  shard 3 in two:          {halves}; {len(names[0]):,} and {len(names[1]):,} users"


def rows(path, query):
    database = sqlite3.connect(path)
    found = database.execute(query).fetchall()
    database.close()
    return found


def manifest(path):
    """The hash of each file that a database has built."""
    return dict(rows(path, "SELECT path, contentHash FROM page"))


def users_of(path):
    return [name for name, in rows(path, "SELECT username FROM user")]


def size(path):
    return f"{os.path.getsize(path) / 1e6:.0f} MB"
