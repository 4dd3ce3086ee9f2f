"""The JSON Schema that ships is the one of the decoder, and says what the decoder does."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from companion.exchange.document import encode
from companion.exchange.schema import SCHEMA_NAME, schema
from tests.unit.documents import document


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    described = json.loads(schema())
    jsonschema.Draft202012Validator.check_schema(described)
    return jsonschema.Draft202012Validator(described)


def test_the_schema_that_ships_is_current(checkout: Path) -> None:
    shipped = checkout / "resources" / "schema" / SCHEMA_NAME
    assert shipped.read_bytes() == schema(), "python -m companion.exchange.schema > " + str(shipped)


@pytest.mark.parametrize("seed", range(5))
def test_every_export_fits_the_schema(
    validator: jsonschema.Draft202012Validator, seed: int
) -> None:
    validator.validate(json.loads(encode(document(seed))))


def test_the_schema_refuses_an_unknown_key(validator: jsonschema.Draft202012Validator) -> None:
    assert not validator.is_valid({"format": "companion-history", "version": 1, "extra": []})
