"""Attributions by frame: a cue, the tokens that name its source, and the stretches where what is said stands.

Who the source is, is decided later; here only the syntax speaks. A frame comes from a verb (*demander à X de P*), a
predicate adjective (*se dire prêt à P*, *est favorable à N*) or a noun with its holder (*l'engagement de X à P*).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from verbale.model import Span, SpeechAct
from verbale.read.cues import CueLexicon, CueVerb, CueWord
from verbale.read.document import ParsedParagraph, children, conjuncts, subtree
from verbale.read.frames import (
    CONTRACTED,
    Subject,
    case_text,
    is_finite,
    is_infinitive,
    is_negated,
    is_passive,
    is_reflexive,
    is_verbal,
    obliques,
    preposition_is,
    subject_of,
)
from verbale.read.quotations import Quotation

COPULAS = frozenset({"être", "rester", "demeurer"})
DECLARING = frozenset({"dire", "déclarer", "montrer"})
POSSESSIVES = frozenset({"son", "sa", "ses", "leur", "leurs"})


@dataclass(frozen=True, slots=True)
class Content:
    """One stretch of what is said. `head` is None for a quotation read by its marks alone."""

    span: Span
    slot: str
    head: Token | None
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """One cue with what hangs on it.

    Attributes:
        rule: which kind of cue it is, for the reasons.
        anchor: the token that bears the cue.
        sources: heads of the noun phrases that name who says it, in order; empty when the clause has none.
        possessive: True when the source is only a possessive ("sa demande"): the clause's subject is meant.
        addressees, targets: heads of noun phrases or clitics.
        incise: the frame stands beside what is said (*..., a-t-il ajouté*).
    """

    paragraph: ParsedParagraph
    rule: str
    entry: str
    act: SpeechAct
    anchor: Token
    cue: Span
    sources: tuple[Token, ...]
    contents: tuple[Content, ...]
    addressees: tuple[Token, ...] = ()
    targets: tuple[Token, ...] = ()
    negated: bool = False
    incise: bool = False
    controlled: bool = False
    noun: Token | None = None
    future_act: SpeechAct | None = None


def find_frames(paragraph: ParsedParagraph, lexicon: CueLexicon) -> list[Frame]:
    """All frames of a paragraph, in the order of their cues; a cue whose content is missing gives none."""
    found: list[Frame] = []
    for token in paragraph.doc:
        if _may_be_verb(token, lexicon):
            frame = _verb_frame(paragraph, token, lexicon)
            if frame is not None:
                found.append(frame)
        if _predicate_lemma(token, lexicon) is not None:
            frame = _adjective_frame(paragraph, token, lexicon)
            if frame is not None:
                found.append(frame)
    taken = {f.noun.i for f in found if f.noun is not None}
    for token in paragraph.doc:
        if token.pos_ == "NOUN" and token.i not in taken and token.lemma_ in lexicon.nouns:
            frame = _noun_frame(paragraph, token, lexicon)
            if frame is not None:
                found.append(frame)
    return sorted(found, key=lambda f: f.cue)


def verb_lemma(verb: Token, lexicon: CueLexicon) -> str:
    """The infinitive; the conjugation of the cue verbs knows better than a trained lemmatiser."""
    return lexicon.lemma_of.get(verb.lower_, verb.lemma_.lower())


def _may_be_verb(token: Token, lexicon: CueLexicon) -> bool:
    """A verb that heads a clause, or a word that a tagger took for something else but that has a verb's dependents."""
    if token.dep_ in ("aux", "aux:pass", "cop"):
        return False
    if is_verbal(token) or _copular_entries(token, lexicon):
        return True
    return token.lower_ in lexicon.lemma_of and token.pos_ in ("NOUN", "ADJ") and bool(
        children(token, "nsubj", "obj", "ccomp", "aux") and not children(token, "det", "cop")
    )


# --- verbs ---------------------------------------------------------------------------------------------------------


def matching_entries(verb: Token, lexicon: CueLexicon) -> list[CueVerb]:
    """The lexicon entries that a verb can be, the longest first."""
    reflexive = is_reflexive(verb)
    for causative in children(verb, "aux"):
        # "faire savoir", "laisser entendre": UD makes the infinitive the head
        entries = lexicon.verb_entries(causative.lemma_.lower(), reflexive=reflexive)
        found = [e for e in entries if e.rest == (verb_lemma(verb, lexicon),)]
        if found:
            return found
    copular = _copular_entries(verb, lexicon)
    if copular:
        return copular
    entries = lexicon.verb_entries(verb_lemma(verb, lexicon), reflexive=reflexive)
    return [e for e in entries if not e.rest or _fixed_words(verb, e.rest) is not None]


def _copular_entries(token: Token, lexicon: CueLexicon) -> list[CueVerb]:
    """*être d'accord*: UD makes the noun the head and the verb its copula."""
    for copula in children(token, "cop"):
        found = [
            e
            for e in lexicon.verb_entries(copula.lemma_.lower(), reflexive=False)
            if e.rest and e.rest[-1] in (token.lemma_.lower(), token.lower_) and _fixed_words(copula, e.rest) is not None
        ]
        if found:
            return found
    return []


