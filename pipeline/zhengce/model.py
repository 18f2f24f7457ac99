"""What the extractors read and what they find.

A `Document` is one clean text with what has been found in it so far; a mention is a half-open span of its text
(Unicode code points, 0-based, end exclusive), the value, and the id of the rule that made it. The fields of a mention
are the columns of its table (see `zhengce.tables`), less those that follow from the span.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of a document besides its text."""

    published: date | None = None
    title: str | None = None
    publisher: str | None = None
    region: str | None = None  # place name or GB/T 2260 code


@dataclass(slots=True)
class Words:
    """Segmented text: parallel lists; words cover the text without gaps."""

    texts: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)  # jieba's part-of-speech tags; claimed spans carry their layer's
    starts: list[int] = field(default_factory=list)

    def at(self, offset: int) -> int:
        """Index of the word that covers the code point at `offset`."""
        return bisect_right(self.starts, offset) - 1


@dataclass(slots=True)
class Organisation:
    start: int
    end: int
    rule: str
    name: str
    org_id: str | None = None
    kind: str = "other"
    level: str | None = None
    region: str | None = None
    resolution: str = "pattern"


@dataclass(slots=True)
class Date:
    start: int
    end: int
    rule: str
    kind: str  # date, time, period, duration, set
    edtf: str | None = None
    earliest: date | None = None
    latest: date | None = None
    duration: str | None = None  # ISO 8601
    repeat: str | None = None  # ISO 8601
    anchor: date | None = None


@dataclass(slots=True)
class Official:
    """One person mention with one post; several posts are several officials with the same span."""

    start: int
    end: int
    rule: str
    person: str
    position: str | None = None
    organisation: str | None = None
    org_id: str | None = None
    status: str = "current"  # current, former, acting, designate
    stated: bool = True


@dataclass(slots=True)
class PolicyDocument:
    start: int
    end: int
    rule: str
    title: str | None = None
    full_title: str | None = None
    number: str | None = None
    document_kind: str | None = None
    issuers: list[str] = field(default_factory=list)
    dated: str | None = None  # EDTF


@dataclass(slots=True)
class Action:
    start: int
    end: int
    rule: str
    category: str
    modality: str  # reported, directive, planned
    actors: list[str] = field(default_factory=list)
    object: str | None = None
    policy_document: str | None = None
    date: str | None = None  # EDTF
    place: str | None = None
    speaker: str | None = None
    clause: str | None = None


@dataclass(slots=True)
class Mechanism:
    start: int
    end: int
    rule: str
    name: str
    lead: str | None = None
    convenor: str | None = None
    approved_by: str | None = None
    stated_members: int | None = None
    listed_members: int | None = None
    meets: str | None = None  # ISO 8601 repeat
    functions: list[str] = field(default_factory=list)
    date: str | None = None  # EDTF


@dataclass(slots=True)
class Member:
    start: int
    end: int
    rule: str
    mechanism: str
    member: str
    position: int  # 1-based place in the list


@dataclass(slots=True)
class Document:
    """One clean text and what the extractors have found in it, each list in order of `start`."""

    text: str
    context: Context = field(default_factory=Context)
    sentences: list[int] = field(default_factory=list)  # start offset of each sentence; the first is 0
    titles: list[tuple[int, int]] = field(default_factory=list)  # every 《…》 with its marks, whatever it names
    headings: list[tuple[int, int]] = field(default_factory=list)  # titles of documents on lines of their own
    words: Words = field(default_factory=Words)
    dates: list[Date] = field(default_factory=list)
    organisations: list[Organisation] = field(default_factory=list)
    policy_documents: list[PolicyDocument] = field(default_factory=list)
    own: PolicyDocument | None = None  # the document that the text itself is
    officials: list[Official] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    mechanisms: list[Mechanism] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)

    def sentence_at(self, offset: int) -> int:
        """0-based index of the sentence that holds the code point at `offset`."""
        return max(bisect_right(self.sentences, offset) - 1, 0)
