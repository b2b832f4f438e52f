"""Times MinHash and LSH of datasketch on the articles of a file, and ours on the same, in turn; prints medians of processor time.

    pip install datasketch
    python bench/stories/datasketch_speed.py target/release/bench-stories ../shared/data/stories/train.jsonl.gz [ROUNDS]
"""
import gzip
import json
import re
import subprocess
import sys
import time
from statistics import median

from datasketch import MinHash, MinHashLSH

BENCH, DATA = sys.argv[1:3]
ROUNDS = int(sys.argv[3]) if len(sys.argv) > 3 else 5
texts = [json.loads(line)["text"] for line in gzip.open(DATA)]


def theirs():
    """Seconds for shingles, and for signatures in one batch with a query and an insertion each."""
    start = time.process_time()
    shingles = []
    for text in texts:
        words = re.findall(r"\w+", text.lower())
        shingles.append({" ".join(words[i : i + 4]).encode() for i in range(len(words) - 3)})
    hashed = time.process_time()
    prints = MinHash.bulk([s or {b"-"} for s in shingles], num_perm=128)
    index = MinHashLSH(threshold=0.5, num_perm=128)
    pairs = 0
    for i, minhash in enumerate(prints):
        pairs += len(index.query(minhash))
        index.insert(str(i), minhash)
    return hashed - start, time.process_time() - hashed, pairs


def ours():
    out = subprocess.run([BENCH, "near", DATA, "1"], check=True, capture_output=True, text=True).stdout
    found = json.loads(out)
    return found["near"][0], found["all"][0], found["near_pairs"]


rounds = [(theirs(), ours()) for _ in range(ROUNDS)]
ms = lambda side, i: median(r[side][i] for r in rounds) / len(texts) * 1000
shingling, index = ms(0, 0), ms(0, 1)
print(f"datasketch: {index:.3f} ms an article, shingling {shingling:.3f} besides; {rounds[0][0][2]} pairs")
for name, took in ("near-duplicates alone, from the text", ms(1, 0)), ("fingerprint and story as well", ms(1, 1)):
    print(f"ours, {name}: {took:.3f} ms; datasketch takes {index / took:.1f} times that, {(index + shingling) / took:.1f} with shingling")
print(f"our pairs: {rounds[0][1][2]}")