def _fixed_words(verb: Token, rest: Sequence[str]) -> list[Token] | None:
    """The fixed words that follow a verb ("mettre *en garde*"), at most a few words further on; None if they do not."""
    found: list[Token] = []
    wanted = list(rest)
    for token in verb.doc[verb.i + 1 : min(verb.i + 8, verb.sent.end)]:
        if not wanted:
            break
        if wanted[0] in (token.lemma_.lower(), token.lower_):
            found.append(token)
            wanted.pop(0)
        elif found and token.pos_ not in ("DET", "ADV", "ADJ", "PUNCT"):
            return None
    return None if wanted else found


def _verb_frame(paragraph: ParsedParagraph, verb: Token, lexicon: CueLexicon) -> Frame | None:
    entries = matching_entries(verb, lexicon)
    subject = subject_of(verb)
    incise = _is_incise(verb)
    after_quotation = _follows_quotation(paragraph, verb)
    misread = len(subject.heads) == 1 and subject.heads[0].lower_ in ("lui", "leur")
    if after_quotation and is_finite(verb) and (not subject.heads or subject.controlled or misread):
        # "« ... », promet sa directrice": the parser took the inverted subject for an object
        inverted = [t for t in children(verb, "obj", "obl:agent", "iobj") if t.i > verb.i and t.pos_ in ("NOUN", "PROPN")]
        subject = Subject(tuple(h for t in inverted[:1] for h in conjuncts(t)))
        incise = incise or bool(inverted)
    after_quotation = after_quotation and incise
    if not entries:
        return _plain_incise(paragraph, verb, subject) if after_quotation else None
    longest = len(entries[0].rest)
    copular = bool(_copular_entries(verb, lexicon))
    for entry in (e for e in entries if len(e.rest) == longest):
        fixed = [] if copular else _fixed_words(verb, entry.rest) or []
        contents, noun = _verb_contents(paragraph, verb, entry, fixed, lexicon)
        if after_quotation and contents and contents[0].slot in ("quote", "obj"):
            contents, noun = [], None
        beside = incise and entry.incise and not contents
        if not contents and not beside:
            continue
        act = entry.act
        if noun is not None:
            act = lexicon.nouns[noun.lemma_][0].act
        elif contents and contents[0].slot == "adj" and contents[0].head is not None:
            act = _predicate_act(contents[0].head, lexicon) or act
        if not subject.heads and is_passive(verb) and not _takes_object(entry):
            # "sont convenus de": a perfect with être that the parser took for a passive
            subject = Subject(tuple(h for t in children(verb, "nsubj:pass", "nsubj") for h in conjuncts(t)))
        negated = is_negated(verb)
        if negated and entry.negated_act is not None:
            act, negated = entry.negated_act, False
        return Frame(
            paragraph=paragraph,
            rule="incise" if beside else "verb",
            entry=entry.lemma,
            act=act,
            anchor=verb,
            cue=paragraph.span_of([verb, *fixed]),
            sources=subject.heads,
            contents=tuple(contents),
            addressees=tuple(_persons(verb, entry.addressee, fixed)),
            targets=tuple(_persons(verb, entry.target)),
            negated=negated,
            incise=beside,
            controlled=subject.controlled,
            noun=noun,
            future_act=entry.future_act,
        )
    return None


def _plain_incise(paragraph: ParsedParagraph, verb: Token, subject: Subject) -> Frame | None:
    """*« ... », a réagi le maire*: after a quotation any finite verb with its subject behind it says who speaks."""
    if not subject.heads or not is_finite(verb):
        return None
    return Frame(
        paragraph=paragraph,
        rule="incise",
        entry=verb.lemma_,
        act=SpeechAct.ASSERT,
        anchor=verb,
        cue=paragraph.at(verb),
        sources=subject.heads,
        contents=(),
        incise=True,
    )


def _takes_object(entry: CueVerb) -> bool:
    return "obj" in (*entry.content, *entry.addressee, *entry.target)


def _is_incise(verb: Token) -> bool:
    """Whether the clause stands beside a quotation or a clause: parataxis, or verb first with its subject after it."""
    if verb.dep_ == "parataxis":
        return True
    subjects = [s for s in children(verb, "nsubj") if s.i > verb.i or s.lower_.startswith("-")]
    for aux in children(verb, "aux"):
        subjects += [s for s in children(aux, "nsubj") if s.lower_.startswith("-")]
    if not subjects:
        return False
    first = min([verb, *children(verb, "aux", "aux:pass", "expl", "iobj", "advmod", "obj")], key=lambda t: t.i)
    before = verb.doc[first.i - 1] if first.i > 0 else None
    return before is not None and before.is_punct


