"""From frames and relays to statements: who said what, to whom, according to whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from verbale.model import Actor, Certainty, Directness, Polarity, Span, SpeechAct, Statement
from verbale.read.acts import certainty_of, content_negated, main_predicate, refine_act
from verbale.read.attribution import Content, Frame, find_frames, matching_entries
from verbale.read.cues import CueLexicon
from verbale.read.document import ParsedParagraph, Story, children, head_of
from verbale.read.frames import is_future, is_negated, is_verbal, subject_of
from verbale.read.mention import MentionIndex, MentionKind, Referent, ReferentKind
from verbale.read.paragraphs import ParagraphKind
from verbale.read.quotations import overlap_with
from verbale.read.readout import readout_issuer
from verbale.read.relays import Relay, find_relays
from verbale.read.sources import NOBODY, Source, SourceFinder

NOT_FACTS = frozenset(
    {SpeechAct.REQUEST, SpeechAct.COMMIT, SpeechAct.OFFER, SpeechAct.REFUSE, SpeechAct.DOUBT, SpeechAct.DENY, SpeechAct.AGREE}
)
MOSTLY_QUOTED = 0.9
SHORTEST_CONTENT = 4


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement before duplicates are merged, with what later steps need to know of it."""

    statement: Statement
    paragraph: int
    sentence: int
    relayed: bool
    heading: bool


