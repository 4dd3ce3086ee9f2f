"""Lines of a recap with their sources, and how sections of them become one Markdown text."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, auto

from companion.method.recap_sources import Source
from companion.model.value import Value


class Line(Value, frozen=True):
    """One line of Markdown and what it was made from."""

    text: str
    sources: tuple[Source, ...] = ()


class Flow(Enum):
    """How the lines of a block follow each other."""

    SENTENCES = auto()
    """Sentences that may run on in one paragraph."""
    ROWS = auto()
    """Lines that stay apart, such as options."""
    ITEMS = auto()
    """A list."""


class Block(Value, frozen=True):
    """Lines that belong together; a blank line stands between two blocks."""

    lines: tuple[Line, ...]
    flow: Flow = Flow.SENTENCES


class Section(Value, frozen=True):
    """A heading with its blocks; without a block that says something it is not there at all."""

    heading: str
    blocks: tuple[Block, ...] = ()


def sentences(*lines: Line | None) -> Block:
    """Return a block of sentences; None stands for one that there is no reason to say."""
    return Block(tuple(line for line in lines if line is not None))


def rows(lines: Iterable[Line]) -> Block:
    """Return a block of lines that stay apart."""
    return Block(tuple(lines), Flow.ROWS)


def items(lines: Iterable[Line]) -> Block:
    """Return a list."""
    return Block(tuple(lines), Flow.ITEMS)


def in_lines(section: Section) -> tuple[Block, ...]:
    """Return the section's blocks with each sentence on a line of its own."""
    return _headed(section, (_as_list(block) for block in section.blocks))


def in_paragraphs(section: Section) -> tuple[Block, ...]:
    """Return the section's blocks with the sentences of each run together."""
    return _headed(section, (_joined(_as_list(block)) for block in section.blocks))


def in_bullets(section: Section) -> tuple[Block, ...]:
    """Return the section as one list."""
    lines = tuple(line for block in section.blocks for line in block.lines)
    return _headed(section, (_as_list(items(lines)),))


def laid_out(blocks: Iterable[Block]) -> tuple[Line, ...]:
    """Return the lines of the text, one blank line between blocks and none at its end."""
    found: list[Line] = []
    for block in blocks:
        if block.lines:
            found += [Line(""), *block.lines] if found else block.lines
    return tuple(found)


def _headed(section: Section, blocks: Iterable[Block]) -> tuple[Block, ...]:
    said = tuple(block for block in blocks if block.lines)
    if not said or not section.heading:
        return said
    return (Block((Line(f"## {section.heading}"),)), *said)


def _as_list(block: Block) -> Block:
    if block.flow is not Flow.ITEMS:
        return block
    return Block(tuple(Line(f"- {line.text}", line.sources) for line in block.lines), Flow.ITEMS)


def _joined(block: Block) -> Block:
    if block.flow is not Flow.SENTENCES or not block.lines:
        return block
    sources = tuple(dict.fromkeys(source for line in block.lines for source in line.sources))
    return Block((Line(" ".join(line.text for line in block.lines), sources),))
