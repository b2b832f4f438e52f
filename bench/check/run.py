#!/usr/bin/env python3
"""Scores `check`: run.py planted|bump|qags|wice|cost [--misses KIND] [--sample N] [--binary PATH]. See README.md."""
import argparse, collections, gzip, json, math, os, pathlib, random, re, subprocess, sys, time

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
BARS = {"number": 0.90, "date": 0.90, "entity": 0.90, "negation": 0.90, "quote": 0.90,
        "roles": 0.75, "antonym": 0.75, "dropped": 0.75, "changed": 0.75, "raised": 0.75}
# Which findings name a planted error by its right name.
NAMES = {"number": {"quantity"}, "date": {"date"}, "entity": {"participant", "place", "name"}, "roles": {"participant", "place"},
         "negation": {"negation"}, "antonym": {"antonym", "negation"}, "quote": {"quotation-altered"},
         "dropped": {"attribution-dropped"}, "changed": {"attribution-changed"}, "raised": {"certainty-raised"}}


def checked(cases, binary, verb=("check",)):
    """The results of a list of cases, in order."""
    lines = "\n".join(json.dumps(case) for case in cases)
    out = subprocess.run([binary, *verb], input=lines, capture_output=True, text=True, check=True).stdout
    return [json.loads(line) for line in out.splitlines()]


def auc(pairs):
    """Area under the ROC curve of (score, truth) pairs; ties count half."""
    pairs = sorted(pairs)
    ranks, i = {}, 0
    total = 0.0
    while i < len(pairs):
        j = i
        while j < len(pairs) and pairs[j][0] == pairs[i][0]:
            j += 1
        total += (i + j + 1) / 2 * sum(1 for p in pairs[i:j] if p[1])
        i = j
    good = sum(1 for p in pairs if p[1])
    bad = len(pairs) - good
    return (total - good * (good + 1) / 2) / (good * bad)


def rouge(text, sources, n):
    """Precision of ROUGE-n: the share of the text's n-grams that the sources have."""
    grams = lambda t: (lambda w: [tuple(w[i : i + n]) for i in range(len(w) - n + 1)])(re.findall(r"\w+", t.lower()))
    mine, theirs = collections.Counter(grams(text)), collections.Counter(grams(sources))
    total = sum(mine.values())
    return sum(min(c, theirs[g]) for g, c in mine.items()) / total if total else 0.0


def of(result):
    """The score of a text: the mean over its sentences that claim something, of log-odds, so that none is lost beside a sure one."""
    odds = lambda p: math.log(p / (1 - p))
    scores = [odds(min(max(s["score"], 1e-6), 1 - 1e-6)) for s in result["sentences"] if s["score"] is not None]
    return sum(scores) / len(scores) if scores else 0.0


def stories(limit):
    """The annotated stories, and some of the others."""
    for folder in sorted((SHARED / "gold/dev").iterdir()):
        if (folder / "documents.json").exists():
            found = json.loads((folder / "documents.json").read_text())
            yield {"story": found["story"], "gold": json.loads((folder / "gold.json").read_text()), "documents": [
                {"id": d["id"], "text": (folder / f"{d['id']}.txt").read_text(), "published": d["published"] or None, "publisher": d["publisher"]}
                for d in found["documents"]]}
    gold = {p.name for p in (SHARED / "gold/dev").iterdir()}
    groups = collections.defaultdict(list)
    with gzip.open(SHARED / "data/stories/train.jsonl.gz", "rt") as lines:
        for line in lines:
            d = json.loads(line)
            groups[d["story"]].append({"text": d["text"], "published": d.get("published") or None, "publisher": d["publisher"]})
    names = sorted(set(groups) - gold)
    random.Random(4).shuffle(names)
    for name in names[:limit]:
        yield {"story": name, "documents": groups[name]}


def planted_cases(args):
    planted = checked([{k: v for k, v in s.items() if k != "gold"} for s in stories(args.stories)], args.binary, ("plant", args.antonyms))
    by_kind = collections.defaultdict(list)
    for case in planted:
        by_kind[case["kind"]].append(case)
    out = []
    for kind, cases in sorted(by_kind.items()):
        random.Random(7).shuffle(cases)
        out += cases[: args.each * (3 if kind == "none" else 1)]
    return out


