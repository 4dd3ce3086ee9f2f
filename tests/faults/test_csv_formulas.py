"""S11: of 200,000 hostile texts none is a formula in a table, and every one comes back."""

from __future__ import annotations

import csv
import io
from random import Random

from companion.exchange.csv_cells import guarded, unguarded
from tests.unit.cells import acts, any_cell

TEXTS = 200_000
AT_ONCE = 2_000


def test_no_hostile_text_is_a_formula_or_lost() -> None:
    random = Random(20261122)
    for _ in range(TEXTS // AT_ONCE):
        texts = [any_cell(random) for _ in range(AT_ONCE)]
        file = io.StringIO(newline="")
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows([guarded(text)] for text in texts)
        file.seek(0)
        cells = [row[0] for row in csv.reader(file, strict=True)]
        assert not any(map(acts, cells))
        assert list(map(unguarded, cells)) == texts


def test_the_judge_sees_a_formula() -> None:
    random = Random(20261122)
    assert sum(acts(any_cell(random)) for _ in range(AT_ONCE)) > AT_ONCE / 5