def _follows_quotation(paragraph: ParsedParagraph, verb: Token) -> bool:
    """Whether the clause begins right after a closing quotation mark (*», a-t-il dit*)."""
    start = min(t.i for t in [verb, *children(verb, "aux", "aux:pass", "expl", "iobj")])
    at = paragraph.at(verb.doc[start])
    if any(0 <= at.start - q.span.end <= 3 for q in paragraph.quotations):
        return True
    # « S, tempère X, T »: between commas inside the marks
    comma = start > 0 and verb.doc[start - 1].text == ","
    return comma and any(q.inner.contains(at) and at.start - q.inner.start > 3 for q in paragraph.quotations)


def _verb_contents(
    paragraph: ParsedParagraph, verb: Token, entry: CueVerb, fixed: Sequence[Token], lexicon: CueLexicon
) -> tuple[list[Content], Token | None]:
    """Where what is said stands, slot by slot in the entry's order; and the cue noun when the object is one."""
    fixed_i = {t.i for t in fixed}
    for slot in entry.content:
        if slot == "quote":
            continue
        if slot == "obj":
            found, noun = _object_contents(paragraph, verb, entry, fixed_i, lexicon)
            if found:
                return found, noun
            continue
        heads = [h for h in _slot_heads(verb, slot, fixed, entry) if h.i not in fixed_i]
        if heads and entry.noun_act and heads[0].pos_ == "NOUN" and heads[0].lemma_ in lexicon.nouns:
            inner = _noun_contents(paragraph, heads[0], lexicon.nouns[heads[0].lemma_][0])
            return inner or _split(paragraph, heads[0], slot, entry.act), heads[0]
        if heads:
            return [c for h in heads for c in _split(paragraph, h, slot, entry.act)], None
    if "quote" in entry.content and verb.dep_ not in ("acl", "amod"):
        return _quoted_contents(paragraph, verb), None
    return [], None


def _slot_heads(verb: Token, slot: str, fixed: Sequence[Token], entry: CueVerb) -> list[Token]:
    holders = [verb, *fixed]
    if slot == "que":
        clauses = [c for h in holders for c in children(h, "ccomp", "csubj") if not is_infinitive(c)]
        clauses = [c for c in clauses if c.i > verb.i and _introduced(c)]
        return clauses[:1] or _clause_on_complement(verb, entry, fixed) or _clause_further_on(verb, entry)
    if slot == "inf":
        found = [c for h in holders for c in children(h, "xcomp", "ccomp", "advcl", "obl", "acl", "obj") if is_infinitive(c)]
        found += [c for a in _persons(verb, entry.addressee) for c in children(a, "acl", "xcomp", "advcl") if is_infinitive(c)]
        found = [c for c in found if c.i > verb.i and case_text(c).split(" ")[-1] in ("de", "d'", "à", "", "du")]
        return found[:1] or _infinitive_further_on(verb)
    if slot == "adj":
        found = [c for c in children(verb, "xcomp", "obj", "advcl", "advmod", "acl", "obl:arg", "dep", "ccomp") if c.i > verb.i]
        found = [c for c in found if c.pos_ in ("ADJ", "NOUN") or "Part" in c.morph.get("VerbForm")]
        return found[:1] or _adjective_further_on(verb)
    found = [o for h in holders for o in obliques(h, slot) if o.i > verb.i]
    found += [
        c
        for h in holders
        for c in children(h, "xcomp", "ccomp", "advcl", "obl", "acl")
        if is_infinitive(c) and c.i > verb.i and CONTRACTED.get(case_text(c), case_text(c)) == slot
    ]
    return found[:1] or _phrase_on_object(verb, slot, fixed, entry) or _phrase_further_on(verb, slot)


def _clause_on_complement(verb: Token, entry: CueVerb, fixed: Sequence[Token]) -> list[Token]:
    """*a dit au ministre que S*, with S hung on *ministre*: a relative clause has a pronoun, not a conjunction."""
    complements = _persons(verb, entry.addressee, fixed)
    if not entry.plain_obj:
        # "a déclaré la semaine dernière que S": no object goes with such a verb
        complements += children(verb, "obj", "obl")
    for complement in complements:
        for clause in [c for t in complement.subtree for c in children(t, "acl:relcl", "acl", "ccomp")]:
            if clause.i > verb.i and any(m.lower_ in ("que", "qu'", "qu’") and m.pos_ == "SCONJ" for m in children(clause, "mark")):
                return [clause]
    return []


def _clause_further_on(verb: Token, entry: CueVerb) -> list[Token]:
    """The clause after *que* that the parser lost: *a répondu, selon X, que S*, *a déclaré la semaine dernière que S*."""
    commas = 0
    for token in verb.doc[verb.i + 1 : min(verb.i + 30, verb.sent.end - 1)]:
        if token.lower_ in ("que", "qu'", "qu’"):
            before = token.nbor(-1)
            bare = not entry.plain_obj and token.i - verb.i <= 10 and before.pos_ in ("NOUN", "ADJ", "PROPN", "VERB", "AUX")
            if not (commas >= 2 and before.is_punct) and not bare:
                return []
            finite = next((t for t in verb.doc[token.i + 1 : verb.sent.end] if "Fin" in t.morph.get("VerbForm")), None)
            if finite is None:
                return []
            clause = finite.head if finite.dep_ in ("aux", "aux:pass", "cop") else finite
            return [clause] if clause.i > token.i and verb not in clause.subtree else []
        commas += token.text in (",", "–", "—")
        if "Fin" in token.morph.get("VerbForm") or token.text in (";", ":"):
            return []
    return []