class StatementReader:
    """Reads the statements of one story.

    `is_contact_fact` says whether a predicate only tells of a contact; `times` are the spans of time expressions.
    """

    def __init__(
        self,
        story: Story,
        mentions: MentionIndex,
        sources: SourceFinder,
        lexicon: CueLexicon,
        is_contact_fact: Callable[[ParsedParagraph, Token], bool],
        times: Sequence[Span] = (),
    ) -> None:
        self._story, self._mentions = story, mentions
        self._sources, self._lexicon = sources, lexicon
        self._is_contact_fact = is_contact_fact
        self._times = tuple(times)

    def drafts(self) -> list[Draft]:
        """All statements in text order, duplicates included."""
        drafts = _relays_going_on(self._story, self._drafts())
        issuer = readout_issuer(self._story, self._mentions, self._lexicon)
        return [_issued(d, issuer) for d in drafts] if issuer is not None else drafts

    def _drafts(self) -> list[Draft]:
        found: list[Draft] = []
        for paragraph in self._story.paragraphs:
            if paragraph.kind is ParagraphKind.CAPTION:
                continue
            found += self._paragraph(paragraph)
        return found

    def _paragraph(self, paragraph: ParsedParagraph) -> list[Draft]:
        frames = find_frames(paragraph, self._lexicon)
        relays = find_relays(paragraph, frames, self._lexicon)
        who = {id(f): self._speaker(paragraph, f) for f in frames if not f.incise}
        told = [(r, self._sources.source(paragraph, r.sources)) for r in relays]
        told = [(r, s) for r, s in told if s.referents or s.outlets]
        drafts: list[Draft] = []
        kept: list[Frame] = []
        for frame in (f for f in frames if not f.incise):
            source = who[id(frame)]
            if not source.referents or self._is_outer(frame, frames, who):
                continue
            if frame.rule != "noun" and (self._is_wished(frame, frames) or self._is_told_by_own_side(frame, frames, who)):
                continue
            if frame.rule == "noun" and source.kind is MentionKind.CAPITAL and frame.act is SpeechAct.AGREE:
                continue  # "les accords de Minsk" are named after the place
            made = self._frame_statements(paragraph, frame, source, frames, who, told)
            if made:
                kept.append(frame)
                drafts += made
        for relay, source in told:
            if source.referents:
                mine = [f for f in frames if not f.incise and f.contents and _same(who[id(f)].referents, source.referents)]
                drafts += self._relay_statements(paragraph, relay, source, [*kept, *mine], told)
        drafts.sort(key=lambda d: (d.sentence, d.statement.content))
        return _carried(drafts)

    # --- frames ----------------------------------------------------------------------------------------------------

    def _speaker(self, paragraph: ParsedParagraph, frame: Frame) -> Source:
        source = self._sources.source(paragraph, frame.sources)
        if source.kind in (MentionKind.DEMONYM,) and not source.referents:
            return NOBODY
        return source

    def _is_outer(self, frame: Frame, frames: Sequence[Frame], who: dict[int, Source]) -> bool:
        """*X a fait savoir que Y avait demandé P*: the outer frame only relays the inner one."""
        if frame.act in NOT_FACTS:
            return False
        for content in frame.contents:
            if content.head is None:
                continue
            predicate = content.head
            for inner in frames:
                if inner is frame or inner.incise or not content.span.contains(inner.cue):
                    continue
                if _is_predicate(inner, predicate) and who[id(inner)].referents:
                    return not _of_own_side(who[id(inner)], who[id(frame)])
        return False

    def _inner_act(self, frame: Frame, content: Content, frames: Sequence[Frame], who: dict[int, Source]) -> SpeechAct | None:
        """*a dit que son pays restait ouvert au dialogue*: the speaker's side acts, so the speaker does."""
        for inner in frames:
            if inner is not frame and content.head is not None and _is_predicate(inner, content.head) and _of_own_side(who[id(inner)], who[id(frame)]):
                return inner.act
        return None

    def _is_told_by_own_side(self, frame: Frame, frames: Sequence[Frame], who: dict[int, Source]) -> bool:
        """The counterpart of `_inner_act`: such an inner frame is no statement of its own."""
        return any(
            outer is not frame
            and not outer.incise
            and who[id(outer)].referents
            and any(c.head is not None and c.slot == "que" and _is_predicate(frame, c.head) for c in outer.contents)
            and _of_own_side(who[id(frame)], who[id(outer)])
            for outer in frames
        )

    def _is_wished(self, frame: Frame, frames: Sequence[Frame]) -> bool:
        """*X demande à Y de s'engager à P*: what is asked for, promised or doubted has not been said by anybody."""
        return any(
            outer is not frame
            and not outer.incise
            and outer.act in NOT_FACTS
            and any(c.slot in ("que", "inf", "à", "de") and c.span.contains(frame.cue) for c in outer.contents)
            for outer in frames
        )

    def _frame_statements(
        self,
        paragraph: ParsedParagraph,
        frame: Frame,
        source: Source,
        frames: Sequence[Frame],
        who: dict[int, Source],
        told: Sequence[tuple[Relay, Source]],
    ) -> list[Draft]:
        if all(r.kind is ReferentKind.OUTLET for r in source.referents):
            return []
        reported_by, via, relay_rule = self._reporter(paragraph, frame, source, frames, who, told)
        via = via or self._via(paragraph, frame)
        drafts: list[Draft] = []
        for content in frame.contents:
            if content.span.end - content.span.start < SHORTEST_CONTENT:
                continue
            predicate = main_predicate(content)
            plain = frame.act is SpeechAct.ASSERT and not frame.negated
            if predicate is not None and plain and self._is_contact_fact(paragraph, predicate):
                continue
            if self._is_empty(paragraph, frame, content):
                continue
            act, why = refine_act(
                self._inner_act(frame, content, frames, who) or frame.act if frame.act is SpeechAct.ASSERT else frame.act,
                predicate,
                self._lexicon,
                subject_is_speaker=self._same_subject(paragraph, frame, predicate, source),
                content=paragraph.tokens_in(content.span),
            )
            if act is SpeechAct.ASSERT and frame.future_act is not None and self._promises(paragraph, predicate):
                act, why = frame.future_act, "content: in the future, nobody else's doing"
            statement = Statement(
                speaker=_actors(source.referents),
                reported_by=_actors(reported_by),
                act=act,
                content=content.span,
                directness=_directness(paragraph, content.span),
                polarity=Polarity.NEGATIVE if frame.negated or content_negated(content) else Polarity.POSITIVE,
                certainty=certainty_of(frame, self._lexicon),
                via=via,
                addressee=_actors(self._addressees(paragraph, frame, source)),
                cue=frame.cue,
                source=source.span,
                candidates=_actors(source.candidates),
                reasons=tuple(x for x in (f"{frame.rule}: {frame.entry}", f"content in {content.slot}", why, relay_rule) if x),
            )
            drafts.append(
                Draft(statement, paragraph.index, frame.anchor.sent.start, bool(reported_by), paragraph.kind is ParagraphKind.HEADING)
            )
        return drafts

    def _promises(self, paragraph: ParsedParagraph, predicate: Token | None) -> bool:
        """*a confirmé que les livraisons se poursuivraient*: a future whose subject is no other person or side."""
        if predicate is None or not is_future(predicate) or is_negated(predicate):
            return False
        return not self._sources.source(paragraph, subject_of(predicate).heads).referents

    def _is_empty(self, paragraph: ParsedParagraph, frame: Frame, content: Content) -> bool:
        """Nothing said: only a name or a contact (*a annoncé cet entretien*), or one bare adjective of the paper's."""
        tokens = [t for t in paragraph.tokens_in(content.span) if t.is_alpha]
        words = [t for t in tokens if t.pos_ in ("NOUN", "PROPN", "VERB", "AUX", "ADJ", "NUM")]
        quoted = overlap_with(paragraph.quotations, content.span) > 0
        if content.slot == "adj" and frame.act is SpeechAct.ASSERT and len(words) <= 1 and not quoted:
            return True
        if content.head is not None and any(t.contains(paragraph.at(content.head)) for t in self._times):
            return True  # "l'a annoncé dimanche"
        if content.slot == "quote" and len(words) <= 3 and all(self._mentions.at(paragraph, t) is not None for t in words):
            return True  # a nickname in quotation marks
        if content.slot in ("que", "inf", "quote", "adj", "list") or quoted:
            return False
        if content.head is not None and frame.act is SpeechAct.ASSERT and self._is_contact_fact(paragraph, content.head):
            return True
        return all(self._mentions.at(paragraph, t) is not None for t in words)

    def _same_subject(self, paragraph: ParsedParagraph, frame: Frame, predicate: Token | None, source: Source) -> bool:
        if predicate is None:
            return False
        if frame.contents and frame.contents[0].slot == "inf":
            return True
        subject = subject_of(predicate)
        found = self._sources.source(paragraph, subject.heads)
        return _own(found.referents, source.referents) or _own_noun(subject.heads) or _first_person(predicate)

    def _reporter(
        self,
        paragraph: ParsedParagraph,
        frame: Frame,
        source: Source,
        frames: Sequence[Frame],
        who: dict[int, Source],
        told: Sequence[tuple[Relay, Source]],
    ) -> tuple[tuple[Referent, ...], str | None, str | None]:
        """The nearest other source over the frame: an enclosing frame, else a relay whose reach covers it."""
        enclosing = [
            f
            for f in frames
            if f is not frame and not f.incise and any(c.span.contains(frame.cue) for c in f.contents) and who[id(f)].referents
        ]
        for outer in sorted(enclosing, key=lambda f: -f.cue.start):
            if outer.act in NOT_FACTS or outer.rule != "verb":
                continue
            if not _same(who[id(outer)].referents, source.referents):
                return who[id(outer)].referents, None, f"inside {outer.rule}: {outer.entry}"
        via: str | None = None
        for relay, teller in told:
            if relay.own.contains(frame.cue) or not any(_covers(part, frame) for part in relay.reach):
                continue
            if teller.outlets:
                via = teller.outlets[0]
            if teller.referents and not _same(teller.referents, source.referents):
                return teller.referents, via, f"{relay.rule}: {relay.entry}"
        return (), via, None

    def _via(self, paragraph: ParsedParagraph, frame: Frame) -> str | None:
        """A news outlet among the cue's own complements: *a-t-il confié au JDD*."""
        for c in children(frame.anchor, "obl", "obl:arg", "nmod", "iobj", "obj"):
            for referent in self._sources.phrase(paragraph, c):
                if referent.kind is ReferentKind.OUTLET:
                    return referent.actor.name
        return None

    def _addressees(self, paragraph: ParsedParagraph, frame: Frame, source: Source) -> tuple[Referent, ...]:
        mine = {r.actor.name for r in source.referents}
        found: list[Referent] = []
        for head in frame.addressees:
            found += [r for r in self._sources.phrase(paragraph, head) if r.actor.name not in mine and r.kind is not ReferentKind.OUTLET]
        return tuple(dict.fromkeys(found))

    def _clauses(self, paragraph: ParsedParagraph, piece: Span) -> list[Span]:
        """A sentence cut before a coordinated clause of its own subject that does something else: *S, mais T doit P*."""
        tokens = paragraph.tokens_in(piece)
        head = head_of(tokens)
        first, _ = refine_act(SpeechAct.ASSERT, head, self._lexicon, subject_is_speaker=_first_person(head))
        for clause in children(head, "conj"):
            if clause.i not in {t.i for t in tokens} or not children(clause, "nsubj", "nsubj:pass", "expl:subj"):
                continue
            act, _ = refine_act(SpeechAct.ASSERT, clause, self._lexicon, subject_is_speaker=_first_person(clause))
            start = clause.left_edge
            while start.dep_ in ("cc", "punct") and start.i + 1 < clause.i:
                start = start.nbor()
            cut = paragraph.at(start).start
            if act is not first and piece.start + SHORTEST_CONTENT < cut < piece.end - SHORTEST_CONTENT:
                left = Span(piece.start, cut)
                return [_without_joint(paragraph, left), *self._clauses(paragraph, Span(cut, piece.end))]
        return [piece]

    def _somebody_else_speaks(self, paragraph: ParsedParagraph, piece: Span, source: Source) -> bool:
        """A cue of another's whose content could not be told: better no statement than one in the wrong mouth."""
        quoted = overlap_with(paragraph.quotations, piece) >= MOSTLY_QUOTED * (piece.end - piece.start)
        for token in paragraph.tokens_in(piece):
            if quoted or not is_verbal(token) or token.dep_ in ("acl:relcl", "advcl") or not matching_entries(token, self._lexicon):
                continue
            if not any(e.incise or e.act is not SpeechAct.ASSERT for e in matching_entries(token, self._lexicon)):
                continue
            other = self._sources.source(paragraph, subject_of(token).heads).referents
            if other and not _own(other, source.referents):
                return True
        return False

    def _tells_contact(self, paragraph: ParsedParagraph, piece: Span) -> bool:
        """Whether what the piece says is only that a contact took place, how long, who called."""
        tokens = paragraph.tokens_in(piece)
        inside = {t.i for t in tokens}
        for token in tokens:
            if self._is_contact_fact(paragraph, token) and sum(t.i in inside for t in token.subtree) >= 0.6 * len(tokens):
                return True
        return False

    def _cited(self, paragraph: ParsedParagraph, relay: Relay) -> tuple[tuple[Referent, ...], str | None]:
        """*a-t-il estimé, cité par X*: who relays an incise from inside it."""
        for token in paragraph.tokens_in(relay.own):
            if token.lemma_.lower() == "citer" and "Part" in token.morph.get("VerbForm"):
                found = self._sources.source(paragraph, [a for a in children(token, "obl:agent", "obl")][:1])
                return found.referents, found.outlets[0] if found.outlets else None
        return (), None

    # --- relays ----------------------------------------------------------------------------------------------------

    def _relay_statements(
        self,
        paragraph: ParsedParagraph,
        relay: Relay,
        source: Source,
        kept: Sequence[Frame],
        told: Sequence[tuple[Relay, Source]],
    ) -> list[Draft]:
        """The relay's own statements: one a sentence of its reach, where no other frame has spoken."""
        others = [(r, s) for r, s in told if r is not relay]
        drafts: list[Draft] = []
        cited_by, cited_via = self._cited(paragraph, relay)
        for part in _joined_parts(paragraph, relay):
            for piece in [c for p in _by_sentence(paragraph, part) for c in self._clauses(paragraph, p)]:
                if any(piece.overlaps(f.cue) for f in kept) or any(piece.overlaps(r.own) for r, _ in others):
                    continue
                head = head_of(paragraph.tokens_in(piece))
                if self._somebody_else_speaks(paragraph, piece, source):
                    continue
                if self._tells_contact(paragraph, piece) or not _says_something(paragraph, piece):
                    continue
                outer = [
                    s.referents
                    for r, s in others
                    if s.referents and not _same(s.referents, source.referents) and any(p.contains(relay.own) for p in r.reach)
                ]
                vias = [*source.outlets, *[o for r, s in others for o in s.outlets if any(p.overlaps(piece) for p in r.reach)]]
                act = relay.frame.act if relay.frame is not None else SpeechAct.ASSERT
                predicate = head if is_verbal(head) or children(head, "cop") else None
                subject = self._sources.source(paragraph, subject_of(head).heads) if predicate is not None else NOBODY
                own = _own(subject.referents, source.referents)
                act, why = refine_act(
                    act, predicate, self._lexicon, subject_is_speaker=own or _first_person(head), content=paragraph.tokens_in(piece)
                )
                frame = relay.frame
                via = vias[0] if vias else cited_via or (self._via(paragraph, frame) if frame is not None else None)
                statement = Statement(
                    speaker=_actors(source.referents),
                    reported_by=_actors(outer[0]) if outer else _actors(cited_by),
                    act=act,
                    content=piece,
                    directness=_directness(paragraph, piece),
                    polarity=Polarity.NEGATIVE if predicate is not None and content_negated(Content(piece, "quote", predicate)) else Polarity.POSITIVE,
                    certainty=certainty_of(frame, self._lexicon) if frame is not None else Certainty.STATED,
                    via=via,
                    addressee=_actors(self._addressees(paragraph, frame, source)) if frame is not None else (),
                    cue=relay.cue,
                    source=source.span,
                    candidates=_actors(source.candidates),
                    reasons=tuple(x for x in (f"{relay.rule}: {relay.entry}", why) if x),
                )
                sentence = paragraph.tokens_in(piece)[0].sent.start
                drafts.append(Draft(statement, paragraph.index, sentence, bool(statement.reported_by), paragraph.kind is ParagraphKind.HEADING))
        return drafts


