"""Syncing 1,000 users against the simulator on the same machine. Targets: 100 users per second with all lists, 400 with plays only."""

import concurrent.futures
import json
import os
import re
import subprocess
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

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
        # The first user alone, because this creates the database and the key.
        connect(site, "user-0", accounts[0])
        with concurrent.futures.ThreadPoolExecutor(4) as workers:
            list(workers.map(lambda number: connect(site, f"user-{number}", accounts[number]), range(1, USERS)))
        # The simulator makes lists and plays on the first request; that time is not sitegen's.
        site.run("sync", "--force", "--refresh-top", "--json")
        for name, arguments, target in [("everything", ["--refresh-top"], 100), ("plays only", [], 400)]:
            before = processor(simulator.pid)
            run = site.run("sync", "--force", "--json", *arguments)
            sync = json.loads(run.out)["sync"]
            yield (
                f"{name + ':':21}{sync['synced']} users, {sync['requests']} requests in {run}: "
                f"{sync['requests'] / run.wall:,.0f} requests/s, {USERS / run.wall:,.0f} users/s, target {target};"
                f" the simulator took {processor(simulator.pid) - before:.2f} s CPU")
    finally:
        simulator.terminate()
        simulator.wait()


def processor(process):
    """The seconds of processor that another process has used so far."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class StayHere(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def connect(site, username, account):
    """Connects like a person without a browser: opens the URL and pastes back the redirect."""
    process = subprocess.Popen(
        [SITEGEN, "connect", username, "--no-browser", "--visibility", "public", "--time-zone", "UTC", "--config", site.settings],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    output = ""
    while not (address := re.search(r"http://\S+/authorize\S+", output)):
        line = process.stderr.readline()
        if not line:
            raise SystemExit(f"sitegen connect {username} ended with {process.wait()}: {output}")
        output += line
    try:
        login = urllib.parse.quote(account, safe="")
        urllib.request.build_opener(StayHere).open(f"{address.group(0)}&login={login}")
    except urllib.error.HTTPError as answer:
        output += process.communicate(answer.headers["Location"] + "\n")[1]
    if process.wait() != 0:
        raise SystemExit(f"sitegen connect {username} ended with {process.returncode}: {output}")
