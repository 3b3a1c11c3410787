"""Frames of verbs: *demander à X de P*, and incises beside what is said (*« ... », a-t-il ajouté*)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verbale.model import SpeechAct
from verbale.read.lexicons.cues import CueLexicon, CueVerb
from verbale.read.statements.adjective_frames import OPPOSITE, predicate_act, with_staying_verb
from verbale.read.statements.content import Content, by_sentence, quotation_around, trim
from verbale.read.statements.content_parts import split_contents
from verbale.read.statements.cue_frame import OWN_ACTS, Frame
from verbale.read.statements.incises import Place, goes_on_after, place_of
from verbale.read.statements.noun_frames import is_of_others
from verbale.read.statements.ownership import is_first_person
from verbale.read.statements.verb_contents import verb_contents
from verbale.read.statements.verb_entries import (
    copular_entries,
    fixed_words_of,
    matching_entries,
    may_be_verb,
)
from verbale.read.statements.verb_slots import complements
from verbale.read.story.clauses import (
    Subject,
    is_finite,
    is_infinitive,
    is_naming,
    is_negated,
    is_passive,
)
from verbale.read.story.document import ParsedParagraph, children, conjuncts
from verbale.read.story.tokens import grammar_of, has_feature, is_participle, plain
from verbale.syntax.tree import Token


def verb_frame(paragraph: ParsedParagraph, verb: Token, lexicon: CueLexicon) -> Frame | None:
    """The frame of a verb of the lexicon, or of any verb after a quotation; None when nothing is said."""
    if (
        not may_be_verb(verb, lexicon)
        or _is_left_open(verb)
        or _is_open_between(verb, lexicon)
        or _only_hedges(verb, lexicon)
    ):
        return None
    if is_naming(verb) or _only_glosses(verb):
        return None
    place = place_of(paragraph, verb)
    entries = matching_entries(verb, lexicon)
    if not entries:
        return _plain_incise(paragraph, verb, place) if place.after_quotation else None
    copular = bool(copular_entries(verb, lexicon))
    for entry in entries:
        if len(entry.rest) == len(entries[0].rest):
            fixed = [] if copular else fixed_words_of(verb, entry) or []
            frame = _frame_of_entry(paragraph, verb, entry, fixed, place, lexicon)
            if frame is not None:
                return frame
    return None


def _frame_of_entry(
    paragraph: ParsedParagraph,
    verb: Token,
    entry: CueVerb,
    fixed: Sequence[Token],
    place: Place,
    lexicon: CueLexicon,
) -> Frame | None:
    if entry.narrated and not is_first_person(verb) and quotation_around(paragraph, verb) is not None:
        return None
    if _is_unable(verb, entry):
        return None
    contents, noun = verb_contents(paragraph, verb, entry, fixed, lexicon)
    if entry.incise and len(contents) == 1 and contents[0].slot in ("clause", "quote"):
        contents = by_sentence(paragraph, contents[0])
    if contents and goes_on_after(place, verb, contents[0]):
        contents, noun = [], None
    elif not contents and not place.incise and entry.act is SpeechAct.PRAISE:
        # "a remercié les secouristes": whoever is praised for nothing in particular is what is said
        contents = [
            c
            for t in complements(verb, _objects(entry.target), fixed)[:1]
            for c in split_contents(paragraph, t, "obj", entry.act)
        ]
    beside = place.incise and entry.incise and not contents
    if not contents and not beside:
        return None
    subject = place.subject
    if not subject.heads and is_passive(verb) and not _takes_object(entry):
        # "sont convenus de": a perfect with être that the parser took for a passive
        subject = Subject(tuple(h for t in children(verb, "nsubj:pass", "nsubj") for h in conjuncts(t)))
    if _is_asked(verb, entry):
        subject = Subject(())
    act, negated = _act(verb, entry, contents, noun, lexicon), is_negated(verb) or _denies(fixed)
    if negated and entry.negated_act is not None:
        act, negated = entry.negated_act, False
    elif negated and contents and contents[0].slot == "adj" and act in OPPOSITE:
        act, negated = OPPOSITE[act], False
    if act is not SpeechAct.ASSERT and verb.lemma_ in grammar_of(verb).verbs.staying:
        contents = [_from_verb(paragraph, c, verb) if c.slot == "adj" else c for c in contents]
    return Frame(
        paragraph=paragraph,
        rule="incise" if beside else "verb",
        entry=entry.lemma,
        act=act,
        anchor=verb,
        cue=paragraph.span_of([verb, *fixed]),
        sources=subject.heads,
        contents=tuple(contents),
        addressees=tuple(complements(verb, entry.addressee, fixed)),
        targets=tuple(complements(verb, entry.target, fixed)),
        negated=negated,
        incise=beside,
        noun=noun,
        future_act=entry.future_act,
        mental=entry.mental,
        attitude=noun is not None and any(n.attitude for n in lexicon.nouns.get(noun.lemma_, ())),
        start=place.start if beside else None,
    )


def _denies(fixed: Sequence[Token]) -> bool:
    """*was left in no doubt*: a fixed word with a determiner that negates it."""
    return any(plain(d) in grammar_of(d).negation.determiners for f in fixed for d in children(f, "det"))


def _only_hedges(verb: Token, lexicon: CueLexicon) -> bool:
    """*X is reported to have said that S*: nobody is told to report, and what is said goes with *said*."""
    if not grammar_of(verb).verbs.subject_first or not is_passive(verb) or children(verb, "obl:agent"):
        return False
    return any(is_infinitive(c) and matching_entries(c, lexicon) for c in children(verb, "xcomp"))


def _only_glosses(verb: Token) -> bool:
    """*“S,” said X, referring to N*: the reporter explains what X has said."""
    return verb.lemma_.lower() in grammar_of(verb).verbs.glossing and not is_finite(verb)


def _is_open_between(verb: Token, lexicon: CueLexicon) -> bool:
    """*could not confirm or deny S*: of two opposite verbs none has been said."""
    either = grammar_of(verb).negation.either
    joined = [c for c in children(verb, "conj") if any(plain(j) in either for j in children(c, "cc"))]
    if verb.dep_ == "conj" and any(plain(j) in either for j in children(verb, "cc")):
        joined.append(verb.head)
    acts = {e.act for e in matching_entries(verb, lexicon)}
    return any(
        SpeechAct.DENY in acts | others and acts.isdisjoint(others)
        for others in ({e.act for e in matching_entries(o, lexicon)} for o in joined)
        if others
    )


def _is_unable(verb: Token, entry: CueVerb) -> bool:
    """*was unable to confirm that S*: it has not been said."""
    above = verb.head
    unable = above.lemma_.lower() in grammar_of(verb).negation.unable and verb.dep_ == "xcomp"
    return unable and entry.act is SpeechAct.ASSERT


def _is_left_open(verb: Token) -> bool:
    """*n'a ni confirmé ni démenti N*: neither has been said."""
    neither = grammar_of(verb).negation.neither
    beside = [*children(verb, "conj"), verb.head] if neither else []
    return any(
        any(plain(c) in neither for c in children(v, "cc", "advmod")) for v in beside if v is not verb
    ) and any(plain(c) in neither for c in children(verb, "cc", "advmod"))


