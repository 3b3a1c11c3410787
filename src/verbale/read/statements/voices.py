"""The voices of one paragraph: its frames and relays with who they name, and how they stand inside each
other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from verbale.model import Span, SpeechAct
from verbale.read.lexicons.cues import CueLexicon
from verbale.read.names.mention import MentionKind, Referent, ReferentKind
from verbale.read.statements.attribution import find_frames
from verbale.read.statements.content import Content, trim
from verbale.read.statements.cue_frame import Frame
from verbale.read.statements.ownership import (
    is_first_person,
    is_of_own_side,
    is_own,
    is_own_noun,
    is_predicate,
    same_actors,
)
from verbale.read.statements.relay import Relay
from verbale.read.statements.relays import find_relays
from verbale.read.statements.sources import NOBODY, Source, SourceFinder
from verbale.read.statements.unreal import is_prospective, is_sought, is_unreal
from verbale.read.story.clauses import citer_of, is_infinitive, is_passive, is_trailing
from verbale.read.story.document import ParsedParagraph, children
from verbale.read.story.tokens import grammar_of, has_feature, is_conjunction, is_finite_form, plain
from verbale.sentences import say
from verbale.syntax.tree import Token

# What is asked for, promised or doubted has not been said by anybody.
NOT_FACTS = frozenset(
    {
        SpeechAct.REQUEST,
        SpeechAct.COMMIT,
        SpeechAct.OFFER,
        SpeechAct.REFUSE,
        SpeechAct.DOUBT,
        SpeechAct.DENY,
        SpeechAct.AGREE,
    }
)

# Who welcomes another's offer does not report it.
WELCOMES = frozenset({SpeechAct.PRAISE})

# Who judges another's attitude does not report it.
JUDGING = frozenset({SpeechAct.PRAISE, SpeechAct.CONCERN, SpeechAct.ACCUSE})

# What somebody works for without saying so again.
AIMED = frozenset({SpeechAct.COMMIT, SpeechAct.AGREE})

# How far behind what is said a relay may begin, in characters: a comma, a space.
BESIDE = 3

# Words for somebody named elsewhere.
STANDING_IN = frozenset({"PRON", "ADJ", "NUM", "DET"})


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who reports a statement, through which outlet, the reason for it, and the words that name him."""

    referents: tuple[Referent, ...] = ()
    via: str | None = None
    why: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Voices:
    """Who speaks in one paragraph.

    Attributes:
        frames: those with contents of their own, with their sources; a source nobody could tell has no
        referents.
        relays: those whose source is somebody or an outlet.
        citers: of the frames whose speaker is cited, who cites him.
        found: all relays, also those of an unknown source.
    """

    paragraph: ParsedParagraph
    frames: tuple[tuple[Frame, Source], ...]
    relays: tuple[tuple[Relay, Source], ...]
    citers: tuple[tuple[Frame, Source], ...] = ()
    found: tuple[Relay, ...] = ()

    def is_outer(self, frame: Frame, source: Source, content: Content) -> bool:
        """*X a fait savoir que Y avait demandé P*: the outer frame only relays the inner one."""
        if frame.act in NOT_FACTS or frame.act in WELCOMES:
            return False
        for inner, speaker in self.frames:
            if inner is frame or content.head is None or not speaker.referents:
                continue
            said = is_predicate(inner, content.head) or _is_occasion_of(inner, content.head)
            if content.span.contains(inner.cue) and said:
                told = source.referents and not same_actors(speaker.referents, source.referents)
                if self.is_judged(inner) or self.is_missed(inner, speaker):
                    continue
                own = is_of_own_side(speaker, source)
                return not own and not (told and is_unspoken(inner, speaker))
        return False

    def inner_act(self, frame: Frame, source: Source, content: Content) -> SpeechAct | None:
        """*a dit que son pays restait ouvert au dialogue*: the speaker's side acts, so the speaker does."""
        if content.head is None:
            return None
        for inner, speaker in self.frames:
            own = is_of_own_side(speaker, source) or (content.slot == "clause" and is_own_noun(inner.sources))
            if inner is not frame and is_predicate(inner, content.head) and own:
                return inner.act
        return None

    def performed(self, predicate: Token, teller: Source) -> Frame | None:
        """*« Nous demandons P »*: what a verb of saying in the first person does, is done in saying it.

        Who tells of the own country (*Valdoria is open to N, its ministry said*) does what it does, too.
        """
        for frame, speaker in self.frames:
            if frame.rule == "noun" or frame.negated or frame.act is SpeechAct.ASSERT:
                continue
            own = is_unspoken(frame, speaker) and is_of_own_side(speaker, teller)
            if is_predicate(frame, predicate) and (own or is_first_person(frame.anchor)):
                return frame
        return None

    def is_told_by_own_side(self, frame: Frame, source: Source) -> bool:
        """The counterpart of `inner_act`: such an inner frame is no statement of its own."""
        return any(
            outer is not frame
            and any(
                c.head is not None and c.slot in ("clause", "quote") and is_predicate(frame, c.head)
                for c in outer.contents
            )
            and is_of_own_side(source, teller)
            for outer, teller in self.frames
            if teller.referents
        )

    def speaks_for(self, frame: Frame, source: Source) -> Source | None:
        """*Karsan supports N, its minister said*: a country that its people speak of.

        In the past (*Karsan rejected N, its minister said*) the country has done it, and is told of.
        """
        countries = [r.kind is ReferentKind.COUNTRY for r in source.referents]
        listed = frame.rule == "noun" and all(c.slot == "list" for c in frame.contents)
        telling = frame.rule == "verb" and _is_present(frame.anchor)
        if not all(countries) or not (telling or listed):
            return None
        for relay, teller in self.relays:
            covered = any(part.contains(frame.cue) for part in relay.reach)
            if covered and not relay.own.contains(frame.cue) and is_of_own_side(source, teller):
                return teller
        first = frame.anchor.head if frame.anchor.dep_ == "conj" else None
        for outer, teller in self.frames:
            if listed and outer is not frame and any(c.span.contains(frame.cue) for c in outer.contents):
                # "said that Karsan's demands had not changed: A, B and C"
                return teller if is_of_own_side(source, teller) else None
            said = (c.head for c in outer.contents if c.slot in ("clause", "quote"))
            if first is not None and first in said and is_of_own_side(source, teller):
                return teller  # "said that Karsan welcomes N and rejects P"
        return None

    def is_wished(self, frame: Frame) -> bool:
        """*X demande à Y de s'engager à P*: Y has not promised anything."""
        if _is_aim(frame):
            return True
        prepositions = grammar_of(frame.anchor).prepositions
        slots = ("clause", "inf", prepositions.dative, prepositions.genitive)
        return any(
            outer is not frame
            and outer.act in NOT_FACTS
            and any(
                c.span.contains(frame.cue) and (c.slot in slots or _is_ready_to(c, frame))
                for c in outer.contents
            )
            for outer, _ in self.frames
        )

    def is_judged(self, frame: Frame) -> bool:
        """*X a salué la disponibilité de Y à P*, *X déplore la réticence de Y à P*: Y has said nothing."""
        return frame.attitude and any(
            outer is not frame
            and outer.act in JUDGING
            and any(c.head == frame.anchor for c in outer.contents)
            for outer, _ in self.frames
        )

    def is_missed(self, frame: Frame, source: Source) -> bool:
        """*X constate que Y ne manifeste aucune volonté de P*: Y has said nothing."""
        return (
            frame.rule == "verb"
            and frame.negated
            and frame.attitude
            and any(
                outer is not frame
                and teller.referents
                and not same_actors(teller.referents, source.referents)
                and any(c.slot in ("clause", "quote") and c.span.contains(frame.cue) for c in outer.contents)
                for outer, teller in self.frames
            )
        )

    def is_told_by_unknown(self, frame: Frame, source: Source) -> bool:
        """*Le premier a répondu que la Karsanie était prête*: where nobody can tell who *le premier* is, his
        side has not spoken. An unknown noun (*a diplomat*) may tell what others have said.
        """
        return not any(r.is_person for r in source.referents) and any(
            outer is not frame
            and outer.sources
            and not teller.referents
            and all(h.pos_ in STANDING_IN for h in outer.sources)
            and any(c.slot == "clause" and c.span.contains(frame.cue) for c in outer.contents)
            for outer, teller in self.frames
        )

    def reporter(self, frame: Frame, source: Source) -> Reporter:
        """The nearest other source over the frame: an enclosing frame, else a relay whose reach covers it."""
        if any(c.head == frame.anchor.head and c.slot == "obj" for c in frame.contents):
            return Reporter()  # "X said Y arms the rebels, a charge that Y denies": X does not tell that
        beside = self._told_beside(frame)
        enclosing = [
            (outer, teller)
            for outer, teller in self.frames
            if outer is not frame
            and beside is None
            and teller.referents
            and outer.rule == "verb"
            and outer.act not in NOT_FACTS
            and not (outer.act in WELCOMES and frame.rule == "noun")
            and any(c.slot != "adj" and c.span.contains(frame.cue) for c in outer.contents)
        ]
        for outer, teller in sorted(enclosing, key=lambda e: -e[0].cue.start):
            if not _is_among(teller, source):
                return Reporter(
                    teller.referents,
                    self._channel(frame),
                    say("inside {rule}: {entry}", rule=outer.rule, entry=outer.entry),
                    teller.span,
                )
        above = frame.anchor.head if is_trailing(frame.anchor) else None
        for outer, teller in self.frames:
            # "said they condemned N, calling it P"
            if outer.anchor is above and same_actors(teller.referents, source.referents):
                return self.reporter(outer, teller)
        via: str | None = None
        for cited, citer in self.citers:
            if cited is frame and (citer.referents or citer.outlets):
                via = citer.outlets[0] if citer.outlets else None
                return Reporter(citer.referents, via, "cited", citer.span)
        for relay, teller in self.relays:
            if relay.own.contains(frame.cue) or not any(_covers(part, frame) for part in relay.reach):
                continue
            via = teller.outlets[0] if teller.outlets else via
            if relay.entry in grammar_of(frame.anchor).prepositions.of_place and _are_of(source, teller):
                continue  # "Du côté de la Valdorie, son ministre assure que S"
            if teller.referents and not _is_among(teller, source):
                return Reporter(
                    teller.referents,
                    via,
                    say("{rule}: {entry}", rule=relay.rule, entry=relay.entry),
                    teller.span,
                )
        return Reporter((), via, None)

    def _told_beside(self, frame: Frame) -> Relay | None:
        """*X trouve que S depuis l'appel de Y, lequel a promis P, selon Z*: what is told beside the story,
        with a relay of its own behind it, is not what X said.
        """
        clause = frame.anchor
        if clause.dep_ != "acl:relcl" or not frame.contents:
            return None
        first = clause.left_edge.i
        apart = first > 0 and (clause.doc[first].text == "," or clause.doc[first - 1].text == ",")
        end = max(c.span.end for c in frame.contents)
        relays = (r for r, _ in self.relays if any(_covers(p, frame) for p in r.reach))
        return next((r for r in relays if 0 <= r.own.start - end <= BESIDE), None) if apart else None

    def _channel(self, frame: Frame) -> str | None:
        """The outlet among the relays over a frame."""
        over = (s for r, s in self.relays if any(_covers(part, frame) for part in r.reach) and s.outlets)
        found = next(over, None)
        return found.outlets[0] if found is not None else None

    def told(self, frame: Frame, source: Source) -> tuple[Token, ...]:
        """To whom it is said: the frame's own addressees, else those of the same speaker's frame around it.

        *has told Y that he is ready to P*.
        """
        if frame.addressees:
            return frame.addressees
        for outer, teller in self.frames:
            around = outer is not frame and any(c.span.contains(frame.cue) for c in outer.contents)
            if around and outer.addressees and same_actors(teller.referents, source.referents):
                return outer.addressees
        return ()


