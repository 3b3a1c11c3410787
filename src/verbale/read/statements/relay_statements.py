"""Statements of relays: the plain prose that a relay covers is what its source says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verbale.model import Certainty, Polarity, Span, SpeechAct, Statement
from verbale.read.lexicons.cues import CueVerb
from verbale.read.names.mention import MentionKind, Referent, ReferentKind
from verbale.read.statements.acts import certainty_of, content_negated, refine_act
from verbale.read.statements.adjective_frames import predicate_act
from verbale.read.statements.content import Content, tighten, trim
from verbale.read.statements.context import MOSTLY_QUOTED, StatementContext, actors_of, directness_of
from verbale.read.statements.cue_frame import Frame
from verbale.read.statements.draft import Draft
from verbale.read.statements.grounds import relay_grounds
from verbale.read.statements.ownership import is_own, same_actors
from verbale.read.statements.pieces import SHORTEST_CONTENT, pieces_of, says_something
from verbale.read.statements.relay import Relay
from verbale.read.statements.senses import Said
from verbale.read.statements.sources import Source
from verbale.read.statements.subjects import about_in
from verbale.read.statements.unreal import is_prospective
from verbale.read.statements.verb_entries import matching_entries
from verbale.read.statements.voices import Reporter, Voices, other_sources
from verbale.read.story.clauses import citer_of, is_verbal, subject_of
from verbale.read.story.document import ParsedParagraph, children, conjuncts, head_of, subtree
from verbale.read.story.paragraphs import ParagraphKind
from verbale.read.story.quotations import overlap_with
from verbale.read.story.tokens import grammar_of, is_participle
from verbale.sentences import say
from verbale.syntax.tree import Token

# Share of a piece's words that must hang on a contact for the piece to tell nothing else.
CONTACT_SHARE = 0.6
# Characters between an incise and the relay right behind it.
NEXT_TO = 3
# Mentions of people.
PEOPLE = frozenset(
    {MentionKind.NAME, MentionKind.SURNAME, MentionKind.OFFICE, MentionKind.PAIR, MentionKind.COUNTERPART}
)
# Characters of a quotation before its verb, an auxiliary or adverb among them.
SOON_AFTER = 16


def relay_statements(
    voices: Voices, relay: Relay, source: Source, spoken: Sequence[Frame], context: StatementContext
) -> list[Draft]:
    """The relay's own statements: one a sentence of its reach, where no other frame or relay has spoken.

    Args:
        spoken: the frames that have made statements, and those of the relay's own source.
    """
    if not source.referents and not source.nameless:
        return []
    if relay.frame is not None and relay.frame.negated and relay.frame.act is SpeechAct.ASSERT:
        return []  # "Whether S, the adviser would not say"
    if relay.rule == "headline" and not all(map(_may_head, source.referents)):
        return []
    paragraph = voices.paragraph
    others = other_sources(voices.relays, relay)
    others_own = [r.own for r in voices.found if r.own != relay.own]
    drafts: list[Draft] = []
    for piece in pieces_of(paragraph, relay, context.lexicon):
        head = head_of(paragraph.tokens_in(piece))
        taken = [*(f.cue for f in spoken if not _is_told_of(f, head)), *others_own]
        piece = _behind_semicolon(paragraph, piece, taken)
        if any(piece.overlaps(t) for t in taken) or _somebody_else_speaks(paragraph, piece, source, context):
            continue
        if _tells_contact(paragraph, piece, context):
            continue
        if not (relay.set_off or says_something(paragraph, piece, context.lexicon)):
            continue
        drafts += (
            _draft(paragraph, relay, source, part, others, context, performed)
            for part, performed in _parts(voices, piece, source)
        )
    return drafts


def _behind_semicolon(paragraph: ParsedParagraph, piece: Span, taken: Sequence[Span]) -> Span:
    """*X called N a dead end; they harm all, he said*: what stands behind the last cue and a semicolon."""
    before = [t.end for t in taken if piece.overlaps(t)]
    if not before:
        return piece
    for token in paragraph.tokens_in(Span(max(before), max(piece.end, max(before)))):
        at = paragraph.at(token)
        if token.text == ";" and at.end + SHORTEST_CONTENT < piece.end:
            return tighten(paragraph, Span(at.end, piece.end))
    return piece


def _is_told_of(frame: Frame, head: Token) -> bool:
    """*La demande de X n'a pas été retenue, selon Y*: what became of X's demand is what Y says."""
    anchor = frame.anchor
    before = all(c.head is not None and c.head.i < head.i for c in frame.contents)
    return before and frame.rule == "noun" and anchor.dep_ in ("nsubj", "nsubj:pass") and anchor.head == head


def _parts(voices: Voices, piece: Span, source: Source) -> list[tuple[Span, Frame | None]]:
    """*« Nous demandons A et B »* is two demands: the piece cut at the contents of what is performed in it.

    Each part with the frame that performs it; the piece itself when nothing is, or only one thing.
    """
    head = head_of(voices.paragraph.tokens_in(piece))
    frame = voices.performed(head, source)
    if frame is None:
        return [(piece, None)]
    clauses = _performed_clauses(voices, piece, head, source)
    if len(clauses) > 1:
        return clauses
    contents = sorted((c.span for c in frame.contents), key=lambda s: s.start)
    if len(contents) < 2 or not all(piece.contains(c) for c in contents):
        return [(piece, frame)]
    return [(Span(piece.start, contents[0].end), frame), *((c, frame) for c in contents[1:])]


def _performed_clauses(
    voices: Voices, piece: Span, head: Token, source: Source
) -> list[tuple[Span, Frame | None]]:
    """*« Nous condamnons A et nous exigeons B »*: each clause that does something, up to the next."""
    clauses = [(c, voices.performed(c, source)) for c in conjuncts(head) if is_verbal(c)]
    acting = [(c, f) for c, f in clauses if f is not None and children(c, "nsubj")]
    if len(acting) < 2 or acting[0][0] != head or len({f.act for _, f in acting}) < 2:
        return []
    found: list[tuple[Span, Frame | None]] = []
    for clause, frame in acting:
        words = subtree(clause, without=[c for c, _ in acting if c.i > clause.i])
        words = [t for t in words if t.dep_ != "cc" or t.head != clause]
        span = tighten(voices.paragraph, trim(voices.paragraph, words))
        start, end = max(span.start, piece.start), min(span.end, piece.end)
        if start >= end:
            return []
        found.append((Span(start, end), frame))
    return found


def _may_head(referent: Referent) -> bool:
    """Before a headline's colon a person or an institution speaks; a country is what the story is about."""
    return referent.is_person or referent.kind is ReferentKind.INSTITUTION


