"""A story parsed: its paragraphs with their syntax, every token knowing where it stands in the
story's text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import spacy.tokens
from spacy.language import Language

from verbale.model import Article, Span
from verbale.read.story.datelines import parsed_apart
from verbale.read.story.paragraphs import Paragraph, ParagraphKind
from verbale.read.story.quotations import Quotation, find_quotations
from verbale.read.story.repairs import mend
from verbale.read.story.tokens import grammar_of, has_feature, is_finite_form, is_participle
from verbale.syntax.grammar import check_tenses
from verbale.syntax.lemmas import check_lemmas
from verbale.syntax.pipeline import plain_blanks
from verbale.syntax.tree import Doc, Stretch, Token, features_of

UNREAD = frozenset({ParagraphKind.FURNITURE, ParagraphKind.BYLINE})


@dataclass(frozen=True, slots=True)
class ParsedParagraph:
    """One paragraph with its parse; token offsets are relative to `span.start`."""

    index: int
    span: Span
    kind: ParagraphKind
    doc: Doc
    quotations: tuple[Quotation, ...]

    def span_of(self, tokens: Iterable[Token]) -> Span:
        """The stretch of the story's text from the first of `tokens` to the last."""
        if isinstance(tokens, Stretch) and tokens.start < tokens.end:
            first, last = tokens.start, tokens.end - 1
        else:
            places = [t.i for t in tokens]
            first, last = min(places), max(places)
        return Span(self.span.start + self.doc.starts[first], self.span.start + self.doc.ends[last])

    def at(self, token: Token) -> Span:
        """Where one token stands in the story's text."""
        start = self.span.start + token.idx
        return Span(start, start + len(token.text))

    def tokens_in(self, span: Span) -> list[Token]:
        """The tokens that share a character with a span of the story's text."""
        first, last = span.start - self.span.start, span.end - self.span.start
        begin = bisect_right(self.doc.ends, first)
        end = bisect_left(self.doc.starts, last, lo=begin)
        return list(self.doc.tokens[begin:end])

    def sentences(self) -> Iterator[Stretch]:
        """The sentences that hold a word."""
        return (s for s in self.doc.sents if any(t.is_word or t.like_num for t in s))


@dataclass(frozen=True, slots=True)
class Story:
    """An article with its parsed paragraphs (furniture and bylines left out)."""

    article: Article
    paragraphs: tuple[ParsedParagraph, ...]

    def paragraph_at(self, offset: int) -> ParsedParagraph | None:
        """The paragraph that covers an offset of the text."""
        return next((p for p in self.paragraphs if p.span.start <= offset < p.span.end), None)


def parse_story(article: Article, paragraphs: Sequence[Paragraph], pipeline: Language) -> Story:
    """Run the syntactic pipeline over the paragraphs that are read."""
    kept = [p for p in paragraphs if p.kind not in UNREAD]
    docs = parsed_apart([plain_blanks(p.span.of(article.text)) for p in kept], pipeline)
    parsed = [
        ParsedParagraph(
            i, p.span, p.kind, _checked(doc, article.language), find_quotations(article.text, p.span)
        )
        for i, (p, doc) in enumerate(zip(kept, docs, strict=True))
    ]
    return Story(article, tuple(parsed))


def _checked(parsed: spacy.tokens.Doc, language: str) -> Doc:
    """The parse with what word lists and letters know better."""
    return repaired(mend(check_tenses(check_lemmas(Doc(parsed, language)))))


# Where a parser may hang a verb that goes on from another; and what shows that it stands by itself.
HUNG_ON_NOUN = frozenset({"acl", "conj", "amod", "appos", "nmod", "dep"})
PAST_PARTICIPLE = features_of("Tense=Past|VerbForm=Part|Voice=Pass")
OWN_SUBJECT = frozenset(
    {"nsubj", "nsubj:pass", "expl:subj", "mark", "aux", "aux:pass", "det", "cop", "obl:agent"}
)


