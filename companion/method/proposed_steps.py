"""Whether a spoken sentence takes something over, or hands it to somebody: the rules as data."""

from __future__ import annotations

import re
from collections.abc import Sequence

from companion.model.value import Value

_VERBS = (
    "add|analyse|analyze|arrange|ask|book|bring|build|calculate|call|change|check|circle|clarify"
    "|collect|come back|compare|confirm|contact|correct|create|deliver|document|do (?:it"
    "|that|this|the)|draft|email"
    "|e-mail|export|extend|file|fill|find out|finish|fix|follow up|forward|get back|get you"
    "|get them|get us|get our|get the|get a|get your|give|go over|go through|hand the|help you|hire"
    "|inform"
    "|introduce|invite|involve|look at|look into|make a|make sure|make the|measure|order"
    "|organise|organize|pass|pick|pilot|prepare|present|provide|publish|pull|put|raise|reach out"
    "|re-issue|redo|remove|replace|report|reproduce|research|resend|restart|review|revise|rewrite"
    "|roll|run|schedule|send|set up|share|sign|speak|start on|submit|summarise|summarize|take care"
    "|take that back|take this back|take it back|talk|tell|test|touch base|translate|try out"
    "|update|upload|walk|work on|write"
)
_SOFT = (
    r"(?:(?:also|just|then|gladly|happily|definitely|try to|please|quickly|now|first|maybe"
    r"|go and|have|make|let)\s+)*"
)
_DOING = rf"{_SOFT}(?:{_VERBS})\b"

_WILL = (
    r"(?:'ll|’ll| will| am going to|'m going to|’m going to| are going to|'re going to"
    r"|'m gonna|’m gonna|'re gonna| shall)"
)
_ENDINGS = r"(?:my|our|the|one of)\s+\w+\s+"

_I_WILL = re.compile(
    rf"\b(?:i|we){_WILL}\s+(?:{_DOING}|{_SOFT}{_ENDINGS}(?:{_VERBS})\b)", re.IGNORECASE
)
_LET_ME = re.compile(
    rf"\blet me\s+(?:{_SOFT}(?:take that|take this|bring|check with|talk|come back"
    rf"|get back|send|ask|put together|write))\b",
    re.IGNORECASE,
)
_YOU_WILL_HAVE = re.compile(
    r"\byou(?:'ll| will|’ll) (?:have|get|receive|hear)\b.*\b(?:by|on|until|before"
    r"|together|tomorrow|today|next|this|within)\b",
    re.IGNORECASE,
)
_I_CAN = re.compile(
    rf"(?<!maybe )(?<!hopefully )\bi (?:can|could)\s+(?:have an?\b.*\bfor you|{_DOING})",
    re.IGNORECASE,
)
_I_CAN_DO = re.compile(r"\bi can do that\b", re.IGNORECASE)
_I_WANT_TO = re.compile(
    r"\bi(?:'d like| want|'m| have| need) to (?:check|clarify|talk|speak|find out"
    r"|ask)\b.*\bwith\b|\bi need to give you\b",
    re.IGNORECASE,
)
_GIVE_ME = re.compile(r"^give me until\b", re.IGNORECASE)
_ON_IT = re.compile(r"^(?:\w+,? )?(?:i'm )?on it\b", re.IGNORECASE)
_TOGETHER = re.compile(
    r"\b(?:let's|let us|shall we|we(?:'ll| will| should))\s+(?:\w+\s+)?(?:talk|meet|speak"
    r"|schedule|set up|look at it|catch up|check in|reconvene|book)\b"
    r".*\b(?:again|on|next|tomorrow|for)\b|\blook at it together on\b",
    re.IGNORECASE,
)

_CAN_YOU = re.compile(
    rf"\b(?:can|could|would|will) (?:you|one of you|somebody"
    rf"|someone)(?: guys)?\s+(?:{_DOING}|mind\s+\w+ing\b)",
    re.IGNORECASE,
)
_PLEASE = re.compile(rf"\bplease\s+{_DOING}", re.IGNORECASE)
_DO = re.compile(
    r"^(?:and |also |then |ok |okay |so )*(?:send|call|give|forward|e-?mail|write) (?:me"
    r"|us)\b(?! until)",
    re.IGNORECASE,
)
_YOU_NEED_TO = re.compile(
    rf"\byou(?:'ll| will|’ll)? (?:also )?(?:need|have) to\s+{_DOING}", re.IGNORECASE
)
_I_NEED = re.compile(
    r"\bi(?:'d| would)? (?:also )?(?:need|like|want|expect)\s+(?:an?|the|something|it"
    r"|that|this)\b.*\b(?:by|until|before)\b"
    r"|\bi need the\b.*\bas well\b",
    re.IGNORECASE,
)

