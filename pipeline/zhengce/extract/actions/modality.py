"""Reported, directive or planned; and who speaks."""

from __future__ import annotations

from dataclasses import dataclass

REPORTED, DIRECTIVE, PLANNED = "reported", "directive", "planned"


@dataclass(slots=True)
class Discourse:
    """What carries over from clause to clause."""

    # sentence
    names: tuple[str, ...] = ()
    kind: int = 4
    modality: str | None = None
    date: str | None = None
    # speech
    speaking: bool = False
    stale: bool = False  # a line ended since the speech began
    speaker: str | None = None
    document: str | None = None
    # text
    person: str | None = None
    instructs: bool = False  # a notice, plan or rule, not news

    def sentence(self) -> None:
        self.names, self.kind, self.modality, self.date = (), 4, None, None

    def line(self) -> None:
        self.sentence()
        self.stale = True

    def hush(self) -> None:
        self.speaking, self.speaker, self.document, self.stale = False, None, None, False