def _infinitive_further_on(verb: Token) -> list[Token]:
    """*se serait engagé, selon X, à informer*: the infinitive behind an incise."""
    commas = 0
    for token in verb.doc[verb.i + 1 : min(verb.i + 20, verb.sent.end - 1)]:
        commas += token.text in (",", "–", "—")
        if "Fin" in token.morph.get("VerbForm") or token.text in (";", ":"):
            return []
        following = token.nbor()
        if commas >= 2 and token.lower_ in ("de", "d'", "d’", "à") and following.pos_ == "VERB" and is_infinitive(following):
            return [following]
    return []


def _phrase_on_object(verb: Token, preposition: str, fixed: Sequence[Token], entry: CueVerb) -> list[Token]:
    """*a accusé Untel de pillage*, *a attiré l'attention du roi sur N*: the complement hung on the word before it."""
    addressed = {t.i for t in _persons(verb, entry.addressee, fixed)}
    for complement in [*fixed, *children(verb, "obj", "iobj", "obl", "obl:arg")]:
        if complement.pos_ == "PROPN" or preposition in ("à", "contre") or complement in fixed or complement.i in addressed:
            found = [
                c for t in complement.subtree for c in children(t, "nmod", "obl", "acl") if c.i > complement.i and preposition_is(c, preposition)
            ]
            if found:
                return found[-1:] if complement.i in addressed else found[:1]
    return []


def _phrase_further_on(verb: Token, preposition: str) -> list[Token]:
    """*s'est prononcé de son côté pour N*: the phrase hung on another complement of the verb."""
    below = {t.i for t in verb.subtree}
    for token in verb.doc[verb.i + 2 : min(verb.i + 14, verb.sent.end)]:
        if token.pos_ in ("VERB", "AUX") and "Fin" in token.morph.get("VerbForm") or token.text in (";", ":"):
            return []
        if token.pos_ == "NOUN" and token.i in below and token.head.pos_ == "NOUN" and token.head.i < token.i:
            if token.head.dep_ in ("obl", "advmod") and preposition_is(token, preposition) and preposition not in ("de", "à"):
                return [token]
    return []


def _adjective_further_on(verb: Token) -> list[Token]:
    """*s'est déclaré auprès de X « prêt à P »*: the predicate behind another complement."""
    for token in verb.doc[verb.i + 1 : min(verb.i + 10, verb.sent.end)]:
        if token.pos_ == "ADJ" and not children(token, "det") and token.head.pos_ not in ("NOUN", "PROPN"):
            return [token]
        if token.pos_ in ("VERB", "AUX", "SCONJ") or token.text in (".", ";", ":"):
            return []
    return []


def _introduced(clause: Token) -> bool:
    """A complement clause has its *que* (or *si*, or an interrogative), or is finite right after the verb."""
    return is_finite(clause) or bool(children(clause, "mark"))


def _object_contents(
    paragraph: ParsedParagraph, verb: Token, entry: CueVerb, fixed: set[int], lexicon: CueLexicon
) -> tuple[list[Content], Token | None]:
    relation = ("nsubj:pass",) if is_passive(verb) else ("obj",)
    if "obj" in entry.addressee:
        return [], None
    for obj in children(verb, *relation):
        if obj.lower_ == "rien" and is_negated(verb):
            return [Content(paragraph.span_of([t for t in (verb, *children(verb, "advmod"), obj) if t.i <= obj.i]), "obj", obj)], None
        if obj.i in fixed or obj.pos_ in ("PRON", "VERB", "AUX") or obj.lower_ in ("se", "s'"):
            continue
        if obj.pos_ == "NOUN" and obj.lemma_ in lexicon.nouns and entry.noun_act:
            inner = _noun_contents(paragraph, obj, lexicon.nouns[obj.lemma_][0])
            return inner or _split(paragraph, obj, "obj", entry.act), obj
        if entry.plain_obj:
            return _split(paragraph, obj, "obj", entry.act), None
        quotation = _in_quotation(paragraph, obj)
        if quotation is not None and not quotation.span.contains(paragraph.at(verb)):
            return _split(paragraph, obj, "obj", entry.act), None
    return [], None


def _quoted_contents(paragraph: ParsedParagraph, verb: Token) -> list[Content]:
    """The quotation that the verb opens (*a dit : « ... »*), or that its clause runs into, when no slot was filled."""
    sentence = paragraph.span_of(list(verb.sent))
    at = paragraph.at(verb)
    after = [q for q in paragraph.quotations if at.end <= q.span.start < sentence.end]
    for quotation in after[:1]:
        between = paragraph.doc.text[at.end - paragraph.span.start : quotation.span.start - paragraph.span.start]
        if len(between) <= 60 or ":" in between:
            return [Content(_with_conjunction(paragraph, verb, quotation), "quote", None, quoted=True)]
    return []


