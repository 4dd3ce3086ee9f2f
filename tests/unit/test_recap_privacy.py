"""Whatever was recorded: nothing private leaves, and only agreements are called agreed."""

import re
from datetime import UTC, date, datetime, timedelta

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from companion.mail.body import to_html, to_plain
from companion.method.phrases import Template
from companion.method.recap import RecapSource, compose
from companion.model import (
    Advice,
    Attendee,
    Call,
    CaringNo,
    Chosen,
    Client,
    Contact,
    Disagreement,
    Expectation,
    Link,
    Me,
    Metric,
    MetricPoint,
    Mistake,
    NextStep,
    Note,
    NoteKind,
    Option,
    Outcome,
    OutcomeKind,
    ReadBack,
    Recap,
    Reply,
    Review,
    StepMark,
    TranscriptLine,
)

SECRET = "canary"
SECRETS = st.sampled_from([SECRET, f"{SECRET}\n{SECRET}", f"the {SECRET} *bold*"])
WORDS = st.sampled_from(["", " ", "\u202e", "\n", "*bold*", "# 1", "plain words."]) | st.text(
    max_size=25
).filter(lambda text: not re.search("agreed|canary|none|[{}]", text, re.IGNORECASE))
QUICKLY = (Phase.explicit, Phase.reuse, Phase.generate)  # a whole call takes minutes to shrink
NOW = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))
MAYBE = DAYS | st.none()
SILENT = [NoteKind.PRIVATE, NoteKind.FACT, NoteKind.POINT, NoteKind.RISK, NoteKind.METRIC]

secret_notes = st.builds(
    Note, id=st.just("n"), kind=st.sampled_from(SILENT), text=SECRETS, who=SECRETS
) | st.builds(
    Note, id=st.just("n"), kind=st.sampled_from(NoteKind), text=SECRETS, source=st.just("clock")
)
open_notes = st.builds(
    Note,
    id=st.just("n"),
    kind=st.sampled_from([NoteKind.CONCERN, NoteKind.IDEA, NoteKind.PROMISE, NoteKind.QUOTE]),
    text=WORDS,
    who=WORDS,
)
outcomes = st.builds(
    Outcome,
    kind=st.sampled_from(OutcomeKind),
    until=MAYBE,
    advice=st.none() | st.builds(Advice, we_advised=WORDS, because=WORDS, they_chose=WORDS),
    mistake=st.none() | st.builds(Mistake, what=WORDS, effect=WORDS, fix=WORDS, by=MAYBE),
)
steps = st.builds(
    NextStep,
    id=st.just("s"),
    text=WORDS,
    owner=WORDS,
    due=MAYBE,
    due_text=WORDS,
    scope_changed=st.booleans(),
)
calls = st.builds(
    Call,
    id=st.just("k"),
    started_at=st.none() | st.integers(-9, 9).map(lambda days: NOW + timedelta(days=days)),
    attendees=st.lists(st.builds(Attendee, name=WORDS, email=WORDS), max_size=3).map(tuple),
    why_now=SECRETS,
    next_step_aim=SECRETS,
    steps=st.builds(lambda text: (StepMark(key="reframe", answer=text),), WORDS),
    notes=st.lists(secret_notes | open_notes, max_size=6).map(tuple),
    options=st.lists(
        st.builds(Option, label=st.sampled_from("ABC"), text=WORDS, effect=WORDS, cost=SECRETS),
        max_size=3,
    ).map(tuple),
    chosen=st.none() | st.builds(Chosen, label=st.sampled_from("ABC") | WORDS, why=WORDS),
    caring_no=st.builds(CaringNo, cost_to_them=WORDS, alternative=WORDS),
    next_steps=st.lists(steps, max_size=3).map(tuple),
    none_agreed_because=WORDS,
    outcome=st.none() | outcomes,
    read_back=st.none() | st.builds(ReadBack, text=WORDS),
    transcript=st.builds(lambda text: (TranscriptLine(speaker=text, text=text),), SECRETS),
    links=st.lists(st.builds(Link, title=WORDS, url=WORDS), max_size=2).map(tuple),
    recaps=st.builds(lambda text: (Recap(id="r", text=text, reply=Reply(text=text)),), SECRETS),
)
topics = st.builds(
    Disagreement,
    id=st.just("d"),
    client=st.just("c"),
    topic=WORDS,
    metric=st.sampled_from(["m", None]),
    our_metric=SECRETS,
    request=SECRETS,
    wanted_result=WORDS,
    their_view=SECRETS,
    our_view=SECRETS,
    they_are_right_about=SECRETS,
    would_change_our_mind=SECRETS,
    need_to_know=WORDS,
    good_looks_like=WORDS,
    reviews=st.builds(lambda text: (Review(text=text),), SECRETS),
)
clients = st.builds(
    Client,
    id=st.just("c"),
    name=SECRETS,
    contacts=st.builds(
        lambda name, text: (
            Contact(id="p", name=name, role=text, knows=text, fears=text, past=text),
        ),
        WORDS,
        SECRETS,
    ),
    metrics=st.builds(
        lambda label: (Metric(id="m", label=label, points=(MetricPoint(now=1, target=2),)),), WORDS
    ),
    expectations=st.builds(lambda text: (Expectation(question=text, answer=text),), SECRETS),
)
sources = st.builds(
    RecapSource,
    me=st.builds(Me, name=WORDS, company=WORDS, sign_off=WORDS),
    client=clients,
    disagreement=topics,
    call=calls,
    today=st.just(NOW.date()),
    now=st.none() | st.just(NOW),
    language=st.sampled_from(["en", "en-US", "de", "fr", "es", "tlh"]),
    template=st.sampled_from(Template),
)
AGREED = re.compile(
    "agreed|vereinbart|einig|Einigkeit|nous avons convenu|l’essai convenu|tombés d’accord"
    "|parvenus à un accord|acordado|acordada|acordamos|llegado a un acuerdo"
)


@settings(max_examples=60, deadline=None, phases=QUICKLY)
@given(sources)
def test_nothing_private_is_ever_in_a_recap(source: RecapSource) -> None:
    draft = compose(source)
    said = f"{draft.subject}{draft.text}{draft.to}{to_plain(draft.text)}{to_html(draft.text)}"
    assert SECRET not in f"{said}{draft.sources}".casefold()


@settings(max_examples=60, deadline=None, phases=QUICKLY)
@given(sources)
def test_nothing_is_called_agreed_without_a_recorded_agreement(source: RecapSource) -> None:
    outcome = source.call.outcome
    is_settled = outcome is not None and outcome.kind in {OutcomeKind.AGREED, OutcomeKind.TRIAL}
    draft = compose(source)
    assert bool(AGREED.search(f"{draft.subject}\n{draft.text}")) is is_settled


@settings(max_examples=30, deadline=None, phases=QUICKLY)
@given(sources)
def test_equal_calls_make_equal_recaps_without_empty_headings(source: RecapSource) -> None:
    draft = compose(source)
    assert compose(source) == draft
    blocks = [block for block in draft.text.split("\n\n") if block.strip()]
    for block, following in zip(blocks, [*blocks[1:], "## "], strict=True):
        assert not block.startswith("## ") or not following.startswith("## ")
    assert "None" not in draft.text
    assert not re.search(r"\{[a-z_]+\}", draft.text + draft.subject)
    assert "\n" not in draft.subject
    assert len(draft.sources) == len(draft.text.splitlines())
