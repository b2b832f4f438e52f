#!/usr/bin/env python3
"""Read the hand-annotated stories of ../shared/gold/dev with `rashomon read` and score the accounts.

    bench/account/run.py [--misses] [--json] [--out DIR] [--binary PATH] [STORY ...]

Each story is read by itself, as JSONL with the key, publisher, date, address and title of its documents.json.
Accounts are left in DIR (default target/bench-account) for looking at.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
GOLD = ROOT.parent / "shared" / "gold"


def records(story):
    for document in json.loads((story / "documents.json").read_text(encoding="utf-8"))["documents"]:
        record = {k: document[k] for k in ("id", "publisher", "published", "url", "title") if document.get(k)}
        with open(story / f"{document['id']}.txt", encoding="utf-8", newline="") as file:
            record["text"] = file.read()
        yield record


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--misses", action="store_true", help="also what was missed and what was spurious")
    options.add_argument("--json", action="store_true", help="the scores as JSON")
    options.add_argument("--out", type=pathlib.Path, default=ROOT / "target" / "bench-account")
    options.add_argument("--binary", default=str(ROOT / "target" / "release" / "rashomon"))
    options.add_argument("stories", nargs="*", help="names of stories; all if none is given")
    args = options.parse_args()
    if not GOLD.is_dir():
        print("bench/account: skipped, ../shared/gold is absent")
        return 0
    args.out.mkdir(parents=True, exist_ok=True)
    scored, started = [], time.perf_counter()
    for story in sorted((GOLD / "dev").iterdir()):
        if args.stories and story.name not in args.stories:
            continue
        source, account = args.out / f"{story.name}.jsonl", args.out / f"{story.name}.json"
        source.write_text("".join(json.dumps(r) + "\n" for r in records(story)), encoding="utf-8")
        subprocess.run([args.binary, "read", source, "--format", "json", "-o", account], check=True)
        scored += [story, account]
    print(f"read in {time.perf_counter() - started:.2f} s", file=sys.stderr)
    flags = [flag for flag in ("--misses", "--json") if getattr(args, flag[2:])]
    return subprocess.run([sys.executable, GOLD / "score.py", *flags, *scored]).returncode


if __name__ == "__main__":
    sys.exit(main())