def paraphrases(args):
    """Sentences of one outlet on what others have too, held against the others."""
    for story in stories(0):
        documents = {d["id"]: d for d in story["documents"]}
        bad = [(r["doc"], r["quote"]) for p in story["gold"]["points"] if p["relation"] != "agree" for r in p["readings"]]
        seen = set()
        for point in story["gold"]["points"]:
            docs = {r["doc"] for r in point["readings"]}
            if point["relation"] != "agree" or len(docs) < 2:
                continue
            for r in point["readings"]:
                text = documents[r["doc"]]["text"]
                at = text.find(r["quote"])
                if at < 0:
                    continue
                start = max((m.end() for m in re.finditer(r"(?<=[.!?\"”])\s+(?=[\"“A-Z])|\n+", text[:at])), default=0)
                m = re.search(r"[.!?][\"”]?(?=\s+[\"“A-Z]|\s*\n|$)", text[at + len(r["quote"]) - 1 :])
                end = at + len(r["quote"]) - 1 + (m.end() if m else 0)
                sentence = text[start:end]
                if (r["doc"], sentence) in seen or any(d == r["doc"] and q in sentence or sentence in q for d, q in bad):
                    continue
                seen.add((r["doc"], sentence))
                yield {"id": f"{story['story']}/{r['doc']}", "kind": "paraphrase", "text": sentence, "published": documents[r["doc"]]["published"],
                       "sources": [d for d in story["documents"] if d["id"] in docs - {r["doc"]}]}


def planted(args):
    cases = planted_cases(args) + list(paraphrases(args))
    results = checked(cases, args.binary)
    table = collections.defaultdict(collections.Counter)
    ms = []
    shown = 0
    for case, result in zip(cases, results):
        kind, rules = case["kind"], {f["rule"] for f in result["findings"]}
        verdicts = [s["verdict"] for s in result["sentences"]]
        table[kind]["n"] += 1
        worst = "contradicted" if "contradicted" in verdicts else "supported" if set(verdicts) in ({"supported"}, {"supported", "no-claim"}) else "other"
        table[kind][worst] += 1
        ms.append(result.get("ms", 0))
        named = bool(rules & NAMES.get(kind, set()))
        seen = named or (kind in NAMES and kind not in ("dropped", "raised") and worst == "contradicted")
        table[kind]["named"] += named
        table[kind]["found"] += seen
        if args.misses == kind and shown < args.sample and (worst == "contradicted" if kind in ("none", "paraphrase") else not seen):
            shown += 1
            print(f"--- {case['id']} {worst} {sorted(rules)}\n  text: {case['text']}")
            if "original" in case: print(f"  was:  {case['original']}")
            for f in result["findings"]:
                if f["level"] == "error": print(f"  {f['rule']}: {f['message']} <- {f['source']}")
    print(f"{'kind':12} {'cases':>6} {'found':>6} {'named':>6} {'bar':>5}   {'contradicted':>12} {'supported':>9}")
    for kind in sorted(table, key=lambda k: (k not in BARS, k)):
        t = table[kind]
        share = lambda key: t[key] / t["n"]
        found = f"{share('found'):6.2f} {share('named'):6.2f}" if kind in BARS else " " * 13
        bar = f"{BARS[kind]:5.2f}" if kind in BARS else " <=.03"
        print(f"{kind:12} {t['n']:6} {found} {bar}   {share('contradicted'):12.3f} {share('supported'):9.3f}")
    every = [t for k, t in table.items() if k in BARS]
    print(f"planted and called supported: {sum(t['supported'] for t in every) / sum(t['n'] for t in every):.3f} (bar 0.02); {sum(ms) / len(ms):.1f} ms a sentence")


def sample(args):
    """Prints planted sentences to be checked by hand."""
    cases = [c for c in planted_cases(args) if c["kind"] != "none"]
    random.Random(50).shuffle(cases)
    for case in cases[: args.sample]:
        print(f"[{case['kind']}] {case['text']}\n    was: {case['original']}\n")


def lines(name, rows):
    print(f"{name:34}" + "".join(f"{h:>10}" for h in ("check", "ROUGE-1", "ROUGE-2")))
    for label, values in rows:
        print(f"{label:34}" + "".join(f"{v:10.3f}" for v in values))