def _is_occasion_of(frame: Frame, head: Token) -> bool:
    """*a indiqué que l'appel avait été l'occasion pour Y de rappeler N*: only what Y recalled is told."""
    return frame.anchor.head is head and head.lemma_.lower() in grammar_of(head).occasions


def _is_among(teller: Source, source: Source) -> bool:
    """Whether those who tell speak themselves: *X et Y sont convenus de P, ont-ils déclaré*."""
    names = {r.actor.name for r in source.referents}
    several = len(teller.referents) > 1 and all(r.actor.name in names for r in teller.referents)
    return several or same_actors(teller.referents, source.referents)


def _are_of(source: Source, side: Source) -> bool:
    """Whether those who speak are all of a side."""
    sides = {r.country or r.actor.id for r in side.referents}
    return bool(source.referents) and all(r.country in sides for r in source.referents)


def _is_aim(frame: Frame) -> bool:
    """*will work to ensure that S*, *her commitment to working to support N*: what somebody works for is the
    aim of what he has said, and is not said again.
    """
    verb = frame.anchor
    above = verb.head
    if frame.rule != "verb" or not is_infinitive(verb) or verb.dep_ not in ("xcomp", "advcl"):
        return False
    return above.lemma_.lower() in grammar_of(verb).verbs.striving and frame.act in AIMED


