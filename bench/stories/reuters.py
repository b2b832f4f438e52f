"""Turns Reuters-21578 into records, one a line.

    python bench/stories/reuters.py ../shared/data/reuters/reuters21578.sgm.gz | rashomon add - --corpus FILE
    rashomon stories --corpus FILE --format json | python bench/stories/reuters.py --copies
"""
import gzip
import html
import json
import re
import sys
from datetime import datetime


def records(path):
    text = gzip.open(path, "rt", encoding="latin-1").read()
    for number, item in re.findall(r'<REUTERS [^>]*NEWID="(\d+)">(.*?)</REUTERS>', text, re.S):
        item = re.sub(r"&#\d+;", " ", item)
        fields = {name: html.unescape(text.strip()) for name, text in re.findall(r"<(DATE|TITLE|BODY)>(.*?)</\1>", item, re.S)}
        text = re.search(r"<TEXT[^>]*>(.*?)</TEXT>", item, re.S)[1]
        # Briefs have no body: there the text is what stands beside the headline, or, as of flashes of stars alone, the headline.
        brief = html.unescape(re.sub(r"<TITLE>.*?</TITLE>|<[^>]+>", " ", text, flags=re.S)).strip()
        yield {
            "id": number,
            "publisher": "Reuters",
            "title": fields.get("TITLE"),
            "published": published(fields["DATE"]),
            "text": next((t for t in (fields.get("BODY"), brief, fields.get("TITLE")) if t and re.search(r"\w", t)), None),
        }


def published(date):
    for pattern, form in ((r"\d+-[A-Z]{3}-\d{4} +\d\d?:\d\d:\d\d", "%d-%b-%Y %H:%M:%S"), (r"\d+-[A-Z]{3}-\d{4}", "%d-%b-%Y")):
        # A few times of day are misprinted.
        if found := re.search(pattern + r"\b", date):
            try:
                at = datetime.strptime(re.sub(" +", " ", found[0]), form)
            except ValueError:
                continue
            return at.isoformat() + "Z" if "%H" in form else at.date().isoformat()


def copies(stories):
    shares = [copy["share"] for s in stories for d in s["documents"] for copy in d.get("copies", [])[:1]]
    print(f"{sum(len(s['documents']) for s in stories)} reports in {len(stories)} stories")
    for least in (1.0, 0.9, 0.5, 0.15):
        print(f"{sum(share >= least for share in shares):5} have at least {least:.0%} of their words from an earlier one")


if sys.argv[1] == "--copies":
    copies(json.load(sys.stdin)["stories"])
else:
    for record in records(sys.argv[1]):
        print(json.dumps({k: v for k, v in record.items() if v}))
