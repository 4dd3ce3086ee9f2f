"""Twelve calls as people note them: in haste, in four languages, landing in six different ways."""

from __future__ import annotations

from datetime import date, datetime

from companion.method.metric import parse_metric
from companion.method.playbooks import built_in
from companion.method.recap import RecapSource
from companion.model import (
    Advice,
    Attendee,
    Call,
    CaringNo,
    Chosen,
    Client,
    Disagreement,
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
    Side,
    StepMark,
)

ME = Me(name="Priya Nair", company="Lumen Agency", sign_off="Best regards,\nPriya")
ENDED = datetime.fromisoformat("2026-11-24T15:40:00+00:00")


def _metric(line: str) -> Metric:
    read = parse_metric(line, ENDED.date())
    point = MetricPoint(at=ENDED, now=read.now, target=read.target, by=read.by)
    return Metric(id="m", label=read.label, unit=read.unit, points=(point,))


def _client(metric: str = "", **fields: object) -> Client:
    metrics = (_metric(metric),) if metric else ()
    return Client(id="c", name="Client", metrics=metrics, **fields)  # type: ignore[arg-type]


def _about(topic: str, **fields: object) -> Disagreement:
    return Disagreement(id="d", client="c", topic=topic, metric="m", **fields)  # type: ignore[arg-type]


def _people(*names: str) -> tuple[Attendee, ...]:
    theirs = [
        Attendee(name=name, email=f"{name.split()[-1].lower()}@client.example") for name in names
    ]
    return (*theirs, Attendee(name="Priya Nair", side=Side.OURS))


def _notes(*lines: str) -> tuple[Note, ...]:
    """Return notes from lines such as "idea Dana: ask for the date", a minute apart."""
    found = []
    for place, line in enumerate(lines):
        head, _, text = line.partition(": ")
        kind, _, who = head.partition(" ")
        at_ms = 60_000 * place
        note = Note(id=f"n{place}", at_ms=at_ms, kind=NoteKind(kind), who=who, text=text)
        found.append(note)
    return tuple(found)


def _options(*texts: str) -> tuple[Option, ...]:
    """Return options from texts such as "pause display | cost falls to 27%"."""
    return tuple(
        Option(label="ABC"[place], text=text.split(" | ")[0], effect=text.partition(" | ")[2])
        for place, text in enumerate(texts)
    )


def _step(text: str, owner: str, due: str = "", **fields: object) -> NextStep:
    day = date.fromisoformat(due) if due else None
    return NextStep(id=text, text=text, owner=owner, due=day, **fields)  # type: ignore[arg-type]


def _answers(**answers: str) -> tuple[StepMark, ...]:
    return tuple(StepMark(key=key.replace("_", "-"), answer=text) for key, text in answers.items())


def _call(kind: OutcomeKind | None, outcome: Outcome | None = None, **fields: object) -> Call:
    landed = outcome or (Outcome(kind=kind) if kind else None)
    started = datetime.fromisoformat("2026-11-24T15:00:00+00:00")
    times = {"started_at": started, "ended_at": ENDED}
    return Call(id="k", outcome=landed, **(times | fields))  # type: ignore[arg-type]


def _recap(client: Client, about: Disagreement, call: Call, form: str = "en warm") -> RecapSource:
    language, template = form.split()
    return RecapSource(
        me=ME,
        client=client,
        disagreement=about,
        call=call,
        today=ENDED.date(),
        now=ENDED,
        language=language,
        template=template,
        playbook=built_in(call.playbook),
    )