def _with_conjunction(paragraph: ParsedParagraph, verb: Token, quotation: Quotation) -> Span:
    """*a dit que l'armée « faisait tout »*: what is said begins at *que*, before the quotation."""
    before: Token | None = None
    for token in verb.doc[verb.i + 1 : verb.sent.end]:
        at = paragraph.at(token)
        if at.start >= quotation.span.start:
            break
        if token.lower_ in ("que", "qu'", "qu’"):
            return Span(at.start, quotation.span.end)
        before = token
    while before is not None and before.i > verb.i + 1 and before.nbor(-1).pos_ in ("DET", "ADP") and before.pos_ in ("DET", "ADP"):
        before = before.nbor(-1)
    if before is not None and before.pos_ in ("DET", "ADP"):
        return Span(paragraph.at(before).start, quotation.span.end)  # "de la « disponibilité totale »"
    return _tight(paragraph, quotation.inner)


def _tight(paragraph: ParsedParagraph, span: Span) -> Span:
    """The span without the white space at its ends."""
    text, base = paragraph.doc.text, paragraph.span.start
    start, end = span.start, span.end
    while start < end and text[start - base].isspace():
        start += 1
    while end > start and text[end - 1 - base].isspace():
        end -= 1
    return Span(start, end)


def _persons(verb: Token, slots: Sequence[str], fixed: Sequence[Token] = ()) -> list[Token]:
    """Noun phrases or clitics that name the addressee or the target; also those hung on the verb's fixed words."""
    found: list[Token] = [t for f in fixed if is_verbal(f) for t in _persons(f, slots)]
    for slot in slots:
        if slot == "obj":
            relation = ("nsubj:pass",) if is_passive(verb) else ("obj",)
            found += [t for o in children(verb, *relation) for t in conjuncts(o)]
            continue
        found += [t for o in obliques(verb, slot) for t in conjuncts(o)]
        if slot == "à":
            found += [c for c in children(verb, "iobj") if c.pos_ == "PRON"]
    return found


# --- adjectives ----------------------------------------------------------------------------------------------------


def _predicate_act(head: Token, lexicon: CueLexicon) -> SpeechAct | None:
    for word in (head, *conjuncts(head)):
        for table in (lexicon.adjectives, lexicon.evaluations):
            for lemma in (word.lemma_.lower(), word.lower_):
                if lemma in table:
                    return table[lemma][0].act
    return None


def _predicate_lemma(token: Token, lexicon: CueLexicon) -> str | None:
    """Under which lemma the adjective lexicon has the word; a verb counts only as a past participle."""
    if token.pos_ not in ("ADJ", "VERB", "NOUN", "ADV"):
        return None
    if token.pos_ == "VERB" and not ("Part" in token.morph.get("VerbForm") and "Past" in token.morph.get("Tense")):
        return None
    return next((w for w in (token.lemma_.lower(), token.lower_) if w in lexicon.adjectives), None)


def _adjective_frame(paragraph: ParsedParagraph, adjective: Token, lexicon: CueLexicon) -> Frame | None:
    """*X est prêt à P*, *X reste sceptique*, *X demeure « ouvert au dialogue »*: a predicate with a copula of its own."""
    # "s'est dit disposé à": a parser may take "dit" for an auxiliary
    copulas = children(adjective, "cop") or [a for a in children(adjective, "aux", "aux:pass") if a.lemma_ in DECLARING]
    verb = adjective.head
    by_verb = adjective.dep_ in ("xcomp", "advcl", "acl", "advmod", "obj") and verb.lemma_ in (COPULAS - {"être"})
    if not copulas and not by_verb:
        return None
    lemma = _predicate_lemma(adjective, lexicon)
    if lemma is None:
        return None
    entries = [e for e in lexicon.adjectives[lemma] if not e.rest or _fixed_words(adjective, e.rest) is not None]
    if not entries:
        return None
    entry = entries[0]
    subject = subject_of(adjective) if copulas else subject_of(verb)
    if not subject.heads:
        return None
    anchor = copulas[0] if copulas else verb
    cut = [*children(adjective, "nsubj", "cop", "parataxis", "advcl", "punct", "mark", "conj", "cc", "aux")]
    tokens = [t for t in subtree(adjective, without=cut) if t.i >= min(adjective.i, anchor.i)]
    content = Content(_trim(paragraph, tokens), "adj", adjective)
    return Frame(
        paragraph=paragraph,
        rule="adjective",
        entry=entry.lemma,
        act=entry.act,
        anchor=anchor,
        cue=paragraph.at(adjective),
        sources=subject.heads,
        contents=(content,),
        negated=is_negated(adjective) or (not copulas and is_negated(verb)),
        controlled=subject.controlled,
    )


# --- nouns ---------------------------------------------------------------------------------------------------------


