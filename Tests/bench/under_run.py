"""People at the companion while a run is under way: "Sync now" in 5 s, hiding in 0.5 s, and the run undoes neither."""

import concurrent.futures
import contextlib
import json
import os
import socket
import sqlite3
import subprocess
import time
import urllib.request

import building
import syncing
from listener import Listener
from sign_in_proxy import SignInProxy
from site_under_test import PROJECT, SIMULATOR, SITEGEN, Site

# How many users there are, and for how many of them Spotify is asked; the pages of all are built.
USERS = int(os.environ.get("BENCH_RUN_USERS", 1000))
SYNCED = int(os.environ.get("BENCH_RUN_SYNCED", 200))
# How many people press "Sync now", and how many hide their page, in each half of the run.
PEOPLE = 3
# How many of the newest plays of a person are taken away, so that a sync has something to bring.
TAKEN_AWAY = 10


def bench(folder):
    simulator = subprocess.Popen([SIMULATOR, "--listeners", str(SYNCED)], stdout=subprocess.PIPE, text=True)
    try:
        spotify = simulator.stdout.readline().strip()
        with SignInProxy(spotify) as accounts:
            site = BusySite(folder / "busy", spotify, accounts)
            site.fill()
            with site.served():
                yield from measured(site)
    finally:
        simulator.terminate()
        simulator.wait()


def measured(site):
    people = site.people(4 * PEOPLE)
    asking, hiding, later_asking, later_hiding = (people[n * PEOPLE:(n + 1) * PEOPLE] for n in range(4))
    for person in asking:
        site.outdate(person)
    with site.running() as run:
        site.wait_for("SELECT count(*) FROM user WHERE syncedAt >= ?", run)
        yield from presses(site, "syncs", asking, hiding)
        site.wait_for("SELECT count(*) >= (SELECT count(*) FROM credential) FROM user WHERE syncedAt >= ?", run)
        # More than these people have built and listed by themselves.
        site.wait_for("SELECT count(*) >= 50 FROM page WHERE checkedAt >= ?", run)
        for person in later_asking:
            site.outdate(person)
        yield from presses(site, "builds", later_asking, later_hiding)
        is_over = run.poll() is not None
        if run.wait() != 0:
            raise SystemExit(f"sitegen run ended with {run.returncode}")
        wall = time.time() - run.begin
    report = json.loads(site.report.read_text())
    yield (
        f"the run: {report['sync']['synced']} of {USERS} users synced, {len(report['build']['pages'])} pages built, {wall:.1f} s"
        + ("; it was over before the last press" if is_over else ""))
    site.check(asking + later_asking, hiding + later_hiding)
    yield f"after the run: {2 * PEOPLE} hidden pages are away, {2 * PEOPLE} synced pages have their plays"


def presses(site, doing, asking, hiding):
    """Lets people press, one after the other."""
    hides, syncs = [], []
    for one, other in zip(asking, hiding):
        _, place, took = one.send("/account/", "/api/spotify/sync")
        if not place.endswith(("done=synced", "done=uptodate")):
            raise SystemExit(f"the sync of {one.username} led to {place}")
        syncs.append(f"{took:.2f}" + ("" if place.endswith("synced") else " (the run was there first)"))
        hides.append(f"{other.send('/account/', '/account/settings', visibility='private')[2]:.2f}")
        if site.page(other).exists():
            raise SystemExit(f"{other.username} was told that the page is hidden, and it is there")
    yield f"sync now while the run {doing}: {', '.join(syncs)} s; target 5 s"
    yield f"hiding while the run {doing}: {', '.join(hides)} s; target 0.5 s"


