"""The gold files are right about themselves: spans, names, days and acts can be checked without reading."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from verbale.actors.registry import load_registry
from verbale.fold import fold_in_place
from verbale.model import ContactKind, ContactStatus, SpeechAct

ROOT = Path(__file__).resolve().parents[2]
STORIES = ROOT / "examples" / "stories"
GOLD = ROOT / "tests" / "gold"
ACTOR_FILES = (ROOT / "examples" / "actors.toml", GOLD / "actors.toml")


@dataclass(frozen=True)
class Words:
    """How a language names days and months; `yesterday` and `today` are patterns."""

    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    yesterday: str
    today: str
    short_months: tuple[str, ...] = ()

    def day_and_month(self) -> str:
        months = "|".join(re.escape(m) for m in (*self.months, *self.short_months))
        ordinal = "(?:er|st|nd|rd|th)?"
        day_first = rf"(?P<day>\d{{1,2}}){ordinal} (?P<month>{months})"
        return rf"\b(?:{day_first}|(?P<month2>{months}) (?P<day2>\d{{1,2}}))\b"

    def month(self, name: str) -> int:
        """1 to 12."""
        return (*self.months, *self.short_months).index(name) % 12 + 1


WORDS = {
    "fr": Words(
        ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
        (
            *("janvier", "février", "mars", "avril", "mai", "juin"),
            *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
        ),
        yesterday=r"(?i)\bhier\b",  # la veille may be the day before another day
        today=r"(?i)aujourd.hui|\bce (jour|matin|soir)\b",
    ),
    "en": Words(
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        (
            *("January", "February", "March", "April", "May", "June"),
            *("July", "August", "September", "October", "November", "December"),
        ),
        yesterday=r"(?i)\byesterday\b|\blast night\b",
        today=r"(?i)\btoday\b|\bthis (morning|afternoon|evening)\b|\btonight\b",
        short_months=(
            "Jan.",
            "Feb.",
            "Mar.",
            "Apr.",
            "May",
            "Jun.",
            "Jul.",
            "Aug.",
            "Sept.",
            "Oct.",
            "Nov.",
            "Dec.",
        ),
    ),
}
# the crisis of `examples/` runs from autumn to Christmas 2024: a day and month without a year mean that year
EXAMPLES_YEAR = 2024
CONTACT_FIELDS = {
    *(
        "main",
        "kind",
        "status",
        "participants",
        "initiator",
        "requested_by",
        "place",
        "ordinal",
        "key",
        "span",
    ),
    *("date_stated", "date_candidates", "date_true", "duration_minutes", "duration_approx", "duration_bound"),
}
STATEMENT_FIELDS = {
    *(
        "speaker",
        "reported_by",
        "via",
        "addressee",
        "act",
        "topic",
        "direct",
        "negated_or_hedged",
        "key",
        "span",
    ),
}
QUOTES = '«»"“”‘’'

FILES = sorted(GOLD.rglob("*.json"))
EVERY = pytest.mark.parametrize("path", FILES, ids=[str(p.relative_to(GOLD).with_suffix("")) for p in FILES])


def load(path: Path) -> tuple[dict[str, Any], str]:
    """The gold and the text that it describes."""
    text = STORIES / f"{path.stem}.txt" if path.parent.name == "examples" else path.with_suffix(".txt")
    return json.loads(path.read_text(encoding="utf-8")), text.read_text(encoding="utf-8")


def days(lo: date, hi: date) -> list[date]:
    return [lo + timedelta(n) for n in range((hi - lo).days + 1)]


def registry_names() -> set[str]:
    return {e.name for e in load_registry(ACTOR_FILES).entries() if e.id.startswith(("ex:", "gold:"))}


KNOWN = registry_names()


def is_known(name: str, text: str) -> bool:
    """Whether a name is in an actors.toml, the `Base (office)` of one that is, or given by the text."""
    base, _, office = name.partition(" (")
    if name in KNOWN or (office.endswith(")") and base in KNOWN):
        return True
    return all(fold_in_place(word) in fold_in_place(text) for word in base.split())


@EVERY
def test_it_is_of_the_shape(path: Path) -> None:
    gold, _ = load(path)
    assert gold["id"] == path.stem
    assert gold["language"] == path.relative_to(GOLD).parts[0]
    for contact in gold["contacts"]:
        assert set(contact) == CONTACT_FIELDS
        ContactKind(contact["kind"]), ContactStatus(contact["status"])
        assert contact["duration_bound"] in (None, "at_least", "at_most")
    for statement in gold["statements"]:
        assert set(statement) == STATEMENT_FIELDS
        SpeechAct(statement["act"])
        assert statement["negated_or_hedged"] in ("none", "negated", "hedged")
        assert statement["speaker"]
        assert statement["topic"]


@EVERY
def test_every_key_is_the_text_of_its_span(path: Path) -> None:
    gold, text = load(path)
    for item in gold["contacts"] + gold["statements"]:
        start, end = item["span"]
        assert text[start:end] == item["key"]
    assert len({tuple(s["span"]) for s in gold["statements"]}) == len(gold["statements"])


@EVERY
def test_a_key_with_a_quotation_mark_is_direct(path: Path) -> None:
    gold, text = load(path)
    for statement in gold["statements"]:
        if any(mark in statement["key"] for mark in QUOTES[:-2]):  # the single ones are apostrophes too
            assert statement["direct"], statement["key"]
        if statement["direct"]:  # the marks stand inside the key or open before it in the same paragraph
            before = text[: statement["span"][1]].rsplit("\n\n", 1)[-1]
            assert any(mark in before for mark in QUOTES), statement["key"]


@EVERY
def test_names_are_canonical(path: Path) -> None:
    gold, text = load(path)
    for contact in gold["contacts"]:
        named = [*contact["participants"], contact["initiator"], contact["requested_by"]]
        for name in filter(None, named):
            assert is_known(name, text), name
        assert contact["participants"]
        if contact["initiator"]:
            assert contact["initiator"] in contact["participants"]
    for statement in gold["statements"]:
        for field in ("speaker", "reported_by", "addressee"):
            for name in filter(None, (statement[field] or "").split("; ")):
                assert is_known(name, text), name
        assert statement["reported_by"] != statement["speaker"]


def full_date(text: str, words: Words) -> date | None:
    """The first date with day, month and year: 14 March 2025, March 14, 2025, 14/03/2025."""
    if found := re.search(words.day_and_month() + r",? (?P<year>\d{4})\b", text):
        month = words.month(found["month"] or found["month2"])
        return date(int(found["year"]), month, int(found["day"] or found["day2"]))
    if found := re.search(r"(\d\d)/(\d\d)/(\d{4})", text):
        return date(int(found[3]), int(found[2]), int(found[1]))
    return None


def stated_publication(text: str, words: Words) -> tuple[date, date] | None:
    """What a leading `date 2024-10` line, or else a full date in the head of the text, says."""
    if found := re.match(r"\s*date (\d{4})-(\d\d)(?:-(\d\d))?\b", text):
        year, month = int(found[1]), int(found[2])
        if found[3]:
            return (only := date(year, month, int(found[3]))), only
        return date(year, month, 1), (date(year, month, 28) + timedelta(4)).replace(day=1) - timedelta(1)
    day = full_date(text[:400], words)
    return (day, day) if day else None


@EVERY
def test_published_is_what_the_text_says(path: Path) -> None:
    gold, text = load(path)
    given = gold["published"]
    bounds = given and (date.fromisoformat(given["from"]), date.fromisoformat(given["to"]))
    assert bounds == stated_publication(text, WORDS[gold["language"]])


def weekday_set(phrase: str, words: Words) -> list[int]:
    return [n for n, name in enumerate(words.weekdays) if re.search(rf"\b{name}\b", phrase, re.IGNORECASE)]


@EVERY
def test_days_follow_from_phrase_and_publication(path: Path) -> None:
    gold, text = load(path)
    words = WORDS[gold["language"]]
    published = gold["published"] and tuple(date.fromisoformat(gold["published"][k]) for k in ("from", "to"))
    for contact in gold["contacts"]:
        stated = contact["date_stated"]
        phrase = stated["phrase"] or ""
        assert phrase in text
        candidates = [date.fromisoformat(d) for d in contact["date_candidates"] or []]
        assert candidates == sorted(set(candidates))
        if candidates:
            assert (stated["from"], stated["to"]) == (candidates[0].isoformat(), candidates[-1].isoformat())
            if contact["date_true"]:
                assert contact["date_true"] in contact["date_candidates"]
        named = weekday_set(phrase, words)
        if not candidates:
            # an undated story cannot date a bare weekday: the day is left to its siblings
            assert not (named and published), phrase
            continue
        if found := re.search(words.day_and_month(), phrase):
            month, day = found["month"] or found["month2"], int(found["day"] or found["day2"])
            assert (candidates[0].month, candidates[0].day) == (words.month(month), day)
            if whole := full_date(phrase, words):
                assert candidates[0] == whole
            elif published:
                assert -366 < (candidates[0] - published[0]).days < 183, (
                    "that day, of the year before or soon"
                )
            else:
                assert candidates[0].year == EXAMPLES_YEAR
            assert not named or {d.weekday() for d in candidates} == set(named)
        elif not published:
            raise AssertionError(f"days without a publication date: {phrase!r}")
        elif published[0] != published[1]:
            assert candidates == [d for d in days(*published) if d.weekday() in named]
        elif named:
            one = published[0]
            back = {one - timedelta((one.weekday() - n) % 7) for n in named}
            ahead = {one + timedelta((n - one.weekday()) % 7) for n in named}
            past = contact["status"] in ("held", "refused")
            either_way = contact["status"] == "cancelled"  # before or after the day it was due
            assert ((past or either_way) and back <= set(candidates)) or (
                not past and ahead <= set(candidates)
            )
            assert candidates == days(candidates[0], candidates[-1]), "a span of several days has no holes"
        elif re.search(words.yesterday, phrase):
            assert candidates == [published[0] - timedelta(1)]
        elif re.search(words.today, phrase):
            assert candidates == [published[0]]


@EVERY
def test_every_full_date_of_a_text_has_its_weekday(path: Path) -> None:
    gold, text = load(path)
    words = WORDS[gold["language"]]
    names = "|".join(words.weekdays)
    pattern = rf"\b({names}),? (?:the )?({words.day_and_month()},? \d{{4}})\b"
    for found in re.finditer(pattern, text, re.IGNORECASE):
        day = full_date(found[2], words)
        assert day is not None
        assert words.weekdays[day.weekday()].casefold() == found[1].casefold()


DATED = [*sorted(STORIES.iterdir()), ROOT / "examples" / "README.md"]


@pytest.mark.parametrize("path", DATED, ids=lambda p: p.name)
def test_every_full_date_has_its_weekday(path: Path) -> None:
    """Stories and the expected record agree with the calendar."""
    text = path.read_text(encoding="utf-8")
    fr, en = WORDS["fr"], WORDS["en"]
    pattern = rf"({'|'.join(fr.weekdays)}) (\d{{1,2}})(?:er)? ({'|'.join(fr.months)})"
    for name, day, month in re.findall(pattern, text, re.IGNORECASE):
        of = date(EXAMPLES_YEAR, fr.months.index(month.lower()) + 1, int(day))
        assert of.weekday() == fr.weekdays.index(name.lower())
    for name, iso in re.findall(rf"({'|'.join(en.weekdays)}) (\d{{4}}-\d\d-\d\d)", text):
        assert date.fromisoformat(iso).weekday() == en.weekdays.index(name)


def pairs(folder: Path) -> list[str]:
    """The stems of the texts of a folder, each of which has gold, and of nothing else."""
    texts = sorted(p.stem for p in folder.glob("*.txt"))
    assert texts == sorted(p.stem for p in folder.glob("*.json"))
    return texts


def test_every_text_has_gold_and_there_are_enough() -> None:
    texts = {p.stem for p in STORIES.glob("*.txt")}
    assert texts == {p.stem for p in (GOLD / "fr" / "examples").glob("*.json")}
    assert len(texts) >= 28
    for part in ("dev", "held_out"):
        assert len(pairs(GOLD / "fr" / "passages" / part)) >= 50
        assert len(pairs(GOLD / "fr" / "stories" / part)) >= 6
        assert len(pairs(GOLD / "en" / "passages" / part)) >= 50
        assert len(pairs(GOLD / "en" / "stories" / part)) >= 20


def test_stems_are_unique() -> None:
    """A reading is matched to its gold by the stem of its file."""
    stems = [p.stem for p in FILES]
    assert len(set(stems)) == len(stems)


def test_passages_are_short() -> None:
    for path in GOLD.rglob("passages/**/*.txt"):
        assert 120 <= len(path.read_text(encoding="utf-8")) <= 1000, path.name


def test_some_stories_report_no_contact() -> None:
    without = [p.stem for p in (GOLD / "fr" / "examples").glob("*.json") if not load(p)[0]["contacts"]]
    assert len(without) >= 4
    assert all("no-contact" in stem for stem in without)
    english = (GOLD / "en" / "stories").rglob("*.json")
    assert sum(not load(path)[0]["contacts"] for path in english) >= 2


def test_the_wire_is_one_story_a_line() -> None:
    lines = (STORIES / "37-agency-wire.jsonl").read_text(encoding="utf-8").splitlines()
    stories = [json.loads(line) for line in lines]
    assert len(stories) == 3
    for story in stories:
        assert story["text"]
        date.fromisoformat(story["published"])


@pytest.mark.parametrize("language", sorted(WORDS))
def test_invented_names_denote_nobody_else(language: str) -> None:
    """A form of the invented actors that a packaged actor also has would mix fiction with the world."""
    forms = load_registry(ACTOR_FILES).folded_forms(language)
    invented = {form: {h.entry_id.startswith(("ex:", "gold:")) for h in hits} for form, hits in forms.items()}
    assert not [form for form, kinds in invented.items() if len(kinds) == 2]
