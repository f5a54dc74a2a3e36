"""Building pages: a cold build, no changes, 1 % of the pages changed, and a single page on demand."""

import concurrent.futures
import os
import sqlite3
import time

from site_under_test import PROJECT, Site

USERS = int(os.environ.get("BENCH_USERS", 2000))
DEMO_USERS = 12
# The tables that a page reads in addition to `user`. From `play` it reads only the newest.
TABLES = ["listeningDay", "listeningMonth", "personality", "topList", "topArtist", "topTrack"]


def bench(folder):
    for compression in ("gzip", "none"):
        site = Site(folder / compression, "build:", f"  precompress: {compression}")
        demo = site.folder / "demo"
        site.run("demo", demo, "--users", str(DEMO_USERS), "--templates", PROJECT / "templates", has_settings=False)
        os.replace(demo / "sitegen.sqlite", site.database)
        multiply(site.database)
        cold = site.run("build")
        files, size = written(site.output)
        # In a separate process: its memory would count towards processes that are started here later.
        with concurrent.futures.ProcessPoolExecutor(1) as other:
            plain = other.submit(write_plainly, site.output, site.folder / "plain").result()
        yield f"{USERS} users, {files} files, {size / 1e6:.0f} MB, precompress: {compression}"
        yield f"  cold:              {cold}: {USERS / cold.wall:,.0f} pages/s, {plain / cold.wall:.2f} of a plain writer, target 0.7"
        if compression == "none":
            continue
        yield f"  nothing changed:   {site.run('build')}; target 1 s and 100 MB for 100,000"
        change_one_in_a_hundred(site.database)
        yield f"  1 % changed:       {site.run('build')}"
        yield f"  one, on demand:    {site.run('build', 'copy-17')}; target 50 ms"


def multiply(path, users=USERS):
    """Copies the invented listeners with SQL until there are so many users."""
    database = sqlite3.connect(path)
    database.execute("PRAGMA journal_mode = OFF")
    database.execute("DELETE FROM page")
    columns = [row[1] for row in database.execute("PRAGMA table_info(user)")]
    kept = ", ".join(name for name in columns if name not in ("id", "username", "spotifyAccountID"))
    originals = [row[0] for row in database.execute("SELECT id FROM user ORDER BY id")]
    database.execute("CREATE TEMP TABLE copy (id INTEGER PRIMARY KEY, original INTEGER)")
    first = max(originals) + 1
    copies = [(first + number, originals[number % len(originals)]) for number in range(users - len(originals))]
    database.executemany("INSERT INTO copy VALUES (?, ?)", copies)
    database.execute(
        f"INSERT INTO user (id, username, {kept}) SELECT copy.id, 'copy-' || copy.id, {kept} FROM copy JOIN user ON user.id = original")
    present = {row[0] for row in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    for table in TABLES:
        if table not in present:
            continue
        names = ", ".join(row[1] for row in database.execute(f"PRAGMA table_info({table})") if row[1] != "userID")
        database.execute(
            f"INSERT INTO {table} (userID, {names}) SELECT copy.id, {names} FROM copy JOIN {table} ON userID = original")
    database.commit()
    database.close()


def change_one_in_a_hundred(path):
    database = sqlite3.connect(path)
    database.execute(
        "UPDATE user SET displayName = 'Someone Else', dataVersion = dataVersion + 1 WHERE id % 100 = 7")
    database.commit()
    database.close()


def written(output):
    sizes = [file.stat().st_size for file in output.rglob("*") if file.is_file()]
    return len(sizes), sum(sizes)


def write_plainly(output, target):
    """The seconds for writing the same bytes plainly: each file once under a temporary name, a rename, and one sync at the end."""
    files = [(file.relative_to(output), file.read_bytes()) for file in output.rglob("*") if file.is_file()]
    start = time.monotonic()
    for path, contents in files:
        folder = target / path.parent
        folder.mkdir(parents=True, exist_ok=True)
        stage = folder / f".{path.name}"
        with open(stage, "wb", buffering=0) as file:
            file.write(contents)
        os.rename(stage, folder / path.name)
    os.sync()
    return time.monotonic() - start