class BusySite(Site):
    """A site of many users with a year of listening, some of whom have accounts at the simulated Spotify."""

    def __init__(self, folder, spotify, accounts):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.listen = f"127.0.0.1:{free.getsockname()[1]}"
        self.origin, self.spotify, self.report = f"http://{self.listen}", spotify, folder / "run.json"
        super().__init__(
            folder, "spotify:", f"  clientID: {syncing.CLIENT}", f"  apiURL: {spotify}/v1", f"  accountsURL: {accounts}",
            "companion:", f"  url: {self.origin}/account/", f"  listen: {self.listen}")

    def fill(self):
        demo = self.folder / "demo"
        self.run("demo", demo, "--users", str(building.DEMO_USERS), "--templates", PROJECT / "templates", has_settings=False)
        os.replace(demo / "sitegen.sqlite", self.database)
        building.multiply(self.database, USERS)
        # The demo's own tokens and accounts are those of another simulator, with another key.
        self.change("DELETE FROM credential")
        self.change("UPDATE user SET spotifyAccountID = NULL")
        with urllib.request.urlopen(f"{self.spotify}/simulator/accounts") as answer:
            accounts = [account["id"] for account in json.load(answer)]
        names = [name for [name] in self.rows("SELECT username FROM user WHERE username LIKE 'copy-%' LIMIT ?", SYNCED)]
        self.accounts = dict(zip(names, accounts))
        # The first user alone, because this creates the key.
        syncing.connect(self, names[0], accounts[0])
        with concurrent.futures.ThreadPoolExecutor(4) as workers:
            list(workers.map(lambda name: syncing.connect(self, name, self.accounts[name]), names[1:]))
        self.run("run", "--force", "--json")

    @contextlib.contextmanager
    def served(self):
        """Serves the companion."""
        process = subprocess.Popen([SITEGEN, "serve", "--config", self.settings], stderr=subprocess.PIPE, text=True)
        try:
            if self.listen not in process.stderr.readline():
                raise SystemExit(f"sitegen serve ended with {process.wait()}")
            yield
        finally:
            process.kill()
            process.wait()

    def people(self, count):
        """Listeners who are signed in; a run syncs these last, as it goes by name."""
        people = [Listener(self.origin, name, self.accounts[name]) for name in sorted(self.accounts, reverse=True)[:count]]
        for person in people:
            person.sign_in()
        return people

    @contextlib.contextmanager
    def running(self):
        """A run that asks Spotify for everybody and builds every page."""
        begin = time.time()
        with open(self.report, "w") as out:
            run = subprocess.Popen([SITEGEN, "run", "--force", "--json", "--config", self.settings], stdout=out)
        run.begin = begin
        try:
            yield run
        finally:
            if run.poll() is None:
                run.kill()
                run.wait()

    def wait_for(self, sql, run):
        """Waits until a query about what was done since the run began is true."""
        while run.poll() is None and not self.rows(sql, int(run.begin * 1000))[0][0]:
            time.sleep(0.02)

    def outdate(self, person):
        """Takes the newest plays and the name away, as if Spotify had not told them yet."""
        with self.open() as database:
            [person.number, person.name] = database.execute(
                "SELECT id, displayName FROM user WHERE username = ?", (person.username,)).fetchone()
            [person.boundary] = database.execute(
                "SELECT min(playedAt) FROM (SELECT playedAt FROM play WHERE userID = ? ORDER BY playedAt DESC LIMIT ?)",
                (person.number, TAKEN_AWAY)).fetchone()
            database.execute("DELETE FROM play WHERE userID = ? AND playedAt >= ?", (person.number, person.boundary))
            # What the last answer had is not looked up again.
            database.execute("DELETE FROM lastAnswer WHERE userID = ?", (person.number,))
            database.execute(
                "UPDATE user SET syncedAt = syncedAt - 7200000, profileFetchedAt = 0, displayName = 'Old Name' WHERE id = ?",
                (person.number,))

    def check(self, synced, hidden):
        for person in hidden:
            if self.page(person).exists() or f'href="{person.username}/' in (self.output / "index.html").read_text():
                raise SystemExit(f"the run put the page of {person.username} back")
        for person in synced:
            [[plays]] = self.rows("SELECT count(*) FROM play WHERE userID = ? AND playedAt >= ?", person.number, person.boundary)
            if plays < TAKEN_AWAY or "Old Name" in self.page(person).read_text():
                raise SystemExit(f"the run undid the sync of {person.username}: {plays} of {TAKEN_AWAY} plays")
        end = time.monotonic() + 30
        while stale := self.stale():
            # The companion lists users anew in the background, after it has answered.
            if time.monotonic() > end:
                raise SystemExit(f"the run left pages that are not as the store has them: {stale[:10]}")
            time.sleep(0.2)

    def stale(self):
        out = self.run("build", "--dry-run", "--json").out
        return [page["path"] for page in json.loads(out)["build"]["pages"] if page["state"] != "expired"]

    def page(self, person):
        return self.output / person.username / "index.html"

    def change(self, sql):
        with self.open() as database:
            database.execute(sql)

    def rows(self, sql, *values):
        with self.open() as database:
            return database.execute(sql, values).fetchall()

    @contextlib.contextmanager
    def open(self):
        database = sqlite3.connect(self.database, timeout=60)
        try:
            with database:
                yield database
        finally:
            database.close()
