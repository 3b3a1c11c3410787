"""Statements of frames: what a cue of speech introduces, unless it is said by nobody or says nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from verbale.model import Polarity, SpeechAct, Statement
from verbale.read.names.mention import MentionKind
from verbale.read.statements.acts import certainty_of, content_negated, has_mark, main_predicate, refine_act
from verbale.read.statements.content import Content
from verbale.read.statements.context import StatementContext, actors_of, directness_of
from verbale.read.statements.cue_frame import Frame
from verbale.read.statements.draft import Draft
from verbale.read.statements.grounds import frame_grounds
from verbale.read.statements.noun_frames import holders_of
from verbale.read.statements.pieces import SHORTEST_CONTENT
from verbale.read.statements.senses import About, Said
from verbale.read.statements.sources import Source
from verbale.read.statements.subjects import about_in
from verbale.read.statements.voices import Reporter, Voices, is_unspoken
from verbale.read.story.clauses import is_future, is_negated, is_verbal, subject_of
from verbale.read.story.document import ParsedParagraph, children, head_of
from verbale.read.story.paragraphs import ParagraphKind
from verbale.read.story.quotations import overlap_with
from verbale.read.story.tokens import grammar_of, has_feature, plain
from verbale.syntax.tree import Token

FULL_WORDS = frozenset({"NOUN", "PROPN", "VERB", "AUX", "ADJ", "NUM"})
NAMING = frozenset({"NOUN", "PROPN", "VERB", "NUM", "X"})
# A quotation of so many words that all name somebody is a nickname.
LONGEST_NICKNAME = 3
# What several sides say together that they will do or not do, they agree on.
PLEDGED = frozenset({SpeechAct.COMMIT, SpeechAct.REFUSE})
# Within how many words of a refusal the word that is kept silent stands.
SILENCE_WITHIN = 4


def frame_statements(voices: Voices, frame: Frame, source: Source, context: StatementContext) -> list[Draft]:
    """The statements of one frame, one a content; none when the frame only relays, wishes, knows or names."""
    unknown = not source.referents and not source.nameless
    if frame.mental or unknown:
        return []
    judged = any(c.slot == "predication" for c in frame.contents)
    if context.is_contact_fact(voices.paragraph, frame.anchor) and not judged:
        return []  # "l'appel a été demandé par X"
    if frame.rule == "noun":
        if source.kind is MentionKind.CAPITAL and frame.act is SpeechAct.AGREE:
            return []  # "les accords de Minsk" are named after the place
        if voices.is_judged(frame):
            return []
    elif voices.is_wished(frame) or voices.is_told_by_own_side(frame, source):
        return []
    if voices.is_told_by_unknown(frame, source) or voices.is_missed(frame, source):
        return []
    teller = voices.speaks_for(frame, source)
    if teller is not None:
        source = replace(teller, span=source.span)
    reporter = voices.reporter(frame, source)
    if reporter.referents and is_unspoken(frame, source):
        return []  # "Karsan is open to N, X said": X has said so
    own = [c for c in frame.contents if not voices.is_outer(frame, source, c)]
    made = (_draft(voices, frame, source, reporter, content, context) for content in own)
    return [d for d in made if d is not None]


def _draft(
    voices: Voices,
    frame: Frame,
    source: Source,
    reporter: Reporter,
    content: Content,
    context: StatementContext,
) -> Draft | None:
    paragraph = voices.paragraph
    if content.span.end - content.span.start < SHORTEST_CONTENT:
        return None
    predicate = main_predicate(content)
    merely = frame.act is SpeechAct.ASSERT and not frame.negated and content.slot != "predication"
    if predicate is not None and merely and context.is_contact_fact(paragraph, predicate):
        return None
    if _is_empty(paragraph, frame, content, context) or _declines_to_comment(
        paragraph, frame, content, context
    ):
        return None
    act, why = _act(voices, frame, source, content, predicate, context)
    rule, slot = f"{frame.rule}: {frame.entry}", f"content in {content.slot}"
    statement = Statement(
        speaker=actors_of(source.referents),
        reported_by=actors_of(reporter.referents),
        act=act,
        content=content.span,
        directness=directness_of(paragraph, content.span),
        polarity=Polarity.NEGATIVE if _is_negative(frame, content) else Polarity.POSITIVE,
        certainty=certainty_of(frame, context.lexicon),
        via=reporter.via or context.via(paragraph, frame),
        addressee=context.addressees(paragraph, voices.told(frame, source), source),
        cue=frame.cue,
        source=source.span,
        candidates=actors_of(source.candidates),
        reasons=tuple(x for x in (rule, slot, why, reporter.why) if x),
    )
    grounds = frame_grounds(statement, frame, content, source, reporter, context, turned=why)
    return Draft(
        replace(statement, grounds=grounds),
        paragraph.index,
        frame.anchor.sent.start,
        paragraph.kind is ParagraphKind.HEADING,
    )


def _several_sides(source: Source) -> bool:
    """Whether those who speak jointly speak for different countries."""
    countries = [r.country for r in source.referents]
    return len(set(countries)) > 1 and None not in countries


def _is_negative(frame: Frame, content: Content) -> bool:
    """Whether the cue or what is said is negated; an adjective is the cue itself."""
    return frame.negated or (frame.rule != "adjective" and content_negated(content))


def _act(
    voices: Voices,
    frame: Frame,
    source: Source,
    content: Content,
    predicate: Token | None,
    context: StatementContext,
) -> tuple[SpeechAct, str | None]:
    """The frame's act; an assertion is turned by what is asserted."""
    if frame.negated and frame.act is SpeechAct.ASSERT:
        return frame.act, None  # what one has not said does nothing
    deed = content.head.lemma_.lower() if content.slot == "obj" and content.head is not None else ""
    if frame.future_act is not None and deed in context.lexicon.senses.deeds:
        return frame.future_act, f"content: {deed}, a deed"  # "a annoncé l'envoi de N"
    if _is_own_work(frame, source, content, context):
        return SpeechAct.ASSERT, "content: the speakers' own work"
    act, why = refine_act(
        voices.inner_act(frame, source, content) or frame.act,
        _said(voices, frame, source, content, context),
        context.lexicon,
    )
    if frame.act is SpeechAct.ASSERT and act in PLEDGED and _several_sides(source):
        return SpeechAct.AGREE, why  # "the two ministers said their teams would meet"
    if (
        act is SpeechAct.ASSERT
        and frame.future_act is not None
        and predicate is not None
        and not frame.negated
    ):
        # "a confirmé que les livraisons se poursuivraient": a future whose subject is no other person or side
        subject = context.sources.source(voices.paragraph, subject_of(predicate).heads)
        if is_future(predicate) and not is_negated(predicate) and not subject.referents:
            return frame.future_act, "content: in the future, nobody else's doing"
    return act, why


