"""The sections of a recap: what each says of what was recorded, and when it stays away.

Every template says them in its own words and order; what may be claimed is the same in all.
"""

from __future__ import annotations

from companion.method.actions import action_of
from companion.method.conventions import base, convention
from companion.method.markdown import escape_inline
from companion.method.phrases import Phrases, Strong
from companion.method.recap_lines import Line, Section, items, rows, sentences
from companion.method.recap_parts import IdeaPart, OptionPart, Parts, StepPart
from companion.method.recap_sources import Said
from companion.model import OutcomeKind

_OURS = frozenset({OutcomeKind.AGREED, OutcomeKind.TRIAL, OutcomeKind.WE_WERE_WRONG})
_UNDECIDED = frozenset({"", OutcomeKind.OPEN, OutcomeKind.PARKED, OutcomeKind.TRIAL})


class Words:
    """The phrases of a recap, and what its language asks of a section."""

    def __init__(self, phrases: Phrases, language: str, *, in_sentences: bool = True) -> None:
        """Say with *phrases*; *in_sentences* lets English say "Priya will …" of a next step."""
        self.say, self.plain, self.aside = phrases.say, phrases.plain, phrases.aside
        self.semicolon = convention(language).semicolon
        self.is_english = base(language) == "en"
        self.says_who_does_what = in_sentences and self.is_english

    def line(self, key: str, *origins: Said, **blanks: str) -> Line:
        """Return the phrase as a line made from *origins*."""
        sources = dict.fromkeys(source for origin in origins for source in origin.sources)
        return Line(self.say(key, **blanks), tuple(sources))

    def maybe(self, key: str, blank: str, origin: Said) -> Line | None:
        """Return the phrase with its one blank filled, or nothing where nothing was recorded."""
        return self.line(key, origin, **{blank: origin.text}) if origin else None


def metric(words: Words, parts: Parts) -> Section:
    """Say their metric with its figures; without one, the result that they want."""
    of = parts.metric
    heading = words.plain("metric.heading")
    if not of.label:
        wanted = words.maybe("metric.words", "metric", parts.wanted_result)
        return Section(heading, (sentences(wanted),))
    if of.by_month:
        by = words.plain("by.month", month=of.by_month)
    else:
        by = words.plain("by.day", date=of.by_day) if of.by_day else ""
    blanks = {"metric": of.label}
    blanks |= {k: v for k, v in (("now", of.now), ("target", of.target), ("by", by)) if v}
    key = "_".join(blanks).removeprefix("metric_") if len(blanks) > 1 else "words"
    return Section(heading, (sentences(Line(words.say(f"metric.{key}", **blanks), of.sources)),))


def mistake(words: Words, parts: Parts) -> Section:
    """Say what we got wrong: admit it, what it did to their metric, the fix and its date."""
    wrong, label = parts.mistake, parts.metric.label
    effect = fix = None
    if wrong.effect and label:
        blanks = {"metric": label, "effect": wrong.effect.text}
        effect = words.line("mistake.effect_on", wrong.effect, **blanks)
    elif wrong.effect:
        effect = words.line("mistake.effect", wrong.effect, effect=wrong.effect.text)
    if wrong.fix and wrong.by:
        blanks = {"fix": wrong.fix.text, "by": Strong(wrong.by)}
        fix = words.line("mistake.fix_by", wrong.fix, **blanks)
    elif wrong.fix:
        fix = words.line("mistake.fix", wrong.fix, fix=wrong.fix.text)
    what = words.maybe("mistake.what", "what", wrong.what)
    heading = words.plain("mistake.heading" if wrong.what else "mistake.heading_after")
    return Section(heading, (sentences(what, effect, fix),))


def reframe(words: Words, parts: Parts) -> Section:
    """Say the question as both look at it now, and what good looks like."""
    asked = [words.line("reframe.question", each, question=each.text) for each in parts.reframe]
    good = _with_more(words, "reframe.good", "good", parts.good_looks_like)
    return Section(words.plain("reframe.heading"), (sentences(*asked, *good),))


def caring_no(words: Words, parts: Parts) -> Section:
    """Say the two parts of a no: what it would cost them, and the alternative."""
    key = "no.heading" if parts.alternative else "no.heading_cost"
    cost = words.maybe("no.cost", "cost", parts.cost_to_them)
    alternative = words.maybe("no.alternative", "alternative", parts.alternative)
    return Section(words.plain(key), (sentences(cost, alternative),))