def agreed() -> RecapSource:
    """A metric typed in haste, their idea chosen, a step and a promise."""
    call = _call(
        OutcomeKind.AGREED,
        attendees=_people("dana ortiz", "Sam Lee"),
        steps=_answers(reframe="how can we bring in fewer, better leads together?"),
        notes=_notes(
            "fact: 412 leads in oct, 31 opps",
            "concern Sam: sales spends mondays filtering",
            "private: Dana is new, needs a win before the board",
            "idea Dana Ortiz: ask for the project date in the form, not for the budget",
            "promise Priya Nair: send raw lead list every monday",
            "point: volume was never the goal",
        ),
        options=_options(
            "pause display, move budget to search | falls to 27%",
            "ask for the project date in the form | falls to 24%, a third fewer leads",
            "score leads together every week",
        ),
        chosen=Chosen(label="B", why="because its the least work for sales"),
        next_steps=(
            _step("draft the form change and share it with Sam", "Priya", "2026-11-26", at_ms=9),
        ),
        read_back=ReadBack(at_ms=2_000_000),
    )
    about = _about("Q4 lead quality", good_looks_like="fewer leads, and sales calls every one")
    return _recap(_client("ad cost as % of revenue, now 30, wants 24 by Feb"), about, call)


def trial() -> RecapSource:
    """An American client, formal, with a trial and two owners."""
    call = _call(
        None,
        Outcome(kind=OutcomeKind.TRIAL, until=date(2027, 1, 29)),
        attendees=_people("Dr. Maya Castillo", "Tom Reed"),
        steps=_answers(reframe="what would show us both that weekly is enough?"),
        notes=_notes("idea Tom: alert at 80% of the budget", "risk: they may want daily again"),
        options=_options(
            "daily report",
            "weekly report with an alert at 80% of the budget | same day warning, 5 h less work",
            "dashboard only",
        ),
        chosen=Chosen(label="b", why="nobody reads seven reports a week"),
        next_steps=(
            _step("set up the alert.", "Priya Nair", "2026-12-01"),
            _step("tell us who gets the alert", "Tom Reed", "2026-11-27"),
        ),
    )
    client = _client("hours until overspend is seen, now 48, goal 8 by 15 Jan")
    return _recap(client, _about("Reporting cadence"), call, "en-US formal")


def parked() -> RecapSource:
    """Put aside until the bank answers, as bullet points, with two things to know."""
    call = _call(
        None,
        Outcome(kind=OutcomeKind.PARKED, until=date(2027, 1, 11)),
        attendees=_people("Grace Okafor"),
        notes=_notes("concern Grace: a box nobody orders is seen by everybody"),
        options=_options(
            "box in january", "ask 300 readers first | six weeks later", "four book pass"
        ),
        none_agreed_because="because the bank answers in january",
        links=(Link(title="What 300 boxes cost", url="https://lumen.example/box"),),
    )
    about = _about("A subscription box", need_to_know="what the press costs\nwho would cancel")
    client = _client("readers who buy a second book 23% now, 25% by January")
    return _recap(client, about, call, "en-GB bullets")


def their_choice() -> RecapSource:
    """They chose otherwise: the advice is on record, and nobody will have been right."""
    advice = Advice(
        we_advised="Keep brand keywords off until April.",
        because="because the test in the north showed no loss",
        they_chose="Switch them back on for Christmas.",
        look_again_on=date(2027, 1, 12),
        recorded_at=ENDED,
    )
    call = _call(
        None,
        Outcome(kind=OutcomeKind.THEIR_CHOICE, advice=advice),
        attendees=_people("Ida Holm", "Mikkel Dahl"),
        steps=_answers(reframe="what is a quiet December worth to you?"),
        options=_options(
            "keep them off till april | saves 9% of the spend",
            "on for christmas | 9% more spend, no worry",
            "on in the city only",
        ),
        chosen=Chosen(label="B", why="christmas is no time to test"),
        caring_no=CaringNo(cost_to_them="nine per cent of the budget"),
        next_steps=(_step("switch brand keywords on", "Priya", "2026-11-27"),),
    )
    return _recap(_client("CAC €120 now, wants 95 by june"), _about("Brand keywords"), call)


