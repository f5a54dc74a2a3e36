"""Importing listening history: 200,000 rows in files of 12 MB, with a plain Python loop beside it that writes the same rows."""

import datetime
import json
import os
import random
import sqlite3
import time

from site_under_test import Site

ROWS = int(os.environ.get("BENCH_ROWS", 200_000))
ROWS_A_FILE = 16_000


def bench(folder):
    small, large = folder / "small", folder / "large"
    write_history(small, ROWS // 10)
    write_history(large, ROWS)
    size = sum(file.stat().st_size for file in large.iterdir())
    yield f"{ROWS} rows over ten years, {len(list(large.iterdir()))} files, {size / 1e6:.0f} MB"
    tenth = imported(folder / "site-small", small)
    whole = imported(folder / "site", large)
    yield f"a tenth of it:   {tenth}"
    yield f"all of it:       {whole}: {ROWS / whole.wall:,.0f} rows/s, target 40,000; memory {whole.peak / tenth.peak:.2f} times that of the tenth"
    plain = import_plainly(large, folder / "site/sitegen.sqlite", folder / "plain.sqlite")
    yield f"a Python loop:   {plain:.2f} s; sitegen takes {whole.wall / plain:.1f} times as long, target 1.0"
    again = Site(folder / "site").run("import", "ada", large)
    yield f"the same again:  {again}"


def imported(folder, history):
    site = Site(folder)
    # A build makes the database. No command makes a user without a Spotify account.
    site.run("build")
    database = sqlite3.connect(site.database)
    database.execute(
        "INSERT INTO user (username, timeZone, visibility, createdAt) VALUES ('ada', 'Europe/Berlin', 'public', 0)")
    database.commit()
    database.close()
    return site.run("import", "ada", history)


def import_plainly(history, imported, target):
    """The seconds for parsing the same JSON and inserting the same plays, tracks and artists, with the same indexes.

    It matches and sums nothing, and knows neither days nor months.
    """
    source = sqlite3.connect(imported)
    database = sqlite3.connect(target)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    tables = ("user", "artist", "track", "trackArtist", "trackName", "play")
    for table in tables:
        for (statement,) in source.execute("SELECT sql FROM sqlite_schema WHERE tbl_name = ? AND sql IS NOT NULL ORDER BY type DESC", [table]):
            database.execute(statement)
    database.execute("INSERT INTO user (id, username, timeZone, visibility, createdAt) VALUES (1, 'ada', 'Europe/Berlin', 'public', 0)")
    source.close()
    start = time.monotonic()
    for file in sorted(history.iterdir()):
        for row in json.loads(file.read_bytes()):
            track = row["spotify_track_uri"].rpartition(":")[2]
            name, artist = row["master_metadata_track_name"], row["master_metadata_album_artist_name"]
            end = int(datetime.datetime.fromisoformat(row["ts"]).timestamp()) * 1000
            database.execute("INSERT OR IGNORE INTO artist (id, name) VALUES (?, ?)", ["export:" + artist, artist])
            database.execute(
                "INSERT OR IGNORE INTO track (id, name, url, album, source) VALUES (?, ?, ?, ?, 'export')",
                [track, name, "https://open.spotify.com/track/" + track, row["master_metadata_album_album_name"]])
            database.execute("INSERT OR IGNORE INTO trackArtist VALUES (?, 0, ?)", [track, "export:" + artist])
            database.execute("INSERT OR IGNORE INTO trackName VALUES (?, ?)", [track, f"{artist.lower()} {name.lower()}"])
            database.execute(
                "INSERT OR IGNORE INTO play (userID, playedAt, trackID, listenedMs, source, isOffered, exportedAt)"
                " VALUES (1, ?, ?, ?, 'export', 0, ?)", [end, track, row["ms_played"], end])
        database.commit()
    database.close()
    return time.monotonic() - start


def write_history(folder, rows):
    """Writes the files of an extended streaming history, the same in every run."""
    folder.mkdir()
    numbers = random.Random(1)
    letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    tracks = [
        ("".join(numbers.choices(letters, k=22)), f"Track number {number}", f"Artist {number % 900}", f"Album {number % 2000}",
         numbers.randrange(130_000, 330_000))
        for number in range(6000)
    ]
    start = datetime.datetime(2016, 1, 1, tzinfo=datetime.timezone.utc).timestamp()
    step = 10 * 365 * 86_400 / rows
    for first in range(0, rows, ROWS_A_FILE):
        part = []
        for number in range(first, min(rows, first + ROWS_A_FILE)):
            track = tracks[int(len(tracks) * numbers.random() ** 2)]
            part.append(row(start + number * step + numbers.randrange(0, int(step) + 1), *track))
        name = f"Streaming_History_Audio_{first // ROWS_A_FILE}.json"
        (folder / name).write_text(json.dumps(part, indent=2))


def row(end, track, title, artist, album, length):
    return {
        "ts": datetime.datetime.fromtimestamp(int(end), datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "platform": "android", "ms_played": length, "conn_country": "DE", "ip_addr": "198.51.100.7",
        "master_metadata_track_name": title, "master_metadata_album_artist_name": artist,
        "master_metadata_album_album_name": album, "spotify_track_uri": f"spotify:track:{track}",
        "episode_name": None, "episode_show_name": None, "spotify_episode_uri": None,
        "reason_start": "trackdone", "reason_end": "trackdone", "shuffle": False, "skipped": False, "offline": False,
        "offline_timestamp": None, "incognito_mode": False,
    }
