#!/usr/bin/env python3
"""Fits the weights of the score (`WEIGHTS` in check/score.rs) on headlines and first sentences held against the rest of their article, as they
stand and with one thing changed: a word, a name or a figure by another, two names exchanged, a name by a pronoun. A true sentence must stand
above its changed ones, and true ones above changed ones of any article. Uses nothing of what run.py reports: the articles are those of
../shared/data/stories, the annotated stories left out. Every second article is held out, to say how the weights do. Needs numpy and scipy.
"""
import gzip, json, random, re, sys
import numpy
from scipy.optimize import minimize
import run

N = int(sys.argv[1]) if len(sys.argv) > 1 else 500
BINARY = sys.argv[2] if len(sys.argv) > 2 else str(run.ROOT / "target/release/bench-check")
NAME = re.compile(r"(?:[A-Z][a-z]+ ){1,2}[A-Z][a-z]+|\b[A-Z][a-z]{3,}")
SMALL = set("the a an of to in on for with and or but is are was were be been by at as from that this it its his her their has have had will not "
            "over after into out up about than who what how why says said".split())
ENDINGS = ("ed", "ing", "ly", "ion", "es", "s", "er")
# How much ranking a sentence above its changed ones counts beside telling true from changed across articles, and how small weights are kept.
RANKED, SMALLNESS = 3.0, 0.003
R = random.Random(11)


def articles():
    gold = {p.name for p in (run.SHARED / "gold/dev").iterdir()}
    with gzip.open(run.SHARED / "data/stories/train.jsonl.gz", "rt") as lines:
        found = [d for d in map(json.loads, lines) if d["story"] not in gold]
    R.shuffle(found)
    return found


def sort(word):
    """Capitals, or the ending: words of one sort can mostly stand for one another."""
    return "name" if word[0].isupper() else next((e for e in ENDINGS if word.endswith(e)), "")


def reword(sentence, pool, names):
    """A word of the pool for one of its sort."""
    tokens = re.findall(r"[\w’'-]+|[^\w’'-]+", sentence)
    tell = [i for i, t in enumerate(tokens) if i and re.fullmatch(r"[A-Za-z]{4,}", t) and t.lower() not in SMALL and (sort(t) == "name") == names]
    R.shuffle(tell)
    for i in tell:
        new = [w for w in pool if sort(w) == sort(tokens[i]) and w.lower() not in sentence.lower() and w.lower() not in SMALL]
        if new:
            tokens[i] = R.choice(new)
            return "".join(tokens)


def rename(sentence, other):
    """A name of another article for one of this."""
    names = [m for m in NAME.finditer(sentence) if m.start() > 0]
    new = [m.group() for m in NAME.finditer(other) if m.group() not in sentence]
    if names and new:
        m = R.choice(names)
        return sentence[: m.start()] + R.choice(new) + sentence[m.end() :]


def renumber(sentence):
    found = [m for m in re.finditer(r"\d[\d,]*", sentence)]
    if found:
        m = R.choice(found)
        value = int(m.group().replace(",", ""))
        new = value + R.choice([1, 2, 3, 5, 10]) if value < 2100 else int(value * R.choice([0.8, 1.2, 2]))
        return f"{sentence[: m.start()]}{new}{sentence[m.end() :]}"


def exchange(sentence):
    """The first name and the last in each other's place."""
    names = list(NAME.finditer(sentence))
    if len(names) > 1 and names[0].group() != names[-1].group():
        a, b = names[0], names[-1]
        return sentence[: a.start()] + b.group() + sentence[a.end() : b.start()] + a.group() + sentence[b.end() :]


def unname(sentence):
    """A pronoun for the first name."""
    m = NAME.search(sentence)
    if m:
        owned = re.match(r"['’]s\b", sentence[m.end() :])
        new = R.choice(["His", "Her", "Its", "Their"] if owned else ["He", "She", "It", "They"])
        return sentence[: m.start()] + (new.lower() if m.start() else new) + sentence[m.end() + (2 if owned else 0) :]


def planted():
    """Sentences with their sources: article, which of its two, whether true, text, source."""
    docs, made = articles(), 0
    for d in docs:
        title, text = d["title"], d["text"]
        if made >= N:
            return
        if not title or len(title.split()) < 7 or len(text.split()) < 150:
            continue
        sentences = [s for s in re.split(r"(?<=[.!?])\s+", text[:4000]) if 8 <= len(s.split()) <= 35]
        if len(sentences) < 6:
            continue
        other = R.choice(docs)["text"][:3000]
        words = lambda t: re.findall(r"[A-Za-z]{4,}", t)
        for n, sentence in enumerate((title, sentences[0])):
            source = text.replace(sentence, "")
            yield made, n, True, sentence, source
            changed = (reword(sentence, words(source), False), reword(sentence, words(other), False), reword(sentence, words(source), True),
                       rename(sentence, other), renumber(sentence), exchange(sentence), unname(sentence))
            yield from ((made, n, False, c, source) for c in changed if c)
        made += 1


def fit(x, truth, ranked):
    """Weights and bias: what the sources have never counts against a sentence, a clash never for it."""
    sign = numpy.ones(x.shape[1])
    sign[-1] = -1
    share = numpy.where(truth > 0, 0.5 / (truth > 0).sum(), 0.5 / (truth < 0).sum())

    def loss(w):
        weights, bias = w[:-1] * sign, w[-1]
        judged = (share * numpy.logaddexp(0, -truth * (x @ weights + bias))).sum()
        return judged + RANKED * numpy.logaddexp(0, -ranked @ weights).mean() + SMALLNESS * (w[:-1] ** 2).sum()

    found = minimize(loss, numpy.zeros(len(sign) + 1), bounds=[(0, 8)] * len(sign) + [(None, None)]).x
    return found[:-1] * sign, found[-1]


def main():
    made = list(planted())
    results = run.checked([{"text": m[3], "sources": [{"text": m[4]}]} for m in made], BINARY)
    found = [[s["features"] for s in r["sentences"] if s["features"]] for r in results]
    made, found = zip(*((m, numpy.mean(f, axis=0)[1:]) for m, f in zip(made, found) if f))
    x, truth = numpy.array(found), numpy.array([1 if m[2] else -1 for m in made])
    true = {m[:2]: i for i, m in enumerate(made) if m[2]}

    def fitted(which):
        rows = [i for i, m in enumerate(made) if which(m)]
        pairs = [(true[made[i][:2]], i) for i in rows if not made[i][2] and made[i][:2] in true]
        return rows, pairs, lambda: fit(x[rows], truth[rows], numpy.array([x[a] - x[b] for a, b in pairs]))

    weights, _ = fitted(lambda m: m[0] % 2 == 0)[2]()
    rows, pairs, _ = fitted(lambda m: m[0] % 2 == 1)
    score = x @ weights
    print(f"held out: true above changed {numpy.mean([score[a] > score[b] for a, b in pairs]):.3f}, "
          f"ROC-AUC {run.auc([(score[i], truth[i] > 0) for i in rows]):.3f}")
    weights, bias = fitted(lambda m: True)[2]()
    print([round(float(w), 2) for w in [bias, *weights]])


if __name__ == "__main__":
    main()