def options(words: Words, parts: Parts) -> Section:
    """Say the options with the pick among them, whose ideas they were, and why this one."""
    pick = words.plain(f"options.{_whose_pick(parts.outcome)}")
    lines = [_option(words, option, pick, parts) for option in parts.options]
    if parts.own_choice:
        chosen = words.plain("options.chosen", option=parts.own_choice.text, pick=pick)
        lines.append(Line(f"**{escape_inline(chosen)}**", parts.own_choice.sources))
    why = words.maybe("options.why", "why", parts.why_chosen) if parts.is_chosen else None
    heading = "options.heading" if len(parts.options) > 1 else "options.heading_one"
    return Section(words.plain(heading), (rows(lines), sentences(why)))


def decision(words: Words, parts: Parts) -> Section:
    """Say their decision with our advice on record: said once, and never to be right later."""
    advice = parts.advice
    chosen = words.maybe("decision.chosen", "chosen", advice.they_chose)
    advised = words.maybe("decision.advised", "advised", advice.we_advised)
    if advice.we_advised and advice.because:
        blanks = {"advised": advice.we_advised.text, "because": advice.because.text}
        origins = (advice.we_advised, advice.because)
        advised = words.line("decision.advised_because", *origins, **blanks)
    again = _dated(words, "decision.look_again", advice.look_again_on)
    blocks = (sentences(chosen, advised), sentences(again))
    return Section(words.plain("decision.heading"), blocks)


def ideas(words: Words, parts: Parts) -> Section:
    """Say their ideas that no option took up, credited to them."""
    lines = (
        Line(
            words.say("idea.item", idea=idea.text, credit=_credit(words, idea.who, parts)),
            idea.sources,
        )
        for idea in parts.ideas
    )
    return Section(words.plain("idea.heading"), (items(lines),))


def beforehand(words: Words, parts: Parts) -> Section:
    """Say what was agreed for the case that it does not work, and the next check-in."""
    lines = (
        Line(words.say("beforehand.item", question=e.question, answer=e.answer), e.sources)
        for e in parts.expectations
    )
    check_in = _dated(words, "beforehand.check_in", parts.check_in_on)
    heading = words.plain("beforehand.heading") if parts.expectations else ""
    return Section(heading, (items(lines), sentences(check_in)))


def read_back(words: Words, parts: Parts) -> Section:
    """Say the agreement in the words in which it was read back."""
    lines = (words.line("read_back.text", each, text=each.text) for each in parts.read_back)
    return Section(words.plain("read_back.heading"), (sentences(*lines),))


def next_steps(words: Words, parts: Parts) -> Section:
    """Say what happens next, who does it, by when; and that it was read back."""
    actions = [_action(words, step) for step in parts.steps]
    actions = actions if all(actions) else [""] * len(actions)
    steps = zip(parts.steps, actions, strict=True)
    lines = [_next_step(words, step, action) for step, action in steps]
    block = items(lines) if len(lines) > 1 else rows(lines)
    confirmed = None
    if parts.was_read_back and not parts.read_back:
        confirmed = words.line("read_back.confirmed", parts.was_read_back)
    heading = "" if not lines else "steps.heading_one" if len(lines) == 1 else "steps.heading"
    return Section(words.plain(heading) if heading else "", (block, sentences(confirmed)))


def promises(words: Words, parts: Parts) -> Section:
    """Say what was promised besides: as sentences where all of it can be said so."""
    acts = [action_of(each.text, is_last=True) if each.who else "" for each in parts.promises]
    in_sentences = words.is_english and all(acts)
    lines = (
        Line(_promise(words, each, act if in_sentences else ""), each.sources)
        for each, act in zip(parts.promises, acts, strict=True)
    )
    return Section(words.plain("promises.heading"), (items(lines),))


def unsettled(words: Words, parts: Parts) -> Section:
    """Say what is open: the question, their concerns, steps without an owner or a date."""
    lines = [
        Line(words.say("unsettled.concern", concern=each.text), each.sources)
        for each in parts.concerns
    ]
    lines += [_unsettled_step(words, step) for step in parts.unsettled_steps]
    if parts.no_step_because:
        because = parts.no_step_because
        lines.append(words.line("unsettled.no_step", because, because=because.text))
    if not lines and parts.outcome == OutcomeKind.OPEN:
        landed = Said(sources=parts.landed)
        topic = parts.topic
        lines.append(
            words.line("unsettled.question_about", topic, landed, topic=topic.text)
            if topic
            else words.line("unsettled.question", landed)
        )
    return Section(words.plain("unsettled.heading"), (items(lines),))


