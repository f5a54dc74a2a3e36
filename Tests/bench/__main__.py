"""Measures the figures in docs/design.md: `python3 Tests/bench [import] [sync] [build] [shards] [companion]`, after `make build`.

BENCH_USERS, BENCH_BUILT_USERS, BENCH_SHARDED_USERS, BENCH_SHARDS, BENCH_SYNC_USERS, BENCH_ROWS, BENCH_REQUESTS, BENCH_RUN_USERS and BENCH_RUN_SYNCED change the sizes.
No speed passes or fails, because machines differ.
"""

import os
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER))
sys.dont_write_bytecode = True

import building  # noqa: E402
import companion  # noqa: E402
import importing  # noqa: E402
import sharding  # noqa: E402
import syncing  # noqa: E402
from site_under_test import SIMULATOR, SITEGEN  # noqa: E402

BENCHES = {"import": importing.bench, "sync": syncing.bench, "build": building.bench, "shards": sharding.bench, "companion": companion.bench}


def main():
    names = sys.argv[1:] or list(BENCHES)
    unknown = [name for name in names if name not in BENCHES]
    if unknown:
        print(f"There is no bench {unknown[0]}; choose from {', '.join(BENCHES)}.", file=sys.stderr)
        return 64
    for program in (SITEGEN, SIMULATOR):
        if not program.exists():
            print(f"There is no {program}: run 'make bench', which builds it.", file=sys.stderr)
            return 1
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    for name in names:
        print(f"\n== {name}", flush=True)
        with tempfile.TemporaryDirectory(prefix="sitegen-bench-") as folder:
            for line in BENCHES[name](Path(folder)):
                print(line, flush=True)
    return 0


sys.exit(main())
