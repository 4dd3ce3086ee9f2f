"""Writes the JSON Schema of the interchange document, made from the typed decoder.

``python -m companion.exchange.schema > resources/schema/companion-history-1.schema.json``
"""

from __future__ import annotations

import sys

import msgspec

from companion.model import History
from companion.model.history import FORMAT, VERSION

SCHEMA_NAME = f"{FORMAT}-{VERSION}.schema.json"
"""The file name under ``resources/schema``."""


def schema() -> bytes:
    """Return the JSON Schema (draft 2020-12) of a document, as UTF-8 with a newline at the end.

    It says everything about types and words; that ids are unique and references lead somewhere
    is beyond what a schema can say.
    """
    described = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{FORMAT}, version {VERSION}",
        **msgspec.json.schema(History),
    }
    compact = msgspec.json.encode(described)
    return msgspec.json.format(compact, indent=2) + b"\n"


def _print_schema() -> None:
    sys.stdout.buffer.write(schema())


if __name__ == "__main__":
    _print_schema()
