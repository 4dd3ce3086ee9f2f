"""The recap of a call: one Markdown text, who gets it, how it went out, what came back."""

from __future__ import annotations

from enum import StrEnum

from companion.model.value import At, Id, Value


class RecapState(StrEnum):
    """From draft to sent; the states between are those of the outbox."""

    DRAFT = "draft"
    QUEUED = "queued"
    SENDING = "sending"
    DOT = "dot"
    SENT = "sent"
    REFUSED = "refused"
    RETRY = "retry"
    UNCERTAIN = "uncertain"


class ReplyKind(StrEnum):
    """How the client answered."""

    CONFIRMED = "confirmed"
    CORRECTED = "corrected"


class Reply(Value, frozen=True, kw_only=True):
    """The client's answer to a recap, with their text where it was pasted."""

    kind: ReplyKind = ReplyKind.CONFIRMED
    at: At | None = None
    text: str = ""


class Recap(Value, frozen=True, kw_only=True):
    """A recap; ``text`` is Markdown and the only source of its plain and HTML forms.

    ``via`` says which way it left (``smtp``, ``eml``, ``mail_program``, ``web``, ``drafts``,
    ``copy``), empty for a draft. ``edited`` tells that a person changed the composed text.
    """

    id: Id
    state: RecapState = RecapState.DRAFT
    via: str = ""
    template: str = ""
    language: str = ""
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    subject: str = ""
    text: str = ""
    edited: bool = False
    message_id: str = ""
    in_reply_to: str = ""
    sent_at: At | None = None
    reply: Reply | None = None