def bump(args):
    data = json.loads((SHARED / "data/summaries/bump/task1_dataset.json").read_text())
    cases = []
    for d in data:
        source = [{"text": d["article"]}]
        cases += [{"text": d["reference_summary"], "sources": source}, {"text": d["edited_summary"], "sources": source}]
    results = checked(cases, args.binary)
    scores = [(of(r), rouge(c["text"], c["sources"][0]["text"], 1), rouge(c["text"], c["sources"][0]["text"], 2)) for c, r in zip(cases, results)]
    rows = []
    kinds = collections.defaultdict(list)
    for i, d in enumerate(data):
        kinds[f"{d.get('error_type')}"].append(i)
    above = lambda i, m: 1.0 if scores[2 * i][m] > scores[2 * i + 1][m] else 0.5 if scores[2 * i][m] == scores[2 * i + 1][m] else 0.0
    everything = range(len(data))
    rows.append(("reference above edited, all", [sum(above(i, m) for i in everything) / len(data) for m in range(3)]))
    rows.append(("  strictly above", [sum(above(i, m) == 1 for i in everything) / len(data) for m in range(3)]))
    rows.append(("ROC-AUC, all", [auc([(scores[2 * i + j][m], j == 0) for i in everything for j in (0, 1)]) for m in range(3)]))
    for kind, found in sorted(kinds.items()):
        rows.append((f"  {kind} ({len(found)})", [sum(above(i, m) for i in found) / len(found) for m in range(3)]))
    lines("BUMP", rows)
    if args.misses:
        shown = 0
        for i, d in enumerate(data):
            if above(i, 0) < 1 and args.misses in str(d.get("error_type")) and shown < args.sample:
                shown += 1
                print(f"--- {scores[2*i][0]:.3f} {scores[2*i+1][0]:.3f}\n  ref: {d['reference_summary']}\n  edit: {d['edited_summary']}")


def joined(text):
    """QAGS's articles have spaces inside figures and words ("3, 800", "end - user") that its summaries have not."""
    text = re.sub(r"(?<=\d)([.,]) (?=\d)", r"\1", text)
    return re.sub(r"(?<=\w) (['-]) ?(?=\w)", r"\1", text)


def qags(args):
    for name in ("cnndm", "xsum"):
        cases, truth = [], []
        for line in (SHARED / f"data/summaries/qags/mturk_{name}.jsonl").read_text().splitlines():
            d = json.loads(line)
            for s in d["summary_sentences"]:
                cases.append({"text": s["sentence"], "sources": [{"text": joined(d["article"])}]})
                truth.append(sum(r["response"] == "yes" for r in s["responses"]) * 2 > len(s["responses"]))
        table(f"QAGS {name}", cases, truth, args)


def wice(args):
    cases, truth = [], []
    for line in (SHARED / "data/summaries/wice/dev.jsonl").read_text().splitlines():
        d = json.loads(line)
        cases.append({"text": d["claim"], "sources": [{"text": "\n\n".join(d["evidence"])}]})
        truth.append(d["label"] == "supported")
    table("WiCE", cases, truth, args)


def table(name, cases, truth, args):
    results = checked(cases, args.binary)
    if args.dump:
        with open(args.dump, "a") as out:
            for c, r, t in zip(cases, results, truth):
                out.write(json.dumps({"set": name, "truth": t, "features": [s["features"] for s in r["sentences"]], "text": c["text"]}) + "\n")
    source = lambda c: c["sources"][0]["text"]
    rows = [("ROC-AUC", [auc([(of(r), t) for r, t in zip(results, truth)])] + [auc([(rouge(c["text"], source(c), n), t) for c, t in zip(cases, truth)]) for n in (1, 2)])]
    lines(f"{name} ({len(cases)}, {sum(truth)} supported)", rows)
    for verdict in ("supported", "partly-supported", "not-found", "contradicted"):
        found = [t for r, t in zip(results, truth) if r["sentences"] and r["sentences"][0]["verdict"] == verdict]
        if found: print(f"  {verdict:20} {len(found):5}  judged supported {sum(found) / len(found):.2f}")


