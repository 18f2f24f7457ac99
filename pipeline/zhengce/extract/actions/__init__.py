"""Policy actions: trigger, category, modality, actors, object."""

from __future__ import annotations

from bisect import bisect_left

from zhengce.extract.actions import objects
from zhengce.extract.actions.modality import DIRECTIVE, PLANNED, REPORTED, Discourse
from zhengce.extract.actions.predicates import BRACKET, COLON, COMMA, LINE, STOP, UNBRACKET, VERB, lexicon
from zhengce.extract.actions.subjects import AGENT, NAMED, NONE, PERSON, THING, Subject, Subjects
from zhengce.extract.actions.triggers import Hit, Predicate, predicates
from zhengce.model import Action, Document

_PAST = frozenset({"了", "过"})


class Actions:
    """Policy actions: trigger, category, modality, actors, object."""

    def __init__(self) -> None:
        self.lexicon = lexicon()

    def claim(self, doc: Document) -> None:
        """Nothing is decided by characters alone."""

    def complete(self, doc: Document) -> None:
        """Add and finish mentions, with words and earlier facts at hand."""
        Reader(doc, self).read()


class Reader:
    """Reads one document clause by clause."""

    def __init__(self, doc: Document, actions: Actions) -> None:
        self.doc, self.words, self.text = doc, doc.words, doc.text
        self.lexicon = actions.lexicon
        self.subjects = Subjects(doc, self.lexicon)
        self.state = Discourse()
        self.date_starts = [date.start for date in doc.dates]
        self.document_starts = [one.start for one in doc.policy_documents]
        self.front: str | None = None

    def read(self) -> None:
        get, compose = self.lexicon.table.get, self.lexicon.entry
        texts = self.words.texts
        hits: list[Hit] = []
        start, bracket = 0, -1
        verbs = False
        for i, word in enumerate(texts):
            entry = get(word) or (compose(word) if len(word) > 2 else None)
            if entry is None:
                continue
            kind = entry.kind
            if kind >= COMMA:
                if bracket >= 0 and kind < LINE and i - bracket < 40:
                    continue
                self.clause(hits, start, i, kind, verbs)
                hits, start, verbs, bracket = [], i + 1, False, -1
            elif kind == BRACKET:
                bracket = i
            elif kind == UNBRACKET:
                bracket = -1
            elif bracket < 0:
                hits.append((i, entry))
                verbs = verbs or kind == VERB
        self.clause(hits, start, len(texts), LINE, verbs)

    def clause(self, hits: list[Hit], start: int, stop: int, mark: int, verbs: bool) -> None:
        state = self.state
        if start < stop:
            found = predicates(hits, self.words, start, stop, self.lexicon) if verbs else []
            if found:
                self.emit(found, hits, start, stop)
            else:
                self.quiet(hits, start, stop)
        if mark == STOP:
            state.sentence()
            self.front = None
        elif mark == LINE:
            state.line()
            self.front = None

    def quiet(self, hits: list[Hit], start: int, stop: int) -> None:
        """A clause without predicates may still name the subject, the time or the theme of the next."""
        words, state = self.words, self.state
        end = words.starts[stop] if stop < len(words.starts) else len(self.text)
        self.when(words.starts[start], end)
        if words.texts[start] in ("对", "就", "把", "将", "对于"):
            self.front = objects.clean(self.text[words.starts[start + 1] : end]) if start + 1 < stop else None
        names, _ = self.subjects.named(words.starts[start], end)
        if names:
            state.names, state.kind = names, NAMED

    def when(self, start: int, end: int) -> None:
        k = bisect_left(self.date_starts, start)
        while k < len(self.date_starts) and self.date_starts[k] < end:
            date = self.doc.dates[k]
            if date.kind not in ("duration", "set") and date.edtf and self.text[date.end : date.end + 1] != "的":
                self.state.date = date.edtf
            k += 1

    def emit(self, found: list[Predicate], hits: list[Hit], start: int, stop: int) -> None:
        words, state, text = self.words, self.state, self.text
        starts = words.starts
        char_stop = starts[stop] if stop < len(starts) else len(text)
        first = found[0]
        subject = self.subjects.read(start, first.first)
        self.when(starts[start], starts[first.first])
        own = subject.kind != NONE
        # does a speech go on?
        if state.speaking and state.stale:
            if own and first.modal is None or not (first.modal or words.tags[start] == "m"):
                state.hush()
            state.stale = False
        if own:
            if words.texts[start] in ("他", "她") and state.person:
                subject = Subject(NAMED, (state.person,))
            state.names, state.kind = subject.names, subject.kind
            if state.modality != DIRECTIVE or state.speaking:
                state.modality = None
        modality = first.modal if first.modal in (DIRECTIVE, PLANNED) else None
        if modality is None:
            if state.modality is not None and not own:
                modality = state.modality
            elif state.speaking and not own:
                modality = DIRECTIVE
            else:
                modality = REPORTED
        if modality == REPORTED and subject.kind == PERSON:
            return
        names = state.names
        clause = text[starts[start] : char_stop].strip()
        previous: Predicate | None = None
        current = modality
        for n, predicate in enumerate(found):
            entry = predicate.entry
            begin = starts[predicate.first] + entry.skip
            if predicate.stop == predicate.first + 1 and entry.keep:
                end = starts[predicate.first] + entry.keep
            else:
                end = starts[predicate.stop] if predicate.stop < len(starts) else len(text)
            if predicate.nested and previous is not None:
                inner = self.subjects.read(previous.stop, predicate.first)
                names = inner.names
                if previous.category in ("instruct", "adopt", "state", "report") or previous.entry.speech:
                    current = DIRECTIVE
            elif n and predicate.modal:
                current = predicate.modal
            left, right = objects.span(predicate, words, char_stop)
            if end < left and predicate.stop == predicate.first + 1 and entry.keep < len(entry.word):
                left = end
            if predicate.stop == predicate.first + 1 and end < starts[predicate.first] + len(words.texts[predicate.first]):
                left = end
            obj = objects.clean(text[left:right]) if left < right else None
            theme = None
            if predicate.front >= 0:
                a, b = objects.theme(predicate.front, hits, words, predicate.first, self.lexicon)
                theme = objects.clean(text[a:b])
            elif self.front is not None:
                theme, self.front = self.front, None
            category = predicate.category
            if predicate.light:
                category = self.act(left, right, category)
            if theme is not None:
                word = words.texts[predicate.front] if predicate.front >= 0 else "对"
                if word in ("把", "将") or obj is None or predicate.light or self.names_act(obj):
                    obj = theme
            past = predicate.stop < len(words.texts) and words.texts[predicate.stop] in _PAST
            mode = REPORTED if past and current != PLANNED else current
            if entry.speech:
                mode = REPORTED if not predicate.modal else current
            if obj is None and entry.event and subject.kind == THING:
                obj = objects.clean(text[starts[start] : starts[predicate.first]])
            if obj is None and subject.kind == THING and mode == REPORTED and not entry.event:
                continue
            if entry.category == "state":
                obj = None if entry.speech else obj
            document = self.document(left, right) or state.document
            directive = mode == DIRECTIVE
            self.doc.actions.append(
                Action(
                    begin, end, f"actions.{category}", category, mode, list(names), obj, document, state.date,
                    None, state.speaker if directive and state.speaking else None, clause,
                )
            )  # fmt: skip
            if entry.speech:
                state.speaking, state.stale = True, False
                state.speaker = names[0] if names else None
                if entry.word == "要求" and names and not self.is_person(names[0]):
                    pass
                state.document = None
                if state.speaker and self.is_person(state.speaker):
                    state.person = state.speaker
                state.names, state.kind, state.date = (), NONE, None
                names = ()
                current = DIRECTIVE
                state.modality = None
            elif n == len(found) - 1 and not predicate.nested:
                state.modality = modality if modality != REPORTED or not state.speaking or own else state.modality
            previous = predicate
        for name in state.names:
            if self.is_person(name):
                state.person = name

    def is_person(self, name: str) -> bool:
        return any(agent.person and agent.name == name for agent in self.subjects.agents)

    def names_act(self, obj: str) -> bool:
        entry = self.lexicon.table.get(obj)
        return obj in self.lexicon.nouns and (entry is None or entry.noun)

    def act(self, left: int, right: int, category: str) -> str:
        """The category of the noun that a light verb carries: the last known noun of its object."""
        words = self.words
        i = words.at(right - 1) if right > left else -1
        nouns = self.lexicon.nouns
        while i >= 0 and words.starts[i] >= left:
            if words.texts[i] in nouns:
                return nouns[words.texts[i]]
            i -= 1
        return category

    def document(self, left: int, right: int) -> str | None:
        k = bisect_left(self.document_starts, left)
        if k < len(self.document_starts) and self.document_starts[k] < right:
            return self.doc.policy_documents[k].full_title
        return None
