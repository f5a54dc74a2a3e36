"""The companion: a thousand requests a second, memory that does not grow, an end within a second of SIGTERM, people during a run."""

import http.client
import os
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path

import under_run
from site_under_test import SITEGEN, Site

REQUESTS = int(os.environ.get("BENCH_REQUESTS", 100_000))
ROUNDS = 5


def bench(folder):
    yield from alone(folder)
    yield from under_run.bench(folder)


def alone(folder):
    wrk = shutil.which("wrk")
    if wrk is None:
        yield "wrk is not installed (apt-get install wrk), so no load was measured"
        return
    site = Site(
        folder / "site", "spotify:", "  clientID: bench", "companion:", "  listen: 127.0.0.1:0",
        "  url: http://127.0.0.1:8080/account/")
    process = subprocess.Popen(
        [SITEGEN, "serve", "--config", site.settings], stderr=subprocess.PIPE, text=True)
    try:
        port = int(re.search(r"127\.0\.0\.1:(\d+);", process.stderr.readline()).group(1))
        for name, path, status in (("sign-in page", "/account/", 200), ("401", "/account/data.json", 401)):
            assert answer(port, path) == status
            rate, slowest = load(wrk, port, path, seconds=5)
            yield f"{name}: {rate:,.0f} requests/s, 99 % within {slowest}; target 1,000"
        before, sent = memory(process), 0
        for _ in range(ROUNDS):
            rate, _ = load(wrk, port, "/account/", seconds=max(1, REQUESTS / ROUNDS / rate))
            sent += rate * max(1, REQUESTS / ROUNDS / rate)
        yield f"memory: {before:.0f} MB, after about {sent:,.0f} more requests {memory(process):.0f} MB"
        start = time.monotonic()
        process.send_signal(signal.SIGTERM)
        process.wait(30)
        yield f"end after SIGTERM: {time.monotonic() - start:.2f} s; target 1 s"
    finally:
        process.kill()
        process.wait()


def answer(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", path)
    return connection.getresponse().status


def load(wrk, port, path, seconds):
    """Requests a second, and the time within which 99 % were answered, as wrk prints it."""
    out = subprocess.run(
        [wrk, "-t1", "-c32", f"-d{round(seconds)}", "--latency", f"http://127.0.0.1:{port}{path}"],
        stdout=subprocess.PIPE, text=True, check=True,
    ).stdout
    return float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1)), re.search(r"99%\s+(\S+)", out).group(1)


def memory(process):
    """Resident memory in MB."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024