def encoder(length, layers=12, width=768):
    """Seconds of one forward pass of a cross-encoder of RoBERTa-base's size over one pair, random weights; none without numpy."""
    try:
        import numpy
    except ImportError:
        return None
    rng = numpy.random.default_rng(0)
    make = lambda *shape: rng.standard_normal(shape, dtype=numpy.float32) * 0.02
    weights = [(make(width, 3 * width), make(width, width), make(width, 4 * width), make(4 * width, width)) for _ in range(layers)]
    norm = lambda x: (x - x.mean(-1, keepdims=True)) / (x.std(-1, keepdims=True) + 1e-5)
    def forward(x):
        for qkv, out, up, down in weights:
            q, k, v = (part.reshape(length, 12, -1).transpose(1, 0, 2) for part in numpy.split(x @ qkv, 3, -1))
            a = numpy.exp(q @ k.transpose(0, 2, 1) / 8.0)
            x = norm(x + (a / a.sum(-1, keepdims=True) @ v).transpose(1, 0, 2).reshape(length, width) @ out)
            h = x @ up
            x = norm(x + (h / (1 + numpy.exp(-1.702 * h))) @ down)
        return x
    forward(make(length, width))
    started = time.perf_counter()
    for _ in range(3):
        forward(make(length, width))
    return (time.perf_counter() - started) / 3


def cost(args):
    """Milliseconds a sentence of a summary of five to ten takes against five sources of 500 words, once these are read, on one thread."""
    found = [s["documents"] for s in stories(args.stories)]
    # What is shorter than 500 words, and a story of fewer than five reports, is filled up with reports of other affairs.
    filler = [d["text"] for documents in found for d in documents]
    cases = []
    for n, documents in enumerate(found[:12]):
        at = lambda i: filler[(31 * n + 7 * i + 50) % len(filler)]
        texts = [d["text"] for d in documents[:5]] + [at(i) for i in range(5)]
        five = [{"text": " ".join("\n\n".join([text, at(i + 9), at(i + 17), at(i + 23)]).split(" ")[:500])} for i, text in enumerate(texts[:5])]
        own = re.split(r"(?<=[.!?])\s+", documents[-1]["text"])
        summary = [s for s in own if 10 <= len(s.split()) <= 35][:10]
        if len(summary) >= 5:
            cases.append({"text": " ".join(summary), "sources": five})
    environment = {**os.environ, "RAYON_NUM_THREADS": "1"}
    lines = "\n".join(json.dumps(c) for c in cases)
    runs = []
    for _ in range(args.runs):
        out = subprocess.run([args.binary, "check"], input=lines, capture_output=True, text=True, check=True, env=environment).stdout
        results = [json.loads(line) for line in out.splitlines()]
        runs.append([r["ms"] / len(r["sentences"]) for r in results if r["sentences"]])
    # What else runs on the machine can only add.
    ms = sorted(map(min, zip(*runs)))
    print(f"{len(ms)} summaries, a sentence: median {ms[len(ms) // 2]:.1f} ms, nine in ten within {ms[len(ms) * 9 // 10]:.1f} ms (bar 10 ms)")
    pair = encoder(512)
    if pair is None:
        print("skipped: the cross-encoder's pass needs numpy")
    else:
        print(f"a cross-encoder of RoBERTa-base's size: {pair * 1000:.0f} ms a pair of 512 tokens, {pair * 10000:.0f} ms for five sources of two windows each")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=["planted", "sample", "bump", "qags", "wice", "cost"])
    parser.add_argument("--misses", default=None)
    parser.add_argument("--sample", type=int, default=50)
    parser.add_argument("--each", type=int, default=200)
    parser.add_argument("--stories", type=int, default=60)
    parser.add_argument("--antonyms", default=str(ROOT / "target/antonyms.txt"))
    parser.add_argument("--binary", default=str(ROOT / "target/release/bench-check"))
    parser.add_argument("--dump", default=None)
    parser.add_argument("--runs", type=int, default=1, help="of cost: each summary counts with its fastest run")
    args = parser.parse_args()
    if not SHARED.is_dir():
        sys.exit(f"skipped: {SHARED} is not here (the texts are data for measuring, not part of this repository)")
    globals()[args.what](args)
