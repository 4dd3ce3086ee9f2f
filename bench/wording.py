"""The wording check against sentences labelled by hand: precision and recall of every rule.

``python -m bench.wording`` prints both sets and what is found in the neutral text;
``--misses`` prints every sentence that was judged otherwise than its label says. The first set was
written before the rules and used to tune them, the second one was kept aside.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from bench.counts import Count
from companion.method.wording import Finding, check
from companion.model.value import Value

FOLDER = Path(__file__).parent.parent / "tests" / "unit"
TUNED, HELD_OUT = FOLDER / "wording_sentences.txt", FOLDER / "wording_sentences_held_out.txt"
NEUTRAL = FOLDER / "neutral_business_text.txt"
RULES = (
    "blame",
    "past",
    "doubling",
    "exclusive",
    "absolute",
    "soon",
    "weekday",
    "owner",
    "pressure",
)
TODAY = date(2026, 11, 22)

Checker = Callable[[str, str, date | None], tuple[Finding, ...]]

_LABEL = re.compile(rf"\[((?:{'|'.join(RULES)})(?:/\w+)*)(?:: ([^\[\]]*))?\]")


class Label(Value, frozen=True, kw_only=True):
    """Words that one of ``rules`` should find."""

    rules: tuple[str, ...]
    start: int
    end: int


class Labelled(Value, frozen=True, kw_only=True):
    """A sentence without its marks, and what they say; a harmless one has no labels."""

    text: str
    labels: tuple[Label, ...]


def labelled(path: Path) -> list[Labelled]:
    """Read a set: one sentence a line, ``[rule: words]`` around what is to be found."""
    lines = path.read_text("utf-8").splitlines()
    return [_read(line) for line in lines if line.strip() and not line.startswith("#")]


def _read(line: str) -> Labelled:
    text, labels, at = "", [], 0
    for mark in _LABEL.finditer(line):
        text += line[at : mark.start()]
        words = mark[2] or mark[1]
        rules = tuple(mark[1].split("/"))
        labels.append(Label(rules=rules, start=len(text), end=len(text) + len(words)))
        text, at = text + words, mark.end()
    return Labelled(text=text + line[at:], labels=tuple(labels))


def judge(sentence: Labelled, found: Iterable[Finding]) -> dict[str, Count]:
    """Count one sentence: a finding is right where it touches words with a label of its rule."""
    counts: dict[str, Count] = {}
    left = list(sentence.labels)
    for finding in found:
        meant = [
            label
            for label in sentence.labels
            if finding.rule in label.rules
            and finding.start < label.end > 0
            and label.start < finding.end
        ]
        known = counts.get(finding.rule, Count())
        counts[finding.rule] = known + (Count(right=1) if meant else Count(wrong=1))
        left = [label for label in left if label not in meant]
    for label in left:
        counts[label.rules[0]] = counts.get(label.rules[0], Count()) + Count(missed=1)
    return counts


def measure(path: Path, look: Checker = check) -> dict[str, Count]:
    """Return the count of each rule over a set."""
    totals = dict.fromkeys(RULES, Count())
    for sentence in labelled(path):
        for rule, count in judge(sentence, look(sentence.text, "en", TODAY)).items():
            totals[rule] += count
    return totals


def figures() -> str:
    """Return precision and recall of every rule on both sets, as docs/wording.md shows them."""
    tuned, held_out = measure(TUNED), measure(HELD_OUT)
    lines = [
        "| Rule | Precision | Recall | Held out: precision | Held out: recall |",
        "|---|---|---|---|---|",
    ]
    for rule in (*RULES, "together"):
        pair = [
            sum(each.values(), Count()) if rule == "together" else each[rule]
            for each in (tuned, held_out)
        ]
        cells = " | ".join(f"{count.precision:.2f} | {count.recall:.2f}" for count in pair)
        lines.append(f"| {rule} | {cells} |")
    return "\n".join(lines)


def _print_table(name: str, totals: dict[str, Count]) -> None:
    print(f"\n{name}\n{'rule':10} {'right':>5} {'wrong':>5} {'missed':>6} precision recall")
    together = sum(totals.values(), Count())
    for rule, count in [*totals.items(), ("together", together)]:
        figures = f"{count.precision:9.2f} {count.recall:6.2f}"
        print(f"{rule:10} {count.right:5} {count.wrong:5} {count.missed:6} {figures}")


def _print_misses(path: Path) -> None:
    for sentence in labelled(path):
        found = check(sentence.text, "en", TODAY)
        if any(count.wrong or count.missed for count in judge(sentence, found).values()):
            said = [(finding.rule, finding.words) for finding in found]
            meant = [
                ("/".join(each.rules), sentence.text[each.start : each.end])
                for each in sentence.labels
            ]
            print(f"  {sentence.text}\n      found {said}\n      label {meant}")


def main() -> None:
    """Print the tables, then what is found in the neutral text."""
    for name, path in (("tuned", TUNED), ("held out", HELD_OUT)):
        _print_table(name, measure(path))
        if "--misses" in sys.argv:
            _print_misses(path) if name == "tuned" else None
    print(f"\n{figures()}")
    found = check(NEUTRAL.read_text("utf-8"), "en", TODAY)
    print(f"\nneutral text of 2,000 words: {len(found)} findings")
    for finding in found:
        print(f"  {finding.rule}: {finding.words} — {finding.sentence}")


if __name__ == "__main__":
    main()