def we_were_wrong() -> RecapSource:
    """Our mistake, formal: admitted, its effect, the fix, the date."""
    mistake = Mistake(
        what="We counted repeat visitors as new leads since August",
        effect="Cost per lead looked a fifth lower than it was",
        fix="the three reports are corrected and the filter is tested every month",
        by=date(2026, 12, 4),
    )
    call = _call(
        None,
        Outcome(kind=OutcomeKind.WE_WERE_WRONG, at=ENDED, mistake=mistake),
        attendees=_people("Nora Petersen"),
        notes=_notes("private: could cost us the retainer", "quote Nora: I told the board 18"),
        next_steps=(
            _step("call Nora with the true figures, before her board", "Priya", "2026-11-26"),
        ),
    )
    client = _client("cost per lead: €22 now, wants €18 by march")
    return _recap(client, _about("August to October figures"), call, "en formal")


def still_open() -> RecapSource:
    """Nothing settled: half a step, two worries, a number known only from the answer."""
    call = _call(
        OutcomeKind.OPEN,
        attendees=_people("Claire Dubois", "marc petit"),
        steps=_answers(
            metric="support hours per month, now 31, wants 20 by March",
            reframe="what would a quiet month have to show to be worth its price?",
        ),
        notes=_notes(
            "concern: a bill every month and nothing to see for it",
            "concern: who answers at night?",
            "idea: a list of what did NOT break",
        ),
        next_steps=(
            _step("find out what happened in the last three nights", "Marc", due_text="next week"),
            _step("price for 20 hours", "", "2026-12-02"),
        ),
    )
    return _recap(_client(), _about("Price of support", need_to_know="what one hour buys"), call)


def bare() -> RecapSource:
    """Nothing was recorded but that we spoke, yesterday."""
    call = _call(
        None,
        started_at=datetime.fromisoformat("2026-11-23T10:00:00+00:00"),
        attendees=_people("Owen Walsh"),
        notes=_notes("fact: owen in a taxi, bad line", "private: sounded tired"),
    )
    return _recap(_client(), Disagreement(id="d", client="c", topic="faces on the home page"), call)


def german() -> RecapSource:
    """Auf Deutsch, förmlich, mit geändertem Umfang."""
    call = _call(
        OutcomeKind.AGREED,
        attendees=_people("Jonas Weber", "Lucy Brandt"),
        steps=_answers(reframe="wie teilen wir das Risiko so, dass beide unterschreiben können?"),
        notes=_notes(
            "idea Lucy Brandt: Festpreis pro Monat, Reihenfolge jeden Monat neu",
            "concern Jonas: der Einkauf unterschreibt nichts Offenes",
            "promise Priya: Burn-down jeden Freitag",
        ),
        options=_options(
            "Festpreis für alles | 30 % Reserve, teurer",
            "Festpreis pro Monat, Reihenfolge monatlich | Start in Sicht",
            "nach Aufwand",
        ),
        chosen=Chosen(label="B", why="weil der Einkauf es unterschreibt"),
        next_steps=(
            _step("Monatsplan fürs erste Quartal schicken", "Priya Nair", "2026-12-04"),
            _step("Anhang 2 ergänzen", "Lucy Brandt", "2026-12-09", scope_changed=True),
        ),
        read_back=ReadBack(at_ms=2_000_000),
    )
    about = _about("Festpreis oder Aufwand", good_looks_like="Start im April ohne Nachverhandlung")
    client = _client("Tage bis zum Start: 120 now, 90 by April", time_zone="Europe/Berlin")
    return _recap(client, about, call, "de formal")