def _is_own_work(frame: Frame, source: Source, content: Content, context: StatementContext) -> bool:
    """*both stressed the need for N*, *a souligné l'importance de poursuivre N*: nobody else is to do it."""
    senses = context.lexicon.senses
    if (
        frame.act is not SpeechAct.REQUEST
        or frame.noun is None
        or frame.noun.lemma_.lower() not in senses.needed
    ):
        return False
    work = content.head is not None and content.head.lemma_.lower() in senses.own_work
    return _several_sides(source) or work


def _said(voices: Voices, frame: Frame, source: Source, content: Content, context: StatementContext) -> Said:
    paragraph = voices.paragraph
    direct = content.slot == "quote"
    predicate, about = main_predicate(content), about_in(paragraph, source, context, direct=direct)
    if content.head is None:
        head = head_of(paragraph.tokens_in(content.span))
        predicate = head if is_verbal(head) or children(head, "cop") else None
    if content.slot == "inf":
        # "a dit vouloir partir": an infinitive is the speaker's own
        about = _of_speaker(predicate, about)
    inner = voices.performed(predicate, source) if direct and predicate is not None else None
    performed = (inner.act, f"performed: {inner.entry}") if inner is not None and inner is not frame else None
    return Said(
        tuple(paragraph.tokens_in(content.span)),
        predicate,
        about,
        direct=direct,
        performed=performed,
        shifted=not _is_present(frame.anchor),
        cue=frame.entry,
        head=content.head,
    )


def _of_speaker(predicate: Token | None, about: Callable[[Token], About]) -> Callable[[Token], About]:
    return lambda clause: About.SPEAKER if clause == predicate else about(clause)


def _is_present(verb: Token) -> bool:
    """Whether a cue stands in the plain present, which shifts no tense (*rappelle que*)."""
    return has_feature(verb, "Tense", "Pres") and not children(verb, "aux", "cop")


