"""Looks through a text for wording that divides, sentence by sentence and rule by rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from msgspec.structs import replace

from companion.method.blaming import is_blaming
from companion.method.reframing import joint_questions
from companion.method.wording.finding import Finding
from companion.method.wording.prose import Sentence, sentences
from companion.method.wording.rewriting import filled, opened
from companion.method.wording.rules import Form, Rule, Rules, languages, rules_of

_WHOLE: Final = re.compile(r"(?s:(?P<mark>.*?)\s*)")
_QUESTION: Final = Form(find=(_WHOLE,))
"""A question that blames, as the hints of a call know one: a joint question takes its place."""


def look(text: str, language: str, today: date | None) -> tuple[Finding, ...]:
    """Return what ``companion.method.wording.check`` promises."""
    if language not in languages():
        return ()
    rules = rules_of(language)
    found: list[Finding] = []
    start = 0
    for line in text.split("\n"):
        for sentence in sentences(line):
            found += (_moved(each, start) for each in _in_sentence(sentence, line, rules, today))
        start += len(line) + 1
    return tuple(sorted(found, key=lambda finding: (finding.start, finding.end)))


def _in_sentence(
    sentence: Sentence, line: str, rules: Rules, today: date | None
) -> Iterator[Finding]:
    """Yield what one sentence holds; words that two rules find belong to the first of them."""
    taken: list[tuple[int, int]] = []
    for rank, rule in enumerate(rules.rules):
        for found, form in _matches(sentence.words, rule, rules):
            mark = found.span("mark") if "mark" in found.re.groupindex else found.span()
            if any(mark[0] < end and begin < mark[1] for begin, end in taken):
                continue
            taken.append(mark)
            finding = _finding(sentence, rule, _said(found, form, rules, today), mark, line)
            yield replace(finding, rank=rank)


def _moved(finding: Finding, by: int) -> Finding:
    """Return the finding with its places counted from *by* characters further in front."""
    return replace(
        finding,
        start=finding.start + by,
        end=finding.end + by,
        clause_start=finding.clause_start + by,
        clause_end=finding.clause_end + by,
        sentence_start=finding.sentence_start + by,
        sentence_end=finding.sentence_end + by,
    )


def _matches(words: str, rule: Rule, rules: Rules) -> Iterator[tuple[re.Match[str], Form]]:
    if rule.key == "blame" and rules.blame_questions and _is_blaming_question(words):
        yield _WHOLE.fullmatch(words), _QUESTION  # type: ignore[misc]
    for form in rule.forms:
        if any(pattern.search(words) for pattern in form.unless):
            continue
        for pattern in form.find:
            for found in pattern.finditer(words):
                yield found, form


def _is_blaming_question(words: str) -> bool:
    return words.rstrip().endswith("?") and is_blaming(words)


def _said(
    found: re.Match[str], form: Form, rules: Rules, today: date | None
) -> tuple[int, int, str | None]:
    start, end = found.span()
    if form is _QUESTION:
        return start, len(found["mark"]), joint_questions(found["mark"])[0]
    if form.rewrite is None:
        return start, end, None
    if not form.rewrite:
        return _left_out(found)
    rewrite = filled(form.rewrite, found, rules.base, today)
    begins = not found.string[:start].strip()
    return start, end, None if rewrite is None else opened(rewrite, begins=begins)


def _left_out(found: re.Match[str]) -> tuple[int, int, str]:
    """Return the clause with the comma and the blank that go with it, and what is left of it."""
    words = found.string
    start, end = found.span("mark") if "mark" in found.re.groupindex else found.span()
    before, after = words[:start].rstrip(), re.match(r"\s*[,:]?\s*", words[end:])
    end += after.end() if after else 0
    if before.endswith(","):
        start = len(before) - 1
        return start, end, " "
    if not before:
        return start, min(end + 1, len(words)), words[end : end + 1].upper()
    return start, end, ""


def _finding(
    sentence: Sentence,
    rule: Rule,
    said: tuple[int, int, str | None],
    mark: tuple[int, int],
    line: str,
) -> Finding:
    """Return a finding whose places count from the beginning of *line*."""
    begin, end = _span(sentence, *mark)
    clause = _with_its_marks(line, *_span(sentence, said[0], said[1]))
    rewrite = said[2] if clause else None
    clause_start, clause_end = clause or (begin, end)
    whole = _span(sentence, 0, len(sentence.words.rstrip()))
    whole = _with_its_marks(line, *whole) or whole
    return Finding(
        rule=rule.key,
        start=begin,
        end=end,
        words=sentence.words[mark[0] : mark[1]],
        reason=rule.reason,
        source=rule.source,
        rewrite=rewrite,
        clause_start=clause_start,
        clause_end=clause_end,
        told=rule.told,
        advice=rule.advice,
        sentence=line[whole[0] : whole[1]],
        sentence_start=whole[0],
        sentence_end=whole[1],
    )


def _with_its_marks(line: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the clause with both marks of a pair that it holds one of; None where it cannot."""
    for mark in ("**", "_"):
        if line[start:end].count(mark) % 2 == 0:
            continue
        if line[:start].endswith(mark):
            start -= len(mark)
        elif line[end:].startswith(mark):
            end += len(mark)
        else:
            return None
    return start, end


def _span(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """Return where characters of the bare sentence stand in the line."""
    if end <= start:
        return sentence.places[start], sentence.places[start]
    return sentence.places[start], sentence.places[end - 1] + 1