def _is_predicate(frame: Frame, head: Token) -> bool:
    """Whether the frame's cue is the predicate that heads a content."""
    if frame.incise or not frame.contents:
        return False
    return frame.anchor == head or (frame.rule == "adjective" and frame.contents[0].head == head)


def _of_own_side(inner: Source, outer: Source) -> bool:
    """Whether the inner speaker is a country or body that the outer one, somebody else, speaks for."""
    return _own(inner.referents, outer.referents) and not _same(inner.referents, outer.referents)


OWN_NOUNS = frozenset({"pays", "gouvernement", "armée", "camp", "parti", "administration", "peuple", "force", "troupe"})


def _own(subjects: Sequence[Referent], speakers: Sequence[Referent]) -> bool:
    """Whether the subject is the speaker, or the side that the speaker speaks for."""
    mine = {r.actor.name for r in speakers} | {r.actor.id for r in speakers} | {r.country for r in speakers}
    return bool(subjects) and all(s.actor.name in mine or (not s.is_person and s.country is not None and s.country in mine) for s in subjects)


def _own_noun(heads: Sequence[Token]) -> bool:
    """*son pays*, *ses troupes*, *notre armée*."""
    return bool(heads) and all(
        h.lemma_.lower() in OWN_NOUNS and any(c.lower_ in ("son", "sa", "ses", "leur", "leurs", "notre", "nos") for c in children(h, "det", "nmod:poss", "nmod"))
        for h in heads
    )