def _declines_to_comment(
    paragraph: ParsedParagraph, frame: Frame, content: Content, context: StatementContext
) -> bool:
    """*a refusé de commenter*, *n'a pas souhaité donner de détails*: no statement (GOLD.md)."""
    if frame.act is SpeechAct.REQUEST and content.head is not None and is_negated(content.head):
        # "asked not to be named"
        return content.head.lemma_.lower() in grammar_of(content.head).verbs.naming_sources
    if frame.act is SpeechAct.ASSERT and content.slot == "clause" and _could_not_say(content, context):
        return True
    if not frame.negated and frame.act is not SpeechAct.REFUSE:
        return False
    words = [t for t in paragraph.tokens_in(content.span) if t.is_word]
    return has_mark(words[:SILENCE_WITHIN], context.lexicon.silences)


def _could_not_say(content: Content, context: StatementContext) -> bool:
    """*said she was unable to say more*, *said it could neither confirm nor deny S*: nothing is said."""
    predicate = content.head
    if predicate is None:
        return False
    negation = grammar_of(predicate).negation
    unable = predicate.lemma_.lower() in negation.unable
    cannot = any(plain(c) in negation.particles for c in children(predicate, "cc", "advmod")) and any(
        plain(a) in grammar_of(predicate).verbs.ability for a in children(predicate, "aux")
    )
    said = children(predicate, "xcomp") if unable else [predicate] if cannot else []
    return any(s.lemma_.lower() in context.lexicon.silences for s in said)


def _is_question(paragraph: ParsedParagraph, content: Content) -> bool:
    first = next((t for t in paragraph.tokens_in(content.span) if not t.is_punct), None)
    return first is not None and plain(first) in grammar_of(first).conjunctions.interrogative


def _is_bare(noun: Token) -> bool:
    """Whether nothing but a definite article goes with a noun."""
    articles = grammar_of(noun).determiners.articles
    return all(plain(c) in articles or c.is_punct for c in noun.children) and bool(children(noun, "det"))


def _names_document(noun: Token, context: StatementContext, *, alone: bool) -> bool:
    """*statements by X*: a document whose author stands beside it, or of which nothing is told."""
    entries = context.lexicon.documents.get(noun.lemma_.lower(), ())
    return any(e.kind == "document" for e in entries) and (alone or bool(holders_of(noun, ())))


def _names_thing(word: Token) -> bool:
    """*urged calm*, but *wanted more*."""
    return word.pos_ in NAMING or (word.pos_ == "ADJ" and not has_feature(word, "Degree", "Cmp"))


def _is_empty(paragraph: ParsedParagraph, frame: Frame, content: Content, context: StatementContext) -> bool:
    """Nothing said: only a name or a contact (*a annoncé cet entretien*), or one bare adjective of the
    paper's.
    """
    words = [t for t in paragraph.tokens_in(content.span) if t.is_word and t.pos_ in FULL_WORDS]
    quoted = overlap_with(paragraph.quotations, content.span) > 0
    asserted = frame.act is SpeechAct.ASSERT
    # "The Citadel was scathing" tells nothing that was said
    scathing = frame.act is SpeechAct.ACCUSE and frame.rule == "adjective"
    if content.slot == "adj" and len(words) <= 1 and not quoted and (asserted or scathing):
        return True
    if content.head is not None and not children(content.head, "cop", "nsubj"):  # "the time is now"
        at = paragraph.at(content.head)
        if any(t.contains(at) for t in context.times):
            return True  # "l'a annoncé dimanche"
    if asserted and frame.negated and content.slot == "clause" and _is_question(paragraph, content):
        return True  # "did not say whether S"
    if content.slot == "quote" and len(words) <= LONGEST_NICKNAME and context.names_only(paragraph, words):
        return True
    if quoted or content.slot in ("clause", "inf", "quote", "adj", "list"):
        return False
    informs = frame.addressees and content.slot not in ("obj", "predication")
    told = content.head is not None and context.is_contact_fact(paragraph, content.head)
    if asserted and told and content.slot != "predication":  # "described the call as frank"
        return not informs  # "briefed X on her talks with Y" tells something
    if content.slot == "obj" and not any(map(_names_thing, paragraph.tokens_in(content.span))):
        return True  # "had wanted more"
    if frame.noun is not None and len(words) == 1 and frame.act is SpeechAct.REQUEST and _is_bare(frame.noun):
        return True  # "confirmed the call" tells of no demand
    if (
        asserted
        and content.slot == "obj"
        and content.head is not None
        and _names_document(content.head, context, alone=len(words) == 1)
    ):
        return True  # "highlighted statements by X", and what X said is X's
    if frame.noun is not None and context.is_contact_fact(paragraph, frame.noun):
        return True  # "confirme l'appel de lundi"
    # "thanked both leaders", "invited him to Lisse" say all there is to say
    return not frame.targets and frame.act is not SpeechAct.OFFER and context.names_only(paragraph, words)
