"""One disagreement as a Markdown file with its facts in front, for Obsidian and Joplin."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator

import msgspec

from companion.exchange.told import (
    Titles,
    last_moment,
    name_of,
    outcome_said,
    told,
    told_client,
    topic_of,
)
from companion.exchange.told_lines import Line, Section
from companion.method.markdown import escape_inline, escape_opening, safe_link
from companion.method.one_line import one_line
from companion.model import Client, Disagreement, OutcomeKind, Side

_SUM = re.compile(r"^companion_sum: .*\n", re.MULTILINE)
_MARKED = re.compile(r"(?<!\\)#(?=\w)|={2,}|%{2,}|~{2,}|\$")
"""What Obsidian or Joplin read beyond CommonMark: tags, highlights, comments, mathematics."""

_FOREIGN = re.compile(r"(?<!\\)(?:<(?=[A-Za-z/!?])(?!https?://|mailto:)|!(?=\[))")
"""HTML and images in a recap, which its mail shows as text too."""

_UNWRITABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def markdown_file(disagreement: Disagreement, client: Client, titles: Titles) -> str:
    """Return the whole file. Equal disagreements make equal files, whatever the day is."""
    body = "\n".join(_body(disagreement, client, titles)).rstrip() + "\n"
    front = "\n".join(_front(disagreement, client))
    whole = f"---\n{front}\n---\n\n{body}"
    return whole.replace("\n---\n", f"\ncompanion_sum: {_quoted(sum_of(whole))}\n---\n", 1)


def sum_of(text: str) -> str:
    """Return the checksum of a file as it was exported; its own line does not count."""
    return hashlib.sha256(_SUM.sub("", text, count=1).encode()).hexdigest()[:16]


def is_as_exported(text: str) -> bool:
    """Whether nobody has changed a file of ours since it was written."""
    found = _SUM.search(text)
    return found is not None and found[0] == f"companion_sum: {_quoted(sum_of(text))}\n"


def id_in(start: str) -> str:
    """Return the id of the disagreement whose file begins like that; empty where it is not ours."""
    if not start.startswith("---\n"):
        return ""
    found = re.search(r'^companion: (".*")$', start.partition("\n---\n")[0], re.MULTILINE)
    try:
        return msgspec.json.decode(found[1], type=str) if found else ""
    except msgspec.DecodeError:
        return ""


def _front(disagreement: Disagreement, client: Client) -> Iterator[str]:
    """Yield the YAML in front: only keys of ours, and every text between quotation marks."""
    outcome = disagreement.outcome.kind if disagreement.outcome else OutcomeKind.OPEN
    last = last_moment(disagreement)
    yield f"title: {_quoted(topic_of(disagreement))}"
    yield f"client: {_quoted(name_of(client))}"
    yield from _listed("people", (_quoted(name) for name in _people(disagreement)))
    yield f"outcome: {_quoted(outcome_said(disagreement))}"
    yield f"calls: {len(disagreement.calls)}"
    if disagreement.opened_at is not None:
        yield f"created: {disagreement.opened_at.isoformat(timespec='seconds')}"
    if last is not None:
        yield f"updated: {last.isoformat(timespec='seconds')}"
    yield from _listed("tags", ("disagreement", outcome.value.replace("_", "-")))
    yield f"companion: {_quoted(disagreement.id)}"


def _listed(key: str, items: Iterable[str]) -> Iterator[str]:
    found = [f"  - {item}" for item in items]
    if found:
        yield f"{key}:"
        yield from found


def _people(disagreement: Disagreement) -> list[str]:
    """Return the client's people on any of the calls, each once."""
    names = (
        one_line(person.name) or one_line(person.email)
        for call in disagreement.calls
        for person in call.attendees
        if person.side is Side.THEIRS
    )
    return list(dict.fromkeys(filter(None, names)))


def _quoted(text: str) -> str:
    """Return *text* as JSON: YAML too (YAML 1.2.2, section 1.2), but for a few characters."""
    json = msgspec.json.encode(text).decode()
    return _UNWRITABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", json)


def _body(disagreement: Disagreement, client: Client, titles: Titles) -> Iterator[str]:
    yield f"# {_literal(topic_of(disagreement))}"
    yield ""
    for each in told(disagreement, client, titles):
        yield from _section(each)
    for each in told_client(client):
        yield from _section(each)


def _section(section: Section) -> Iterator[str]:
    yield f"{'#' * section.level} {_literal(section.title)}"
    yield ""
    for line in section.lines:
        yield _item(line)
    if section.lines:
        yield ""
    if section.markdown:
        for written in section.markdown.splitlines():
            yield f"> {_FOREIGN.sub(_escaped, written)}".rstrip()
        yield ""


def _item(line: Line) -> str:
    indent = "  " * line.level
    label = f"**{_literal(line.begun)}**" if line.label else ""
    remark = f"({_literal(line.remark)})" if line.remark else ""
    first, *others = line.text.split("\n")
    # What begins the line may mean something there; behind a time or a label it does not.
    said = _literal(first) if line.time or label else escape_opening(_literal(first))
    words = " ".join(filter(None, (line.time, label, said)))
    more = [f"{indent}  {escape_opening(_literal(each))}" for each in others]
    whole = "  \n".join([f"{indent}- {words}", *more])
    return " ".join(filter(None, (whole, remark, _link(line.url) if line.url else "")))


def _link(url: str) -> str:
    """Return the address as a link where it is one that may be followed, else as text."""
    safe = safe_link(url)
    return f"<{safe}>" if safe else _literal(one_line(url))


def _literal(text: str) -> str:
    return _MARKED.sub(_escaped, escape_inline(text))


def _escaped(found: re.Match[str]) -> str:
    return "".join(f"\\{letter}" for letter in found[0])
