"""Scores: precision, recall and F1 of spans and of facts, accuracy of values, intervals by bootstrap over documents.

Spans are compared on characters. A found label that touches an optional gold label and matches no other is neither right nor wrong.
`object` counts as right from an overlap of 0.8 (twice the common characters over the sum of lengths); every other column must be equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from random import Random

from zhengce.evaluate.labels import BREAKDOWN, FACTS, VALUES, Label, Labels, Value

OBJECT_OVERLAP = 0.8
RESAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Counts:
    """Right, spurious and missed."""

    right: int = 0
    spurious: int = 0
    missed: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.spurious + other.spurious, self.missed + other.missed)

    @property
    def precision(self) -> float | None:
        return _ratio(self.right, self.right + self.spurious)

    @property
    def recall(self) -> float | None:
        return _ratio(self.right, self.right + self.missed)

    @property
    def f1(self) -> float | None:
        return _ratio(2 * self.right, 2 * self.right + self.spurious + self.missed)


@dataclass(frozen=True, slots=True)
class Error:
    """One disagreement: `missed`, `spurious`, or a wrong value in `column`."""

    document: str
    table: str
    kind: str
    label: Label
    column: str | None = None
    gold: Value = None
    found: Value = None


@dataclass(slots=True)
class TableScore:
    """Scores of one table."""

    strict: Counts
    overlap: Counts
    facts: Counts
    values: dict[str, tuple[int, int]]  # column → right, compared
    by_group: dict[str, Counts]  # value of the breakdown column → strict
    by_document: dict[str, tuple[Counts, Counts]]  # document → strict, facts
    interval: tuple[float, float] | None = None  # 95 % of the F1 of facts
    strict_interval: tuple[float, float] | None = None


@dataclass(slots=True)
class Evaluation:
    """Scores of all tables that gold has, the errors, and the ids of the gold labels that are right."""

    tables: dict[str, TableScore]
    errors: list[Error] = field(default_factory=list)
    right: set[str] = field(default_factory=set)
    documents: int = 0
    absent: tuple[str, ...] = ()  # gold documents that the run does not have


def evaluate(gold: Labels, found: Labels, seed: int = 0) -> Evaluation:
    """Compare `found` with `gold`, over the documents of gold."""
    absent = tuple(sorted(set(gold.documents) - set(found.documents)))
    result = Evaluation({}, documents=len(gold.documents), absent=absent)
    for table in gold.tables:
        result.tables[table] = _table(table, gold, found, result, seed)
    return result


def right(column: str, gold: Value, found: Value) -> bool:
    """Whether a found value counts as gold's."""
    if column == "object" and gold and found:
        return overlap(gold, found) >= OBJECT_OVERLAP
    return (gold or None) == (found or None) if column != "stated" else gold == found


def overlap(one: str, other: str) -> float:
    """Twice the common characters in order over the sum of lengths; 1 for equal texts."""
    if one == other:
        return 1.0
    if one in other or other in one:
        return 2 * min(len(one), len(other)) / (len(one) + len(other))
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _table(table: str, gold: Labels, found: Labels, result: Evaluation, seed: int) -> TableScore:
    columns = [column for column in gold.columns[table] if column in found.columns[table]]
    facts = [column for column in FACTS[table] if column in columns]
    score = TableScore(
        Counts(), Counts(), Counts(), {column: (0, 0) for column in VALUES[table] if column in columns}, {}, {}
    )
    for document in gold.documents:
        wanted = gold.tables[table].get(document, [])
        got = found.tables.get(table, {}).get(document, [])
        pairs, missed, spurious = _pair(wanted, got)
        fact_right = 0
        for one, other in pairs:
            if one.optional:
                continue
            whole = True
            for column in columns:
                ok = right(column, one.values[column], other.values[column])
                done, of = score.values[column]
                score.values[column] = done + ok, of + 1
                if not ok:
                    whole = whole and column not in facts
                    result.errors.append(
                        Error(document, table, "wrong value", other, column, one.values[column], other.values[column])
                    )
            fact_right += whole
            if whole:
                result.right.add(f"{document}/{table}/{'-'.join(map(str, one.key))}")
        result.errors += [Error(document, table, "missed", label) for label in missed]
        result.errors += [Error(document, table, "spurious", label) for label in spurious]
        exact = sum(not one.optional for one, _ in pairs)
        strict = Counts(exact, len(spurious), len(missed))
        fact = Counts(fact_right, len(spurious) + exact - fact_right, len(missed) + exact - fact_right)
        score.strict += strict
        score.facts += fact
        score.overlap += _overlapping(wanted, got)
        score.by_document[document] = strict, fact
        _group(score, table, pairs, missed, spurious)
    score.strict_interval = _interval([strict for strict, _ in score.by_document.values()], seed)
    score.interval = _interval([fact for _, fact in score.by_document.values()], seed)
    return score