def _without_joint(paragraph: ParsedParagraph, span: Span) -> Span:
    """The span less the conjunction and the comma at its end."""
    tokens = paragraph.tokens_in(span)
    while len(tokens) > 1 and (tokens[-1].is_punct and tokens[-1].text not in "»”\"" or tokens[-1].pos_ in ("CCONJ", "SPACE")):
        tokens.pop()
    return Span(span.start, paragraph.at(tokens[-1]).end)


def _joined_parts(paragraph: ParsedParagraph, relay: Relay) -> list[Span]:
    """*Notre patience, a-t-il dit, a un fond*: both parts of one sentence around the incise are one statement."""
    if relay.rule != "incise" or len(relay.reach) != 2:
        return list(relay.reach)
    left, right = relay.reach
    sentence = paragraph.span_of(list(paragraph.tokens_in(relay.cue)[0].sent))
    if sentence.start <= left.start and right.end <= sentence.end and left.end <= relay.own.start and not relay.quoted:
        return [Span(left.start, right.end)]
    return [left, right]


def _first_person(head: Token) -> bool:
    return any("1" in t.morph.get("Person") for t in (head, *children(head, "aux", "cop")))


def _covers(part: Span, frame: Frame) -> bool:
    return part.contains(frame.cue) or any(part.overlaps(c.span) for c in frame.contents) and part.overlaps(frame.cue)


