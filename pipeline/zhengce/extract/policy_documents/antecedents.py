"""What short forms stand for: 《意见》, 《通知》, 《关于…的通知》 without its issuer.

The documents that a text names, by what they end in: a long text has many, so none is looked for by going through all.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from typing import NamedTuple

from zhengce.extract.policy_documents.vocabulary import REMARK, load_vocabulary
from zhengce.model import Document

# 《…》 apart, the name of a document within a sentence: 发布了关于…的意见.
_RUNNING = re.compile(
    r"关于(?:(?:印发|转发|公布|发布)《[^《》\n]{2,80}》的通知|[^。；：\n《》“”]{4,60}?的(?:若干|指导|实施|框架|紧急|补充)?(?:意见|通知|决定|决议|规定|办法|方案|报告|公告|通报|批复|建议)(?![的和、]))"
)
_DEFINES = re.compile(r"\s?[（(](?:以下|下)?(?:统一|统)?(?:简称|称)(?:为|作|：|:)?\s?[“\"]?$")
_STATE = "中华人民共和国"
_MARKS = re.compile(r"[^\w]")
_HEADED = re.compile(r"《([^《》]{3,80}(?:〈[^〈〉]{1,40}〉[^《》]{0,40})?)》")

# What names of bodies and places end with: 《可再生|能源发展规划》 is another document than 《能源发展规划》.
_BODIES = frozenset("国省市县区州盟旗院部委局署会厅办府")


class Running(NamedTuple):
    """The name of a document within a sentence, without marks."""

    start: int  # in the text; -1 in the headline
    title: str


class Antecedents:
    """The titles of a text, foremost those in its headline, that of the text itself, and those without marks."""

    def __init__(self, doc: Document, titles: list[str], own: str | None) -> None:
        self._doc = doc
        self._titles = titles
        self._own = own
        headed = {_MARKS.sub("", title) for title in _HEADED.findall(doc.context.title or "")}
        self._headed = [title for title in dict.fromkeys(titles) if _MARKS.sub("", title) in headed]
        self._first: dict[str, int] = {}
        for number, title in enumerate(titles):
            self._first.setdefault(title, number)
        self._backwards = sorted(title[::-1] for title in self._first)
        self._places: dict[tuple[object, ...], list[int]] = {}
        self._running: list[Running] | None = None
        self._of_plenums: list[tuple[int, list[str]]] | None = None

    def resolve(self) -> list[str | None]:
        """The full title of each title; None for a short form whose document is not named."""
        defined: dict[str, str] = {}
        fulls: list[str | None] = []
        spans = self._doc.titles
        for i, title in enumerate(self._titles):
            if i and title not in defined and _DEFINES.match(self._doc.text, spans[i - 1][1], spans[i][0]):
                defined[title] = fulls[i - 1] or self._titles[i - 1]
            fulls.append(defined.get(title) or self._full(title, i))
        return fulls

    def running(self) -> list[Running]:
        """Documents named without marks, in the text and last in the headline."""
        if self._running is None:
            self._running = [Running(match.start(), match[0]) for match in _RUNNING.finditer(self._doc.text)]
            if headed := _RUNNING.search(self._doc.context.title or ""):
                self._running.append(Running(-1, headed[0]))
        return self._running

    def _full(self, title: str, index: int) -> str | None:
        vocabulary = load_vocabulary()
        if title in vocabulary.named:
            return vocabulary.named[title][0]
        bare = REMARK.sub("", title)
        if bare in vocabulary.laws:
            return f"{_STATE}{title}"
        if vocabulary.is_short(bare) and not title.startswith("关于"):
            return self._of_short(title, bare, index)
        return self._longest(title)

    def _longest(self, title: str) -> str:
        """The title that `title` is the end of: 《关于…的通知》 without its issuer, or the first that adds a body or place; else itself."""
        tail = title[::-1]
        first = bisect_left(self._backwards, tail)
        last = bisect_left(self._backwards, tail + "\U0010ffff", lo=first)
        longer = sorted((other[::-1] for other in self._backwards[first:last]), key=self._first.__getitem__)
        if title.startswith("关于"):  # the issuer may be left out where it was named before
            return max(longer, key=len)
        added = ((other, other[: -len(title)]) for other in longer if other != title)
        return next((other for other, head in added if head[-1] in _BODIES and "关于" not in head), title)

    def _of_short(self, title: str, bare: str, index: int) -> str | None:
        """What ends so: in the headline, the nearest before, the text itself, the nearest behind; else what has the same kind."""
        vocabulary, size = load_vocabulary(), len(title)
        kind = vocabulary.kind(title)

        remark = title.removeprefix(bare)

        def another(other: str, named: str) -> bool:  # 《清单（试点版）》 is not 《…清单（2018年版）》
            return bool(remark) and named != other and not other.endswith(remark)

        def ends(other: str) -> bool:
            named = REMARK.sub("", other)
            return len(other) > size and named != bare and named.endswith(bare) and not another(other, named)

        def alike(other: str) -> bool:
            named = REMARK.sub("", other)
            same_kind = vocabulary.kind(other) == kind and not vocabulary.is_short(named)
            return len(other) > size + 2 and same_kind and not another(other, named)

        return (
            next((other for other in self._headed if ends(other)), None)
            or self._nearest(index, ("ends", size, title), ends)
            or self._unmarked(self._doc.titles[index][0], ends)
            or self._of_plenum(self._doc.titles[index][0], ends)
            or self._nearest(index, ("kind", size, kind, remark), alike)
        )

    def _nearest(self, index: int, key: tuple[object, ...], fits: Callable[[str], bool]) -> str | None:
        if key not in self._places:
            known = {title: fits(title) for title in self._first}
            self._places[key] = [number for number, title in enumerate(self._titles) if known[title]]
        places = self._places[key]
        here = bisect_left(places, index)
        if here:
            return self._titles[places[here - 1]]
        if self._own and fits(self._own):
            return self._own
        after = bisect_right(places, index)
        return self._titles[places[after]] if after < len(places) else None

    def _unmarked(self, position: int, fits: Callable[[str], bool]) -> str | None:
        found = self.running()
        here = bisect_left(found, position, hi=len(found) - (bool(found) and found[-1].start < 0), key=_position)
        return next(
            (one.title for one in (*found[max(here - 5, 0) : here][::-1], *found[-1:]) if fits(one.title)), None
        )

    def _of_plenum(self, position: int, fits: Callable[[str], bool]) -> str | None:
        """全会《决定》: what the session adopted that the text speaks of."""
        if self._of_plenums is None:
            adopted = load_vocabulary().plenums
            self._of_plenums = [
                (date.start, adopted[date.earliest])
                for date in self._doc.dates
                if date.earliest in adopted and date.rule.startswith(("dates.plenum", "dates.since"))
            ]
        here = bisect_left(self._of_plenums, position, key=_position)
        for _, adopted_then in self._of_plenums[max(here - 3, 0) : here][::-1] or self._of_plenums[:1]:
            if found := next((title for title in adopted_then if fits(title)), None):
                return found
        return None


def _position(found: tuple[int, object]) -> int:
    return found[0]
