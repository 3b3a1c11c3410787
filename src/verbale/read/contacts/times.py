"""When a contact took place, how long it lasted, how many went before: the words of its own clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from verbale.model import ContactKind, DateBasis, DayRange, Days, Duration, DurationQualifier, Ordinal, Span
from verbale.read.contacts.carriers import carrier_of
from verbale.read.contacts.cue import ContactCue
from verbale.read.contacts.cue_clauses import clause_of, is_fronted, participle_of
from verbale.read.contacts.day_sets import either
from verbale.read.contacts.lengths import is_of_other_noun
from verbale.read.contacts.named_days import is_date, names_day
from verbale.read.contacts.scene import has_phrase
from verbale.read.contacts.verb_forms import has_tense
from verbale.read.contacts.verb_status import occurs
from verbale.read.contacts.words import ContactWords
from verbale.read.story.clauses import is_finite, is_infinitive
from verbale.read.story.document import ParsedParagraph, Story, children
from verbale.read.story.times import StoryExpressions
from verbale.syntax.tree import Token
from verbale.times import (
    Measures,
    Origin,
    Role,
    TimeExpression,
    TimeKind,
    Unit,
    days_by_role,
    range_to_edtf,
    resolve,
)
from verbale.times.publication import Publication, PublicationBasis
from verbale.times.resolve import Direction

LONGEST_MINUTES = 16 * 60
SHORTEST_MINUTES = 3
JUST_BEFORE = 2
FEWEST_WORDS = 5
# How far from its head the line may stand that says of what day a readout is.
LETTERHEAD = 240


@dataclass(frozen=True, slots=True)
class When:
    """The time of one mention.

    Attributes:
        expression: the words; None when the clause has none.
        counted_from: the expression that places this contact by another one: "cinq jours après leur
            rencontre" for
            the meeting; its days are that many before those of the clause that bears the expression.
        relative: the expression counts from what was told before ("la veille").
        clause: the expression stands in the contact's own clause.
    """

    expression: TimeExpression | None = None
    counted_from: TimeExpression | None = None

    @property
    def same_day(self) -> bool:
        """Whether the expression is "the same day": it counts from the day named last."""
        e = self.expression
        return self.relative and e is not None and e.offset is not None and e.offset.n == 0

    @property
    def relative(self) -> bool:
        """Whether the days depend on those of another contact."""
        e = self.expression
        if e is None:
            return False
        return (e.offset is not None and e.offset.origin is Origin.REFERENCE) or (
            e.window is not None and e.window.origin is Origin.REFERENCE
        )


class StoryTimes:
    """The time expressions of a story, as contacts ask for them."""

    def __init__(
        self,
        story: Story,
        found: StoryExpressions,
        words: ContactWords,
        stamp: Publication | None = None,
    ) -> None:
        self._words = self.words = words
        self._stamp = stamp
        self.published: DayRange | None = story.article.published
        self._found = {
            p.index: [e for e in found.get(p.index, ()) if not _is_dateline(p, e)] for p in story.paragraphs
        }
        self._paragraphs = {p.index: p for p in story.paragraphs}

    def letterhead(self) -> Days | None:
        """The day in the line below a readout's title (*August 19, 2025, 21:40*); None where none is. That of
        an agency's dateline is the story's.
        """
        stamp = self._stamp
        if stamp is None or set(stamp.basis) != {PublicationBasis.STAMP} or stamp.conflict is not None:
            return None
        day = stamp.days.first
        if day is None or day != stamp.days.last or not any(s.start < LETTERHEAD for s in stamp.spans):
            return None
        return Days(day, day, (day,), day.isoformat(), phrase=stamp.spans[0], basis=DateBasis.STATED)

    def in_span(self, paragraph: ParsedParagraph, span: Span) -> list[TimeExpression]:
        """The expressions of a paragraph that lie in a span, in order."""
        return [e for e in self._found[paragraph.index] if span.contains(e.span)]

    def everywhere(self) -> Iterator[TimeExpression]:
        """All expressions of the story."""
        return (e for found in self._found.values() for e in found)

    def tells_of_later(self, day: date) -> bool:
        """Whether the prose names a day more than a week after `day`, or its year by itself: what happened on
        `day` may be no news.
        """
        for index, paragraph in self._paragraphs.items():
            if len(re.findall(r"[^\W\d_]{2,}", paragraph.doc.text)) < FEWEST_WORDS:
                continue  # furniture: "2025-05-03 04:08 11 views"
            for e in self._found[index]:
                point = e.point
                if point is None or point.year is None:
                    continue
                days = resolve(e, None)
                later = days is not None and days.first is not None and (days.first - day).days > 7
                if later or (point.year == day.year and point.month is None):
                    return True
        return False

    def _in_sentence(self, cue: ContactCue) -> list[TimeExpression]:
        sentence = cue.paragraph.span_of(list(cue.anchor.sent))
        return [e for e in self._found[cue.paragraph.index] if e.span.overlaps(sentence)]

    def when(self, cue: ContactCue, others: Sequence[ContactCue]) -> When:
        """The expression that dates the contact told by `cue`; `others` are the cues of the same sentence."""
        found = self._in_sentence(cue)
        for e in found:
            if (
                e.anchor is not None
                and e.anchor.contains(cue.span)
                and not any(e.anchor.contains(o.span) and o.span.start < cue.span.start for o in others)
            ):
                return When(counted_from=e, expression=self._inside_anchor(cue, e, found))
        best: tuple[int, int] | None = None
        chosen: TimeExpression | None = None
        for e in found:
            if not is_date(e):
                continue
            rank = self._rank(cue, e, others)
            if rank is None:
                continue
            key = (rank, abs(e.span.start - cue.span.start))
            if best is None or key < best:
                best, chosen = key, e
        return When(chosen)

    def _inside_anchor(
        self, cue: ContactCue, around: TimeExpression, found: Sequence[TimeExpression]
    ) -> TimeExpression | None:
        inside = [
            e
            for e in found
            if is_date(e)
            and around.anchor is not None
            and around.anchor.contains(e.span)
            and e.span.start > cue.span.start
        ]
        return inside[0] if inside else None

    def _rank(self, cue: ContactCue, e: TimeExpression, others: Sequence[ContactCue]) -> int | None:
        """0: on the contact word itself; 1: in its clause; 2: fronted or in a loose place; None: of
        something else.
        """
        paragraph = cue.paragraph
        tokens = paragraph.tokens_in(e.span)
        if not tokens:
            return None
        if e.role in (Role.SINCE, Role.UNTIL) or self._counts_since(cue, e) or self._counts_in(cue, e):
            return None
        if (
            e.anchor is not None
            and not any(o is not cue and e.anchor.contains(o.span) for o in others)
            and e.offset is not None
            and e.offset.origin is Origin.EVENT
        ):
            return 2 if any(t.i in cue.own for t in tokens) else None
        within = {t.i for t in cue.anchor.subtree}
        verb = cue.anchor if cue.is_verb else cue.clause
        # a time that hangs on another contact word belongs to that one
        owner = self._nearest_owner(cue, tokens[0].i, others)
        if owner is not cue:
            return None
        if not cue.is_verb and self._was_only_planned(cue, tokens[0]):
            return 3
        beside = any(t.i in within for t in tokens) and abs(tokens[0].i - cue.anchor.i) < 14
        beside = beside or (e.role is Role.OF and 0 < tokens[0].i - cue.tokens[-1].i <= 2)
        if not cue.is_verb and beside and not self._crosses_verb(cue, tokens[0].i):
            return 0
        if e.role is Role.OF and not cue.is_verb:
            # "est au programme de mercredi"
            return 1 if tokens[0].head.head == cue.clause and children(cue.clause, "cop") else None
        if not cue.is_verb and tokens[0].i < cue.tokens[0].i and self._is_of_participle(cue, tokens[0]):
            return None
        if tokens[0].i in cue.own:
            return None if self._before_subject(cue, tokens[0]) else 1
        holder = clause_of(tokens[0])
        # "ont ouvert samedi des pourparlers"
        carries = holder.lemma_.lower() in self._words.light_verbs and cue.clause.i in cue.own
        if not cue.is_verb and holder == cue.clause and self._done_during(cue):
            return 2
        if not cue.is_verb and holder == cue.clause and not carries:
            return None  # the verb's own day, which is not the contact's ("was called off on Monday")
        if self._crosses_verb(cue, tokens[0].i) or self._reports(holder, verb):
            return None
        return 2

    def _done_during(self, cue: ContactCue) -> bool:
        """*X said **on Friday** in a call with Y that*: what was done while it lasted was done on its day. A
        visit or a round of talks may take several.
        """
        if cue.entry.kind not in (None, ContactKind.CALL, ContactKind.VIDEO, ContactKind.MEETING):
            return False
        return carrier_of(cue, self._words.during, self._words.prepositions.of) is not None

    def _is_of_participle(self, cue: ContactCue, day: Token) -> bool:
        """*X a rejeté **lundi** les accusations portées par Y lors de leur appel*: the participle, not the
        verb, was done in it.
        """
        if not self._done_during(cue):
            return False
        between = cue.paragraph.doc[day.i + 1 : cue.tokens[0].i]
        last = max((t.i for t in between if t.text == ","), default=day.i)
        return any(
            t.pos_ == "VERB" and t.dep_ == "acl" and t.i > last and not is_finite(t) and not is_infinitive(t)
            for t in between
        )

    def _was_only_planned(self, cue: ContactCue, token: Token) -> bool:
        """*A meeting **planned for Monday** took place on Sunday*: the other day, where there is one."""
        planned = self._words.status.planned
        below = (t for t in cue.anchor.subtree if t.dep_ in ("acl", "amod"))  # or of a name of the phrase
        said = [t for t in below if t.lemma_.lower() in planned]
        # "**Prévue le 10**, la rencontre a eu lieu lundi"
        opening = [c for c in children(cue.clause, "advcl", "acl", "amod") if is_fronted(c)]
        said += [c for c in opening if {c.lemma_.lower(), participle_of(c, self._words)} & planned]
        return occurs(cue.clause, self._words) and any(token in list(c.subtree) for c in said)

    def _before_subject(self, cue: ContactCue, token: Token) -> bool:
        """*X said **on Friday** he would write to Y*, *the call would come*: the day of the saying, hung on
        what is said.
        """
        verb = cue.anchor if cue.is_verb else cue.clause
        hung = ("ccomp", "parataxis") if cue.is_verb or has_tense(verb, "Fut") else ()
        subjects = children(verb, "nsubj", "nsubj:pass")
        if verb.dep_ not in hung or not subjects or any(m.i < token.i for m in children(verb, "mark")):
            return False  # "said that on Friday the call had been held"
        return verb.head.i < token.i < subjects[0].left_edge.i

    def _reports(self, holder: Token, verb: Token) -> bool:
        """*X a annoncé mardi avoir parlé à Y*: the day hangs on a verb that is not the contact's own."""
        return holder != verb and holder.pos_ in ("VERB", "AUX") and is_finite(holder)

    def _counts_since(self, cue: ContactCue, e: TimeExpression) -> bool:
        """*le second depuis le début, le 24 février, de la guerre*: the day that counting starts from."""
        start = cue.paragraph.span.start
        before = [
            x for x in self._in_sentence(cue) if x.kind is TimeKind.ORDINAL and x.span.end <= e.span.start
        ]
        if not before:
            return False
        # "pour la première fois depuis deux ans, X a appelé vendredi": the count starts from the two years
        # a length behind another word starts no count: "depuis sa réélection pour cinq ans en avril"
        earlier = max(
            x.span.end
            for x in self._in_sentence(cue)
            if x.span.end <= e.span.start
            and (x.kind is not TimeKind.DURATION or self._is_behind_since(cue, x))
        )
        if not cue.is_verb and cue.span.end <= e.span.start:
            earlier = max(earlier, cue.span.end)  # "nine times since **their meeting** of 7 February"
        between = cue.scene.text[earlier - start : e.span.start - start]
        tokens = cue.paragraph.tokens_in(Span(earlier, e.span.start)) if earlier < e.span.start else []
        since = next((t for t in tokens if t.plain_ in self._words.since), None)
        if since is not None and _is_left_behind(since, tokens):
            return False
        return any(has_phrase(between, w) for w in self._words.since)

    def _counts_in(self, cue: ContactCue, e: TimeExpression) -> bool:
        """*his third visit to Z **this year***: what is counted in, no day of the contact."""
        period = e.whole_period and e.offset is not None and e.offset.unit in (Unit.MONTH, Unit.YEAR)
        before = [
            x for x in self._in_sentence(cue) if x.kind is TimeKind.ORDINAL and x.span.end <= e.span.start
        ]
        return period and any(x.span.overlaps(cue.span) for x in before)

    def _is_behind_since(self, cue: ContactCue, e: TimeExpression) -> bool:
        words = cue.scene.text[: e.span.end - cue.paragraph.span.start]
        return any(has_phrase(" ".join(words.split()[-4:]), w) for w in self._words.since)

    def _crosses_verb(self, cue: ContactCue, i: int) -> bool:
        """Whether another finite verb stands between the cue and a token."""
        first, last = sorted((cue.anchor.i, i))
        for token in cue.paragraph.doc[first + 1 : last]:
            if (
                token.pos_ in ("VERB", "AUX")
                and "Fin" in token.morph.get("VerbForm", [])
                and token != cue.clause
                and token.head != cue.clause
            ):
                return True
        return False

    def _nearest_owner(self, cue: ContactCue, i: int, others: Sequence[ContactCue]) -> ContactCue:
        doc = cue.paragraph.doc
        token = doc[i]
        near = [o for o in (cue, *others) if not o.is_verb and 0 < i - o.tokens[-1].i <= 4]
        for o in sorted(near, key=lambda o: -o.tokens[-1].i):
            # "leur face-à-face du 7 février"
            if not any(t.pos_ in ("VERB", "AUX", "PUNCT") for t in doc[o.tokens[-1].i + 1 : i]):
                return o
        chain = [token, *token.ancestors]
        for above in chain:
            for other in (cue, *others):
                if above == other.anchor:
                    return other
        return cue

    # --- durations and ordinals ---------------------------------------------------------------------------

    def duration(self, paragraph: ParsedParagraph, span: Span) -> Duration | None:
        """The first length of a contact in a stretch of text; lengths no contact has are left out."""
        for e in self.in_span(paragraph, span):
            if e.kind is not TimeKind.DURATION or e.minutes is None or e.measures is Measures.DISTANCE:
                continue
            if not SHORTEST_MINUTES <= e.minutes <= LONGEST_MINUTES or self._is_distance(paragraph, e):
                continue
            if is_of_other_noun(paragraph, e, self._words) or self._is_planned(paragraph, e):
                continue
            return Duration(e.minutes, e.qualifier or DurationQualifier.EXACT, e.span)
        return None

    def durations(self, paragraph: ParsedParagraph, span: Span) -> list[Duration]:
        """All lengths of contacts in a stretch of text."""
        found: list[Duration] = []
        start = span.start
        while (one := self.duration(paragraph, Span(start, span.end))) is not None and one.span is not None:
            found.append(one)
            start = one.span.end
        return found

    def _is_distance(self, paragraph: ParsedParagraph, e: TimeExpression) -> bool:
        """*deux heures plus tard*: no length, whatever the words before."""
        tokens = paragraph.tokens_in(e.span)
        if tokens and tokens[0].i and paragraph.doc[tokens[0].i - 1].plain_ in self._words.excess:
            return True  # "overran by an hour"
        after = paragraph.doc.text[e.span.end - paragraph.span.start :].lstrip().lower()
        return after.startswith(self._words.distance_after)

    def _is_planned(self, paragraph: ParsedParagraph, e: TimeExpression) -> bool:
        """*The meeting, **scheduled for 30 minutes**, went on for two hours*: what it was to last."""
        tokens = paragraph.tokens_in(e.span)
        before = paragraph.doc[max(tokens[0].i - 2, 0) : tokens[0].i] if tokens else ()
        verbs = [t for t in before if t.pos_ in ("VERB", "ADJ") and not is_finite(t)]
        return any({t.lemma_.lower(), t.lower_} & self._words.status.planned for t in verbs)

    def ordinal(self, cue: ContactCue, published: DayRange | None) -> Ordinal | None:
        """*le second entre X et Y depuis le 24 février*: the n-th since a day; `since` None when no day is
        named.
        """
        sentence = cue.paragraph.span_of(list(cue.anchor.sent))
        found = [
            e
            for e in self.in_span(cue.paragraph, sentence)
            if e.kind is TimeKind.ORDINAL and e.ordinal is not None
        ]
        near = [e for e in found if e.span.contains(cue.span) or abs(e.span.start - cue.span.start) < 60]
        if not near:
            return None
        ordinal = near[0]
        assert ordinal.ordinal is not None
        after = Span(ordinal.span.end, max(sentence.end, ordinal.span.end))
        text = cue.scene.text[after.start - cue.paragraph.span.start : after.end - cue.paragraph.span.start]
        starts = [i for i in (text.find(w) for w in self._words.since) if i >= 0]
        if not starts:
            return None
        for e in self.in_span(cue.paragraph, Span(after.start + min(starts), after.end)):
            if not is_date(e):
                continue
            days = resolve(e, published, direction="past")
            return Ordinal(ordinal.ordinal, days.edtf if days else None, Span(ordinal.span.start, e.span.end))
        return Ordinal(ordinal.ordinal, None, ordinal.span)

    def tokens_timed(self, cue: ContactCue) -> frozenset[int]:
        """Indices of the tokens of the sentence that belong to time expressions."""
        return frozenset(t.i for e in self._in_sentence(cue) for t in cue.paragraph.tokens_in(e.span))

    def says_same_day(self, cue: ContactCue) -> bool:
        """*juste avant*, *dans la foulée*: the contact took place on the day that the story is at."""
        return any(has_phrase(cue.scene.sentence(cue.anchor), p) for p in self._words.same_day)

    def days_before(self, cue: ContactCue, e: TimeExpression) -> Iterator[TimeExpression]:
        """The days named before an expression, the last one first."""
        for index in range(cue.paragraph.index, -1, -1):
            for other in reversed(self._found.get(index, ())):
                if other.span.start < e.span.start and names_day(other):
                    yield other

    def is_beside(self, e: TimeExpression, cue: ContactCue) -> bool:
        """Whether an expression stands in the paragraph of a contact word."""
        return e in self._found.get(cue.paragraph.index, ())

    def sets_the_scene(self, e: TimeExpression, cue: ContactCue) -> bool:
        """***On Friday** X accused Y*, *X a accusé **vendredi** Y*: the day opens its sentence or stands
        beside its verb, and what follows in the paragraph is told of it.
        """
        tokens = cue.paragraph.tokens_in(e.span) if self.is_beside(e, cue) else []
        if not tokens:
            return False
        if tokens[0].i - tokens[0].sent.start <= 1:
            return True
        verb = clause_of(tokens[0])
        between = cue.paragraph.doc[verb.i + 1 : tokens[0].i]
        beside = verb.i < tokens[0].i and not any(t.pos_ in ("NOUN", "PROPN", "PRON") for t in between)
        return verb.head is verb and beside

    # --- days ---------------------------------------------------------------------------------------------

    def days(
        self,
        expression: TimeExpression,
        direction: Direction | None,
        reference: Days | None = None,
        told: DayRange | None = None,
    ) -> Days | None:
        """The days of an expression, from publication (`told` is narrower) or another contact's days."""
        published = told or self.published
        found = resolve(expression, published, reference=reference, direction=direction)
        if found is None or found.last is None or expression.role not in (Role.BEFORE, Role.BY):
            return found
        # "before the end of the month": any day up to it, and what is to come not before the story
        exact = found.first == found.last
        last = days_by_role(expression, found).last if exact else found.last
        first = published.first if direction == "future" and published is not None else None
        if first is not None and last is not None and last < first:
            return found
        return replace(found, first=first, last=last, candidates=(), edtf=range_to_edtf(first, last))

    def or_just_before(self, days: Days, expression: TimeExpression) -> Days:
        """*They were to meet **on Monday**, but it was called off*, told on Tuesday: that Monday or the next.

        A weekday that passed at most `JUST_BEFORE` days before the story may be the one that was meant.
        """
        known, point = self.published, expression.point
        if point is None or point.weekday is None or point.day is not None or expression.shift is not None:
            return days
        if known is None or known.first is None or known.last is None:
            return days
        passed = resolve(expression, known, direction="past")
        if passed is None or passed.last is None or (known.last - passed.last).days > JUST_BEFORE:
            return days
        return either([passed, days]) or days

    def or_ahead(self, days: Days, expression: TimeExpression) -> Days:
        """*They were to have met **on Wednesday***, told on Tuesday: the Wednesday before or the next; the
        one before where it passed at most `JUST_BEFORE` days ago.
        """
        point = expression.point
        if point is None or point.weekday is None or point.day is not None or expression.shift is not None:
            return days
        known = self.published
        if known is None or known.last is None or days.last is None:
            return days
        if (known.last - days.last).days <= JUST_BEFORE:
            return days
        ahead = resolve(expression, known, direction="future")
        return either([days, ahead]) or days if ahead is not None else days

    def told_about(self, day: date) -> DayRange | None:
        """When a story appeared whose news took place on `day` and which calls it by its weekday: that day
        or the next.
        """
        known = self.published
        if known is None or known.first is None or known.last is None or not known.first <= day <= known.last:
            return None
        return DayRange(day, min(day + timedelta(days=1), known.last))


