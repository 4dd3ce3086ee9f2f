"""Rules of wording as data: a file that cannot be used is named with the line and the reason."""

from __future__ import annotations

import pytest

from bench.wording import figures
from companion.method.wording.rules import RulesFault, languages, read_rules, rules_of
from companion.paths import resource_root

HEAD = """language = "en"
invitation = {subject = "s", text = "t"}
[words]
fruit = "(?:apple|pear)"
[base]
sent = "send"
"""
RULE = '[[rule]]\nkey = "k"\ntitle = "t"\ntold = "x"\nreason = "r"\nsource = "s"\nadvice = "a"\n'


def form(find: str, rewrite: str | None = None) -> str:
    said = f"rewrite = '{rewrite}'\n" if rewrite is not None else ""
    return f"{HEAD}{RULE}[[rule.form]]\nfind = [\n    'plain',\n    '{find}',\n]\n{said}"


def test_words_stand_for_what_they_are_called() -> None:
    (rule,) = read_rules(form("an @fruit")).rules
    assert rule.forms[0].find[1].search("I had an   Apple today")
    assert not rule.forms[0].find[1].search("an applet")


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (form("(open"), 17, "is no pattern: missing )"),
        (form("an @vegetable"), 17, "@vegetable is not in [words]"),
        (form("(?:a+)+"), 17, "“+” may repeat without an end"),
        (form(".*"), 17, "“*” may repeat without an end"),
        (form("a{2,}"), 17, "“{2,}” may repeat without an end"),
        (form("x", "{thing}"), 19, "the rewrite needs {thing}"),
        (
            form("(?P<thing>x)", "{thing.shout}").replace("    'plain',\n", ""),
            18,
            "a rewrite knows no {thing.shout}",
        ),
        (HEAD + "[[rule]]\nkey = 3\n", 7, "Expected `str`, got `int`"),
        (HEAD + RULE + "[[rule.form]]\nfinds = []\n", 14, "Object contains unknown field `finds`"),
        (HEAD + "[[rule]\n", 7, "Expected ']]' at the end of an array declaration"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(text: str, line: int, reason: str) -> None:
    with pytest.raises(RulesFault) as caught:
        read_rules(text)
    assert caught.value.line == line
    assert reason in caught.value.reason


def test_every_shipped_language_can_be_read_and_says_why_for_each_rule() -> None:
    assert languages() == {"en"}
    for language in languages():
        rules = rules_of(language)
        assert rules.language == language
        for rule in rules.rules:
            assert all((rule.title, rule.told, rule.reason, rule.source, rule.advice))
            assert rule.source.startswith("Method, idea")
            assert rule.reason.count(".") == 1


def test_the_documentation_tells_every_rule_and_what_was_measured() -> None:
    docs = (resource_root().parent / "docs" / "wording.md").read_text("utf-8")
    for rule in rules_of("en").rules:
        assert rule.title in docs
        assert rule.source in docs
    assert figures() in docs
