"""What a statement says of a promise, by the words alone: kept, broken ... and whose promise it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from verbale.fold import fold_in_place
from verbale.model import Actor, Span, SpeechAct, Statement
from verbale.reconcile.commitment_parts import time_words
from verbale.reconcile.commitment_words import CommitmentLexicon, ReportWords, Says
from verbale.reconcile.word_patterns import words_of
from verbale.times import find_times

CLAUSE_END = re.compile(r"[,;:.!?()–—\n]")
# Words before a report in which a negation or a doubt still touches it.
REACH = 5
# Words at the end of a long report among which its verb and a negation of it stand.
VERB_REACH = 4
# Words behind a report in which the one who did it may be named.
BY_REACH = 8
# A cue further from its content than this stands in another sentence.
CUE_REACH = 200

TOLD = frozenset({SpeechAct.ASSERT, SpeechAct.ACCUSE, SpeechAct.PRAISE, SpeechAct.CONCERN})
# What a statement must do to report so: who demands that a promise be kept does not say what became of it.
ACTS: dict[Says, frozenset[SpeechAct]] = {
    Says.KEPT: TOLD,
    Says.PARTLY: TOLD,
    Says.BROKEN: TOLD,
    Says.DENIED: frozenset({SpeechAct.ASSERT, SpeechAct.DENY}),
    Says.REPEATED: frozenset({SpeechAct.ASSERT, SpeechAct.COMMIT, SpeechAct.OFFER, SpeechAct.AGREE}),
    Says.WITHDRAWN: frozenset({SpeechAct.ASSERT, SpeechAct.REFUSE, SpeechAct.ACCUSE, SpeechAct.DENY}),
    Says.DOUBTED: frozenset({SpeechAct.ASSERT, SpeechAct.DOUBT, SpeechAct.CONCERN}),
}

# The forms by which a language names an actor, folded ("vell", "ana vell"); those of its country included.
Forms = Callable[[Actor, str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Hit:
    """Words that report on a promise."""

    says: Says
    span: Span


def window_of(statement: Statement) -> Span:
    """Where the words of a report may stand: in the content, and from its cue on ("accused X of ...")."""
    content, cue = statement.content, statement.cue
    if cue is not None and 0 <= content.start - cue.end <= CUE_REACH:
        return Span(cue.start, content.end)
    return content


def report_in(text: str, statement: Statement, words: CommitmentLexicon) -> Hit | None:
    """What a statement says of some promise; None when it says nothing, or several things."""
    window = window_of(statement)
    hit = hit_in(text, window, words)
    act = statement.act
    if hit is not None and hit.says is Says.BROKEN and act is SpeechAct.DENY:
        hit = Hit(Says.DENIED, hit.span)
    elif hit is None and act in (SpeechAct.DENY, SpeechAct.DOUBT):
        found = words.promise.search(fold_in_place(text), statement.content.start, statement.content.end)
        says = Says.DENIED if act is SpeechAct.DENY else Says.DOUBTED
        hit = Hit(says, Span(found.start(), found.end())) if found else None
    return hit if hit is not None and act in ACTS[hit.says] else None


def hit_in(text: str, window: Span, words: CommitmentLexicon) -> Hit | None:
    """The words in a stretch of text that report on a promise; None when none or contrary ones do."""
    folded = fold_in_place(text)
    matches = [
        (r, Span(m.start(), m.start() + len(m.group().rstrip(' \n\t«»“”"'))))
        for r in words.reports
        for m in r.words.finditer(folded, window.start, window.end)
    ]
    # The longer words are the more exact ones: "non-respect" before "respect".
    longest: list[tuple[ReportWords, Span]] = []
    for r, span in sorted(matches, key=lambda m: (m[1].start - m[1].end, m[1])):
        if not any(span.overlaps(other) for _, other in longest):
            longest.append((r, span))
    hits = [h for r, span in longest if (h := _judged(r, span, folded, window, words)) is not None]
    return min(hits, key=lambda h: h.span) if len({h.says for h in hits}) == 1 else None


def _judged(r: ReportWords, span: Span, folded: str, window: Span, words: CommitmentLexicon) -> Hit | None:
    before = _reach_before(folded, span.start, window.start)
    after = _reach_after(folded, span.end, window.end)
    if words.not_yet.search(folded, before, span.end) or words.unsaid.search(folded, before, span.start):
        return None
    says: Says | None = r.says
    negation = words.negation.search(folded, _negated_from(folded, span, before), span.end)
    if negation is not None and not r.fixed:
        says = r.negated
    if r.says is Says.KEPT:
        left_of_it = words.wholly if negation else words.partly
        if words.partly.search(folded, before, after) or left_of_it.search(folded, before, after):
            says = Says.PARTLY
    return Hit(says, span) if says is not None else None


def _negated_from(folded: str, span: Span, before: int) -> int:
    """Where a negation that turns a report can stand: before short words, close to the end of long ones.

    In "the promise not to fire was kept" the negation is of what was promised.
    """
    inside = words_of(folded[span.start : span.end])
    return before if len(inside) <= VERB_REACH else span.start + inside[-VERB_REACH][0]


def _reach_before(folded: str, at: int, begin: int) -> int:
    """Where the last few words of the clause before a place begin."""
    begin = max(begin, at - 80)
    ends = [m.end() for m in CLAUSE_END.finditer(folded, begin, at)]
    start = ends[-1] if ends else begin
    before = words_of(folded[start:at])[-REACH:]
    return start + before[0][0] if before else at


def _reach_after(folded: str, at: int, end: int) -> int:
    stop = CLAUSE_END.search(folded, at, end)
    stretch = folded[at : stop.start() if stop else end]
    after = words_of(stretch)[:REACH]
    return at + after[-1][1] if after else at


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose promise a report is about, as its words say.

    It is whose name stands behind "by", else whose name stands last before the report. If no name does, it
    may be the statement's own speaker's ("we kept our word") or its addressee's ("you did not keep yours").

    Attributes:
        name: one word of the name; None when nobody is named.
        own, addressed: the words are those of somebody who speaks of himself, or to another.
    """

    name: Span | None
    own: bool
    addressed: bool