def _pair(gold: Sequence[Label], found: Sequence[Label]) -> tuple[list[tuple[Label, Label]], list[Label], list[Label]]:
    """Labels with the same key; gold labels missed; found labels that are spurious."""
    by_key = {label.key: label for label in found}
    pairs = [(label, by_key[label.key]) for label in gold if label.key in by_key]
    taken = {label.key for label, _ in pairs}
    missed = [label for label in gold if label.key not in taken and not label.optional]
    optional = [label for label in gold if label.optional]
    rest = [label for label in by_key.values() if label.key not in taken]
    return pairs, missed, [label for label in rest if not any(_touch(label, other) for other in optional)]


def _overlapping(gold: Sequence[Label], found: Sequence[Label]) -> Counts:
    """Counts where spans need only overlap, one to one, in order."""
    left = [label for label in gold if not label.optional]
    optional = [label for label in gold if label.optional]
    hits = spurious = 0
    for label in sorted({label.key: label for label in found}.values(), key=lambda label: str(label.key[0]).zfill(9)):
        match = next((other for other in left if other.key == label.key), None) or next(
            (other for other in left if _touch(other, label)), None
        )
        if match:
            hits += 1
            left.remove(match)
        elif not any(_touch(label, other) for other in optional):
            spurious += 1
    return Counts(hits, spurious, len(left))


def _touch(one: Label, other: Label) -> bool:
    if len(one.key) == 2 and all(isinstance(part, int) for part in (*one.key, *other.key)):
        return bool(one.key[0] < other.key[1] and other.key[0] < one.key[1])
    return one.key == other.key


def _group(
    score: TableScore,
    table: str,
    pairs: Iterable[tuple[Label, Label]],
    missed: Iterable[Label],
    spurious: Iterable[Label],
) -> None:
    column = BREAKDOWN.get(table)
    if column is None or column not in score.values:
        return

    def add(label: Label, counts: Counts) -> None:
        name = str(label.values.get(column))
        score.by_group[name] = score.by_group.get(name, Counts()) + counts

    for one, other in pairs:
        if not one.optional:
            if one.values[column] == other.values[column]:
                add(one, Counts(right=1))
            else:
                add(one, Counts(missed=1))
                add(other, Counts(spurious=1))
    for label in missed:
        add(label, Counts(missed=1))
    for label in spurious:
        add(label, Counts(spurious=1))


def _interval(counts: Sequence[Counts], seed: int) -> tuple[float, float] | None:
    """95 % interval of F1 under resampling of documents; None where there is nothing to score."""
    if not any(count.right or count.missed or count.spurious for count in counts):
        return None
    random = Random(seed)
    scores = []
    for _ in range(RESAMPLES):
        sample = random.choices(counts, k=len(counts))
        hits = sum(count.right for count in sample)
        wrong = sum(count.spurious + count.missed for count in sample)
        if hits or wrong:
            scores.append(2 * hits / (2 * hits + wrong))
    scores.sort()
    return scores[int(0.025 * len(scores))], scores[min(int(0.975 * len(scores)), len(scores) - 1)]


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None
