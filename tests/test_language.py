"""The spaCy face: registered, saved, pickled, spawned, and row for row the same as the tables."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy import displacy
from spacy.language import Language
from spacy.tokens import DocBin

import zhengce
from zhengce.language import COMPONENTS, write_docbin

TEXT = "国务院办公厅2014年3月5日印发《关于加强救灾物资储备的通知》（国办发〔2014〕9号），民政部部长主持会议。"
MANGLED = "國務(wù)院印發(fā)《關(guān)于加強(qiáng)救災(zāi)物資儲備的通知》。"


@pytest.fixture(scope="module")
def nlp() -> Language:
    return zhengce.load()


def spans(doc: spacy.tokens.Doc) -> dict[str, list[tuple[int, int, str, str, str]]]:
    return {
        table: [(span.start_char, span.end_char, span.label_, span.kb_id_, span.id_) for span in group]
        for table, group in doc.spans.items()
    }


def test_the_pipeline_has_all_components(nlp: Language) -> None:
    assert nlp.pipe_names == list(COMPONENTS)


def test_a_span_carries_label_value_and_rule(nlp: Language) -> None:
    doc = nlp(TEXT)
    title = doc.spans["policy_documents"][0]
    assert (title.text, title.label_, title.kb_id_) == (
        "《关于加强救灾物资储备的通知》",
        "通知",
        "关于加强救灾物资储备的通知",
    )
    assert title.id_.startswith("policy_documents.")


def test_mangled_text_is_restored_first(nlp: Language) -> None:
    assert nlp(MANGLED).text == "国务院印发《关于加强救灾物资储备的通知》。"
    assert zhengce.load(restore=False)(MANGLED).text == MANGLED


def test_sentences_are_set(nlp: Language) -> None:
    assert [span.text for span in nlp("会议召开。会议要求抓落实。").sents] == ["会议召开。", "会议要求抓落实。"]


def test_components_work_in_a_blank_pipeline() -> None:
    blank = spacy.blank("zh")
    blank.add_pipe("zhengce_policy_documents")
    doc = blank(TEXT)
    assert doc.spans["policy_documents"][0].text == "《关于加强救灾物资储备的通知》"
    assert "actions" not in doc.spans


def test_what_is_known_of_a_document_is_used(nlp: Language) -> None:
    doc = nlp.make_doc("今天，会议召开。")
    doc._.published = "2016-04-06"
    assert nlp(doc).spans["dates"][0].kb_id_ == "2016-04-06"


def test_saved_and_loaded(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "model")
    again = spacy.load(tmp_path / "model")
    assert spans(again(TEXT)) == spans(nlp(TEXT))
    assert again(MANGLED).text == nlp(MANGLED).text


def test_saved_without_restoring_stays_so(tmp_path: Path) -> None:
    zhengce.load(restore=False).to_disk(tmp_path / "model")
    assert spacy.load(tmp_path / "model")(MANGLED).text == MANGLED


def test_pickled(nlp: Language) -> None:
    assert spans(pickle.loads(pickle.dumps(nlp))(TEXT)) == spans(nlp(TEXT))


def test_two_processes_under_spawn(nlp: Language, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import multiprocessing, zhengce\n"
        "if __name__ == '__main__':\n"
        "    multiprocessing.set_start_method('spawn')\n"
        f"    texts = [{TEXT!r}] * 8\n"
        "    docs = list(zhengce.load().pipe(texts, n_process=2, batch_size=2))\n"
        "    print(len(docs), *[len(doc.spans['policy_documents']) for doc in docs])\n",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True)
    count = len(nlp(TEXT).spans["policy_documents"])
    assert done.stdout.split() == ["8", *[str(count)] * 8]
    assert done.stderr == ""


def test_the_faces_agree(nlp: Language) -> None:
    tables = zhengce.extract(TEXT)
    doc = nlp(TEXT)
    for name, group in doc.spans.items():
        frame = getattr(tables, name)
        assert [(span.start_char, span.end_char, span.id_) for span in group] == list(
            zip(frame.start, frame.end, frame.rule, strict=True)
        ), name


def test_a_line_of_nothing(nlp: Language) -> None:
    assert nlp("").text == ""
    assert nlp(" \n").spans["dates"] is not None


def test_displacy_renders_the_spans_of_a_table(nlp: Language) -> None:
    page = displacy.render(nlp(TEXT), style="span", options={"spans_key": "organisations"}, jupyter=False)
    assert "国务院" in page and "government" in page
    assert (
        displacy.render(
            nlp("<b>国务院</b>召开会议。"), style="span", options={"spans_key": "actions"}, jupyter=False
        ).count("<b>")
        == 0
    )


def test_docbin_holds_the_texts_and_mentions_of_a_run(nlp: Language, tmp_path: Path) -> None:
    from zhengce.engines.local import engine
    from zhengce.engines.runs import run
    from zhengce.readers import find_inputs

    (tmp_path / "news").mkdir()
    for name, text in {"a": TEXT, "b": MANGLED, "c": "\U00020000村2016年4月6日。"}.items():
        (tmp_path / "news" / f"{name}.txt").write_text(text, encoding="utf-8")
    run(find_inputs([tmp_path / "news"]), tmp_path / "out", engine(1))
    write_docbin(tmp_path / "out")
    docs = list(DocBin().from_disk(tmp_path / "out" / "documents.spacy").get_docs(nlp.vocab))
    tables = zhengce.read_outputs(tmp_path / "out")
    assert [doc.text for doc in docs] == list(tables.documents["text"])
    assert [doc.user_data["doc_id"] for doc in docs] == ["a.txt", "b.txt", "c.txt"]
    assert spans(docs[0]) == spans(nlp(TEXT))
    assert [sentence.text for sentence in docs[0].sents] == [sentence.text for sentence in nlp(TEXT).sents]
    assert docs[2].spans["dates"][0].text == "2016年4月6日"