def repaired(doc: Doc) -> Doc:
    """Undo a frequent slip of parsers: *a rappelé que S et a demandé que T* with *demandé* hung on S.

    A coordinated verb without a subject of its own, in the verb form of the clause above (*a rappelé*) and
    not in
    that of the clause it was hung on (*oblige*), is coordinated with the clause above.
    """
    moved: dict[Token, Token] = {}
    for token in doc:
        if token.dep_ == "nsubj" and children(token.head, "aux:pass"):
            token.dep_ = "nsubj:pass"  # "was quoted": a passive has no other subject
        if (
            token.dep_ == "nsubj:pass"
            and children(token.head, "cop")
            and not children(token.head, "aux:pass")
        ):
            token.dep_ = "nsubj"  # "a été utile" is no passive
        if token.dep_ in ("nsubj", "nsubj:pass") and token.head.dep_ in ("cop", "aux", "aux:pass"):
            moved[token] = token.head.head  # "n'est pas à l'ordre du jour": the subject of the predicate
            continue
        if _opens_as_participle(token):
            token.morph = PAST_PARTICIPLE
        beyond = _cut_off_subject(token)
        if beyond is not None:
            moved[token] = beyond
            token.dep_ = "nsubj"
            continue
        if _is_set_apart(token):
            moved[token] = token.head.head
            continue
        if _is_turned(token):
            moved |= _turned_back(token)
            continue
        above = _shares_subject(token)
        if above is not None:
            moved[token] = above
            token.dep_ = "conj"
            continue
        first = _first_infinitive(token)
        if first is not None:
            moved[token] = first
            continue
        if (
            token.dep_ != "conj"
            or token.pos_ != "VERB"
            or children(token, "nsubj", "nsubj:pass", "mark", "expl:subj")
        ):
            continue
        below = token.head
        while below.dep_ == "conj" and below.head != below:
            below = below.head
        above = below.head
        if below.dep_ in ("ccomp", "xcomp", "advcl", "acl:relcl") and above.pos_ == "VERB" and above != below:
            form = _verb_form(token)
            # "a confirmé que S et rejeté N"
            bare = _verb_form(above)[:1] == form and is_participle(token)
            if (form == _verb_form(above) or bare) and form != _verb_form(below)[: len(form)]:
                moved[token] = above
    if moved:
        doc.move(moved)
    return doc


def _is_set_apart(phrase: Token) -> bool:
    """*X a dit à Y, **au téléphone**, souhaiter N*: between commas, hung on the infinitive behind it."""
    above = phrase.head
    if phrase.dep_ not in ("obl", "obl:mod") or above.dep_ != "xcomp" or phrase.i > above.i:
        return False
    between = phrase.doc[phrase.i + 1 : above.i]
    return "Inf" in above.morph.get("VerbForm") and any(t.text == "," for t in between)


def _is_turned(noun: Token) -> bool:
    """*un possible **entretien***, *un **expert** karsanais*: a noun hung on the adjective beside it."""
    above = noun.head
    hung = noun.pos_ == "NOUN" and noun.dep_ == "amod" and above.pos_ == "ADJ"
    beside = abs(above.i - noun.i) == 1 and above.head is not above
    return hung and beside and any(c.i < noun.i for c in children(above, "det"))


def _turned_back(noun: Token) -> dict[Token, Token]:
    """The heads of a noun phrase whose adjective was taken for its noun."""
    adjective = noun.head
    noun.dep_, adjective.dep_ = adjective.dep_, "amod"
    return {noun: adjective.head, adjective: noun, **{c: noun for c in adjective.children if c is not noun}}


def _shares_subject(token: Token) -> Token | None:
    """The verb that another goes on from in a list; None unless the parser hung it on a noun.

    *a présenté N, appelé à M et insisté sur O*, *que X rende N, oublie M et promette O*.
    """
    if token.pos_ != "VERB" or token.dep_ not in HUNG_ON_NOUN or token.head.pos_ in ("VERB", "AUX"):
        return None
    if token.i == 0 or not _is_joint(token.nbor(-1)) or token.head.i > token.i:
        return None
    if any(c.dep_ in OWN_SUBJECT or has_feature(c, "PronType", "Rel") for c in token.children):
        return None
    finite, bare = is_finite_form(token), is_participle(token) and not has_feature(token, "Tense", "Pres")
    if not finite and (not bare or _agrees(token)):
        return None
    for before in reversed(token.doc[token.sent.start : token.i]):
        if (
            before.pos_ != "VERB"
            or before.dep_ in ("acl:relcl", "acl", "amod")
            or before.lower_ == token.lower_
        ):
            continue
        own = children(before, "nsubj", "nsubj:pass")
        auxiliary = any(is_finite_form(a) for a in children(before, "aux"))
        if (finite and own and is_finite_form(before)) or (bare and auxiliary):
            return before
    return None


