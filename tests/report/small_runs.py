"""Runs over a few texts."""

from __future__ import annotations

from pathlib import Path

from zhengce.engines.local import engine
from zhengce.engines.runs import run
from zhengce.readers import find_inputs, read_metadata

TEXTS = {
    "relief": (
        "民政部部署救灾工作\n"
        "2014年3月5日，民政部、财政部联合印发《关于加强救灾物资储备的通知》（民发〔2014〕9号），要求各地加强监管。\n"
        "民政部部长李立国主持会议。会议强调，各地要做好防汛准备，不得瞒报灾情。"
    ),
    "school": "2015年9月1日，教育部召开会议，部署义务教育工作。教育部部长袁贵仁出席会议并讲话。",
    "mechanism": (
        "经国务院同意，建立全国救灾工作部际联席会议制度。联席会议由民政部、财政部、水利部3个部门组成，民政部为牵头单位。"
    ),
    "mangled": "國務(wù)院辦公廳(tīng)印發(fā)《關(guān)于加強(qiáng)救災(zāi)物資儲備的通知》。\n民政部負責(zé)落實。",
    "hostile": (
        "<script>window.hacked = 1</script>民政部印发通知。</script><img src=x onerror='window.hacked = 2'>\n"
        "<!-- <b>教育部</b>召开会议 --> &lt;i&gt; \\u003c ${1} `民政部`"
    ),
    "astral": "𠮷林镇𠀀𠀁村。2016年4月6日，民政部印发通知。",
}
METADATA = (
    "doc_id,title,published\n"
    "relief,民政部部署救灾工作,2014-03-06\nschool,教育部召开会议,2015-09-02\nmechanism,救灾工作联席会议,2013-05-04\nmangled,,2014-04-01\n"
    'hostile,"<img src=x onerror=""window.hacked = 3"">",2016-01-01\nastral,,2016-04-07\n'
)


def make_run(folder: Path, texts: dict[str, str], metadata: str | None = None) -> Path:
    """A finished run over `texts` in `folder`/out, made from `folder`/news."""
    (folder / "news").mkdir()
    for name, text in texts.items():
        (folder / "news" / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "metadata.csv").write_text(metadata or "doc_id\n", encoding="utf-8")
    known = read_metadata(folder / "metadata.csv")
    run(find_inputs([folder / "news"]), folder / "out", engine(1), metadata=known, formats=["parquet"])
    return folder / "out"