_NOT = re.compile(
    r"\b(?:my screen|stop sharing|sharing|in the chat|(?:on|off) mute|mute|camera"
    r"|right back|drop off|hop off"
    r"|let you go|you a story|you something|you know what|you what|hear me|see my"
    r"|go back (?:a|one)|slide"
    r"|give (?:me|us|it) (?!the )(?:[\w-]+ ){0,3}(?:secs?|seconds?|moment|minutes?)"
    r"|give \w+ some time|(?:a|real|very) quick|quickly|briefly|a bit"
    r"|speak up|raise (?:your|a) hand|please go ahead|thing i\Sll add"
    r"|talk about|tell you"
    r"|(?:some|an|my|the|our) updates?\b|move on|let me talk|(?:how|what|why|where|which"
    r"|who) (?:can|could|would|will|should|do)"
    r"|be honest|to be frank|try again|another call|never|tell us who|tell me (?:who|what|why|how)"
    r"|explain (?:to )?(?:me|us)|put (?:it|that) in the contract)\b",
    re.IGNORECASE,
)
_ONLY_WITH_A_DAY = re.compile(
    r"^(?:and |so |but |okay,? |alright,? )*(?:then|otherwise)\b|\bnow\b|\bwe can\b"
    # Handing the floor over, taking leave, what is done at once, and what comes next.
    r"|\b(?:pass|hand) (?:it|this|that) (?:off|over|back)\b"
    r"|\btalk (?:to you|soon|later|online|offline)\b|\bwe\Sll talk\W*$"
    rf"|\bwe{_WILL} (?:\w+ )?go (?:through|over)\b|\blet me (?:bring up|ask an?)\b"
    r"|\b(?:walk|talk) (?:us|you|everyone|everybody) through\b"
    r"|\b(?:write|note|jot) (?:it|this|that) down\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:how|what|when|where|why|(?:the|a|an|these|those|my|our|your) \w+ that"
    rf"|said(?: \w+)?(?: that)?|don\St think(?: that)?) (?:i|we){_WILL}",
    re.IGNORECASE,
)
"""Words that only tell of a doing: "how we'll do it", "the list that we're going to share"."""

_IF = re.compile(r"^(?:and |but |so )?(?:if|when|unless|suppose|imagine)\b", re.IGNORECASE)
_ALWAYS = re.compile(
    r"\b(?:always|usually|every (?:day|week|month|time)|each time)\b", re.IGNORECASE
)

_MAYBE = re.compile(
    r"\b(?:i|we|you|let|let's|somebody|someone|please|send|call|give|forward|write|on it)\b"
    r"|'ll\b|’ll\b|\bwill\b|\bgoing to\b",
    re.IGNORECASE,
)
"""What every rule needs one of."""

_WILL_DO = re.compile(r"(?:'ll|’ll| will| is going to)\b", re.IGNORECASE)

_BY_SPEAKER = (
    _I_WILL, _LET_ME, _YOU_WILL_HAVE, _I_CAN_DO, _I_WANT_TO, _GIVE_ME, _ON_IT, _TOGETHER,
)  # fmt: skip
_BY_OTHER = (_CAN_YOU, _PLEASE, _DO, _I_NEED)


class Asked(Value, frozen=True):
    """Something is to be done: by the speaker, by the *name*d one, or by the *of_other* side."""

    name: str = ""
    of_other: bool = False


def may_ask(sentence: str) -> bool:
    """Whether anything is worth a look: most of what is said is done with by this alone."""
    return _MAYBE.search(sentence) is not None


def asked_in(sentence: str, names: Sequence[str], *, has_day: bool = False) -> Asked | None:
    """Return who is to do something by *sentence*, or None where nothing is taken over.

    *names* are the first names of those on the call; *has_day* is whether a day is named, which
    makes a promise of what is but a thought without one.
    """
    plain = " ".join(sentence.split())
    if any(rule.search(plain) for rule in (_NOT, _IF, _ALWAYS)):
        return None
    if not has_day and _ONLY_WITH_A_DAY.search(plain):
        return None
    if _WILL_DO.search(plain) and (name := _third(plain, names)):
        return Asked(name)
    is_asked = any(rule.search(plain) for rule in _BY_OTHER)
    if is_asked or _YOU_NEED_TO.search(plain):
        called = _called(plain, names)
        if is_asked or called:
            return Asked(called, of_other=True)
    taken = _TOLD.sub("", plain)
    if any(rule.search(taken) for rule in _BY_SPEAKER) or (has_day and _I_CAN.search(plain)):
        return Asked()
    return None


def _third(sentence: str, names: Sequence[str]) -> str:
    """Return who is said to do something: "Luis will send you the guide"."""
    for name in names:
        told = rf"(?:^|\band |[,;] |^\w+, ){re.escape(name)}(?:'ll| will| is going to)\s+{_DOING}"
        if re.search(told, sentence, re.IGNORECASE):
            return name
    return ""


def _called(sentence: str, names: Sequence[str]) -> str:
    """Return who is called by name: "Zoe, can you…", "wendy could you…", "please, Tom, …"."""
    for name in names:
        called = (
            rf"\b{re.escape(name)}(?:,| (?=can|could|would|will|please))|, {re.escape(name)}[.?!]?$"
        )
        if re.search(called, sentence, re.IGNORECASE):
            return name
    return ""