def french() -> RecapSource:
    """En français, chaleureux : un essai et l'idée d'Amira."""
    call = _call(
        None,
        Outcome(kind=OutcomeKind.TRIAL, until=date(2027, 2, 1)),
        attendees=_people("Amira Haddad", "Hugo Lefèvre"),
        steps=_answers(
            reframe="comment un plombier sur une échelle se connecte-t-il le plus vite ?"
        ),
        notes=_notes(
            "idea Amira: envoyer aussi le lien par SMS",
            "concern: les anciens clients vont appeler",
            "promise Hugo: prévenir cinq clients",
        ),
        options=_options(
            "mots de passe seulement | 7 tickets, comme aujourd’hui",
            "lien par e-mail et par SMS | environ 4 tickets",
        ),
        chosen=Chosen(label="B", why="parce que le SMS arrive sur le chantier"),
        next_steps=(_step("tester le lien avec cinq clients", "Amira Haddad", "2026-12-01"),),
    )
    client = _client("tickets pour 100 commandes: 7.5 now, 4 by October", time_zone="Europe/Paris")
    return _recap(client, _about("connexion par lien"), call, "fr warm")


def spanish() -> RecapSource:
    """En español, con puntos: su decisión, con el consejo en acta."""
    advice = Advice(
        we_advised="una noche en el taller para cuarenta personas",
        because="porque quien toca la madera vuelve",
        they_chose="carteles en la estación durante un mes",
        look_again_on=date(2027, 1, 18),
        recorded_at=ENDED,
    )
    call = _call(
        None,
        Outcome(kind=OutcomeKind.THEIR_CHOICE, advice=advice),
        attendees=_people("Inés Robles", "Iván Soto"),
        steps=_answers(reframe="cómo se entera la ciudad de que existimos?"),
        options=_options(
            "carteles en la estación | alcance desconocido",
            "anuncios de búsqueda todo el año | unas 2 visitas más por semana",
            "una noche en el taller | una docena de citas",
        ),
        chosen=Chosen(label="A", why="la ciudad debe conocer el nombre de una vez"),
        next_steps=(_step("reservar los carteles", "Iván Soto", "2026-12-01"),),
    )
    client = _client("visitas con cita por semana: 6 now, 10 by August", time_zone="Europe/Madrid")
    return _recap(client, _about("publicidad en la ciudad"), call, "es bullets")


def stage() -> RecapSource:
    """Five people beyond the date line, and what was said beforehand: tomorrow for them."""
    call = _call(
        None,
        playbook="set-the-stage",
        attendees=_people("Aiko Mori", "Ben Hart", "Chloe Ng", "Dev Rao", "Eve Tan"),
        steps=_answers(
            reach="half the returns by summer",
            fails="we stop after six weeks and pay back the set-up",
            costs="you ask us from 2k on",
            check_in="11 Dec",
        ),
        next_steps=(_step("send the plan for the first six weeks", "Priya", "2026-12-01"),),
    )
    client = _client("returns 14% now, 7% by June", time_zone="Asia/Tokyo")
    return _recap(client, _about("A year together"), call)


def no_with_care() -> RecapSource:
    """A no with what it would cost them, as bullet points, in German and short."""
    call = _call(
        OutcomeKind.OPEN,
        playbook="caring-no",
        attendees=_people("Sofie Brunner"),
        caring_no=CaringNo(
            cost_to_them="drei Wochen vor Weihnachten ohne Suche im Shop",
            alternative="die neue Suche erst für ein Zehntel der Besucher.",
        ),
        notes=_notes("concern: die Marke steht für Ruhe", "idea Sofie: Suche hinter einem Symbol"),
        next_steps=(_step("Entwurf mit Symbol zeigen", "priya", "2026-12-02"),),
        links=(
            Link(title="Jede zweite Bestellung beginnt in der Suche", url="https://l.example/s"),
        ),
    )
    about = _about("Suche abschalten", wanted_result="eine Startseite, die Ruhe ausstrahlt")
    return _recap(_client(), about, call, "de bullets")


TWELVE = (
    agreed,
    trial,
    parked,
    their_choice,
    we_were_wrong,
    still_open,
    bare,
    german,
    french,
    spanish,
    stage,
    no_with_care,
)
