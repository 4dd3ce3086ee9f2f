"""Whatever stands in a title, a name, an address or a step: no header, no address, no word more.

100,000 mails with COMPANION_FAULTS=full, else 500; and two naive builders, which must fail.
"""

from __future__ import annotations

import time

from tests.faults.kills import FULL
from tests.faults.mail_judge import judge, judge_many, of_the_library, ours, pasted

COUNT = 100_000 if FULL else 500


def test_nothing_typed_becomes_a_header_an_address_or_another_word() -> None:
    began = time.monotonic()
    found = judge_many(COUNT, ours) if FULL else judge(0, COUNT, ours)
    print(f"\n{COUNT:,} hostile mails in {time.monotonic() - began:.0f} s: {dict(found)}")  # noqa: T201
    assert found == {"built": COUNT}


def test_a_builder_that_pastes_texts_together_is_found_out() -> None:
    found = judge(0, 300, pasted)
    print(f"\n300 mails pasted together: {dict(found)}")  # noqa: T201
    assert min(found["foreign header"], found["wrong address"], found["wrong title"]) > 0


def test_a_builder_that_trusts_the_library_is_found_out() -> None:
    found = judge(0, 30, of_the_library)
    print(f"\n30 mails of the library: {dict(found)}")  # noqa: T201
    assert found["wrong address"] + found["wrong name"] + found["refused"] > 0
