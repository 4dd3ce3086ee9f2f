"""What transcripts propose against turns labelled by hand: precision, recall, owners, days.

``python -m bench.proposals`` prints both sets; ``--misses`` also every turn of the first one that
was judged otherwise than its label says. Both sets were written before the rules; the first was
used to tune them, the second was kept aside.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from bench.counts import Count
from companion.method.proposals import Kind, Proposal, Voice, propose
from companion.model import Side, TranscriptLine
from companion.model.value import Value

FOLDER = Path(__file__).parent.parent / "tests" / "unit"
TUNED, HELD_OUT = FOLDER / "transcript_lines.txt", FOLDER / "transcript_lines_held_out.txt"

Proposer = Callable[[Sequence[TranscriptLine], Sequence[Voice], date], Sequence[Proposal]]


class Label(Value, frozen=True, kw_only=True):
    """What a turn says by hand: an owner and a day of a step, or the figures of a metric."""

    kind: Kind
    said: tuple[str, ...]


class Talk(Value, frozen=True, kw_only=True):
    """One call of a set, each line with its labels."""

    held_on: date
    voices: tuple[Voice, ...]
    lines: tuple[TranscriptLine, ...]
    labels: tuple[tuple[Label, ...], ...]


class Found(Count, frozen=True, kw_only=True):
    """How often a kind was rightly proposed, wrongly, not at all; and with the right details."""

    owners: int = 0
    days: int = 0


def talks(path: Path) -> list[Talk]:
    """Read a set; its first lines say how it is written."""
    found: list[Talk] = []
    for part in re.split(r"(?m)^:: ", path.read_text("utf-8"))[1:]:
        head, *turns = part.strip().splitlines()
        day, ours, theirs = (each.strip() for each in head.split("|"))
        voices = [
            Voice(heard=name, name=name, side=side)
            for side, names in ((Side.OURS, ours), (Side.THEIRS, theirs))
            for name in names.split(", ")
        ]
        read = [_turn(turn) for turn in turns if turn.strip()]
        found.append(
            Talk(
                held_on=date.fromisoformat(day),
                voices=tuple(voices),
                lines=tuple(line for line, _ in read),
                labels=tuple(labels for _, labels in read),
            )
        )
    return found


def _turn(turn: str) -> tuple[TranscriptLine, tuple[Label, ...]]:
    said, _, marks = turn.partition("=>")
    speaker, _, text = said.partition(": ")
    labels = []
    for mark in filter(None, (each.strip() for each in marks.split(" + "))):
        kind, _, rest = mark.partition(" ")
        parts = rest.rsplit(" ", 1) if kind == "step" else rest.split()
        labels.append(Label(kind=Kind.STEP if kind == "step" else Kind.METRIC, said=tuple(parts)))
    return TranscriptLine(speaker=speaker, text=text.strip()), tuple(labels)


def measure(path: Path, proposer: Proposer = propose) -> dict[Kind, Found]:
    """Return how the proposals of each kind do on a set."""
    totals = dict.fromkeys(Kind, Found())
    for talk in talks(path):
        found = proposer(talk.lines, talk.voices, talk.held_on)
        for place, labels in enumerate(talk.labels):
            for kind in Kind:
                wanted = [label for label in labels if label.kind is kind]
                got = [each for each in found if each.kind is kind and each.line == place]
                totals[kind] += _judged(wanted, got)
    return totals


def _judged(wanted: list[Label], got: list[Proposal]) -> Found:
    pairs = list(zip(wanted, got, strict=False))
    return Found(
        right=len(pairs),
        wrong=len(got) - len(pairs),
        missed=len(wanted) - len(pairs),
        owners=sum(_details(each)[0] == label.said[0] for label, each in pairs),
        days=sum(_details(each)[1:] == label.said[1:] for label, each in pairs),
    )


def _details(proposal: Proposal) -> tuple[str, ...]:
    """Return a proposal as a label says it."""
    if proposal.kind is Kind.STEP:
        return (proposal.owner or "-", proposal.due.isoformat() if proposal.due else "-")
    figures = ("-" if each is None else f"{each:g}" for each in (proposal.now, proposal.target))
    by = proposal.by.isoformat() if proposal.by else "-"
    return (*figures, proposal.unit or "-", by)


def figures() -> str:
    """Return the figures of both sets as a table, as docs/transcripts.md shows them."""
    lines = [
        "| Proposal | Set | Labelled | Precision | Recall | Owner or value right | Rest right |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, path in (("tuned", TUNED), ("held out", HELD_OUT)):
        for kind, count in measure(path).items():
            right = max(1, count.right)
            lines.append(
                f"| {'next step' if kind is Kind.STEP else 'metric'} | {name} |"
                f" {count.right + count.missed} | {count.precision:.2f} | {count.recall:.2f} |"
                f" {count.owners / right:.2f} | {count.days / right:.2f} |"
            )
    return "\n".join(lines)


def _print_misses(path: Path) -> None:
    for talk in talks(path):
        found = propose(talk.lines, talk.voices, talk.held_on)
        for place, (line, labels) in enumerate(zip(talk.lines, talk.labels, strict=True)):
            got = [(each.kind.value, *_details(each)) for each in found if each.line == place]
            wanted = [(label.kind.value, *label.said) for label in labels]
            if got != wanted:
                print(f"  {line.speaker}: {line.text}\n      found {got}\n      label {wanted}")


def main() -> None:
    """Print the figures, and the turns that were misjudged where they are asked for."""
    print(figures())
    if "--misses" in sys.argv:
        _print_misses(TUNED)


if __name__ == "__main__":
    main()
