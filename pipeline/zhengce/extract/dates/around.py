"""The words around an expression that say where it leads: to a plan, to an event named before it, to what it is compared with."""

from __future__ import annotations

import re
from typing import NamedTuple

_ATTACHED = re.compile("[一-鿿](?<![于在从到至自及和与或])$")
_EVENT = re.compile(
    "(?:[事案]发|地震|火灾|爆炸|沉没|坠毁|选举|投票|[开闭]幕式?|仪式|揭牌|试飞|启用|首[播发映]|出院|抵达|退还|印发|要是|最快|[一-鿿](?<![一二三四五六七八九十今同次翌])日|[五七八十]一”?)$"
)
_PLAN_BEFORE = re.compile("(?:将|拟|计划|定于|预计|有望|即将|力争|争取|确保)[^，。；！？\n]{0,10}$|起(?:持续)?[至到]$")
_PLAN_BEHIND = re.compile(
    "起?[^，。；\n]{0,4}(?:施行|实施|执行|生效|将)|之?前(?:[，。；]|[^，。；\n]{0,4}(?:完成|实现|建成|做到))"
)
_LATER_PLAN = re.compile("[^，。；！？\n]{0,12}(?:将|拟|计划|会|要|可|能|须|应|[完建]成)")
_UP_TO = re.compile("(?<![直截止])到$")
_BEFORE_THE_END = re.compile("(?<=年[底末])之?前")


class Around(NamedTuple):
    """What stands before and behind the expression at `start`:`end`."""

    text: str
    start: int
    end: int

    def compared(self) -> bool:
        """Whether something is measured by it: 比去年."""
        return self.text.endswith(("比", "较"), 0, self.start)

    def planned(self) -> bool:
        """Whether the words around look forward."""
        return self._before(_PLAN_BEFORE, 14) or _PLAN_BEHIND.match(self.text, self.end) is not None

    def planned_behind(self) -> bool:
        """Whether its clause goes on to say what will or should be: 三天后将公布."""
        return _LATER_PLAN.match(self.text, self.end) is not None

    def before_the_end(self) -> bool:
        """Whether it is a term: 年底|前."""
        return _BEFORE_THE_END.match(self.text, self.end) is not None

    def reached(self) -> bool:
        """Whether a stretch of time runs up to it: 从9月到|3月."""
        return self._before(_UP_TO, 2)

    def of_event(self) -> bool:
        """Whether it is the day of what is named there: 地震|当天."""
        return self.text.startswith("当", self.start) and self._before(_EVENT, 4)

    def attached(self) -> bool:
        """Whether it counts from what stands before it: 会议|第二天."""
        return self._before(_ATTACHED, 2)

    def _before(self, words: re.Pattern[str], reach: int) -> bool:
        return words.search(self.text, max(self.start - reach, 0), self.start) is not None