def _noun_contents(paragraph: ParsedParagraph, noun: Token, entry: CueWord) -> list[Content]:
    """What a cue noun governs: *la demande de P*, *son inquiétude face à N*; empty when nothing does.

    The first content begins with the noun itself (*« vive préoccupation » devant A*), further ones with their own words.
    """
    for slot in entry.content:
        heads = [h for h in _noun_slot_heads(noun, slot) if h.i > noun.i]
        if slot == "de" and len(heads) > 1 and not _has_possessive(noun):
            heads = heads[1:]
        if heads:
            found = _split(paragraph, heads[0], slot, entry.act)
            if found:
                first = found[0]
                start = min(first.span.start, paragraph.at(noun.doc[_phrase_start(noun)]).start)
                return [Content(Span(start, first.span.end), slot, first.head), *found[1:]]
    return []


def _phrase_start(noun: Token) -> int:
    """Index of the first token of a noun phrase: its determiner, an opening quotation mark, else the noun."""
    start = noun.i
    for token in children(noun, "det", "amod", "punct", "nummod", "nmod:poss"):
        if start - 4 <= token.i < start and token.text not in (",", ";", ":", "»"):
            start = min(start, token.i)
    return start


def _noun_slot_heads(noun: Token, slot: str) -> list[Token]:
    if slot == "que":
        return [c for c in children(noun, "ccomp", "acl") if not is_infinitive(c) and any(m.lemma_ == "que" for m in children(c, "mark"))]
    if slot == "inf":
        found = [c for c in children(noun, "acl", "xcomp", "ccomp", "advcl", "nmod", "obl") if is_infinitive(c)]
        if not found and noun.head != noun and is_verbal(noun.head):
            edge = max(t.i for t in noun.subtree)
            found = [c for c in children(noun.head, "xcomp", "advcl", "ccomp", "obl") if is_infinitive(c) and 0 < c.left_edge.i - edge <= 2]
        return found
    found = [c for c in children(noun, "nmod", "obl", "obl:arg") if preposition_is(c, slot)]
    found += [c for c in children(noun, "acl", "xcomp", "advcl") if is_infinitive(c) and CONTRACTED.get(case_text(c), case_text(c)) == slot]
    if not found and noun.head != noun and is_verbal(noun.head):
        # the parser may have given the noun's complement to its verb: "a dit son inquiétude face à N"
        edge = max(t.i for t in noun.subtree)
        found = [c for c in children(noun.head, "obl", "obl:arg", "advmod") if preposition_is(c, slot) and 0 < c.left_edge.i - edge <= 2]
    return found


def _has_possessive(noun: Token) -> bool:
    return any(c.lower_ in POSSESSIVES for c in children(noun, "det", "nmod:poss", "nmod"))


def _noun_frame(paragraph: ParsedParagraph, noun: Token, lexicon: CueLexicon) -> Frame | None:
    """*l'engagement de X à P*, *les inquiétudes françaises pour N*: the holder and the content stand in one phrase.

    The holder is a proper noun or an adjective (of a country, which the source finder checks). A possessive holder
    counts where the content is a list after a colon (*ses exigences : A, B et C*).
    """
    entry = lexicon.nouns[noun.lemma_][0]
    if noun.dep_ == "nsubj" and (children(noun.head, "cop") or noun.head.lemma_ == "être"):
        return None  # "l'ambition de X est de P" is somebody's view of X
    holders = [c for c in children(noun, "nmod") if preposition_is(c, "de") and c.text[:1].isupper()]
    contents = [c for c in _noun_contents(paragraph, noun, entry)]
    if holders:
        contents = [c for c in contents if c.head != holders[0]]
    else:
        holders = children(noun, "amod")[:1]
    sources = tuple(conjuncts(holders[0])) if holders else ()
    if not contents and (colon := _colon_after(noun)) is not None:
        contents = _colon_list(paragraph, colon, noun)
        if contents and _has_possessive(noun) and not (holders and holders[0].pos_ == "PROPN"):
            sources = subject_of(noun.head).heads
    if not contents or not sources:
        return None
    return Frame(
        paragraph=paragraph,
        rule="noun",
        entry=entry.lemma,
        act=entry.act,
        anchor=noun,
        cue=paragraph.at(noun),
        sources=sources,
        contents=tuple(contents),
        noun=noun,
    )


def _colon_after(noun: Token) -> Token | None:
    """The colon right after the noun's phrase."""
    for token in noun.doc[noun.i + 1 : min(noun.i + 4, noun.sent.end)]:
        if token.text == ":":
            return token
    return None


def _colon_list(paragraph: ParsedParagraph, colon: Token, noun: Token) -> list[Content]:
    """The items after the colon, cut at commas and at the last *et*, when there are two or more noun phrases."""
    tokens = list(noun.doc[colon.i + 1 : noun.sent.end])
    items: list[list[Token]] = [[]]
    depth = 0
    for token in tokens:
        depth += (token.text in "«“(") - (token.text in "»”)")
        if depth == 0 and (token.text in (",", ";") or (token.lower_ == "et" and token.dep_ == "cc")):
            items.append([])
            continue
        if token.text in (".", "!", "?"):
            break
        items[-1].append(token)
    kept = [i for i in items if any(t.pos_ in ("NOUN", "PROPN") for t in i)]
    if len(kept) < 2 or any("Fin" in t.morph.get("VerbForm") for i in kept for t in i):
        return []
    return [Content(_trim(paragraph, i), "list", None) for i in kept]