def _is_open_second(verb: Token) -> bool:
    """*Karsan insists Elvania is its province and has not ruled out N*: either may be who has not."""
    first = verb.head
    if verb.dep_ != "conj" or first.dep_ != "ccomp" or children(verb, "nsubj", "nsubj:pass"):
        return False
    marked = any(map(is_conjunction, children(first, "mark")))
    perfect = [a for a in children(verb, "aux") if a.lemma_ in grammar_of(verb).verbs.perfect]
    plain_first = not any(a.lemma_ in grammar_of(verb).verbs.perfect for a in children(first, "aux"))
    telling = _is_present(first.head) and first.head.i < first.i
    return not marked and plain_first and telling and any(map(is_finite_form, perfect))


def _is_present(verb: Token) -> bool:
    """Whether the clause is in the present and no perfect; what is coordinated has the tense of the first."""
    if is_finite_form(verb) and not children(verb, "aux"):
        return has_feature(verb, "Tense", "Pres")
    return False


def is_unspoken(frame: Frame, source: Source) -> bool:
    """*Valdoria is open to N*, *Valdoria must accept N*: what a country or body is, and what somebody will or
    should say, nobody is told to have said.
    """
    if is_prospective(frame.anchor) and frame.rule == "verb":
        return True
    plain_copula = frame.anchor.lemma_ == grammar_of(frame.anchor).verbs.copula
    people = any(r.is_person for r in source.referents)
    return frame.rule == "adjective" and plain_copula and bool(source.referents) and not people


