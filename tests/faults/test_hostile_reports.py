"""S7: of hostile texts in reports none becomes a tag, an attribute or an address.

100,000 with COMPANION_FAULTS=full, else 20,000.
"""

from __future__ import annotations

from random import Random

from companion.exchange.report import report_of_disagreement
from companion.model import Call, Client, Disagreement, Note, Recap
from tests.faults.kills import FULL
from tests.unit.test_export_report import ATTRIBUTES, TAGS, hostile, read

REPORTS = 500 if FULL else 100
TEXTS = 200
"""Texts of people in one report: notes, and two recaps among them."""


def test_hostile_texts_stay_texts() -> None:
    random = Random(20261122)
    for _ in range(REPORTS):
        notes = tuple(Note(id=str(n), text=hostile(random)) for n in range(TEXTS - 2))
        recaps = tuple(Recap(id=str(n), text=hostile(random)) for n in range(2))
        told = Disagreement(
            id="d", client="c", topic="t", calls=(Call(id="k", notes=notes, recaps=recaps),)
        )
        html = report_of_disagreement(told, Client(id="c", name="n"), {}, is_private=True)
        seen = read("".join(html))
        assert seen.tags <= TAGS
        assert seen.attributes <= ATTRIBUTES
        assert seen.addresses <= {"https", "http", "mailto"}


def test_the_judge_sees_a_tag() -> None:
    random = Random(20261122)
    seen = read("".join(hostile(random) for _ in range(100)))
    assert "script" in seen.tags
    assert "onerror" in seen.attributes
