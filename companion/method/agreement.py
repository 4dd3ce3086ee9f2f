"""The agreement so far, in our own words: to be read back, confirmed, and compared later.

Nothing but the options, the pick and the next steps goes into it, so that neither a note nor
anything private can come along or make a confirmed agreement look like another one.
"""

from __future__ import annotations

import re
from typing import Final

from msgspec.structs import replace

from companion.method.phrases import Phrases, Template, available, languages
from companion.method.recap_lines import in_lines, laid_out
from companion.method.recap_parts import Parts, RecapSource
from companion.method.recap_reading import gather
from companion.method.recap_sections import Words, next_steps, options
from companion.method.recap_sources import Said
from companion.model import Call, Outcome, OutcomeKind

_OURS: Final = "## "
"""How a read-back begins that was composed here; other programs write it in their own words."""

_MARKS: Final = re.compile(r"\\(.)|\*\*|^#+ |^- ", re.MULTILINE)


def agreement(source: RecapSource) -> str:
    """Return the options with the pick and the next steps as Markdown; "" while there are none.

    The words are our own, whatever the person writes in recaps: what was confirmed stays what it
    was. Dates are written as on the day of the call, and what was done since is not said.
    """
    language, _ = available(source.language, "")
    call = source.call
    day = source.day_of_call or source.their_today
    bare = replace(source, call=_agreed_in(call), language=language, today=day, now=None)
    parts = gather(bare)
    words = Words(Phrases(language, Template.WARM), language, in_sentences=False)
    lines = laid_out(b for part in (options, next_steps) for b in in_lines(part(words, parts)))
    return "".join(f"{line.text}\n" for line in lines)


def in_plain_words(markdown: str) -> str:
    """Return an agreement without its marks, to be shown or read aloud."""
    return _MARKS.sub(lambda mark: mark[1] or "", markdown).strip()


def still_holds(source: RecapSource) -> bool:
    """Whether what was read back is still what stands; False where nothing was read back.

    A word for where the call landed may have been added since: it changes how the pick is called,
    and nothing about what was agreed. Nor does another language, chosen since. A text that another
    program wrote is taken as it is.
    """
    read_back = source.call.read_back
    if read_back is None:
        return False
    if not read_back.text.startswith(_OURS):
        return True
    spoken = dict.fromkeys((source.language, "en-US", *languages()))
    return any(
        agreement(replace(_landed(source, kind), language=language)) == read_back.text
        for language in spoken
        for kind in (None, *OutcomeKind)
    )


def say_read_back(parts: Parts, source: RecapSource) -> Parts:
    """Return the parts of a recap with no word of a read-back that is not true any more.

    One that was composed here stands in the recap already: that it was read back is enough.
    """
    read_back = source.call.read_back
    if read_back is None or not read_back.text.startswith(_OURS):
        return parts
    holds = bool(parts.was_read_back) and still_holds(source)
    return replace(parts, read_back=(), was_read_back=parts.was_read_back if holds else Said())


def _agreed_in(call: Call) -> Call:
    """Return what of the call is agreed, and nothing else of it."""
    steps = tuple(
        replace(step, done_at=None, agreement_updated_on=None) for step in call.next_steps
    )
    return Call(
        id=call.id,
        started_at=call.started_at,
        planned_at=call.planned_at,
        options=call.options,
        chosen=call.chosen,
        next_steps=steps,
        outcome=call.outcome,
    )


def _landed(source: RecapSource, kind: OutcomeKind | None) -> RecapSource:
    outcome = None if kind is None else Outcome(kind=kind)
    return replace(source, call=replace(source.call, outcome=outcome))