# "DRAMSK, Nov 5 (Agency) - The president": a place, and what closes the line.
_PLACE_BEFORE = re.compile(r"\W*[^\W\d_a-z][^.:;!?]{1,40}[,(]\s*")
_END_OF_LINE = re.compile(r"\.?,?\s*(?:\d{4})?\s*\)?\s*(?:\([^()]{1,40}\)|/[^/]{1,30}/)?\s*[-–—]+\s")


def _is_dateline(paragraph: ParsedParagraph, e: TimeExpression) -> bool:
    """The day in the line that opens an agency's story: when it was sent."""
    text, start = paragraph.doc.text, paragraph.span.start
    if e.point is None or e.point.day is None or e.span.start - start > 48:
        return False
    before, after = text[: e.span.start - start], text[e.span.end - start :]
    if not _PLACE_BEFORE.fullmatch(before) or _END_OF_LINE.match(after) is None:
        return False
    return all(w[:1].isupper() or len(w) <= 3 for w in re.findall(r"[^\W\d_]+", before))


def _is_left_behind(since: Token, tokens: Sequence[Token]) -> bool:
    """*the first time **since** the war, X and Y met on Monday*; not *since troops crossed it in May*."""
    comma = next((t.i for t in tokens if t.i > since.i and t.text == ","), None)
    verbs = [t for t in tokens if t.i > since.i and t.pos_ == "VERB" and is_finite(t)]
    return comma is not None and bool(verbs) and comma < verbs[0].i and since.head not in verbs
