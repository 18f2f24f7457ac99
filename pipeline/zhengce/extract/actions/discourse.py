"""What carries over from clause to clause: who acts, who speaks, and whether it is done, to be done or planned."""

from __future__ import annotations

from dataclasses import dataclass

from zhengce.extract.actions.subjects import ABSENT, Subject

REPORTED, DIRECTIVE, PLANNED = "reported", "directive", "planned"


@dataclass(slots=True)
class Discourse:
    """The state of one document between two clauses."""

    # within a sentence
    names: tuple[str, ...] = ()
    kind: int = ABSENT  # of the subject
    modality: str | None = None
    date: str | None = None
    dated: bool = False  # an action has taken the date
    ahead: bool = False  # the sentence tells of what comes next (下一步)
    aims: bool = False  # the sentence tells what a law or plan aims at
    pending: tuple[str, ...] = ()  # names in a clause of their own, the first part of a longer subject
    issued: bool = False  # the sentence says that a document was issued; what follows may be its content
    before: tuple[str, ...] = ()  # who acted in the sentences before, in the same line
    momentum: str | None = None  # modality of the sentence before, in the same line
    theme: tuple[str, int, int] | None = None  # a preposition, and the code points of what it brought forward
    subject: Subject | None = None  # the last thing or document that was a subject
    thing: str | None = None  # what the sentence says was issued, adopted or amended
    topic: tuple[int, int] | None = None  # words of a subject in a clause of its own
    defines: bool = False  # the sentence says what a word means
    # within a speech
    speaking: bool = False
    speaker: str | None = None
    document: str | None = None  # the document that speaks
    content: str | None = None  # modality of all that is said, whatever its subjects
    decider: tuple[str, ...] = ()  # who decided what is said
    announcer: tuple[str, ...] = ()  # a body that says what it will do itself
    stale: bool = False  # a line has ended since
    fresh: bool = False  # it began in this sentence
    outer: tuple[str | None, str | None, str | None] | None = None  # the speech that quotes this one
    # within a line
    item: str | None = None  # modality of the last item that 一是 or the like opened
    published: bool = False  # the line says that a document was issued
    # within the text
    person: str | None = None  # the last who acted
    authors: tuple[str, ...] = ()  # persons who wrote the last letter
    latest: str | None = None  # full title of the last document issued
    issuers: tuple[str, ...] = ()
    conditions: bool = False  # in a list of conditions, which are no actions
    holders: tuple[str, ...] = ()  # who has the duties that the section lists
    rules: bool = False  # the section tells how a new body will work
    appointing: tuple[tuple[str, ...], str | None] = ((), None)  # who appoints those whom lines list, and when
    instructs: bool = False  # in the numbered articles of a notice, plan or rule

    def end_sentence(self) -> None:
        """Forget what a sentence carries."""
        if self.outer is not None:
            self.speaker, self.document, self.content = self.outer
        self.fresh, self.outer = False, None
        self.momentum, self.before = self.modality, self.names or self.before
        self.names, self.kind, self.modality, self.date = (), ABSENT, None, None
        self.dated = self.issued = self.ahead = self.aims = self.defines = False
        self.pending = ()
        self.theme = self.topic = self.subject = self.thing = None

    def end_line(self) -> None:
        """Forget what a line carries; a speech goes on only when the next line takes it up."""
        self.end_sentence()
        self.stale, self.momentum, self.before, self.item = True, None, (), None
        self.published = False

    def speak(self, speaker: str | None, document: str | None) -> None:
        """A speech, or the content of a document, begins."""
        if self.fresh and self.speaker is not None and speaker is not None:
            self.outer = self.speaker, self.document, self.content
        self.speaking, self.fresh, self.stale = True, True, False
        self.speaker, self.document, self.content = speaker, document, None
        self.announcer = self.decider = ()
        self.names, self.kind, self.modality, self.date = (), ABSENT, None, None
        self.theme = self.topic = self.momentum = None

    def hush(self) -> None:
        """The speech has ended."""
        self.speaking = self.stale = False
        self.speaker = self.document = self.content = None
        self.announcer = self.decider = ()
