"""Named organisations: span, full name of the day, kind, level, region."""

from __future__ import annotations

from datetime import date

from zhengce.extract.organisations.grammar import Reading
from zhengce.extract.organisations.later import later_mentions
from zhengce.extract.organisations.names import names
from zhengce.extract.organisations.open_names import OpenNames
from zhengce.model import Context, Document, Organisation


class Organisations:
    """Named organisations: span, full name of the day, kind, level, region."""

    def __init__(self) -> None:
        self.names = names()

    def claim(self, doc: Document) -> None:
        """Claim the names that characters alone decide: of the registry, of places and of countries."""
        doc.organisations = _disjoint(Reading(doc, self.names, reading_day(doc)).run())

    def complete(self, doc: Document) -> None:
        """Add the names that grammar finds over words, and the later mentions of all names in short."""
        doc.organisations = _disjoint(doc.organisations + OpenNames(doc, self.names).run())
        doc.organisations = _affiliated(doc.text, _disjoint(later_mentions(doc) + doc.organisations))


def reading_day(doc: Document) -> date | None:
    """The day on which names are read: the day of publication, else the latest day that the text itself gives."""
    if doc.context.published is not None:
        return doc.context.published
    days = [found.latest for found in doc.dates if found.kind == "date" and found.latest == found.earliest]
    return max((day for day in days if day is not None), default=None)


def full_names(words: str, context: Context) -> list[str]:
    """Full names of the bodies that `words` list, as a text of this `context` would have them; none where they say more."""
    bodies = _disjoint(Reading(Document(words, context), names(), context.published).run())
    rest = list(words)
    for body in bodies:
        rest[body.start : body.end] = [""] * (body.end - body.start)
    return [] if "".join(rest).strip("、， 和与及") else [body.name for body in bodies]


def _disjoint(found: list[Organisation]) -> list[Organisation]:
    """In order of start; of names that overlap the first, longest, and foremost in `found`."""
    kept: list[Organisation] = []
    end = 0
    for body in sorted(found, key=lambda body: (body.start, -body.end)):
        if body.start >= end:
            kept.append(body)
            end = body.end
    return kept


def _affiliated(text: str, found: list[Organisation]) -> list[Organisation]:
    """The same, where a hospital or school after 附属 is one name with the school before it."""
    joined: list[Organisation] = []
    for body in found:
        last = joined[-1] if joined else None
        if last is not None and last.kind == "school" and text[last.end : body.start] == "附属":
            last.name += text[last.end : body.end]
            last.end, last.kind, last.rule, last.org_id = body.end, body.kind, "organisations.part", None
        else:
            joined.append(body)
    return joined
