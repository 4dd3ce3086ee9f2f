"""A client's answer and the recap that puts one right, in single acts of the store; no Qt."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from companion.method.correction import corrected
from companion.method.recap import Draft, RecapSource, compose
from companion.model import Recap, RecapState, Reply, ReplyKind, new_id
from companion.store import Store


def typed_answer(store: Store, recap_id: str) -> str:
    """Return their words as far as they were pasted or written down, and not yet recorded."""
    return store.drafts.get(_answer_place(recap_id))


def keep_typed_answer(store: Store, recap_id: str, text: str, now: datetime) -> None:
    """Keep their words while they are written down."""
    store.drafts.keep(_answer_place(recap_id), text, now)


def record_answer(
    store: Store, source: RecapSource, recap: Recap, reply: Reply, now: datetime
) -> Recap:
    """Record what came back to *recap*.

    With a correction the rules' words of before it are kept, so that it can be told later what
    of the agreement changed and what a person had only said another way.
    """
    with store.write():
        store.drafts.keep(_answer_place(recap.id), "", now)
        if reply.kind is ReplyKind.CORRECTED:
            store.drafts.keep(_words_place(recap.id), _as_sent(source, recap).text, now)
        return store.recaps.record_reply(recap.id, reply)


def take_answer_back(store: Store, recap: Recap, now: datetime) -> Recap:
    """Let *recap* wait for an answer again; their words stand in the field as before."""
    with store.write():
        store.drafts.keep(_answer_place(recap.id), recap.reply.text if recap.reply else "", now)
        store.drafts.keep(_words_place(recap.id), "", now)
        return store.recaps.record_reply(recap.id, None)


def new_correction(first: Recap) -> Recap:
    """Return a draft that puts *first* right: from its own words, on the thread of its mail."""
    return replace(
        first,
        id=new_id(),
        state=RecapState.DRAFT,
        via="",
        sent_at=None,
        reply=None,
        message_id="",
        in_reply_to=_thread(first),
        subject=answering(first.subject),
    )


def corrected_draft(store: Store, source: RecapSource, fresh: Draft, first: Recap) -> Draft:
    """Return what the rules write now as a correction of *first*: what changed stands on top."""
    is_ours = not (first.edited or first.in_reply_to)
    before = first.text if is_ours else store.drafts.get(_words_place(first.id))
    as_then = _as_sent(source, first)
    draft = corrected(fresh, source, before or first.text, as_then, first.sent_at)
    return replace(draft, subject=answering(first.subject))


def first_of(recap: Recap, known: tuple[Recap, ...]) -> Recap | None:
    """Return the recap among *known* that this one corrects; None where it corrects none."""
    name = recap.in_reply_to.split()[-1:]
    others = (other for other in known if other.id != recap.id)
    return next((o for o in others if name and name[0] in (o.id, o.message_id)), None)


def correction_of(recap: Recap, known: tuple[Recap, ...]) -> Recap | None:
    """Return the newest recap among *known* that corrects this one; None where none does."""
    return next((o for o in reversed(known) if first_of(o, known) == recap), None)


def answering(subject: str) -> str:
    """Return the subject of an answer: mail programs keep a thread together by it."""
    return subject if subject[:3].casefold() == "re:" else f"Re: {subject}"


def _thread(first: Recap) -> str:
    """Return the ids of the thread, the mail that is answered last (RFC 5322, section 3.6.4)."""
    if not first.message_id:
        return first.id
    return " ".join([*first.in_reply_to.split(), first.message_id])


def _as_sent(source: RecapSource, recap: Recap) -> Draft:
    """Return what the rules write, on the day on which *recap* went out."""
    day = recap.sent_at.date() if recap.sent_at else source.today
    language, template = recap.language or source.language, recap.template or source.template
    then = replace(source, today=day, now=recap.sent_at, language=language, template=template)
    return compose(then)


def _answer_place(recap_id: str) -> str:
    return f"answer:{recap_id}"


def _words_place(recap_id: str) -> str:
    return f"composed:{recap_id}"