def _draft(
    paragraph: ParsedParagraph,
    relay: Relay,
    source: Source,
    piece: Span,
    others: Sequence[tuple[Relay, Source]],
    context: StatementContext,
    performed: Frame | None,
) -> Draft:
    tokens = paragraph.tokens_in(piece)
    head, frame = head_of(tokens), relay.frame
    predicate = head if is_verbal(head) or children(head, "cop") else None
    direct = overlap_with(paragraph.quotations, piece) > 0 or relay.quoted
    about = about_in(paragraph, source, context, direct=direct)
    done = (performed.act, f"performed: {performed.entry}") if performed is not None else None
    said = Said(tuple(tokens), predicate, about, direct=direct, performed=done)
    act, why = refine_act(_act_over(relay, piece, tokens), said, context.lexicon)
    reporter = _reporter(paragraph, relay, source, others, context)
    outlets = [
        *source.outlets,
        *(o for r, s in others for o in s.outlets if any(p.overlaps(piece) for p in r.reach)),
    ]
    via = outlets[0] if outlets else reporter.via
    negated = predicate is not None and content_negated(Content(piece, "quote", predicate))
    statement = Statement(
        speaker=actors_of(source.referents),
        reported_by=actors_of(reporter.referents),
        act=act,
        content=piece,
        directness=directness_of(paragraph, piece),
        polarity=Polarity.NEGATIVE if negated else Polarity.POSITIVE,
        certainty=certainty_of(frame, context.lexicon) if frame is not None else Certainty.STATED,
        via=via or (context.via(paragraph, frame) if frame is not None else None),
        addressee=context.addressees(paragraph, frame.addressees, source) if frame is not None else (),
        cue=relay.cue,
        source=source.span,
        candidates=actors_of(source.candidates),
        reasons=tuple(x for x in (f"{relay.rule}: {relay.entry}", why) if x),
    )
    statement = replace(statement, grounds=relay_grounds(statement, relay, source, reporter, turned=why))
    heading = paragraph.kind is ParagraphKind.HEADING
    return Draft(statement, paragraph.index, tokens[0].sent.start, heading)


def _act_over(relay: Relay, piece: Span, tokens: Sequence[Token]) -> SpeechAct:
    """The act of the incise; what goes on in a sentence behind it (*« S », a regretté X. « T »*) only
    asserts.
    """
    frame = relay.frame
    if frame is None or (piece.start > relay.own.end and tokens[0].sent.start != frame.anchor.sent.start):
        return SpeechAct.ASSERT
    return frame.act