def find_voices(paragraph: ParsedParagraph, sources: SourceFinder, lexicon: CueLexicon) -> Voices:
    """The frames and relays of a paragraph with who they name."""
    frames = find_frames(paragraph, lexicon)
    relays = [(r, sources.speaker(paragraph, r.sources)) for r in find_relays(paragraph, frames, lexicon)]
    relays = [(r, s) for r, s in relays if r.rule != "headline" or _heads_its_words(s)]
    own = [r.own for r, _ in relays]
    set_off = [Span(r.reach[0].start, r.own.end) for r, _ in relays if r.set_off and r.reach]
    spoken = [f for f in frames if not f.incise and not is_unreal(f.anchor)]
    spoken = [f for f in spoken if f.rule != "noun" or not is_sought(f.anchor)]
    told = [
        of_one_voice(paragraph, without_relays(paragraph, taking_up(f, frames), own, set_off)) for f in spoken
    ]
    speaking = ((f, _speaker(paragraph, f, sources)) for f in told)
    return Voices(
        paragraph,
        tuple((f, NOBODY if _is_of_the_quoted(paragraph, f, s, relays) else s) for f, s in speaking),
        tuple((r, s) for r, s in relays if s.referents or s.outlets or s.nameless),
        tuple(_cited(paragraph, told, sources)),
        tuple(r for r, _ in relays),
    )


def _is_of_the_quoted(
    paragraph: ParsedParagraph,
    frame: Frame,
    source: Source,
    relays: Sequence[tuple[Relay, Source]],
) -> bool:
    """*« Il a promis P », a dit X*: inside his quotation X calls nobody *il* but somebody else."""
    if source.kind is not MentionKind.PRONOUN or not source.referents:
        return False
    if not any(q.inner.contains(frame.cue) for q in paragraph.quotations):
        return False
    if len(source.referents) > 1:
        # “They always expected it”: not the two whom the story told of last, unless a body tells of them
        return not any(
            all(t.kind is ReferentKind.INSTITUTION for t in teller.referents) and teller.referents
            for relay, teller in relays
            if any(part.contains(frame.cue) for part in relay.reach)
        )
    return any(
        relay.quoted
        and same_actors(teller.referents, source.referents)
        and any(part.contains(frame.cue) for part in relay.reach)
        for relay, teller in relays
    )


def _heads_its_words(source: Source) -> bool:
    """Whether the name before a headline's colon speaks: *Citadel: No call is planned*; a country or several
    people are what it is about (*Niger : X condamne N*, *X et Y : ce que l'on sait*).
    """
    kinds = [r.kind for r in source.referents]
    return len(kinds) == 1 and kinds[0] in (ReferentKind.PERSON, ReferentKind.INSTITUTION)


def _cited(
    paragraph: ParsedParagraph, frames: Sequence[Frame], sources: SourceFinder
) -> Iterator[tuple[Frame, Source]]:
    """The frames whose speaker is cited by somebody, with who cites him."""
    for frame in frames:
        citer = citer_of(frame.anchor)
        if citer is not None and citer.heads:
            yield frame, sources.source(paragraph, citer.heads)


