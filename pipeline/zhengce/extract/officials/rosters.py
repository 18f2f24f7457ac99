"""Rosters: a heading that names a post, then the names of those who hold it, each with a post of his own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhengce.extract.officials.names import Names, View
from zhengce.extract.officials.posts import Mention, Post
from zhengce.extract.officials.ranks import Rank

_GAP = r"[ \u3000]{0,6}"
_HEADING = re.compile(
    rf"^{_GAP}((?:名誉|常务|执行|第一)?{_GAP}副?{_GAP}(?:(?:组|会|团|队|理{_GAP}事|秘{_GAP}书){_GAP}长|主{_GAP}任(?:{_GAP}委{_GAP}员)?|"
    rf"总{_GAP}指{_GAP}挥|指{_GAP}挥{_GAP}长|召{_GAP}集{_GAP}人|总{_GAP}召{_GAP}集{_GAP}人|成{_GAP}员|委{_GAP}员|顾{_GAP}问|联{_GAP}络{_GAP}员|"
    rf"主{_GAP}席|主{_GAP}编))(?:[：:]{_GAP}|[ \u3000]{{1,8}}|\n)",
    re.MULTILINE,
)
_LINE = re.compile(r"\n?[ \u3000]{0,20}")
_SEPARATOR = re.compile(r"[、，, \u3000]{1,4}")


def rosters(view: View, names: Names, mentions: dict[int, Mention]) -> Iterator[Mention]:
    """Persons under the headings of a roster, with the post that the heading names; own posts are added to those."""
    text = view.doc.text
    for heading in _HEADING.finditer(text):
        position = re.sub(r"[ \u3000]", "", heading[1])
        body = next(
            (
                body
                for body in reversed(view.doc.organisations)
                if body.kind == "mechanism" and body.end <= heading.start()
            ),
            None,
        )
        rank = Rank(position, None, "body", (), False, True, False, "", position)
        post = Post(rank, body.name if body else None, body.org_id if body else None)
        offset = heading.end()
        while True:
            known = mentions.get(offset)
            name = known.name if known else names.after(view, offset)
            if name is None:
                break
            if known is not None:
                known.posts = [post, *known.posts]
            else:
                yield Mention(name, [post], "officials.roster")
            separator = _SEPARATOR.match(text, name.end)
            if separator is not None and separator[0][0] in "、，,":
                offset = separator.end()
                continue
            line = text.find("\n", name.end)
            if line < 0:
                break
            match = _LINE.match(text, line)
            offset = match.end() if match else line + 1
            if _HEADING.match(text, line + 1):
                break
