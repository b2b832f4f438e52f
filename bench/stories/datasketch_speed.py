"""Times MinHash and LSH of datasketch on the articles of a file, and ours on the same in the same run.

    pip install datasketch
    python bench/stories/datasketch_speed.py target/release/bench-stories ../shared/data/stories/train.jsonl.gz
"""
import gzip
import json
import re
import subprocess
import sys
import time

from datasketch import MinHash, MinHashLSH

BENCH, DATA = sys.argv[1:3]
texts = [json.loads(line)["text"] for line in gzip.open(DATA)]
start = time.perf_counter()
shingles = []
for text in texts:
    words = re.findall(r"\w+", text.lower())
    shingles.append({" ".join(words[i : i + 4]).encode() for i in range(len(words) - 3)})
hashed = time.perf_counter()
prints = MinHash.bulk([s or {b"-"} for s in shingles], num_perm=128)
index = MinHashLSH(threshold=0.5, num_perm=128)
pairs = 0
for i, minhash in enumerate(prints):
    pairs += len(index.query(minhash))
    index.insert(str(i), minhash)
end = time.perf_counter()
theirs = end - hashed
ours = json.loads(subprocess.run([BENCH, "near", DATA], check=True, capture_output=True, text=True).stdout)
print(f"datasketch: {theirs / len(texts) * 1000:.3f} ms an article without shingling ({(end - start) / len(texts) * 1000:.3f} with), {pairs} pairs")
print(f"ours: {ours['all'] / len(texts) * 1000:.3f} ms an article, story assignment included, {ours['pairs']} pairs; {theirs / ours['all']:.1f} times as fast")
