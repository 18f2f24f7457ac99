"""How much of damaged text comes back: the forward model of the damage over clean texts, with random lists of keys.

    python tests/benchmarks/restoration.py [--documents N] [--sites N] [--errors FILE]

Texts are those of ../shared/corpus/bulk where it is present, else of corpus/raw; of them those that GBK can write. A site glosses a
random 18 to 61 % of the 300 traditional characters that are most frequent in the texts. Prints the share of characters and documents
that come back exactly, of documents that do or are reported as `doubtful`, and of repaired runs that are wrong and not reported; `--errors`
writes each difference with its context.
"""

from __future__ import annotations

import argparse
import difflib
import random
import sys
from collections import Counter
from pathlib import Path

from speed import ROOT, texts

from zhengce.restore import restore

sys.path.insert(0, str(ROOT / "tests" / "restore"))
from forward import Site, traditional_of

FREQUENT = 300
SHARE = (0.18, 0.61)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--sites", type=int, default=8)
    parser.add_argument("--errors", type=Path, help="a file for every difference: before, back, right, behind, source")
    options = parser.parse_args()
    where, records = texts(options.documents)
    clean = [text for record in records if (text := clean_text(record["text"])) is not None]
    count = Counter("".join(clean))
    keys = sorted(traditional_of(), key=lambda character: -count[character])[:FREQUENT]
    found: Counter[str] = Counter()
    lines: list[str] = []
    for number in range(options.sites):
        rng = random.Random(number)
        glossed = rng.sample([traditional_of()[key] for key in keys], int(FREQUENT * rng.uniform(*SHARE)))
        for text in clean:
            measure(Site(tuple(glossed)), text, found, lines)
    runs = found["byte_shift"] + found["doubtful"]
    print(
        f"{len(clean):,} documents x {options.sites} sites ({where}), {found['characters']:,} characters, {runs:,} runs"
    )
    print(f"characters that come back    {1 - found['lost'] / found['characters']:8.3%}")
    print(f"documents wholly right       {found['whole'] / found['documents']:8.2%}")
    print(f"wholly right or reported     {(found['whole'] + found['reported']) / found['documents']:8.2%}")
    print(f"runs reported as doubtful    {found['doubtful'] / runs:8.2%}")
    print(f"runs wrong, not reported     {found['unreported'] / runs:8.2%}")
    if options.errors:
        options.errors.write_text("".join(lines), encoding="utf-8")


def clean_text(text: str) -> str | None:
    """The clean text of a record; None where GBK cannot write it or it has a `?` of its own."""
    restored = restore(text)
    try:
        restored.text.encode("gbk")
    except UnicodeEncodeError:
        return None
    return restored.text if restored.script == "Hans" and "?" not in restored.text else None


def measure(site: Site, text: str, found: Counter[str], lines: list[str]) -> None:
    """Count what comes back of one text from one site."""
    restored = restore(site.mangle(text))
    back = restored.text
    found["documents"] += 1
    found["characters"] += len(text)
    found["whole"] += back == text
    for kind in ("byte_shift", "doubtful"):
        found[kind] += restored.repairs.get(kind, 0)
    if back == text:
        return
    found["reported"] += "doubtful" in restored.repairs
    blocks = [block for block in restored.alignment.blocks if block[4] in ("byte_shift", "doubtful")]
    for kind, a, b, c, d in difflib.SequenceMatcher(None, back, text, autojunk=False).get_opcodes():
        if kind != "equal":
            found["lost"] += max(b - a, d - c)
            kinds = {block[4] for block in blocks if block[2] <= b and block[3] >= a}
            found["unreported"] += kinds == {"byte_shift"}
            start, end = restored.alignment.source(a, b)
            shown = (
                text[max(c - 10, 0) : c],
                back[a:b],
                text[c:d],
                text[d : d + 10],
                restored.source[max(start - 10, 0) : end + 10],
            )
            lines.append("\t".join(shown).replace("\n", "⏎") + f"\t{' '.join(sorted(kinds))}\n")


if __name__ == "__main__":
    main()
