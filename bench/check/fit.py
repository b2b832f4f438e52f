#!/usr/bin/env python3
"""Fits the weights of the score (`WEIGHTS` in check/score.rs) on headlines, first sentences and sentences of articles, true as they stand, and
the same changed: a word or a name replaced by one of the article's or of another's, two words exchanged, two sentences joined into one.
Uses nothing of what run.py reports: the articles are those of ../shared/data/stories, the annotated stories left out. Needs numpy and scipy.
"""
import gzip, json, pathlib, random, re, sys
import numpy
from scipy.optimize import minimize
import run

N = int(sys.argv[1]) if len(sys.argv) > 1 else 450
BINARY = sys.argv[2] if len(sys.argv) > 2 else str(run.ROOT / "target/release/bench-check")
NAME = re.compile(r"(?:[A-Z][a-z]+ ){1,2}[A-Z][a-z]+|\b[A-Z][a-z]{3,}")
SMALL = set("the a an of to in on for with and or but is are was were be been by at as from that this it its his her their has have had will not "
            "over after into out up about than who what how why says said".split())
R = random.Random(3)


def articles():
    gold = {p.name for p in (run.SHARED / "gold/dev").iterdir()}
    with gzip.open(run.SHARED / "data/stories/train.jsonl.gz", "rt") as lines:
        found = [d for d in map(json.loads, lines) if d["story"] not in gold]
    R.shuffle(found)
    return found


def change(title, text, words):
    """Another word for one, or two words exchanged."""
    tokens = re.findall(r"\w+|\W+", title)
    tell = [i for i, t in enumerate(tokens) if re.fullmatch(r"[A-Za-z]{4,}|\d+", t) and t.lower() not in SMALL]
    if len(tell) < 3:
        return None
    i = R.choice(tell)
    word = tokens[i]
    alike = lambda w: w[0].isupper() == word[0].isupper()
    if word.isdigit():
        new = [str(int(word) + R.choice([1, 2, 3, 5, 10]))]
    elif R.random() < 0.5:
        new = [w for w in re.findall(r"[A-Za-z]{4,}", text) if alike(w) and w.lower() not in SMALL and w not in title]
    else:
        new = [w for w in R.sample(words, 40) if alike(w)][:1]
    if not new:
        return None
    if R.random() < 0.35 and len(tell) >= 4:
        a, b = sorted(R.sample(tell, 2))
        tokens[a], tokens[b] = tokens[b], tokens[a]
    else:
        tokens[i] = R.choice(new)
    return "".join(tokens)


def rename(title, other):
    """A name of another article for one of this."""
    names = [m for m in NAME.finditer(title) if m.start() > 0]
    new = [m.group() for m in NAME.finditer(other) if m.group() not in title]
    if not names or not new:
        return None
    m = R.choice(names)
    return title[: m.start()] + R.choice(new) + title[m.end() :]


def pairs():
    """Pairs of a true and a changed sentence with their source; whether they are an extract and a joint of two."""
    docs = articles()
    words = [w for d in docs for w in re.findall(r"[A-Za-z]{4,}", d["title"] or "") if w.lower() not in SMALL]
    made = 0
    for d in docs:
        title, text = d["title"], d["text"]
        if made >= N:
            return
        if not title or len(title.split()) < 7 or len(text.split()) < 150:
            continue
        sentences = [s for s in re.split(r"(?<=[.!?])\s+", text[:4000]) if 8 <= len(s.split()) <= 35]
        if len(sentences) < 6:
            continue
        body = text.replace(title, "")
        told = [(title, body), (sentences[0], body.replace(sentences[0], ""))]
        other = R.choice(docs)["text"][:3000]
        for sentence, source in told:
            for changed in (change(sentence, text, words), rename(sentence, other)):
                if changed:
                    yield sentence, changed, source, False
        a, b = R.sample(sentences, 2)
        joint = " ".join(a.split()[: len(a.split()) // 2] + b.split()[len(b.split()) // 2 :])
        extract = re.sub(r",[^,]{5,60},", " ", a.rstrip("."), count=1) + "."
        yield extract, joint, text, True
        made += 1


def main():
    made = list(pairs())
    cases = [{"text": t, "sources": [{"text": source}]} for true, changed, source, _ in made for t in (true, changed)]
    mean = lambda r: numpy.mean([s["features"] for s in r["sentences"] if s["features"]] or [[0.0] * 11], axis=0)[1:]
    features = [mean(r) for r in run.checked(cases, BINARY)]
    differences = numpy.array([a - b for a, b, m in zip(features[::2], features[1::2], made) if not m[3]])
    alone = numpy.array([f for i, f in enumerate(features) if made[i // 2][3]])
    truth = numpy.array([1 - 2 * (i % 2) for i in range(len(features)) if made[i // 2][3]])
    # What the sources have never counts against a sentence, a clash never for it.
    sign = numpy.ones(differences.shape[1])
    sign[-1] = -1

    def loss(w):
        weights, bias = w[:-1] * sign, w[-1]
        ranked = numpy.logaddexp(0, -differences @ weights).mean()
        judged = numpy.logaddexp(0, -truth * (alone @ weights + bias)).mean()
        return ranked + 0.5 * judged + 0.003 * (w[:-1] ** 2).sum()

    size = len(sign)
    fitted = minimize(loss, numpy.r_[numpy.ones(size), -3], bounds=[(0, 8)] * size + [(None, None)]).x
    print([round(float(x), 2) for x in [fitted[-1], *(fitted[:-1] * sign)]])


if __name__ == "__main__":
    main()
