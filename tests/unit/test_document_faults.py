"""A document with a mistake is refused with a plain reason and the place of the mistake."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.errors import DocumentError
from companion.exchange.document import decode, encode
from companion.exchange.places import DEEPEST, malformed
from tests.unit.documents import document

CALL = "$.disagreements[0].calls[0]"
POINT = "$.clients[0].metrics[0].points[0].now"
TOPIC = "$.disagreements[0].topic"
OPENED = "$.disagreements[0].opened_at"
PERCENT = "$.disagreements[0].confidence[0].percent"
AT_MS = f"{CALL}.notes[0].at_ms"
DUE = f"{CALL}.next_steps[0].due"

MOMENT = "2026-11-07T10:00:00+01:00"


@pytest.fixture(scope="module")
def example(checkout: Path) -> bytes:
    described = (checkout / "docs/interchange.md").read_text("utf-8")
    block = re.search(r"```json\n(.*?)```", described, re.DOTALL)
    assert block
    return block[1].encode()


def refusal(data: bytes) -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        decode(data)
    return caught.value


REPLACED = [
    # what stands in the example, what takes its place, the reason, the place
    ('"version": 1', '"version": 2', "written by a newer Companion", "$.version"),
    ('"version": 1', '"version": 99999999999', "written by a newer Companion", "$.version"),
    ('"version": 1', '"version": "1"', "A text stands where a whole number", "$.version"),
    ('"version": 1,', "", 'The key "version" is missing', "$"),
    ("companion-history", "recipes", 'calls itself "recipes"', "$.format"),
    ('"format": "companion-history",', "", 'The key "format" is missing', "$"),
    ('"topic":', '"tpoic":', 'The key "tpoic" is not known', "$.disagreements[0].tpoic"),
    ('"topic":', '"to pic":', 'The key "to pic"', '$.disagreements[0]["to pic"]'),
    ('"topic": "Q4 lead quality", ', "", 'The key "topic" is missing', "$.disagreements[0]"),
    ('"topic": "Q4', '"topic": null, "x": "', "Null stands where a text", TOPIC),
    ('"topic":', '"topic": "", "topic":', 'The key "topic" stands here twice', TOPIC),
    ('"now": 30', '"now": NaN', '"NaN" is not a value', POINT),
    ('"now": 30', '"now": -Infinity', '"-Infinity"', POINT),
    ('"now": 30', '"now": 1e999', "The number is too large", POINT),
    ('"now": 30', '"now": "30"', "A text stands where a number", POINT),
    ('"now": 30', '"now": 9007199254740992', "at most 9007199254740991", POINT),
    ('"at_ms": 252000', '"at_ms": -1', "at least 0", AT_MS),
    ('"at_ms": 252000', '"at_ms": 1.5', "A number stands where a whole number", AT_MS),
    ('"at_ms": 252000', '"at_ms": true', "True or false stands where", AT_MS),
    ('"percent": 70', '"percent": 101', "at most 100", PERCENT),
    ('"kind": "metric"', '"kind": "lie"', '"lie" is not one of the words', f"{CALL}.notes[0].kind"),
    ('"id": "n-1"', '"id": ""', "may not be empty", f"{CALL}.notes[0].id"),
    ('"notes": [{', '"notes": {', "An object stands where a list", f"{CALL}.notes"),
    ('"due": "2026-11-26"', '"due": "2026-02-30"', "not a date of the calendar", DUE),
    ('"due": "2026-11-26"', '"due": "soon"', "not a date of the calendar", DUE),
    (MOMENT, "2026-11-07T10:00:00", "with its offset", OPENED),
    (MOMENT, "yesterday", "not a time", OPENED),
    (MOMENT, "0001-01-01T00:00:00+01:00", "outside the calendar", OPENED),
    ('"topic": "Q4', '"topic": "\\ud800 Q4', "half of a character", TOPIC),
    ('"topic": "Q4', '"topic": "\\udc00 Q4', "half of a character", TOPIC),
    ('"topic": "Q4', '"topic": "\n Q4', "not JSON from line 20", TOPIC),
    ('"topic": ', '"topic": ,', "not JSON from line 20", "$.disagreements[0]"),
    ('"client": "c-1"', '"client": "c-2"', 'no client "c-2"', "$.disagreements[0].client"),
    ('"metric": "m-1"', '"metric": "m-2"', 'no metric "m-2"', "$.disagreements[0].metric"),
    ('{"label": "B", "why"', '{"label": "Z", "why"', 'no option "Z"', f"{CALL}.chosen.label"),
    ('"label": "B", "text"', '"label": "A", "text"', 'are called "A"', f"{CALL}.options[1].label"),
    ('"key": "reframe"', '"key": "metric"', 'are called "metric"', f"{CALL}.steps[1].key"),
    ('"to_ms": 1560000', '"to_ms": 5', "ends before it begins", f"{CALL}.pauses[0].to_ms"),
]  # fmt: skip


@pytest.mark.parametrize(("there", "instead", "reason", "place"), REPLACED)
def test_a_mistake_is_named_with_its_place(
    example: bytes, there: str, instead: str, reason: str, place: str
) -> None:
    broken = example.replace(there.encode(), instead.encode(), 1)
    assert broken != example
    refused = refusal(broken)
    assert reason in refused.reason
    assert refused.path == place


WHOLE = [
    (b"", "The file is empty"),
    (b" \n", "The file is empty"),
    (b"[]", "A list stands where an object belongs"),
    (b"null", "Null stands where an object belongs"),
    (b"PK\x03\x04", "not a value that JSON knows"),
    (b"\x00\x00\x00", "not JSON from line 1"),
    (b"\xff\xfe{\x00", "not UTF-8 text"),
    (b"[" * 1_000_000, "A list stands where an object belongs"),
    (b'{"me":' + b"[" * 1_000_000, "A list stands where an object belongs"),
    (b'{"x":' + b"[" * 1_000_000, 'The key "x" is not known'),
    (b'{"format": "companion-history", "version": 1, "me": {}', "breaks off"),
    (b'{"format": "companion-history", "version": 1}}', "not JSON from line 1, column 46"),
]


@pytest.mark.parametrize(("data", "reason"), WHOLE)
def test_what_is_no_document_at_all_is_refused(data: bytes, reason: str) -> None:
    assert reason in refusal(data).reason


@pytest.mark.parametrize(
    ("kind", "place"),
    [
        ("clients", "$.clients[1].id"),
        ("disagreements", "$.disagreements[1].id"),
    ],
)
def test_an_id_stands_once_among_its_kind(kind: str, place: str) -> None:
    things = {
        "clients": '[{"id": "x", "name": ""}, {"id": "x", "name": ""}]',
        "disagreements": "[]",
    }
    if kind == "disagreements":
        one = '{"id": "x", "client": "c", "topic": ""}'
        things = {"clients": '[{"id": "c", "name": ""}]', "disagreements": f"[{one}, {one}]"}
    members = ", ".join(f'"{name}": {value}' for name, value in things.items())
    refused = refusal(f'{{"format": "companion-history", "version": 1, {members}}}'.encode())
    assert refused.path == place
    assert f'Two {kind} are called "x"' in refused.reason


def test_a_file_that_is_too_large_is_not_even_looked_at(example: bytes) -> None:
    with pytest.raises(DocumentError, match="larger than 100 bytes"):
        decode(example, largest=100)


def test_brackets_that_never_end_are_given_up() -> None:
    with pytest.raises(DocumentError, match="Too many brackets"):
        raise malformed("[" * (DEEPEST + 1), None)


def test_a_message_shows_a_strange_key_harmlessly_and_cut() -> None:
    refused = refusal(b'{"\\u001b[31m' + b"x" * 1000 + b'": 1}')
    assert "\x1b" not in str(refused)
    assert len(str(refused)) < 250


# ---------------------------------------------------------------- whatever comes in


def only_refused(data: bytes) -> None:
    """Decode *data*; nothing but a document or a DocumentError with a place may come of it."""
    place = "$"
    try:
        decode(data)
    except DocumentError as error:
        place = error.path
    assert place.startswith("$")


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    only_refused(data)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@settings(max_examples=200, deadline=None)
@given(
    VALUES, st.sampled_from(("me", "clients", "disagreements", "inbox", "format", "version", "x"))
)
def test_any_json_in_any_place_is_decoded_or_refused(value: object, key: str) -> None:
    whole = {"format": "companion-history", "version": 1, key: value}
    only_refused(json.dumps(whole).encode())


PIECES = (
    b'"', b"{", b"}", b"[", b"]", b",", b":", b"null", b"NaN", b"-1", b"1e400", b"\\ud800", b"\x00",
    b"\xff", b"\xed\xa0\x80", b'"id": "x", ', b"0001-01-01T00:00:00+14:00", b"\\", b"9" * 5000,
)  # fmt: skip


@pytest.mark.parametrize("seed", range(8))
def test_a_damaged_document_is_decoded_or_refused(seed: int, example: bytes) -> None:
    chance = random.Random(seed)
    for number in range(100):
        data = bytearray(example if number % 2 else encode(document(seed)))
        for _ in range(chance.randrange(1, 4)):
            at, length = chance.randrange(len(data)), chance.choice((0, 0, 1, 5, 80))
            data[at : at + length] = chance.choice((*PIECES, bytes([chance.randrange(256)])))
        only_refused(bytes(data[: chance.choice((len(data), chance.randrange(len(data) + 1)))]))
