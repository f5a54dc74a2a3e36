"""Syncing 1,000 users against the simulator, which shares the machine: wanted 100 users a second."""

import concurrent.futures
import json
import os
import re
import subprocess
import urllib.error
import urllib.parse
import urllib.request

from site_under_test import SIMULATOR, SITEGEN, Site

USERS = int(os.environ.get("BENCH_SYNC_USERS", 1000))
CLIENT = "0a1b2c3d4e5f60718293a4b5c6d7e8f9"


def bench(folder):
    simulator = subprocess.Popen([SIMULATOR, "--listeners", str(USERS)], stdout=subprocess.PIPE, text=True)
    try:
        base = simulator.stdout.readline().strip()
        site = Site(folder / "site", "spotify:", f"  clientID: {CLIENT}", f"  apiURL: {base}/v1", f"  accountsURL: {base}")
        with urllib.request.urlopen(f"{base}/simulator/accounts") as answer:
            accounts = [account["id"] for account in json.load(answer)]
        # The first alone: it makes the database and the key.
        connect(site, "user-0", accounts[0])
        with concurrent.futures.ThreadPoolExecutor(4) as workers:
            list(workers.map(lambda number: connect(site, f"user-{number}", accounts[number]), range(1, USERS)))
        # Lists and plays are made when they are asked for first; that is the simulator's time and not ours.
        site.run("sync", "--force", "--refresh-top", "--json")
        for name, arguments in [("all there is to ask", ["--refresh-top"]), ("plays only", [])]:
            run = site.run("sync", "--force", "--json", *arguments)
            sync = json.loads(run.out)["sync"]
            yield (
                f"{name + ':':21}{sync['synced']} users, {sync['requests']} requests in {run}: "
                f"{sync['requests'] / run.wall:,.0f} requests/s, {USERS / run.wall:,.0f} users/s, wanted 100")
    finally:
        simulator.terminate()
        simulator.wait()


class StayHere(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def connect(site, username, account):
    """Connects as a person without a browser at hand: opens the address, and pastes back the one they end at."""
    process = subprocess.Popen(
        [SITEGEN, "connect", username, "--no-browser", "--visibility", "public", "--time-zone", "UTC", "--config", site.settings],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    told = ""
    while not (address := re.search(r"http://\S+/authorize\S+", told)):
        line = process.stderr.readline()
        if not line:
            raise SystemExit(f"sitegen connect {username} ended with {process.wait()}: {told}")
        told += line
    try:
        login = urllib.parse.quote(account, safe="")
        urllib.request.build_opener(StayHere).open(f"{address.group(0)}&login={login}")
    except urllib.error.HTTPError as answer:
        told += process.communicate(answer.headers["Location"] + "\n")[1]
    if process.wait() != 0:
        raise SystemExit(f"sitegen connect {username} ended with {process.returncode}: {told}")
