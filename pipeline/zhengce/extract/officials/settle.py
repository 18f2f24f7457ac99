"""Settling: the bodies of posts that the text does not write beside them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from zhengce.extract.officials.bodies import governing, place_of
from zhengce.extract.officials.heads import head_of, positions
from zhengce.extract.officials.names import is_chinese, is_transliterated, names
from zhengce.extract.officials.posts import Composer, Mention, Post
from zhengce.extract.officials.ranks import ranks
from zhengce.extract.officials.states import foreign_state, last_state
from zhengce.places import Place, gazetteer

_SINIC = ("越南", "韩国", "朝鲜", "新加坡", "日本", "蒙古国")  # whose names may read as Chinese ones
_ARMY = "中国人民解放军"
_NEAR = 150  # characters back to a body that is still meant
_FAR = 200  # words to a place that is


class Settler:
    """Gives posts their bodies from what else one document says."""

    def __init__(self, composer: Composer) -> None:
        self._doc = composer.view.doc
        self._bodies = composer.bodies
        self._held = composer.held
        self._starts = [body.start for body in self._doc.organisations]

    def own(self, mention: Mention, post: Post, others: Iterable[Post]) -> Post:
        """`post` at the ministry of a foreign state where one is spoken of and the name is foreign: 国防部长加兰特."""
        person, body = mention.name.person, post.organisation or ""
        force = body.startswith(_ARMY)
        if not (post.org_id or "").startswith("cn.") or not (force or post.rank.root in ("部长", "发言人")):
            return post
        if not names().foreign.issuperset(person.replace("·", "")) or is_chinese(person) or names().elemental(person):
            return post
        for other in others:
            if other.position == post.position and other.organisation and foreign_state(other.organisation):
                return replace(post, organisation=other.organisation, org_id=other.org_id)
        state = last_state(self._doc.text, max(0, mention.name.start - (_NEAR if force else 60)), mention.name.start)
        if body == "国务院":  # only the American one has a spokesman of that name
            state = "美国" if "美国" in self._doc.text or "白宫" in self._doc.text else None
        return replace(post, organisation=state + body.removeprefix(_ARMY), org_id=None) if state is not None else post

    def settle(self, mention: Mention, post: Post, others: Iterable[Post]) -> Post:
        """`post` with its body, where the text does not write it: from the person's other mentions, else by the rank."""
        if post.organisation is not None or post.position is None or post.unknown:
            return post
        rank = post.rank
        if (head := head_of(mention.name.person, post.rank.root)) is not None and post.position == head.position:
            return replace(post, organisation=head.body)
        if rank.fixed:
            return self._of_head(mention, post)
        body = next((other for other in others if other.position == post.position and other.organisation), None)
        if body is not None:
            return replace(post, organisation=body.organisation, org_id=body.org_id)
        chinese = is_chinese(mention.name.person)
        if rank.scope == "state":
            return self._of_state(mention, post, chinese)
        if rank.body is not None:
            start = mention.name.start
            ours = (
                chinese
                or any(_is_ours(other) for other in mention.posts if other is not post)
                or (len(mention.name.person) > 3 and last_state(self._doc.text, max(0, start - _NEAR), start) is None)
            )
            return replace(post, organisation=rank.body) if ours and post.position not in positions() else post
        if rank.bound and mention.rule == "officials.name-title":
            return self._assembly(post, mention.name.start)
        free = self._bodies.is_free(post.start) or (
            post.start == mention.name.end and not is_transliterated(mention.name.person)
        )
        last = mention.previous.posts[-1] if mention.previous is not None and mention.previous.posts else None
        if last is not None and last.rank.root == rank.root and last.organisation:
            return replace(post, organisation=last.organisation, org_id=last.org_id)
        if (rank.ends or (rank.scope == "place" and chinese)) and free:
            post = self._nearest(post, mention.name.start, mention.name.person)
        if post.organisation is None and rank.scope == "body" and last is not None:
            post = replace(post, organisation=last.organisation, org_id=last.org_id)
        return post

    def _of_state(self, mention: Mention, post: Post, chinese: bool) -> Post:
        """`post` with its state: China for a Chinese name, else the one that the text speaks of."""
        rank, start = post.rank, mention.name.start
        ours = chinese and rank.body is not None and post.position not in positions()
        ours = ours and not is_transliterated(mention.name.person)
        if ours and any(_is_ours(other) for other in mention.posts if other is not post):
            return replace(post, organisation=rank.body)
        held = self._held.get(rank.root, set())
        if len(held) == 1 and (ours or not (held & {rank.body})):
            return replace(post, organisation=next(iter(held)))
        state = last_state(self._doc.text, max(0, start - 120), start)
        if ours and (state not in _SINIC or not any(map(_is_minister, mention.posts))):
            return replace(post, organisation=rank.body)
        state = state if self._bodies.is_free(post.start) else None
        return replace(post, organisation=state) if state is not None else post

    def _of_head(self, mention: Mention, post: Post) -> Post:
        """A head of state who is none of China's: of the state that the text speaks of."""
        start = mention.name.start
        state = last_state(self._doc.text, max(0, start - _NEAR), start)
        if state is None and is_chinese(mention.name.person):
            state = post.rank.body
        return replace(post, organisation=state)

    def _nearest(self, post: Post, offset: int, person: str) -> Post:
        """`post` at the last body before `offset` that can have it, within some sentences, and not at one of
        another country than the `person`'s."""
        chinese = is_chinese(person)
        abroad = not chinese and is_transliterated(person)
        if post.rank.scope == "place":
            place = self._place(post.rank.unit, offset)
            return replace(post, organisation=place + governing(place[-1])) if place is not None else post
        index = bisect_right(self._starts, offset) - 1
        while index >= 0 and offset - self._starts[index] < _NEAR:
            body = self._doc.organisations[index]
            theirs = (body.org_id or "").startswith("cn.") if abroad else chinese and bool(foreign_state(body.name))
            party = post.rank.root == "主席" and body.name.startswith(("中共", "中国共产党"))
            if body.name.endswith(post.rank.ends) and not theirs and not party:
                return replace(post, organisation=body.name, org_id=body.org_id)
            index -= 1
        return post

    def _assembly(self, post: Post, offset: int) -> Post:
        """`post` in the people's congress or consultative conference that the text speaks of."""
        for body in reversed(self._doc.organisations[: bisect_right(self._starts, offset)]):
            if (
                body.kind in ("advisory", "legislature")
                and body.name.count("委员会") < 2
                and body.name != "中国人民政治协商会议"
            ):
                return replace(post, organisation=body.name, org_id=body.org_id)
        return post

    def _place(self, unit: str, offset: int) -> str | None:
        """The place of kind `unit` (省, 市 …) that the text speaks of at `offset`: named last before it, first behind it, or
        given with the document."""
        words, known, day = self._doc.words, gazetteer(), self._doc.context.published
        here = words.at(offset)
        for index in (*range(here, max(here - _FAR, -1), -1), *range(here + 1, min(here + _FAR, len(words.texts)))):
            tag = words.tags[index]
            if tag == "org":
                body = self._bodies.ending.get(words.starts[index] + len(words.texts[index]))
                name = place_of(body.name) if body is not None else None
            elif tag.startswith("ns"):
                place = known.resolve(words.texts[index], day)
                name = place.name if place is not None else None
            else:
                continue
            if name is not None and name.endswith(unit):
                return name
        place = _region(self._doc.context.region, day)
        return place.name if place is not None and place.name.endswith(unit) else None


def _region(region: str | None, day: date | None) -> Place | None:
    """The place given with the document, by code or by a name that may lead with the places above it."""
    known = gazetteer()
    if not region or region.isdigit():
        return known.get(region, day) if region else None
    return next(filter(None, (known.resolve(region[start:], day) for start in range(len(region) - 1))), None)


def _is_ours(post: Post) -> bool:
    """Whether the post is one of China by its body."""
    body = post.organisation or (post.rank.body if post.rank.scope == "body" else None)
    return body is not None and not foreign_state(body)


def _is_minister(post: Post) -> bool:
    """Whether the post is called by the short form for a foreign minister, be it a deputy's."""
    minister = ranks().rank(post.rank.root)
    return minister is not None and minister.ministry is not None
