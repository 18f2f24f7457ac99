"""Regression: an evaluation held against a committed baseline.

A baseline is a JSON file with the F1 figures of every table and the ids of the gold labels that were right. A run fails when a figure drops
by more than its tolerance, or a label that was right is right no longer.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from zhengce.errors import UsageError
from zhengce.evaluate.scoring import Evaluation

TOLERANCE = 0.002


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed against the baseline."""

    dropped: list[tuple[str, float, float]]  # figure, before, now
    lost: list[str]  # gold labels that were right
    won: list[str]

    @property
    def passed(self) -> bool:
        return not self.dropped and not self.lost

    def __str__(self) -> str:
        lines = [f"dropped  {name}: {before:.4f} → {now:.4f}" for name, before, now in self.dropped]
        lines += [f"lost     {label}" for label in self.lost]
        lines += [f"won      {label}" for label in self.won]
        verdict = "no regression" if self.passed else "REGRESSION"
        return "\n".join(
            [
                *lines,
                f"{verdict}: {len(self.dropped)} figures dropped, {len(self.lost)} labels lost, {len(self.won)} won",
            ]
        )


def figures(result: Evaluation) -> dict[str, float]:
    """Name → F1 of every table's spans and facts."""
    found = {}
    for table, score in result.tables.items():
        for name, counts in (("strict", score.strict), ("overlap", score.overlap), ("facts", score.facts)):
            if counts.f1 is not None:
                found[f"{table}/{name}"] = round(counts.f1, 4)
    return found


def write_baseline(path: Path, result: Evaluation) -> None:
    """Write the baseline of `result`."""
    data = {"tolerance": TOLERANCE, "figures": figures(result), "right": sorted(result.right)}
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def compare(path: Path, result: Evaluation) -> Comparison:
    """Compare `result` with the baseline at `path`. Raises UsageError when that is not a baseline."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        before, tolerance, was_right = data["figures"], data["tolerance"], set(data["right"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{path} is not a baseline ({error!r}); write one with --update-baseline.") from error
    now = figures(result)
    dropped = [(name, old, now.get(name, 0.0)) for name, old in before.items() if now.get(name, 0.0) < old - tolerance]
    return Comparison(dropped, sorted(was_right - result.right), sorted(result.right - was_right))
