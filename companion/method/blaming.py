"""Tells a question that blames from one that asks: by a few forms, and silent when in doubt.

Asking for a cause, an owner or a reason is what a good call is made of, so nothing is taken for
blame by its tone alone. A form counts when it names guilt, or when it asks a *person* why they
failed. English only; measured on labelled lines in the tests (docs/playbooks.md has the figures).
"""

from __future__ import annotations

import re
from typing import Final

LONGEST: Final = 400
"""Characters after which a note is a text and no question."""

_PERSON: Final = r"(?:you|they|he|she|anyone|anybody|(?:your|their)\ \w+)"
_NOBODY: Final = r"(?:nobody|no\ one|no-one)"
_TEAM: Final = r"(?:sales|marketing|finance|support|it|legal)"
_HARM: Final = (
    r"(?:mess|disaster|drop|delay|problem|outage|chaos|damage|loss|trouble|failure|nonsense)"
)
_HEED: Final = (
    r"(?:tell|told|check|notice|see|warn|inform|say|ask|answer|reply|replied|call|follow|watch"
    r"|read|listen|respond|fix|care|deliver|send|react|test)\w*"
)
_CHOICE: Final = r"(?:choose|chosen|pick|picked|like|want|prefer|go|gone|take|taken|use|used|try)"

_NOT_BLAME: Final = re.compile(
    rf"""\b{_NOBODY}(?:'s|\ is|\ was)?\ (?:\w+\ )?(?:fault|mistake|to\ blame|at\ fault)\b
    | \bnot\ (?:about|here|looking|asking|a\ question|to\ ask)\b
    | \bnot\ (?:your|our|their|my)\ (?:fault|mistake)\b
    | \b(?:does\ not|doesn't|no|never)\ (?:matter|mind)\ who
    """,
    re.VERBOSE,
)

_FORMS: Final = re.compile(
    rf"""
    # Whose fault is it? Who is to blame?
    \bwhose\ (?:own\ )?(?:fault|mistake|error|blunder)\b
    | \bwho(?:'s|\ is|\ was|\ are|\ were)\ (?:really\ |actually\ )?
        (?:to\ blame|at\ fault|guilty|the\ guilty)\b
    | \bwho\ (?:do|should|can|did|must)\ (?:we|i|you|they)\ blame\b
    | \bwho\b[^?]{{0,25}}\b(?:take|takes|get|gets)\ the\ blame\b
    | \b(?:is|was|isn't|wasn't|are|don't|aren't)\b[^?]{{0,40}}
        \b(?:your|our|their|his|her|\w+'s?|\w+s')\ (?:own\ )?fault\b[^?]*\?
    | \bwhy\ should\ (?:we|i)\ pay\ for\ your\ (?:mistake|fault|error)s?\b

    # Who did it?
    | \bwho\ (?:has\ |have\ )?(?:messed|screwed)\b
    | \bwho\ (?:has\ |have\ )?(?:ruined|dropped\ the\ ball)\b
    | \bwho\ broke\ (?!even\b|the\ (?:news|record|ice)\b)
    | \bwho\ (?:failed\ to|forgot)\b
    | \bwho\ (?:let|allowed)\ (?:this|that|it)\b
    | \bwho\ made\ (?:this|that|such\ a|the|a)\ (?:mistake|mess|error)\b
    | \bwho\ (?:caused|is\ responsible\ for|'s\ responsible\ for|signed\ off\ on)\b
        [^?]{{0,15}}\b{_HARM}\b

    # How could you?
    | \bhow\ (?:could|can)\ {_PERSON}\ (?:possibly\ )?
        (?:(?:let|allow)\ (?:this|that|it)|miss|overlook|forget|ignore|be\ so|not)\b
    | \bhow\ did\ (?:{_PERSON}\ (?:not|miss)|{_NOBODY}\ {_HEED})\b

    # Why did you not?
    | \bwhy\ (?:did|has|have|was|were)\ {_NOBODY}\ {_HEED}
    | \bwhy\ (?:didn't|haven't|hasn't|can't|couldn't|doesn't|aren't|weren't)
        \ {_PERSON}\ (?!{_CHOICE}\b)
    | \bwhy\ (?:didn't|haven't|hasn't|can't|couldn't|doesn't|don't)\ {_TEAM}\ {_HEED}
    | \bwhy\ don't\ {_PERSON}\ (?:ever|even|just|care|listen)\b
    | \bwhy\ (?:did|have|has)\ {_PERSON}\ not\ (?!{_CHOICE}\b)
    | \bwhy\ (?:weren't|wasn't)\ (?:we|i)\ (?:told|informed|asked|warned|consulted)\b
    | \bwhy\ (?:were|was)\ (?:we|i)\ (?:not|never)\ (?:told|informed|asked|warned|consulted)\b

    # Why did you do that to us?
    | \bwhy\ (?:did|have|has)\ {_PERSON}\ (?:break|broken|ignored?|mess(?:ed)?|lied?
        |forg[eo]t(?:ten)?|hide|hidden|fail(?:ed)?|ruin(?:ed)?|waste[d]?
        |let\ (?:this|that|it|the|us))\b
    | \bwhy\ (?:do|does|must)\ {_PERSON}\ keeps?\ (?:missing|changing|forgetting|ignoring|losing)\b
    | \bwhy\ (?:do|does)\ {_PERSON}\ never\ {_HEED}
    | \bwhy\ (?:do|does)\ {_PERSON}\ always\ (?:change|forget|ignore|miss|complain|blame)\b
    | \bwhy\ (?:do|does|must)\ {_PERSON}\ always\b[^?]{{0,30}}\b(?:late|wrong)\b
    | \bwhy\ (?:are|were|is|was)\ {_PERSON}\ (?:never|always|so)\ (?:on\ time|late|slow|careless)\b
    | \bwhy\ is\ it\ always\ (?:us|me|we)\b

    # What were you thinking?
    | \bwhat\ did\ {_PERSON}\ do\ wrong\b
    | \bwhat\ were\ {_PERSON}\ thinking\b(?!\ (?:of|about)\b)
    | \bwhat(?:'s|\ is)\ wrong\ with\ (?:you|them|your\ (?:team|people))\b
    """,
    re.VERBOSE,
)


def is_blaming(text: str) -> bool:
    """Whether *text* holds a question that blames somebody."""
    if len(text) > LONGEST:
        return False
    plain = " ".join(text.casefold().replace("’", "'").split())
    return _FORMS.search(plain) is not None and _NOT_BLAME.search(plain) is None
