"""Fits the weights of crates/rashomon/src/story/weights.rs on one half of the stories and reports on the other.

    cargo build -p bench-stories
    python bench/stories/fit.py target/debug/bench-stories ../shared/data/stories/train.jsonl.gz [WEIGHTS.json]

The even stories' weights go into weights.rs; the odd ones' tell how much the choice of half matters.
"""
import json
import re
import subprocess
import sys

import numpy as np
from sklearn.linear_model import LogisticRegression

BENCH, DATA = sys.argv[1:3]
OUT = sys.argv[3] if len(sys.argv) > 3 else "weights.json"


def run(command, weights):
    with open(OUT, "w") as out:
        json.dump(weights, out)
    return subprocess.run([BENCH, command, DATA, "--weights", OUT], check=True, capture_output=True, text=True).stdout


def fit(lines, what, half):
    rows = [row for row in map(json.loads, lines.splitlines()) if row["what"] == what and row["half"] == half]
    model = LogisticRegression(C=10, max_iter=10000).fit([row["x"] for row in rows], [row["same"] for row in rows])
    return [round(float(w), 3) for w in model.coef_[0]], round(float(model.intercept_[0]), 3)


def f1(text):
    return [float(x) for x in re.findall(r"F1 ([\d.]+)", text)[:2]]


for half in (1, 0):
    weights = {"pair": [3.0] * 6 + [-0.3, -1.0], "pair_base": -4.5, "story": [0.5] * 8, "story_base": 0.0, "join": 0.5, "merge": 2}
    weights["pair"], weights["pair_base"] = fit(run("features", weights), "pair", half)
    weights["story"], weights["story_base"] = fit(run("features", weights), "story", half)
    tried = []
    for join in np.arange(0.3, 0.8, 0.05):
        weights["join"] = round(float(join), 3)
        tried.append((f1(run("assign", weights)), weights["join"]))
    best, weights["join"] = max(tried, key=lambda t: t[0][half])
    print(("even", "odd")[half], "stories chosen on: F1", best[half], "the others:", best[1 - half], json.dumps(weights))
    print("  ", [(j, *s) for s, j in tried])
run("assign", weights)