def need_to_know(words: Words, parts: Parts) -> Section:
    """Say what they need to know to decide, with links."""
    known = parts.need_to_know
    links = [
        Line(
            f"[{escape_inline(link.title)}]({escape_inline(link.url)})"
            if link.url
            else words.say("know.item", text=link.title),
            link.sources,
        )
        for link in parts.links
    ]
    key = "know.heading" if parts.outcome in _UNDECIDED else "know.heading_after"
    if len(known) > 1:
        lines = [words.line("know.item", each, text=each.text) for each in known]
        return Section(words.plain(key), (items([*lines, *links]),))
    text = [words.line("know.text", each, text=each.text) for each in known]
    return Section(words.plain(key), (sentences(*text), items(links)))


def _with_more(words: Words, key: str, blank: str, said: tuple[Said, ...]) -> list[Line]:
    """Return the first line in its phrase and the lines after it as sentences of their own."""
    first = [words.line(key, each, **{blank: each.text}) for each in said[:1]]
    return first + [words.line("know.text", each, text=each.text) for each in said[1:]]


def _dated(words: Words, key: str, origin: Said) -> Line | None:
    return words.line(key, origin, date=Strong(origin.text)) if origin else None


def _option(words: Words, option: OptionPart, pick: str, parts: Parts) -> Line:
    line = words.say("know.item", text=option.line)
    if option.is_chosen:
        chosen = words.plain("options.chosen", option=option.line, pick=pick)
        line = f"**{escape_inline(chosen)}**"
    credit = "" if option.idea_of is None else _credit(words, option.idea_of, parts)
    beside = words.semicolon.join(filter(None, (words.aside(option.effect), credit)))
    return Line(f"{line} ({escape_inline(beside)})" if beside else line, option.sources)


def _credit(words: Words, who: str, parts: Parts) -> str:
    """Return whose idea it was; somebody who reads the mail alone is spoken to."""
    if not who or (len(parts.names) == 1 and who in parts.names + parts.whole_names):
        return words.plain("idea.yours")
    return words.plain("idea.of", who=who)


def _whose_pick(outcome: str) -> str:
    if outcome in _OURS:
        return "ours"
    return "yours" if outcome == OutcomeKind.THEIR_CHOICE else "preferred"


def _action(words: Words, step: StepPart) -> str:
    """Return the step as it follows "will"; nothing where it is done or cannot be said so."""
    return action_of(step.text) if words.says_who_does_what and not step.is_done else ""


def _next_step(words: Words, step: StepPart, action: str) -> Line:
    """Return a step: as a sentence where all of them are, else as what, who and by when."""
    blanks = {"owner": step.owner, "date": Strong(step.due)}
    if step.is_done:
        text = words.say("steps.done", step=step.text, owner=step.owner)
    elif action:
        text = words.say("steps.sentence", action=action, **blanks)
    else:
        text = words.say("steps.line", step=step.text, **blanks)
    if step.updated_on:
        text += f" {words.say('steps.updated', date=step.updated_on)}"
    elif step.changes_scope:
        text += f" {words.say('steps.scope')}"
    return Line(text, step.sources)


def _promise(words: Words, promise: IdeaPart, action: str) -> str:
    if action:
        return words.say("promises.sentence", who=promise.who, action=action)
    if promise.who:
        return words.say("promises.of", promise=promise.text, who=promise.who)
    return words.say("promises.item", promise=promise.text)


def _unsettled_step(words: Words, step: StepPart) -> Line:
    what = {"step": step.text, "owner": step.owner}
    if step.owner and step.due_text:
        text = words.say("unsettled.no_date_said", said=step.due_text, **what)
    elif step.owner:
        text = words.say("unsettled.no_date", **what)
    elif step.due:
        text = words.say("unsettled.no_owner", step=step.text, date=Strong(step.due))
    else:
        text = words.say("unsettled.nothing", step=step.text)
    return Line(text, step.sources)