def taking_up(frame: Frame, frames: Sequence[Frame]) -> Frame:
    """*X accuse Y de P, ce que Y dément*: Y denies what X said, not that he said it."""
    found: list[Content] = []
    for content in frame.contents:
        said = [
            c
            for other in frames
            if content.slot == "antecedent" and other.anchor == content.head and not other.incise
            for c in other.contents
        ]
        found += said or [content]
    return replace(frame, contents=tuple(found))


def without_relays(
    paragraph: ParsedParagraph, frame: Frame, relays: Sequence[Span], set_off: Sequence[Span]
) -> Frame:
    """The frame with contents that end before a relay which stands at their end (*P, selon X*), or before
    what only a relay says of something in them (*P, imputable à Z selon X*).
    """
    contents = [_before_relay(paragraph, c, relays) for c in frame.contents]
    return replace(frame, contents=tuple(_up_to(paragraph, c, set_off) for c in contents))


def _up_to(paragraph: ParsedParagraph, content: Content, set_off: Sequence[Span]) -> Content:
    span = content.span
    first = min((s.start for s in set_off if span.start < s.start < span.end), default=None)
    if first is None:
        return content
    tokens = [t for t in paragraph.tokens_in(Span(span.start, first)) if not t.is_space]
    return replace(content, span=trim(paragraph, tokens)) if tokens else content


def of_one_voice(paragraph: ParsedParagraph, frame: Frame) -> Frame:
    """The frame with clauses that end at a semicolon (*told her that S; the former, that T*), unless another
    conjunction goes on there (*that S; that T*).
    """
    return replace(frame, contents=tuple(_to_semicolon(paragraph, c) for c in frame.contents))


def _to_semicolon(paragraph: ParsedParagraph, content: Content) -> Content:
    tokens = paragraph.tokens_in(content.span) if content.slot == "clause" else []
    for i, token in enumerate(tokens[:-1]):
        inside = any(q.inner.contains(paragraph.at(token)) for q in paragraph.quotations)
        if i and token.text == ";" and not inside and tokens[i + 1].pos_ not in ("SCONJ", "CCONJ"):
            return replace(content, span=trim(paragraph, tokens[:i]))
    return content


def _before_relay(paragraph: ParsedParagraph, content: Content, relays: Sequence[Span]) -> Content:
    span = content.span
    for own in relays:
        if span.start < own.start < span.end <= own.end + 1:
            tokens = [t for t in paragraph.tokens_in(Span(span.start, own.start)) if not t.is_space]
            if tokens:
                return replace(content, span=trim(paragraph, tokens))
        if own.start <= span.start + 1 and span.start < own.end < span.end:
            # "réclame, selon X, que S"
            tokens = [t for t in paragraph.tokens_in(Span(own.end, span.end)) if not t.is_space]
            if tokens:
                return replace(content, span=trim(paragraph, tokens))
    return content


def _speaker(paragraph: ParsedParagraph, frame: Frame, sources: SourceFinder) -> Source:
    if _is_open_second(frame.anchor):
        return NOBODY
    source = sources.speaker(paragraph, frame.sources)
    whose = (
        sources.owner(paragraph, frame.noun) if frame.noun is not None and frame.rule == "verb" else NOBODY
    )
    if whose.referents and not is_own(whose.referents, source.referents):
        return whose  # "X repeated Y's demand": it is Y's
    nobody = all(plain(s) in grammar_of(s).pronouns.impersonal for s in frame.sources)
    clause = any(c.slot == "clause" for c in frame.contents)
    if nobody and clause and frame.act is SpeechAct.AGREE and is_passive(frame.anchor):
        quoted = any(q.inner.contains(frame.cue) for q in paragraph.quotations)
        return sources.joint(paragraph, frame.anchor, near=quoted)  # "it was agreed that S"
    return NOBODY if source.kind is MentionKind.DEMONYM and not source.referents else source


def _is_ready_to(content: Content, frame: Frame) -> bool:
    """*prêt à accepter N*: the infinitive of the cue hangs on the predicate."""
    infinitive = content.slot == "adj" and is_infinitive(frame.anchor)
    return infinitive and content.head is not None and content.head in frame.anchor.ancestors


def _covers(part: Span, frame: Frame) -> bool:
    if not part.overlaps(frame.cue):
        return False
    return part.contains(frame.cue) or any(part.overlaps(c.span) for c in frame.contents)


def other_sources(relays: Sequence[tuple[Relay, Source]], relay: Relay) -> list[tuple[Relay, Source]]:
    """The relays of a paragraph but one."""
    return [(r, s) for r, s in relays if r is not relay]
