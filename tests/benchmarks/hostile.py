"""Hostile texts: what a character costs as a multiple of ordinary news, and which stage it goes to.

    python tests/benchmarks/hostile.py [--chars N] [--limit 3]

Each case is one document of so many characters of one awkward kind. A case costs at most `--limit` times ordinary text, at any length;
the exit code is 1 where one costs more. Time is the processor's, so that a busy machine does not count.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable

from speed import Clock, texts, time_stages

from zhengce.extract import Pipeline, pipeline

#: Name → a text of at least so many characters.
CASES: dict[str, Callable[[int], str]] = {
    "one Han character": lambda n: "政" * n,
    "one letter": lambda n: "a" * n,
    "digits": lambda n: "1" * n,
    "digits 0-9": lambda n: "1234567890" * (n // 10),
    "Han numerals": lambda n: "一二三四五六七八九十百千万亿〇" * (n // 15),
    "、": lambda n: "、" * n,
    "。": lambda n: "。" * n,
    "blanks": lambda n: " " * n,
    "line ends": lambda n: "\n" * n,
    "( open": lambda n: "(" * n,
    "（ open": lambda n: "（" * n,
    "《 open": lambda n: "《" * n,
    "“ open": lambda n: "“" * n,
    "《》": lambda n: "《》" * (n // 2),
    "《 nested": lambda n: "《" * (n // 2) + "》" * (n // 2),
    "（ nested": lambda n: "（" * (n // 2) + "）" * (n // 2),
    "《〈 nested": lambda n: "《办法〈规定" * (n // 12) + "〉》" * (n // 12),
    "〔": lambda n: "国发〔2016〕" * (n // 8),
    "date characters": lambda n: "年月日" * (n // 3),
    "dates": lambda n: "2016年4月6日" * (n // 9),
    "date ranges": lambda n: "2016年至2020年至" * (n // 12),
    "today": lambda n: "今天明天去年今年" * (n // 8),
    "weekdays": lambda n: "周一至周五每" * (n // 6),
    "names in a list": lambda n: "王小明、李大力、" * (n // 8),
    "surnames": lambda n: "王李张刘陈" * (n // 5),
    "posts": lambda n: "部长书记主任" * (n // 6),
    "persons with posts": lambda n: "副省长李大力" * (n // 6),
    "one person on every line": lambda n: "部长李大力\n" * (n // 6),
    "posts without a person": lambda n: "为主任，" * (n // 4),
    "bodies": lambda n: "国务院民政部" * (n // 6),
    "bodies in a list": lambda n: "民政部、财政部、" * (n // 8),
    "heads of names": lambda n: "委员会办公室局" * (n // 7),
    "places": lambda n: "湖南省长沙市" * (n // 6),
    "places in a list": lambda n: "湖南、江苏、" * (n // 6),
    "triggers": lambda n: "印发召开加强要求" * (n // 8),
    "triggers in a list": lambda n: "加强、推进、" * (n // 6),
    "said": lambda n: "他指出：" * (n // 4),
    "documents": lambda n: "《关于印发办法的通知》" * (n // 11),
    "numbers of documents": lambda n: "国办发〔2016〕13号" * (n // 12),
    "glosses": lambda n: "發(fā)" * (n // 5),
    "byte shifts": lambda n: "發(fā)展改?革" * (n // 9),
    "?": lambda n: "發(fā)展\n" + "?" * n,
    "?,": lambda n: "發(fā)展\n" + "?," * (n // 2),
    "?!吨": lambda n: "發(fā)展\n" + "?!吨" * (n // 3),
    "runs without an end": lambda n: "發(fā)展\n" + "?fā)" * (n // 4),
    "runs alike": lambda n: "國務院?!吨泄仓醒雵鴦?wù)院發(fā)" * (n // 20),
    "runs of chance": lambda n: "發(fā)展\n" + "".join(random.Random(1).choices("吨泄仓醒雵鴦柡蛘Z國?!,", k=n)),
    "tags": lambda n: "<p><b>" * (n // 6),
    "< open": lambda n: "<" * n,
    "entities": lambda n: "&amp;" * (n // 5),
    "traditional": lambda n: "國務院辦公廳發佈" * (n // 8),
    "no sentence end": lambda n: "民政部要求各地加强监管，" * (n // 12),
    "who says it": lambda n: "他说" * (n // 2),
    "members": lambda n: "联席会议由民政部、财政部组成，" * (n // 15),
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--chars", type=int, default=100_000, help="length of a case")
    parser.add_argument("--limit", type=float, default=3.0, help="times ordinary text that a character may cost")
    parser.add_argument("--only", help="only the cases with this in their name")
    options = parser.parse_args()
    model = pipeline()
    _, records = texts(400)
    news = [record["text"] for record in records]
    stages_of(news[:20], model)
    normal = sum(stages_of(news, model).values()) / sum(map(len, news))
    print(f"{'ordinary news':<24}{normal * 1e6:8.2f} µs a character")
    worst = 0.0
    for name, make in CASES.items():
        if options.only and options.only not in name:
            continue
        chars, cost, stage, share = measured(make, options.chars, normal, options.limit, model)
        worst = max(worst, cost)
        print(
            f"{name:<24}{cost:8.2f} x at {chars:>9,} characters; most in {stage} ({share:.0%})"
            + ("   TOO MUCH" if cost > options.limit else ""),
            flush=True,
        )
    sys.exit(worst > options.limit)


def measured(
    make: Callable[[int], str], most: int, normal: float, limit: float, model: Pipeline
) -> tuple[int, float, str, float]:
    """Length, cost as a multiple of `normal`, dearest stage and its share, at `most` characters or where it gets out of hand."""
    chars = 1000
    while True:
        chars = min(chars * 10, most)
        text = make(chars)
        stages = stages_of([text], model)
        total = sum(stages.values())
        cost = total / len(text) / normal
        if chars == most or cost > 10 * limit:
            stage = max(stages, key=lambda name: stages[name])
            return len(text), cost, stage, stages[stage] / total


def stages_of(texts: list[str], model: Pipeline) -> dict[str, float]:
    """Seconds of the processor by stage."""
    clock = Clock()
    time_stages(texts, model, clock)
    return clock.seconds


if __name__ == "__main__":
    main()
