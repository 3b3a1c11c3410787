# ruff: noqa: E501 (tables)
"""Who bound himself to what, and what later stories report of it. All people, states and promises are
invented.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.actors.registry import ActorRegistry
from verbale.model import Actor, Article, DayRange, Directness, Polarity, Span, SpeechAct, Statement
from verbale.reconcile.commitment_reports import with_reports
from verbale.reconcile.commitment_words import Says, load_commitment_words
from verbale.reconcile.commitments import Commitment, State, Told, commitments_of, state_of
from verbale.reconcile.days import DaySet, of_days
from verbale.reconcile.name_forms import learned_names, name_forms

KARSTIA, NORLAND = Actor("Karstia", "Q20"), Actor("Norland", "Q10")
ANA, BO, CY = Actor("Ana Vell", "Q1", "Q10"), Actor("Bo Karst", "Q2", "Q20"), Actor("Cy Onda", "Q3")
OFFICE = Actor("Karstia (presidency)", "Q21", "Q20")
FORMS = name_forms([ANA, BO, CY, KARSTIA, NORLAND], lambda: ActorRegistry([]))
LEXICONS = {code: words for code in ("fr", "en") if (words := load_commitment_words(code))}


def told(
    text: str,
    speaker: Actor | None = BO,
    act: str = "commit",
    *,
    day: int = 4,
    contact: str | None = None,
    to: Actor | None = None,
    per: Actor | None = None,
    topics: Iterable[str] = (),
    negative: bool = False,
    language: str = "fr",
    witness: str | None = None,
) -> Told:
    """A statement of May 2031; its cue stands in braces, its content in brackets."""
    cue = None
    if "{" in text:
        cue = Span(text.index("{"), text.index("}") - 1)
        text = text.replace("{", "").replace("}", "")
    content = Span(text.index("["), text.index("]") - 1)
    text = text.replace("[", "").replace("]", "")
    sha256 = hashlib.sha256(f"{text} {day}".encode()).hexdigest()
    when = date(2031, 5, day)
    statement = Statement(
        (speaker,) if speaker else (),
        (per,) if per else (),
        SpeechAct(act),
        content,
        Directness.INDIRECT,
        Polarity.NEGATIVE if negative else Polarity.POSITIVE,
        addressee=(to,) if to else (),
        topics=tuple(topics),
        cue=cue,
    )
    article = Article(f"{sha256[:6]}.txt", text, language, sha256, DayRange(when, when))
    days = of_days([when])
    return Told(
        id="s" + sha256[:12], statement=statement, article=article, path=article.path, witness=witness or sha256[:16],
        contact=contact, said=days if contact else DaySet(None, when), heard=days,
    )  # fmt: skip


def made(*statements: Told) -> list[Commitment]:
    found = with_reports(commitments_of(statements, LEXICONS, FORMS), statements, LEXICONS, FORMS)
    other_way_round = list(reversed(statements))
    assert found == with_reports(
        commitments_of(other_way_round, LEXICONS, FORMS), other_way_round, LEXICONS, FORMS
    )
    return found


@pytest.mark.parametrize(
    ("text", "more", "binds"),
    [
        ("Karst a {promis} [d'ouvrir le port].", {}, True),
        ("Karst {propose} [un échange de prisonniers].", {"act": "offer"}, True),
        ("Karst {accepte} [de rouvrir le port].", {"act": "agree"}, True),
        ("Ils sont {convenus} [qu'ils se reverraient].", {"act": "agree"}, True),
        ("Karst a {demandé} [l'ouverture du port].", {"act": "request"}, False),
        # how things are, not what is to be done
        ("Ils sont {convenus} [de la nécessité d'une trêve].", {"act": "agree"}, False),
        ("Ils sont {convenus} [que la situation est grave].", {"act": "agree"}, False),
        ("Ils sont {d'accord} [sur l'importance du port].", {"act": "agree"}, False),
        ("Ils {s'accordent} [à dire que la guerre n'a pas d'issue].", {"act": "agree"}, False),
        # to promise not to do is to promise; to promise nothing is not
        ("Karst {s'engage} [à ne pas tirer].", {"negative": True}, True),
        ("Karst ne {promet} [rien].", {"negative": True}, False),
        ("Karst [« ne {promet} rien »].", {"negative": True}, False),
        ("Karst n'a pas {promis} [d'ouvrir le port].", {"negative": True}, False),
        ("[Le port sera ouvert].", {"speaker": None}, False),
        ("Karst {pledged} [to open the port].", {"language": "en"}, True),
        ("They {agreed} [on the need for a truce].", {"language": "en", "act": "agree"}, False),
        ("They {agreed} [that the situation was grave].", {"language": "en", "act": "agree"}, False),
        (
            "They {agreed}: [the situation is in the interest of neither].",
            {"language": "en", "act": "agree"},
            False,
        ),
        ("They {agreed} [that they would meet again].", {"language": "en", "act": "agree"}, True),
        ("Karst {vowed} [not to fire].", {"language": "en", "negative": True}, True),
        # nothing is read into a language without words of promises
        ("Karst {obiecal} [otworzyć port].", {"language": "pl"}, False),
    ],
)
def test_what_binds(text: str, more: dict[str, Any], binds: bool) -> None:
    assert len(made(told(text, **more))) == binds


PORT = "Karst a {promis} [d'ouvrir le port d'Ostrel]."


@pytest.mark.parametrize(
    ("name", "others", "count"),
    [
        ("told by two stories of one contact", [told("Il {s'engage} [à rouvrir sans délai le port d’Ostrel].", contact="c1")], 1),
        ("through two sides", [told("Karst {ouvrira} [le port d'Ostrel].", contact="c1", per=NORLAND)], 1),
        ("something else promised there", [told("Karst a {promis} [de libérer les marins].", contact="c1")], 2),
        ("another's promise", [told("Vell a {promis} [d'ouvrir le port d'Ostrel].", ANA, contact="c1")], 2),
        ("at another contact", [told("Karst a {promis} [d'ouvrir le port d'Ostrel], dit-on.", contact="c2")], 2),
        ("due on another day", [told("Il {s'engage} [à ouvrir le port d'Ostrel avant le 9 mai].", contact="c1"),
                                told("Il {s'engage} [à ouvrir le port d'Ostrel avant le 20 mai].", contact="c1")], 3),
        ("towards another", [told("Il a {promis} à Vell [d'ouvrir le port d'Ostrel].", contact="c1", to=ANA),
                             told("Il a {promis} à Onda [d'ouvrir le port d'Ostrel].", contact="c1", to=CY)], 3),
        ("offered, not promised", [told("Karst {propose} [d'ouvrir le port d'Ostrel].", act="offer", contact="c1")], 2),
    ],
)  # fmt: skip
def test_one_promise_or_two(name: str, others: list[Told], count: int) -> None:
    assert len(made(told(PORT, contact="c1"), *others)) == count


def test_without_a_contact_only_reprints_are_one() -> None:
    first = told(PORT, witness="w")
    assert len(made(first, told(PORT.upper().replace("PROMIS", "promis"), day=5, witness="w"))) == 1
    assert len(made(first, told(PORT + " Il pleut.", day=4))) == 2


def test_all_that_a_promise_has() -> None:
    short = told("Karst a {promis} [d'ouvrir le port].", contact="c1", per=NORLAND, topics=["ports"])
    full = told(
        "Karst a {promis} à Vell [d'ouvrir le port d'Ostrel avant le 9 mai si les tirs cessent].",
        contact="c1", to=ANA, per=KARSTIA, topics=["ports", "ceasefire"],
    )  # fmt: skip
    (c,) = made(short, full)
    assert c.lead.told is full
    assert (c.speaker, c.to, c.topics) == ((BO,), (ANA,), ("ports", "ceasefire"))
    assert set(c.reported_by) == {NORLAND, KARSTIA}
    assert c.due is not None
    assert (c.due.edtf, c.made.edtf(), c.state) == ("2031-05-09", "2031-05-04", State.OPEN)
    assert c.lead.condition is not None
    assert c.lead.condition.of(full.article.text) == "si les tirs cessent"


PROMISE = told(
    "Karst a {promis} à Vell [d'ouvrir le port d'Ostrel aux céréales].",
    contact="c1",
    to=ANA,
    topics=["ports"],
)


def reports(*later: Told, promise: Told = PROMISE) -> list[str]:
    (c,) = [c for c in made(promise, *later) if c.lead.told is promise]
    return [str(r.says) for r in c.reports]


REPORTS: list[tuple[str, str, dict[str, Any], list[str]]] = [
    ("accused by name", "Vell {accuse} Karst [de n'avoir pas tenu sa promesse d'ouvrir le port].", {"speaker": ANA, "act": "accuse"}, ["broken"]),
    ("with another topic word, by the shared topic", "Vell a {dit} [que Karst n'avait pas tenu parole sur les quais].", {"speaker": ANA, "act": "assert", "topics": ["ports"]}, ["broken"]),
    ("by shared words", "Onda {assure} [que Karst a tenu sa promesse : le port d'Ostrel reçoit des céréales].", {"speaker": CY, "act": "assert"}, ["kept"]),
    ("by the name of his country", "Vell {dit} [que la Karstia a respecté son engagement sur le port et les céréales].", {"speaker": ANA, "act": "assert"}, ["kept"]),
    ("by himself", "[Nous avons tenu notre promesse : le port reçoit des céréales].", {"speaker": BO, "act": "assert"}, ["kept"]),
    ("by himself, in an infinitive", "Karst {assure} [avoir tenu sa promesse sur le port et les céréales].", {"speaker": BO, "act": "assert"}, ["kept"]),
    ("to his face", "[Vous n'avez pas tenu votre promesse d'ouvrir le port aux céréales].", {"speaker": ANA, "act": "accuse", "to": BO}, ["broken"]),
    ("in the passive", "[La promesse d'ouvrir le port aux céréales n'a pas été tenue par Karst].", {"speaker": ANA, "act": "assert"}, ["broken"]),
    ("in part", "Vell {dit} [que Karst n'a que partiellement tenu sa promesse d'ouvrir le port aux céréales].", {"speaker": ANA, "act": "assert"}, ["partly"]),
    ("denied", "Karst {dément} [avoir promis d'ouvrir le port aux céréales].", {"speaker": BO, "act": "deny"}, ["denied"]),
    ("denied in other words", "Karst a {dit} [n'avoir jamais promis d'ouvrir le port aux céréales].", {"speaker": BO, "act": "assert"}, ["denied"]),
    ("denied by his office", "La présidence {dément} [avoir promis d'ouvrir le port aux céréales].", {"speaker": OFFICE, "act": "deny"}, ["denied"]),
    ("denied by another's office", "La présidence {dément} [avoir promis d'ouvrir le port aux céréales].", {"speaker": ANA, "act": "deny"}, []),
    ("another sort of engagement", "Karst {dément} [être engagé dans des combats pour le port aux céréales].", {"speaker": BO, "act": "deny"}, []),
    ("denied of another", "La présidence {dément} [qu'Onda ait promis d'ouvrir le port aux céréales].", {"speaker": OFFICE, "act": "deny"}, []),
    ("withdrawn", "Karst a {annoncé} [qu'il revient sur sa promesse d'ouvrir le port aux céréales].", {"speaker": BO, "act": "assert"}, ["withdrawn"]),
    ("doubted", "Vell {doute} [que Karst tienne sa promesse d'ouvrir le port aux céréales].", {"speaker": ANA, "act": "doubt"}, ["doubted"]),
    ("promised again", "Karst a {promis} [d'ouvrir bientôt le port d'Ostrel].", {"act": "commit", "contact": "c9"}, ["repeated"]),
    # a later story may only tell of the same promise
    ("told again", "Karst a {promis} [d'ouvrir bientôt le port d'Ostrel].", {"act": "commit"}, []),
    # another's promise, or nobody's in particular
    ("another's", "Karst {accuse} Vell [de n'avoir pas tenu sa promesse d'ouvrir le port aux céréales].", {"speaker": BO, "act": "accuse"}, []),
    ("the last name counts", "Vell {dit} [que, contrairement à Karst, Onda n'a pas tenu sa promesse sur le port et les céréales].", {"speaker": ANA, "act": "assert"}, []),
    ("he, whoever he is", "Vell {dit} [qu'il n'a pas tenu sa promesse d'ouvrir le port aux céréales].", {"speaker": ANA, "act": "assert"}, []),
    ("he, said by the promiser of another", "Karst {dit} [qu'elle n'a pas tenu sa promesse d'ouvrir le port aux céréales].", {"speaker": BO, "act": "assert"}, []),
    ("a reply to somebody else", "[Vous n'avez pas tenu votre promesse d'ouvrir le port aux céréales].", {"speaker": ANA, "act": "accuse", "to": CY}, []),
    # another matter
    ("another promise of his", "Vell {accuse} Karst [de n'avoir pas tenu sa promesse de libérer les marins].", {"speaker": ANA, "act": "accuse"}, []),
    ("no matter at all", "Vell {dit} [que Karst n'a pas tenu parole].", {"speaker": ANA, "act": "assert"}, []),
    # not said to have happened
    ("asked for", "Vell {demande} à Karst [de tenir sa promesse d'ouvrir le port aux céréales].", {"speaker": ANA, "act": "request"}, []),
    ("not yet", "Vell {dit} [que Karst n'a pas encore tenu sa promesse d'ouvrir le port aux céréales].", {"speaker": ANA, "act": "assert"}, []),
    ("supposed", "Vell {verra} [si Karst a tenu sa promesse d'ouvrir le port aux céréales].", {"speaker": ANA, "act": "assert"}, []),
    ("future", "Onda {dit} [que Karst tiendra sa promesse d'ouvrir le port aux céréales].", {"speaker": CY, "act": "assert"}, []),
    # not later
    ("on the same day", "Vell {accuse} Karst [de n'avoir pas tenu sa promesse d'ouvrir le port].", {"speaker": ANA, "act": "accuse", "day": 4}, []),
    ("before", "Vell {accuse} Karst [de n'avoir pas tenu sa promesse d'ouvrir le port].", {"speaker": ANA, "act": "accuse", "day": 2}, []),
    ("at the same contact", "Vell {accuse} Karst [de n'avoir pas tenu sa promesse d'ouvrir le port].", {"speaker": ANA, "act": "accuse", "contact": "c1"}, []),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "more", "expected"), REPORTS, ids=[r[0] for r in REPORTS])
def test_reports(name: str, text: str, more: dict[str, Any], expected: list[str]) -> None:
    assert reports(told(text, **({"day": 20} | more))) == expected


ENGLISH = told(
    "Karst {pledged} [to open the port of Ostrel to grain].", contact="c1", language="en", topics=["ports"]
)


@pytest.mark.parametrize(
    ("text", "more", "expected"),
    [
        ("Vell {accused} Karst [of breaking his promise to open the port to grain].", {"speaker": ANA, "act": "accuse"}, ["broken"]),
        # days have capitals, and are no names
        ("Vell {accused} Karst on Monday [of breaking his promise to open the port to grain].", {"speaker": ANA, "act": "accuse"}, ["broken"]),
        ("Vell {said} [that Karst had not kept his word on the port and the grain].", {"speaker": ANA, "act": "assert"}, ["broken"]),
        ("Onda {said} [Karst has honoured his pledge: grain leaves the port].", {"speaker": CY, "act": "assert"}, ["kept"]),
        ("[We have kept our promise: the port ships grain].", {"speaker": BO, "act": "assert"}, ["kept"]),
        ("Karst {denied} [having ever pledged to open the port to grain].", {"speaker": BO, "act": "deny"}, ["denied"]),
        ("Karst {said} [he has withdrawn his offer on the port and the grain].", {"speaker": BO, "act": "assert"}, ["withdrawn"]),
        ("Vell {doubts} [that Karst will keep his word on the port and the grain].", {"speaker": ANA, "act": "doubt"}, ["doubted"]),
        ("Vell {urged} Karst [to keep his word on the port and the grain].", {"speaker": ANA, "act": "request"}, []),
        ("Vell {said} [Karst must honour his pledge on the port and the grain].", {"speaker": ANA, "act": "assert"}, []),
        ("Karst {said} [that Vell had broken her promise on the port and the grain].", {"speaker": BO, "act": "accuse"}, []),
        ("Vell {said} [that the pledge on the port and the grain has been broken by Onda].", {"speaker": ANA, "act": "assert"}, []),
    ],
)  # fmt: skip
def test_english_reports(text: str, more: dict[str, Any], expected: list[str]) -> None:
    assert reports(told(text, day=20, language="en", **more), promise=ENGLISH) == expected


def test_what_fits_two_promises_is_attached_to_none() -> None:
    grain = told("Karst a {promis} [d'ouvrir le port aux céréales].", contact="c1", topics=["ports"])
    rice = told(
        "Karst a {promis} [de réparer les quais et les grues].", contact="c2", topics=["ports"], day=5
    )
    later = told("Vell {dit} [que Karst n'a pas tenu parole].", ANA, "assert", day=20, topics=["ports"])
    found = made(grain, rice, later)
    assert [c.state for c in found] == [State.OPEN, State.OPEN]
    assert [[t for t, _ in c.possible] for c in found] == [[later], [later]]


def test_a_report_is_on_the_promise_that_it_words_rather_than_on_its_topic() -> None:
    sluices = told("Karst a {promis} [d'ouvrir les vannes].", contact="c1")
    observers = told(
        "Karst a {promis} [d'envoyer des observateurs au barrage].", contact="c1", topics=["water"]
    )
    later = told(
        "Vell {accuse} Karst [de n'avoir pas tenu sa promesse d'ouvrir les vannes du barrage].",
        ANA,
        "accuse",
        day=20,
        topics=["water"],
    )
    found = {c.lead.told.quote: [r.told.id for r in c.reports] for c in made(sluices, observers, later)}
    assert found == {"d'ouvrir les vannes": [later.id], "d'envoyer des observateurs au barrage": []}


def test_what_is_said_of_a_promise_is_said_of_each_telling_of_it() -> None:
    elsewhere = told("Karst {s'engage} [à ouvrir le port d'Ostrel aux céréales].", day=5)
    later = told(
        "Vell {accuse} Karst [de n'avoir pas tenu sa promesse d'ouvrir le port].",
        ANA,
        "accuse",
        day=20,
        topics=["ports"],
    )
    found = made(told(PORT, contact="c1", topics=["ports"]), elsewhere, later)
    assert [[r.told.id for r in c.reports] for c in found] == [[later.id], [later.id]]


def test_what_may_report_is_listed_as_such() -> None:
    later = told("Vell {dit} [que Karst n'a pas tenu parole].", ANA, "assert", day=20)
    (c,) = made(PROMISE, later)
    assert c.reports == ()
    assert c.possible == ((later, "its words report on a promise, but do not say which"),)


def test_of_many_promises_the_last_few_may_be_meant() -> None:
    many = [
        told(f"Karst a {{promis}} [de réparer le quai {i}].", contact=f"c{i}", day=i) for i in range(1, 12)
    ]
    later = told("Vell {dit} [que Karst n'a pas tenu parole].", ANA, "assert", day=20)
    found = made(*many, later)
    assert [c.contact for c in found if c.possible] == ["c7", "c8", "c9", "c10", "c11"]


def test_a_promise_made_again_is_both() -> None:
    again = told("Karst a {promis} [d'ouvrir bientôt le port d'Ostrel].", day=20, contact="c9")
    first, second = made(PROMISE, again)
    assert (first.state, second.state) == (State.REPEATED, State.OPEN)
    assert second.repeats == first.id
    assert first.reports[0].told is again


def test_reprints_of_a_report_are_one_report() -> None:
    text = "Vell {accuse} Karst [de n'avoir pas tenu sa promesse d'ouvrir le port]."
    later = [told(text, ANA, "accuse", day=20), told(text + " Il pleut.", ANA, "accuse", day=21)]
    (c,) = made(PROMISE, *later)
    assert [len(r.copies) for r in c.reports] == [1]


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ([], State.OPEN),
        (["doubted"], State.OPEN),
        (["repeated", "doubted"], State.REPEATED),
        (["kept", "repeated"], State.KEPT),
        (["broken", "doubted"], State.BROKEN),
        (["kept", "broken"], State.DISPUTED),
        (["broken", "denied"], State.DISPUTED),
        (["partly"], State.DISPUTED),
        (["withdrawn"], State.DISPUTED),
    ],
)
def test_state(said: list[str], state: State) -> None:
    assert state_of(map(Says, said)) is state


@given(st.lists(st.sampled_from(Says), max_size=6), st.randoms(use_true_random=False))
def test_the_state_does_not_depend_on_order_or_number(said: list[Says], chance: Any) -> None:
    shuffled = [*said, *said]
    chance.shuffle(shuffled)
    assert state_of(shuffled) is state_of(said)


def test_names_that_stories_use() -> None:
    called = "{La Karstie} [ouvrira le port]."
    statement = told(called, KARSTIA)
    at = statement.article.text.index("La Karstie")
    named = replace(statement, statement=replace(statement.statement, source=Span(at, at + 10)))
    assert learned_names([named]) == {"Q20": frozenset({"karstie"})}
    forms = name_forms([BO, KARSTIA], lambda: ActorRegistry([]), learned_names([named]))
    assert "karstie" in forms(BO, "fr"), "a country's names are those of who speaks for it, too"
    other = replace(named, statement=replace(named.statement, speaker=(NORLAND,)))
    assert learned_names([named, other]) == {}, "a word for two is a name of neither"