def _reporter(
    paragraph: ParsedParagraph,
    relay: Relay,
    source: Source,
    others: Sequence[tuple[Relay, Source]],
    context: StatementContext,
) -> Reporter:
    """Who reports what the relay's source says: another relay over it, else who cites it."""
    cited = _cited_by(paragraph, relay, context)
    for other, teller in others:
        covered = any(p.contains(relay.own) for p in other.reach)
        # "« S », a répondu X, selon Y": Y reports what X answered
        covered = covered or (
            other.rule == "adposition"
            and (relay.own.contains(other.own) or 0 <= other.own.start - relay.own.end <= NEXT_TO)
        )
        if covered and teller.referents and not same_actors(teller.referents, source.referents):
            return Reporter(
                teller.referents,
                cited.via,
                say("{rule}: {entry}", rule=other.rule, entry=other.entry),
                teller.span,
            )
    return cited


def _cited_by(paragraph: ParsedParagraph, relay: Relay, context: StatementContext) -> Reporter:
    """*a-t-il estimé, cité par X*, *“S,” X quoted Y as saying*: who relays an incise from inside it."""
    citing = citer_of(relay.frame.anchor).heads if relay.frame is not None else ()
    if citing and relay.frame is not None:
        found = context.sources.speaker(paragraph, citing)
        via = found.outlets[0] if found.outlets else None
        return Reporter(found.referents, via, f"cited by: {relay.frame.anchor.head.lemma_}", found.span)
    for token in paragraph.tokens_in(relay.own):
        if is_participle(token) and token.lemma_.lower() in grammar_of(token).verbs.citing:
            found = context.sources.source(paragraph, children(token, "obl:agent", "obl")[:1])
            via = found.outlets[0] if found.outlets else None
            return Reporter(found.referents, via, f"cited by: {token.lemma_}", found.span)
    return Reporter()


def _somebody_else_speaks(
    paragraph: ParsedParagraph, piece: Span, source: Source, context: StatementContext
) -> bool:
    """A cue of another's whose content could not be told: better no statement than one in the wrong mouth."""
    quoted = overlap_with(paragraph.quotations, piece) >= MOSTLY_QUOTED * (piece.end - piece.start)
    for token in paragraph.tokens_in(piece):
        if not is_verbal(token) or token.dep_ in ("acl:relcl", "advcl"):
            continue
        if is_prospective(token):
            continue
        heads = subject_of(token).heads
        if quoted and not _begins_quotation(paragraph, token, heads):
            continue
        entries = matching_entries(token, context.lexicon)
        if not any(_may_say(token, e, context) for e in entries):
            continue
        found = context.sources.source(paragraph, heads)
        if found.kind is MentionKind.OFFICE and not found.referents:
            return True  # "la présidente", and nobody can tell which
        if found.referents and not is_own(found.referents, source.referents):
            return True
        if not found.referents and any(_names_somebody(paragraph, h, context) for h in heads):
            return True
    return False


def _may_say(verb: Token, entry: CueVerb, context: StatementContext) -> bool:
    """Whether an entry of the lexicon can make a verb somebody's saying: *a lancé un appel*, not *a lancé
    dix drones*.
    """
    objects = children(verb, "obj")
    named = any(o.lemma_.lower() in context.lexicon.nouns for o in objects)
    if objects and not named and not entry.plain_obj and all(o.pos_ == "NOUN" for o in objects):
        return bool(children(verb, "ccomp", "xcomp"))
    return entry.incise or (named if entry.noun_act else entry.act is not SpeechAct.ASSERT)


def _names_somebody(paragraph: ParsedParagraph, head: Token, context: StatementContext) -> bool:
    """Whether a phrase is about people of whom nobody can tell who they are (*the leaders underscored N*)."""
    mention = context.mentions.at(paragraph, head)
    return mention is not None and not mention.referents and mention.kind in PEOPLE


def _begins_quotation(paragraph: ParsedParagraph, verb: Token, subject: Sequence[Token]) -> bool:
    """*Orel "expressed support for N", the Citadel said*: the words quoted tell what Orel did."""
    at = paragraph.at(verb)
    around = next((q for q in paragraph.quotations if q.inner.contains(at)), None)
    if around is None or at.start - around.inner.start > SOON_AFTER:
        return False
    return bool(subject) and all(paragraph.at(h).end <= around.span.start for h in subject)


def _tells_contact(paragraph: ParsedParagraph, piece: Span, context: StatementContext) -> bool:
    """Whether what the piece says is only that a contact took place, how long, who called."""
    tokens = paragraph.tokens_in(piece)
    inside = {t.i for t in tokens}
    head = head_of(tokens)
    if children(head, "cop") and predicate_act(head, context.lexicon) is not None:
        return False  # "The call was a very good one"
    return any(
        context.is_contact_fact(paragraph, t)
        and sum(below.i in inside for below in t.subtree) >= CONTACT_SHARE * len(tokens)
        for t in tokens
    )
