"""Restoration: bytes and damaged text to clean text, with every offset kept.

Much policy news survives only in copies that were damaged on the way: decoded wrongly, converted to traditional
characters, glossed with pinyin, shifted by a byte in the middle of a double-byte character, wrapped in the residue of
a web page. `decode` reads the bytes, `restore` undoes the damage in steps, each a pure function with an alignment to
the text before it, joined into one. One look at the distinct characters of a text decides which steps it needs, so
clean text costs next to nothing.

    >>> restored = restore("中國(guó)政府網(wǎng)4月5日發(fā)布文件,強(qiáng)化部門間協(xié)作。")
    >>> restored.text
    '中国政府网4月5日发布文件，强化部门间协作。'
    >>> restored.alignment.source(4, 5)
    (9, 16)
"""

from __future__ import annotations

from zhengce.restore.alignment import Alignment, Edit
from zhengce.restore.decoding import Decoded, decode
from zhengce.restore.steps import Restored, restore

__all__ = ["Alignment", "Decoded", "Edit", "Restored", "decode", "restore"]
