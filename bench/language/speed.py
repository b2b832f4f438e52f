"""Times spaCy and us in turn on the same blocks, one thread each: speed.py BLOCKS.jsonl BINARY [ROUNDS]."""

import os

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", BLIS_NUM_THREADS="1")

import json
import statistics
import subprocess
import sys
import time

import spacy

from reference import MODEL


def main(blocks, binary, rounds=5):
    with open(blocks, encoding="utf-8") as lines:
        texts = [json.loads(line) for line in lines]
    theirs, ours = [], []
    for round_ in range(int(rounds)):
        # A fresh pipeline, so that neither side keeps words from the round before.
        nlp = spacy.load(MODEL)
        start = time.perf_counter()
        words = sum(len(doc) for doc in nlp.pipe(texts))
        theirs.append(words / (time.perf_counter() - start))
        tokens, seconds = subprocess.check_output([binary, "speed", blocks], text=True).split()
        ours.append(int(tokens) / float(seconds))
        print(f"round {round_ + 1}: spaCy {theirs[-1]:.0f}, we {ours[-1]:.0f} words/s", flush=True)
    ratios = [our / their for our, their in zip(ours, theirs)]
    print(
        f"medians: spaCy {statistics.median(theirs):.0f}, we {statistics.median(ours):.0f} words/s; "
        f"ratio {statistics.median(ratios):.1f} ({min(ratios):.1f} to {max(ratios):.1f})"
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