def _from_verb(paragraph: ParsedParagraph, content: Content, verb: Token) -> Content:
    tokens = with_staying_verb(paragraph.tokens_in(content.span), verb)
    return replace(content, span=trim(paragraph, tokens))


def _is_asked(verb: Token, entry: CueVerb) -> bool:
    """*Asked whether S, X said T*, *Interpellé sur N, X a nié S*: a bare past participle beside the main
    clause has X for its object.
    """
    # "when asked whether S": a form of the past without a subject is no finite one there
    loose = is_participle(verb) or (grammar_of(verb).verbs.subject_first and not children(verb, "nsubj"))
    bare = loose and has_feature(verb, "Tense", "Past") and not children(verb, "aux", "aux:pass")
    opens = verb.i < verb.head.i and _takes_object(entry) and not children(verb, "obl:agent")
    return bare and verb.dep_ == "advcl" and (grammar_of(verb).verbs.subject_first or opens)


def _act(
    verb: Token, entry: CueVerb, contents: Sequence[Content], noun: Token | None, lexicon: CueLexicon
) -> SpeechAct:
    """The act of a cue noun or of a predicate goes before that of the verb which bears it."""
    objects = [
        *children(verb, "obj", "nsubj:pass"),
        *(c.head for c in contents if c.slot == "obj" and c.head is not None),
    ]
    if entry.claim_act is not None and any(o.lemma_.lower() in lexicon.claims for o in objects):
        return entry.claim_act
    if noun is not None and entry.act not in OWN_ACTS and not is_of_others(noun):
        # an entry for the plural goes first: "best wishes" are no wish
        return (lexicon.nouns.get(noun.lower_) or lexicon.nouns[noun.lemma_])[0].act
    if contents and contents[0].head is not None:
        judges = contents[0].slot == "adj"
        judges = judges or (contents[0].slot == "predication" and entry.act is SpeechAct.ASSERT)
        if judges:
            return predicate_act(contents[0].head, lexicon) or entry.act
    return entry.act


def _plain_incise(paragraph: ParsedParagraph, verb: Token, place: Place) -> Frame | None:
    """*« ... », a réagi le maire*: after a quotation any finite verb with its subject behind it says who
    speaks.
    """
    if not place.subject.heads or not is_finite(verb):
        return None
    if grammar_of(verb).verbs.subject_first and children(verb, "obj", "xcomp"):
        return None  # "As to how to “find a way out,” she had some ideas"
    return Frame(
        paragraph=paragraph,
        rule="incise",
        entry=verb.lemma_,
        act=SpeechAct.ASSERT,
        anchor=verb,
        cue=paragraph.at(verb),
        sources=place.subject.heads,
        contents=(),
        incise=True,
        start=place.start,
    )


def _objects(slots: Sequence[str]) -> list[str]:
    return [s for s in slots if s == "obj"]


def _takes_object(entry: CueVerb) -> bool:
    return "obj" in (*entry.content, *entry.addressee, *entry.target)
