"""Where a verb of saying stands beside what is said: *« S », a dit X*, *S, said X*, *S, X said, T*."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from verbale.read.statements.content import Content
from verbale.read.story.clauses import Subject, is_finite, is_infinitive, is_passive, subject_of
from verbale.read.story.document import ParsedParagraph, children, conjuncts
from verbale.read.story.tokens import grammar_of, has_feature, is_conjunction, is_finite_form, plain
from verbale.syntax.tree import Token

# How far behind a closing mark its incise may begin, in characters: a comma, a space.
AFTER_MARK = 3
# What may stand before an incise, outside quotation marks; and what ends the quotation before one.
BEFORE_INCISE = frozenset(',”"»’—–?!…')
SENTENCE_END = "."
# How many words an incise between two commas may have.
LONGEST_INCISE = 16
# How many words may name who says it, before the verb; how many words a quotation without a stop needs.
LONGEST_SOURCE = 30
SHORTEST_SENTENCE = 5
CLOSING_MARKS = frozenset("”\"»’'")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a verb stands.

    Attributes:
        subject: whose it is.
        incise: whether it stands beside what is said.
        after_quotation: whether it is an incise right after a quotation.
        between: whether it is an incise with a comma on either side.
        start: index of the first word of an incise; None where only the verb group tells.
    """

    subject: Subject
    incise: bool
    after_quotation: bool
    between: bool = False
    start: int | None = None


def place_of(paragraph: ParsedParagraph, verb: Token) -> Place:
    """Where a verb stands and whose it is, an inverted subject that the parser lost found again."""
    subject = subject_of(verb)
    if grammar_of(verb).verbs.subject_first:
        return _place_on_either_side(paragraph, verb, subject)
    incise = _is_incise(verb)
    after_quotation = _follows_quotation(paragraph, verb)
    dative = grammar_of(verb).pronouns.dative
    misread = len(subject.heads) == 1 and plain(subject.heads[0]) in dative
    if after_quotation and (not subject.heads or subject.controlled or misread) and is_finite(verb):
        # "« ... », promet sa directrice": the parser took the inverted subject for an object
        behind = [t for t in children(verb, "obj", "obl:agent", "iobj") if t.i > verb.i]
        inverted = [t for t in behind if t.pos_ in ("NOUN", "PROPN")] or _on_complement(verb)
        # "a tenté de rassurer Irina Vask"
        done = [c for c in children(verb, "xcomp") if is_infinitive(c) and not children(c, "det")]
        inverted = inverted or [o for c in done for o in children(c, "obj") if o.i > c.i]
        # "s'est félicitée Irina Vask"
        inverted = inverted or [t for t in children(verb, "xcomp") if t.pos_ == "PROPN" and t.i == verb.i + 1]
        subject = Subject(tuple(h for t in inverted[:1] for h in conjuncts(t)))
        incise = incise or bool(inverted)
    return Place(subject, incise, after_quotation and incise)


def _on_complement(verb: Token) -> list[Token]:
    """*« ... », a déclaré à la presse Untel*: the name that the parser hung on the complement before it."""
    phrases = [c for c in children(verb, "obl", "obl:arg") if c.i > verb.i and c.pos_ == "NOUN"]
    names = [n for p in phrases for n in children(p, "appos", "flat:name", "flat", "nmod")]
    return [n for n in names if n.pos_ == "PROPN" and not children(n, "case") and n.nbor(-1).text != ","]


def goes_on_after(place: Place, verb: Token, content: Content) -> bool:
    """Whether a content behind the verb is no complement of it but the rest of what it stands beside.

    *« S », a-t-il dit, « T »*; *The pass, she said, must stay open*. Where the subject may stand before the
    verb, a verb after a quotation has no other content than that quotation.
    """
    if place.incise and content.head is not None and _semicolon_between(verb, content.head):
        return True  # "S, X said; Y answered T"
    if place.after_quotation:
        if content.slot in ("quote", "obj") or grammar_of(verb).verbs.subject_first:
            return True
        # « J'ai demandé, a dit X, que S »: behind a comma the clause hangs on what stands before the incise
        first = content.head.left_edge if content.head is not None else verb
        return content.slot == "clause" and first.i > verb.i and "," in (first.text, first.nbor(-1).text)
    if not place.between or content.slot not in ("clause", "quote", "obj", "inf") or content.head is None:
        return place.between and content.slot == "quote"
    opens = any(is_conjunction(m) for m in children(content.head, "mark"))
    comma = next((t for t in verb.doc[verb.i : content.head.i] if t.text == ","), None)
    return comma is not None and not opens and comma.i < content.head.left_edge.i + 1


def _semicolon_between(verb: Token, head: Token) -> bool:
    return any(t.text == ";" for t in verb.doc[verb.i : head.i])


# --- subject after the verb only ---


