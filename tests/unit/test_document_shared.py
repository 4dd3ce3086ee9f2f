"""A shared export holds nothing private; a part of a history is whole in itself."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from companion.exchange.document import decode, encode
from companion.exchange.part import since
from companion.exchange.share import shared
from companion.model import Disagreement, History, Note, NoteKind, Review
from tests.unit.documents import document

SEEDS = range(20)


def private_texts(history: History) -> list[str]:
    """Return every text of *history* that must never be shared."""
    texts = [
        text
        for client in history.clients
        for contact in client.contacts
        for text in (contact.knows, contact.fears, contact.past)
    ]
    for disagreement in history.disagreements:
        texts += [disagreement.our_view, disagreement.would_change_our_mind]
        texts += [review.text for review in disagreement.reviews]
        for call in disagreement.calls:
            texts.append(call.why_now)
            texts += [note.text for note in call.notes if note.kind is NoteKind.PRIVATE]
    return texts + [note.text for note in history.inbox or ()]


def marked(history: History) -> History:
    """Return *history* with SECRET in every private text."""
    secret = {"knows": "SECRET", "fears": "SECRET", "past": "SECRET"}
    clients = tuple(
        replace(each, contacts=tuple(replace(contact, **secret) for contact in each.contacts))
        for each in history.clients
    )
    return replace(
        history,
        clients=clients,
        disagreements=tuple(map(marked_disagreement, history.disagreements)),
    )


def marked_disagreement(disagreement: Disagreement) -> Disagreement:
    calls = tuple(
        replace(
            call,
            why_now="SECRET",
            notes=(*call.notes, Note(id=f"{call.id}-n", kind=NoteKind.PRIVATE, text="SECRET")),
        )
        for call in disagreement.calls
    )
    return replace(
        disagreement,
        our_view="SECRET",
        would_change_our_mind="SECRET",
        reviews=(Review(text="SECRET"),),
        calls=calls,
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_private_is_in_a_shared_export(seed: int) -> None:
    given_away = shared(document(seed))
    assert not any(private_texts(given_away))
    assert not any(d.confidence or d.who_was_right for d in given_away.disagreements)


def test_private_words_are_not_anywhere_in_the_bytes() -> None:
    whole = [marked(document(seed)) for seed in SEEDS]
    assert any(b"SECRET" in encode(history) for history in whole)
    assert not any(b"SECRET" in encode(shared(history)) for history in whole)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_shared_export_is_a_document(seed: int) -> None:
    exported = encode(shared(document(seed)))
    assert encode(decode(exported)) == exported


@pytest.mark.parametrize("seed", SEEDS)
def test_a_part_since_a_day_is_a_document_with_no_earlier_call(seed: int) -> None:
    day = datetime(2025, 1, 1, tzinfo=UTC)
    part = decode(encode(since(document(seed), day)))
    assert all(c.moment and c.moment >= day for d in part.disagreements for c in d.calls)
    assert {d.client for d in part.disagreements} == {client.id for client in part.clients}