def whose_promise(text: str, statement: Statement, hit: Hit, words: CommitmentLexicon) -> Whose:
    """What the words of a report say of whose promise it is."""
    folded, window = fold_in_place(text), window_of(statement)
    name = _doer(text, folded, hit, window, words)
    if name is None:
        # "doubts that Karst will keep it": the name stands among the words of the report.
        end = hit.span.end if hit.says is Says.DOUBTED else hit.span.start
        name = _last_name(text, folded, Span(window.start, end), words)
    own = words.own.search(folded, window.start, window.end) or words.own_start.match(
        folded, statement.content.start
    )
    addressed = words.addressed.search(folded, window.start, window.end)
    return Whose(name, own is not None, addressed is not None)


def is_theirs(
    whose: Whose, text: str, statement: Statement, promiser: tuple[Actor, ...], forms: Forms, language: str
) -> bool:
    """Whether a report is about a promise of certain speakers."""
    if whose.name is not None:
        named = frozenset(f for a in promiser for f in forms(a, language))
        word = fold_in_place(whose.name.of(text))
        if not any(word in f for f in named):
            return False
        places = _places(fold_in_place(text), named, window_of(statement))
        return any(place.contains(whose.name) for place in places)
    keys = {a.id or a.name.casefold() for a in promiser}
    if whose.own:
        return any((a.id or a.name.casefold()) in keys for a in statement.speaker)
    return whose.addressed and any((a.id or a.name.casefold()) in keys for a in statement.addressee)


def _doer(text: str, folded: str, hit: Hit, window: Span, words: CommitmentLexicon) -> Span | None:
    """The name behind "by", in or behind the words of the report."""
    for by in words.by.finditer(folded, hit.span.start, window.end):
        between = words_of(folded[hit.span.end : by.start()]) if by.start() > hit.span.end else []
        if len(between) > BY_REACH or CLAUSE_END.search(folded, hit.span.end, max(by.start(), hit.span.end)):
            return None
        for start, end in words_of(folded[by.end() : window.end])[:3]:
            name = Span(by.end() + start, by.end() + end)
            if text[name.start].isupper() and not words.common.fullmatch(name.of(folded)):
                return name
    return None


def _last_name(text: str, folded: str, window: Span, words: CommitmentLexicon) -> Span | None:
    """The last word before a report that may be a name: with a capital, and no little word at a beginning."""
    times = time_words(words.language)
    # Days and months have capitals in some languages.
    dated = [e.span for e in find_times(text, times, span=window)] if times else []
    for start, end in reversed(words_of(folded[window.start : window.end])):
        word = Span(window.start + start, window.start + end)
        capital = text[word.start].isupper() and not any(word.overlaps(d) for d in dated)
        if capital and not _is_little(word.of(folded), words):
            return word
    return None


def _is_little(word: str, words: CommitmentLexicon) -> bool:
    return len(word) <= 2 or any(
        w.fullmatch(word) for w in (words.common, words.own, words.addressed, words.resumes, words.clause)
    )


def _places(folded: str, named: frozenset[str], window: Span) -> list[Span]:
    found = []
    for form in named:
        for m in re.finditer(rf"(?<![\w-]){re.escape(form)}(?![\w-])", folded[window.start : window.end]):
            found.append(Span(window.start + m.start(), window.start + m.end()))
    return found