def _is_incise(verb: Token) -> bool:
    """Whether the clause stands beside a quotation or a clause: parataxis, or verb first with its subject
    after it.
    """
    own = children(verb, "nsubj")
    if verb.dep_ == "parataxis":
        # "selon X, S ; il menace T" is a clause like any other: its subject stands before it
        return not own or any(s.i > verb.i or s.lower_.startswith("-") for s in own)
    subjects = [s for s in children(verb, "nsubj") if s.i > verb.i or s.lower_.startswith("-")]
    for aux in children(verb, "aux"):
        subjects += [s for s in children(aux, "nsubj") if s.lower_.startswith("-")]
    if not subjects:
        return False
    first = min(t.i for t in [verb, *children(verb, "aux", "aux:pass", "expl", "iobj", "advmod", "obj")])
    return first > 0 and verb.doc[first - 1].is_punct


def _verb_start(verb: Token) -> int:
    clitics = [c for c in children(verb, "obj", "obl") if c.i < verb.i and c.pos_ == "PRON"]
    return min(t.i for t in [verb, *clitics, *children(verb, "aux", "aux:pass", "expl", "iobj")])


def _follows_quotation(paragraph: ParsedParagraph, verb: Token) -> bool:
    """Whether the clause begins right after a closing quotation mark (*», a-t-il dit*)."""
    if not paragraph.quotations:
        return False
    start = _verb_start(verb)
    at = paragraph.at(verb.doc[start])
    if any(0 <= at.start - q.span.end <= AFTER_MARK for q in paragraph.quotations):
        return True
    # « S, tempère X, T »: between commas inside the marks
    comma = start > 0 and verb.doc[start - 1].text == ","
    return comma and any(
        q.inner.contains(at) and at.start - q.inner.start > AFTER_MARK for q in paragraph.quotations
    )


# --- subject on either side of the verb ---


def _place_on_either_side(paragraph: ParsedParagraph, verb: Token, subject: Subject) -> Place:
    nowhere = Place(subject, incise=False, after_quotation=False)
    hearsay = _hearsay(verb) or _quoting(paragraph, verb)
    if hearsay is not None:
        return hearsay
    if not is_finite(verb) or children(verb, "mark"):
        return nowhere
    own = [s for s in children(verb, "nsubj") if not has_feature(s, "PronType", "Rel")]
    behind = _start_behind_quotation(paragraph, verb)
    if behind is not None:
        named = (
            [s for s in own if s.i >= behind]
            or _named_in(verb.doc[behind : _verb_start(verb)])
            or _inverted(verb)
        )
        if not named:
            return nowhere
        return Place(_subject(named), True, True, between=_comma_follows(verb), start=behind)
    if verb.dep_ in ("acl:relcl", "acl"):
        return nowhere
    start = min([_verb_start(verb), *(_first_word(s) for s in own if s.i < verb.i)])
    if start <= verb.sent.start or verb.doc[start - 1].text[-1] not in BEFORE_INCISE:
        return nowhere
    if _opens_quotation(paragraph, verb.doc[start]):
        return nowhere  # “Karsan expects an answer”
    if not any(is_finite_form(t) for t in verb.doc[verb.sent.start : start]) and not _comma_follows(verb):
        return nowhere  # "ASMERE — The president said", "In Lisse, the mayor said"
    if _is_asked_before(verb, start):
        return nowhere
    if not own and start == _verb_start(verb):
        own = _inverted(verb)
        if not own:
            return nowhere
        subject = _subject(own)
    return Place(subject, True, False, between=_comma_follows(verb), start=start)


def _is_asked_before(verb: Token, start: int) -> bool:
    """*When asked whether S, X replied, “No.”*: what X was asked is not what he replied."""
    opening = [c for c in children(verb, "advcl") if c.i < start and not children(c, "nsubj", "nsubj:pass")]
    asked = [c for c in opening if has_feature(c, "Tense", "Past") and not children(c, "aux")]
    return any(c.i <= verb.sent.start + 1 and c.right_edge.i >= start - 2 for c in asked)


def _hearsay(verb: Token) -> Place | None:
    """*S, X is understood to have said, T*; *S, X was quoted as saying, T*: an incise in the passive."""
    above = verb.head
    if is_finite(verb) or verb.dep_ not in ("xcomp", "advcl", "ccomp") or not above.i < verb.i:
        return None
    own = [s for s in children(above, "nsubj:pass") if s.i < above.i]
    if not own or not is_passive(above) or not is_finite(above) or not _comma_follows(verb):
        return None
    start = _first_word(own[-1])
    if start <= verb.sent.start or verb.doc[start - 1].text != ",":
        return None
    return Place(_subject(own[-1:]), True, False, between=True, start=start)


def _quoting(paragraph: ParsedParagraph, verb: Token) -> Place | None:
    """*“S,” the Gazette quoted X as saying*: X says it."""
    above = verb.head
    if is_finite(verb) or verb.dep_ != "advcl" or above.lemma_.lower() not in grammar_of(verb).verbs.citing:
        return None
    cited = children(above, "obj")
    behind = _start_behind_quotation(paragraph, above) if is_finite(above) else None
    if behind is None or not cited or not above.i < cited[0].i < verb.i:
        return None
    return Place(_subject(cited[:1]), True, True, start=behind)