def _same(left: Sequence[Referent], right: Sequence[Referent]) -> bool:
    return {r.actor.name for r in left} == {r.actor.name for r in right}


def _actors(referents: Sequence[Referent]) -> tuple[Actor, ...]:
    return tuple(dict.fromkeys(r.actor for r in referents))


def _directness(paragraph: ParsedParagraph, span: Span) -> Directness:
    """Source: GOLD.md ("has words inside quotation marks"), with the wholly quoted told apart."""
    quoted = overlap_with(paragraph.quotations, span)
    if quoted == 0:
        return Directness.INDIRECT
    return Directness.DIRECT if quoted >= MOSTLY_QUOTED * (span.end - span.start) - 4 else Directness.MIXED


def _by_sentence(paragraph: ParsedParagraph, span: Span) -> list[Span]:
    """The span cut at the sentence ends inside it."""
    pieces: list[Span] = []
    for sentence in paragraph.doc.sents:
        whole = paragraph.span_of(list(sentence))
        start, end = max(whole.start, span.start), min(whole.end, span.end)
        text = paragraph.doc.text
        while end > start and text[end - 1 - paragraph.span.start] in " \n\u00a0":
            end -= 1
        if end - start >= SHORTEST_CONTENT and any(c.isalpha() for c in text[start - paragraph.span.start : end - paragraph.span.start]):
            pieces.append(Span(start, end))
    return pieces