def _cut_off_subject(token: Token) -> Token | None:
    """*The leaders, it said, underscored N*, *leaders* hung on *said*: the verb it belongs to."""
    incise = token.head
    if token.dep_ not in ("obl", "obj", "dislocated") or incise.dep_ != "parataxis" or token.i > incise.i:
        return None
    if not grammar_of(token).verbs.subject_first or children(token, "case") or not children(incise, "nsubj"):
        return None
    verb = incise.head
    if verb.i < incise.i or verb.pos_ != "VERB" or children(verb, "nsubj", "nsubj:pass", "expl"):
        return None
    between = token.doc[token.right_edge.i + 1 : children(incise, "nsubj")[0].left_edge.i]
    return verb if [t.text for t in between] == [","] else None


def _opens_as_participle(token: Token) -> bool:
    """*Asked whether S, X said T*: a past form without a subject that opens the sentence of another verb."""
    opens = token.i == token.sent.start and token.dep_ == "advcl" and token.pos_ == "VERB"
    if not opens or not is_finite_form(token) or not grammar_of(token).verbs.subject_first:
        return False
    bare = not any(
        c.dep_ in OWN_SUBJECT - {"mark"} or (c.dep_ == "mark" and c.i < token.i) for c in token.children
    )
    return bare and has_feature(token, "Tense", "Past")


def _is_joint(word: Token) -> bool:
    return word.text == "," or word.pos_ == "CCONJ"


def _agrees(participle: Token) -> bool:
    """Whether a participle shows that it is said of a feminine or plural noun."""
    return has_feature(participle, "Gender", "Fem") or has_feature(participle, "Number", "Plur")


def _first_infinitive(token: Token) -> Token | None:
    """*promised to go and to pay*, with *pay* hung on *promised*: the infinitive that it goes with."""
    if token.dep_ != "conj" or "Inf" not in token.morph.get("VerbForm") or not children(token, "mark"):
        return None
    if "Inf" in token.head.morph.get("VerbForm") or children(token, "nsubj", "aux"):
        return None
    before = [c for c in children(token.head, "xcomp") if c.i < token.i and "Inf" in c.morph.get("VerbForm")]
    return before[-1] if before else None


def _verb_form(verb: Token) -> tuple[str, ...]:
    """The form of a verb with those of its auxiliaries; of a participle the tense is often left out."""
    auxiliaries = [a.lemma_ + "".join(a.morph.get("Tense", [])) for a in children(verb, "aux", "aux:pass")]
    names = ("VerbForm",) if is_participle(verb) else ("VerbForm", "Tense", "Mood")
    own = "|".join(value for name in names for value in verb.morph.get(name, []))
    return (own, *auxiliaries)


def subtree(token: Token, *, without: Iterable[Token] = ()) -> list[Token]:
    """The token and all below it, in order, less the subtrees of `without`."""
    dropped = {t.i for w in without for t in w.subtree}
    return [t for t in token.subtree if t.i not in dropped]


def children(token: Token, *deps: str) -> list[Token]:
    """Dependents with one of these relations, in order."""
    return [c for c in token.children if c.dep_ in deps] if token.children else []


def conjuncts(token: Token) -> list[Token]:
    """The token and what is coordinated with it, in order (chains and flat coordinations alike)."""
    found = [token]
    for t in found:
        found += [c for c in children(t, "conj") if c not in found]
    return sorted(found, key=lambda t: t.i)


def head_of(tokens: Sequence[Token]) -> Token:
    """The token of a stretch whose head lies outside it (the highest, then the first)."""
    inside = {t.i for t in tokens}
    for t in tokens:
        if t.head.i not in inside or t.head == t:
            return t
    return tokens[0]