# --- spans ---------------------------------------------------------------------------------------------------------

SPLIT_ALWAYS = frozenset(
    {SpeechAct.REQUEST, SpeechAct.COMMIT, SpeechAct.AGREE, SpeechAct.OFFER, SpeechAct.ACCUSE, SpeechAct.WARN, SpeechAct.CONCERN, SpeechAct.PRAISE, SpeechAct.REFUSE}
)


def _with_complement(head: Token, tokens: list[Token]) -> list[Token]:
    """*se dit sceptique sur N*: the complement of the predicate, when the parser hung it on the verb."""
    if not tokens or head.head == head or not is_verbal(head.head):
        return tokens
    edge = max(t.i for t in tokens)
    for phrase in children(head.head, "obl", "xcomp", "advcl", "obl:arg", "ccomp"):
        if 0 < phrase.left_edge.i - edge <= 1 and not any(t.dep_ in ("nsubj", "nsubj:pass") for t in phrase.subtree):
            return [*tokens, *phrase.subtree]
    return tokens


def _split(paragraph: ParsedParagraph, head: Token, slot: str, act: SpeechAct) -> list[Content]:
    """One content for each coordinated part that can stand alone: three demands are three statements."""
    parts = [head]
    for other in [c for c in conjuncts(head) if c != head and c.i > head.i]:
        if _stands_alone(other, head, slot, act):
            parts.append(other)
    listed = _listed(paragraph, head, slot, act)
    if listed:
        return listed
    spans: list[Content] = []
    for part in parts:
        without = [p for p in parts if p != part and p in list(part.subtree)]
        if slot == "adj":
            without += [c for c in children(part, "advcl", "acl", "parataxis", "nsubj") if c.dep_ == "nsubj" or children(c, "nsubj")]
        tokens = [t for t in subtree(part, without=[*without, *_incises(part)])]
        if slot in ("adj", "inf", "que") and len(parts) == 1:
            tokens = _with_complement(part, tokens)
        if slot == "que" and part == head:
            tokens = _from_conjunction(part, tokens)
        while tokens and (tokens[0].dep_ in ("cc", "punct") and tokens[0].text not in "«“\"„" ):
            tokens = tokens[1:]
        if tokens:
            spans.append(Content(_trim(paragraph, tokens), slot, part))
    if spans:
        last = max(spans, key=lambda c: c.span.end)
        spans[spans.index(last)] = replace(last, span=_to_closing_mark(paragraph, last.span))
        if slot not in ("que", "adj") and act in SPLIT_ALWAYS:
            spans += _continued(paragraph, max(c.span.end for c in spans), head, slot)
    return spans


def _from_conjunction(head: Token, tokens: list[Token]) -> list[Token]:
    """A clause begins at its *que*, wherever the parser hung the words between."""
    if not tokens or any(t.lower_ in ("que", "qu'", "qu’") for t in tokens):
        return tokens
    first = min(t.i for t in tokens)
    opening = next((t for t in head.doc[max(head.sent.start, first - 8) : first] if t.lower_ in ("que", "qu'", "qu’")), None)
    return [*head.doc[opening.i : first], *tokens] if opening is not None else tokens


def _continued(paragraph: ParsedParagraph, end: int, head: Token, slot: str) -> list[Content]:
    """Further items of the list that the parser hung elsewhere: *..., ainsi qu'un accès et une protection de N*."""
    found: list[Content] = []
    doc, sentence = head.doc, head.sent
    i = next((t.i for t in sentence if paragraph.at(t).start >= end), sentence.end)
    while i < sentence.end:
        j = i
        while j < sentence.end and doc[j].text in ("»", "”", '"'):
            j += 1
        joint = _joint(doc, j, sentence.end)
        if joint is None:
            break
        item = next((t for t in doc[joint : min(joint + 5, sentence.end)] if t.pos_ == "NOUN"), None)
        if item is None or doc[joint].pos_ not in ("DET", "ADP", "ADJ", "PUNCT") or item.dep_ in ("nsubj", "nsubj:pass"):
            break
        last = max((t.i for t in item.subtree if t.i < sentence.end), default=item.i)
        tokens = [t for t in doc[joint : last + 1]]
        while tokens and tokens[-1].text in TRIM | {"."}:
            tokens.pop()
        if not tokens or any("Fin" in t.morph.get("VerbForm") and t.head.dep_ != "acl:relcl" and t.dep_ != "acl:relcl" for t in tokens):
            break
        found.append(Content(_trim(paragraph, tokens), slot, item))
        i = last + 1
    return found