def _says_something(paragraph: ParsedParagraph, piece: Span) -> bool:
    """A clause, or a quotation of some length; *« Oui »* and bare noun phrases outside quotation marks are not enough."""
    tokens = paragraph.tokens_in(piece)
    if sum(t.is_alpha for t in tokens) <= 3 and not overlap_with(paragraph.quotations, piece):
        return False
    if any("Fin" in t.morph.get("VerbForm") for t in tokens):
        return True
    return overlap_with(paragraph.quotations, piece) > 0 and sum(t.is_alpha for t in tokens) >= 3


def _carried(drafts: list[Draft]) -> list[Draft]:
    """`reported_by` goes on in the same paragraph while the same speaker goes on (GOLD.md)."""
    carried: list[Draft] = []
    last: Draft | None = None
    for draft in drafts:
        statement = draft.statement
        if (
            not statement.reported_by
            and last is not None
            and last.statement.reported_by
            and last.statement.speaker == statement.speaker
            and draft.sentence != last.sentence
            and statement.reasons
            and not statement.reasons[0].startswith(("incise", "adposition"))
        ):
            statement = replace(statement, reported_by=last.statement.reported_by, reasons=(*statement.reasons, "the relay goes on"))
            draft = replace(draft, statement=statement)
        carried.append(draft)
        last = draft
    return carried


ADDITIVE = frozenset({"également", "aussi", "outre", "ailleurs", "surcroît", "enfin", "encore"})


def _relays_going_on(story: Story, drafts: list[Draft]) -> list[Draft]:
    """A new paragraph goes on with the relay where it says so: *X a également demandé*, the same speaker as before."""
    carried: list[Draft] = []
    for draft in drafts:
        statement, last = draft.statement, carried[-1] if carried else None
        if last is not None and draft.paragraph == last.paragraph and draft.sentence == last.sentence:
            going_on = statement.cue is not None and last.statement.cue == statement.cue and "the relay goes on" in last.statement.reasons
        else:
            going_on = (
                last is not None
                and draft.paragraph - last.paragraph <= 1
                and draft.paragraph != last.paragraph
                and _is_additive(story, draft)
            )
        if (
            last is not None
            and going_on
            and not statement.reported_by
            and last.statement.reported_by
            and last.statement.speaker == statement.speaker
        ):
            statement = replace(statement, reported_by=last.statement.reported_by, reasons=(*statement.reasons, "the relay goes on"))
            draft = replace(draft, statement=statement)
        carried.append(draft)
    return carried


def _is_additive(story: Story, draft: Draft) -> bool:
    paragraph = story.paragraphs[draft.paragraph]
    sentence = paragraph.doc[draft.sentence].sent
    return any(t.lower_ in ADDITIVE and t.i - sentence.start < 12 for t in sentence)


def _issued(draft: Draft, issuer: Referent) -> Draft:
    """In a side's own readout whatever people say is reported by that side."""
    statement = draft.statement
    if statement.reported_by or statement.via or not statement.speaker or any(a.name == issuer.actor.name for a in statement.speaker):
        return draft
    statement = replace(statement, reported_by=(issuer.actor,), reasons=(*statement.reasons, f"readout of {issuer.actor.name}"))
    return replace(draft, statement=statement, relayed=True)
