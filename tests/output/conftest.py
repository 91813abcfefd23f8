"""A report made from gold annotations: output is tested without a model in between."""

from __future__ import annotations

import pytest

from govreport_ie.annotation import AnnotatedDocument
from govreport_ie.assembly import assemble
from govreport_ie.report import ModelInfo, Report


@pytest.fixture(scope="session")
def report(tiny_document: AnnotatedDocument) -> Report:
    facts = assemble(tiny_document.tagged)
    return Report(
        document=tiny_document.document,
        model=ModelInfo("gold", "1", "0" * 64),
        mentions=tiny_document.mentions,
        relations=tiny_document.relations,
        observations=facts.observations,
        targets=facts.targets,
        projects=facts.projects,
    )