def _joint(doc: Doc, i: int, end: int) -> int | None:
    """Where the item after *, / et / ainsi que / de même que* begins; None when nothing joins."""
    words = [t.lower_.replace("’", "'") for t in doc[i : min(i + 4, end)]]
    start = 1 if words[:1] == [","] else 0
    for joint in (("ainsi", "que"), ("ainsi", "qu'"), ("de", "même", "que"), ("de", "même", "qu'"), ("et",)):
        if tuple(words[start : start + len(joint)]) == joint:
            return i + start + len(joint)
    return None


def _to_closing_mark(paragraph: ParsedParagraph, span: Span) -> Span:
    """A content that opens a quotation goes on to its closing mark: parsers lose their way at the marks."""
    for q in paragraph.quotations:
        if q.closed and span.start <= q.span.start < span.end < q.span.end:
            return Span(span.start, q.span.end)
    return span


SHORTEST_ITEM = 8


def _listed(paragraph: ParsedParagraph, head: Token, slot: str, act: SpeechAct) -> list[Content]:
    """*a demandé que soient respectés : - A, - B et C*: what follows the colon is a list, each item a content."""
    last = max(t.i for t in head.subtree)
    colon = next((t for t in head.doc[head.i : min(last + 3, head.sent.end)] if t.text == ":"), None)
    if colon is None or act not in SPLIT_ALWAYS:
        return []
    start = paragraph.at(colon).end
    quotation = next((q for q in paragraph.quotations if q.inner.start < start < q.inner.end), None)
    end = quotation.inner.end if quotation is not None else paragraph.span_of(list(head.sent)).end
    text, base = paragraph.doc.text, paragraph.span.start
    body = text[start - base : end - base]
    if not re.search(r"(?:^|[\s,;])[-–—•]\s", body):
        return []
    items: list[Content] = []
    at = 0
    for piece in re.split(r"((?:^|[\s,;])\s*[-–—•]\s+)", body):
        where = Span(start + at, start + at + len(piece))
        at += len(piece)
        tight = _tight(paragraph, where)
        while tight.end > tight.start and text[tight.end - 1 - base] in ",;. ":
            tight = Span(tight.start, tight.end - 1)
        if tight.end - tight.start >= SHORTEST_ITEM and any(c.isalpha() for c in tight.of(" " * base + text)):
            items.append(Content(tight, slot, None))
    return items if len(items) >= 2 else []


def _incises(head: Token) -> list[Token]:
    """Clauses beside the content (*, a-t-il dit,*), which are not part of it."""
    return [t for t in head.subtree if t.dep_ == "parataxis" and t != head and t.pos_ in ("VERB", "AUX")]


def _stands_alone(part: Token, first: Token, slot: str, act: SpeechAct) -> bool:
    if slot == "que":
        own_mark = bool(children(part, "mark"))
        own_subject = bool(children(part, "nsubj", "nsubj:pass", "expl:subj"))
        if act is SpeechAct.REQUEST:
            return part.pos_ in ("VERB", "AUX") or own_mark
        if not (own_mark or own_subject):
            return False
        return _subject_words(part) != _subject_words(first)
    if slot == "inf":
        return part.pos_ in ("VERB", "AUX") and (bool(children(part, "mark", "case")) or bool(children(part, "obj", "obl", "xcomp")))
    if slot == "adj":
        return False
    if act not in SPLIT_ALWAYS:
        return False
    return bool(children(part, "det", "case", "amod", "nmod", "nummod", "acl"))


def _subject_words(clause: Token) -> tuple[str, ...]:
    return tuple(t.lower_ for s in children(clause, "nsubj", "nsubj:pass", "expl:subj") for t in s.subtree)


TRIM = frozenset(",;:–—-")


def _trim(paragraph: ParsedParagraph, tokens: Sequence[Token]) -> Span:
    """From the first to the last word, opening quotation marks kept, loose punctuation cut."""
    listed = sorted(tokens, key=lambda t: t.i)
    while len(listed) > 1 and (listed[-1].text in TRIM or listed[-1].is_space or listed[-1].text == "."):
        listed.pop()
    while len(listed) > 1 and (listed[0].text in TRIM or listed[0].is_space):
        listed.pop(0)
    span = paragraph.span_of(listed)
    for q in paragraph.quotations:
        if q.closed and 0 <= q.span.start - span.end <= 1 and paragraph.span_of(list(listed[-1].sent)).contains(q.span):
            # "examiner la question « dans un esprit d'ouverture »", whatever the parser hung it on
            span = Span(span.start, q.span.end)
        # A content that runs through a quotation's end keeps its closing mark.
        if q.closed and q.span.start >= span.start - 2 and q.inner.end == span.end:
            span = Span(span.start, q.span.end)
    return span


def _in_quotation(paragraph: ParsedParagraph, token: Token) -> Quotation | None:
    at = paragraph.at(token)
    return next((q for q in paragraph.quotations if q.span.contains(at)), None)


def shifted(frame: Frame, contents: Iterator[Content] | Sequence[Content]) -> Frame:
    """The same frame with other contents."""
    return replace(frame, contents=tuple(contents))