def _opens_quotation(paragraph: ParsedParagraph, first: Token) -> bool:
    at = paragraph.at(first).start
    return any(q.inner.start <= at <= q.inner.start + 1 for q in paragraph.quotations)


def _first_word(phrase: Token) -> int:
    """Where a phrase begins, marks that a parser hung on it left aside."""
    first = phrase.left_edge.i
    while phrase.doc[first].is_punct and first < phrase.i:
        first += 1
    return first


def _subject(named: Sequence[Token]) -> Subject:
    best = next((t for t in reversed(named) if t.pos_ in ("PROPN", "NOUN")), named[0])
    return Subject(tuple(conjuncts(best)))


def _start_behind_quotation(paragraph: ParsedParagraph, verb: Token) -> int | None:
    """Where a reporting clause begins whose words go back from the verb to a quotation; None where none does.

    Nothing but names and what goes with them may stand between: *“S,” Anna Brek, the envoy, said*.
    """
    if not paragraph.quotations:
        return None
    joining = grammar_of(verb).pronouns.subordinating | grammar_of(verb).conjunctions.complement
    first = _verb_start(verb)
    at = _before_relative(verb, first)
    for i in range(at, max(first - LONGEST_SOURCE, 0), -1):
        before = verb.doc[i - 1]
        if before.text[-1] in CLOSING_MARKS:
            return i if _ends_quotation(paragraph, verb.doc[i]) else None
        ends = before.text in (".", "!", "?", ";", ":") or before.pos_ in ("CCONJ", "SCONJ")
        if ends or is_finite_form(before) or plain(before) in joining:
            return None
    return None


def _before_relative(verb: Token, first: int) -> int:
    """*“S,” X, who heads N, said*: where a relative clause between commas right before the verb begins."""
    if first < 3 or verb.doc[first - 1].text != ",":
        return first
    relative = grammar_of(verb).pronouns.relative_person
    for i in range(first - 2, max(first - LONGEST_SOURCE, 1), -1):
        token = verb.doc[i]
        if token.text[-1] in CLOSING_MARKS or token.text == ".":
            return first
        if plain(token) in relative:
            return i - 1 if verb.doc[i - 1].text == "," else first
    return first


def _ends_quotation(paragraph: ParsedParagraph, first: Token) -> bool:
    """Whether a clause begins right after a quotation whose sentence goes on: not *“S.” She added that T*."""
    at, text, base = paragraph.at(first), paragraph.doc.text, paragraph.span.start
    quotation = next((q for q in paragraph.quotations if 0 <= at.start - q.span.end <= AFTER_MARK), None)
    if quotation is None:
        return False
    inner = text[quotation.inner.start - base : quotation.inner.end - base].rstrip()
    between = text[quotation.span.end - base : at.start - base]
    if SENTENCE_END in between or inner[-1:] == SENTENCE_END:
        return False
    return "," in between or not inner[-1:].isalnum() or len(inner.split()) >= SHORTEST_SENTENCE


def _named_in(stretch: Iterable[Token]) -> list[Token]:
    """The first name or noun of a stretch, else its pronoun."""
    words = list(stretch)
    named = [t for t in words if t.pos_ in ("PROPN", "NOUN")] or [t for t in words if t.pos_ == "PRON"]
    return named[:1]


def _inverted(verb: Token) -> list[Token]:
    """The subject right behind the verb, whatever the parser took it for: *said Foreign Minister X*."""
    stretch: list[Token] = []
    # a headline without a full stop may be cut in two here
    for token in verb.doc[verb.i + 1 : len(verb.doc)]:
        if token.is_punct or is_finite_form(token) or token.pos_ in ("ADP", "ADV", "SCONJ", "VERB"):
            break
        stretch.append(token)
    if stretch and any(_is_of_another(t, verb) for t in stretch):
        return []
    inside = {t.i for t in stretch}
    heads = [t for t in stretch if t.pos_ in ("PROPN", "NOUN", "PRON") and t.head.i not in inside]
    return heads[:1] or _named_in(stretch)


def _is_of_another(word: Token, verb: Token) -> bool:
    """*lawyers said he had gone*, *told analysts that S*: the subject of what is said, or who is told."""
    if word.dep_ == "iobj" and word.head == verb:
        return True
    behind = word.head.i > word.i and word.head != verb and is_finite(word.head)
    return word.dep_ in ("nsubj", "nsubj:pass") and behind


def _comma_follows(verb: Token) -> bool:
    """Whether a comma ends the incise, before any other finite verb."""
    for token in verb.doc[verb.i + 1 : min(verb.i + 1 + LONGEST_INCISE, verb.sent.end)]:
        if token.text == ",":
            return True
        if is_finite_form(token) or token.text in (".", ";", ":"):
            return False
    return False
