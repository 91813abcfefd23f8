from dataclasses import replace
from pathlib import Path

import pytest

from govreport_ie.annotation import AnnotatedDocument
from govreport_ie.errors import TrainingError
from govreport_ie.types.document import Document
from govreport_ie.types.mention import TaggedDocument

pytest.importorskip("seqeval", reason="evaluation needs the extra 'train'")

from govreport_ie.learning.evaluate import evaluate
from govreport_ie.learning.score_table import markdown_tables


def without_first_mention(tagged: TaggedDocument) -> TaggedDocument:
    gone = tagged.mentions[0].id
    kept = tuple(r for r in tagged.relations if gone not in (r.head, r.tail))
    return TaggedDocument(tagged.document, tagged.mentions[1:], kept)


def test_gold_against_itself_is_perfect(tiny_document: AnnotatedDocument) -> None:
    result = evaluate(lambda document: tiny_document.tagged, [tiny_document])
    assert result.mention_total.f1 == result.relation_total.f1 == 1.0
    assert result.stages.recall == 1.0
    assert result.mention_interval == (1.0, 1.0)


def test_gold_relations_count_though_never_proposed(tiny_document: AnnotatedDocument) -> None:
    tagged = tiny_document.tagged

    def tag(document: Document) -> TaggedDocument:
        return TaggedDocument(document, tagged.mentions, ())

    result = evaluate(tag, [tiny_document])
    assert result.mention_total.f1 == 1.0
    assert result.relation_total.gold == len(tagged.relations)
    assert result.relation_total.recall == 0.0


def test_a_missing_mention_costs_its_relations(tiny_document: AnnotatedDocument) -> None:
    tagged = tiny_document.tagged
    result = evaluate(lambda document: without_first_mention(tagged), [tiny_document])
    assert result.mention_total.correct == len(tagged.mentions) - 1
    assert result.relation_total.correct < result.relation_total.gold
    assert result.mention_total.precision == 1.0


def test_relations_between_right_mentions_leave_out_the_others(tiny_document: AnnotatedDocument) -> None:
    tagged = tiny_document.tagged
    lost = tagged.mentions[0].id
    hanging = sum(lost in (relation.head, relation.tail) for relation in tagged.relations)
    assert hanging
    result = evaluate(lambda document: without_first_mention(tagged), [tiny_document])
    assert result.right_pairs.f1 == 1.0
    assert result.right_pairs.gold == len(tagged.relations) - hanging
    unread = evaluate(lambda document: TaggedDocument(document, tagged.mentions, ()), [tiny_document])
    assert (unread.right_pairs.recall, unread.right_pairs.gold) == (0.0, len(tagged.relations))


def test_a_wrong_border_is_wrong(tiny_document: AnnotatedDocument) -> None:
    tagged = tiny_document.tagged
    first, *rest = tagged.mentions
    shorter = replace(first, end=first.end - 1, text=tagged.document.clean(first.start, first.end - 1))
    result = evaluate(lambda document: TaggedDocument(document, (shorter, *rest), tagged.relations), [tiny_document])
    assert result.mentions[first.label].correct == result.mentions[first.label].gold - 1
    assert sum(c.correct for c in result.mentions.values()) == len(tagged.mentions) - 1


def test_a_wrong_stage_counts_against_stages_only(tiny_document: AnnotatedDocument) -> None:
    tagged = tiny_document.tagged
    changed = tuple(replace(m, stage="planned") if m.stage else m for m in tagged.mentions)
    result = evaluate(lambda document: TaggedDocument(document, changed, tagged.relations), [tiny_document])
    assert result.mention_total.f1 == 1.0
    assert result.stages.recall < 1.0


def test_the_table_names_every_label(tiny_document: AnnotatedDocument) -> None:
    text = markdown_tables(evaluate(lambda document: tiny_document.tagged, [tiny_document]))
    for label in {m.label for m in tiny_document.tagged.mentions}:
        assert f"| {label} | 1.000" in text
    assert "by sentences" in text
    assert f"Relation F1 where both mentions are right: 1.000 of {len(tiny_document.relations)}" in text


def test_nothing_to_evaluate_on_is_an_error() -> None:
    with pytest.raises(TrainingError, match="no annotated document"):
        evaluate(lambda document: None, [])  # type: ignore[arg-type,return-value]


def test_public_evaluate_takes_a_folder(tiny_bundle: Path, tiny_document: AnnotatedDocument, tmp_path: Path) -> None:
    import govreport_ie as gie
    from govreport_ie.annotation import save

    (tmp_path / "corpus").mkdir()
    source = Path(__file__).parent.parent / "data" / "tiny.txt"
    (tmp_path / "corpus" / "tiny.txt").write_bytes(source.read_bytes())
    save([tiny_document], tmp_path / "annotations")
    result = gie.evaluate(gie.Extractor.load(tiny_bundle), tmp_path / "annotations")
    assert result.documents == ("tiny",)
    assert result.mention_total.f1 == 1.0
