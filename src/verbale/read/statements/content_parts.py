"""From the head of what is said to its contents: one for each coordinated part that can stand alone."""

from __future__ import annotations

from dataclasses import replace

from verbale.model import SpeechAct
from verbale.read.statements.content import Content, reach_closing_mark, trim
from verbale.read.statements.content_lists import listed_further_on, listed_with_dashes
from verbale.read.story.clauses import (
    is_finite,
    is_gerund,
    is_infinitive,
    is_trailing,
    is_verbal,
    preposition_of,
)
from verbale.read.story.document import ParsedParagraph, children, conjuncts, subtree
from verbale.read.story.tokens import (
    grammar_of,
    is_conjunction,
    is_finite_form,
    is_participle,
    plain,
    preposition,
)
from verbale.syntax.tree import Token

# Three demands are three statements; the parts of one assertion are one.
SPLIT_ALWAYS = frozenset(
    {
        SpeechAct.REQUEST,
        SpeechAct.COMMIT,
        SpeechAct.AGREE,
        SpeechAct.OFFER,
        SpeechAct.ACCUSE,
        SpeechAct.WARN,
        SpeechAct.CONCERN,
        SpeechAct.PRAISE,
        SpeechAct.REFUSE,
    }
)
# What somebody has bound himself to: each thing with an auxiliary of its own.
BINDING = frozenset({SpeechAct.COMMIT, SpeechAct.AGREE})
# How many words back the conjunction of a clause may stand.
CONJUNCTION_WITHIN = 8
# What stands before a further item of a list.
JOINTS = frozenset({",", ";", "–", "—", "-"})
OPENING_MARKS = '«“"„'


def split_contents(paragraph: ParsedParagraph, head: Token, slot: str, act: SpeechAct) -> list[Content]:
    """One content for each coordinated part that can stand alone: three demands are three statements."""
    if act in SPLIT_ALWAYS:
        listed = listed_with_dashes(paragraph, head, slot)
        if listed:
            return listed
        behind = _subjects_behind(paragraph, head, slot, act)
        if behind:
            return behind
    coordinated = [c for c in _coordinated(head) if c.i > head.i]
    parts = [head, *(c for c in coordinated if _stands_alone(c, head, slot, act))]
    found: list[Content] = []
    words = {part: _tokens_of_part(part, parts, slot) for part in parts}
    if slot not in ("clause", "adj"):
        _give_to_last(parts, words)
    for part, tokens in words.items():
        if tokens:
            found.append(Content(trim(paragraph, tokens), slot, part))
    if found:
        last = max(found, key=lambda c: c.span.end)
        found[found.index(last)] = replace(last, span=reach_closing_mark(paragraph, last.span))
        if slot not in ("clause", "adj") and act in SPLIT_ALWAYS:
            found += listed_further_on(paragraph, max(c.span.end for c in found), head, slot)
    return found


def _subjects_behind(paragraph: ParsedParagraph, head: Token, slot: str, act: SpeechAct) -> list[Content]:
    """*que soient respectés A, B et C*: what is to be done is done to several, one content each."""
    if slot != "clause" or act is not SpeechAct.REQUEST:
        return []
    subjects = [s for s in children(head, "nsubj:pass", "nsubj") if s.i > head.i and s.pos_ == "NOUN"]
    listed = [c for s in subjects[:1] for c in conjuncts(s)]
    listed = [c for c in listed if c.pos_ == "NOUN" and children(c, "det")]
    if len(listed) < 2 or any(is_finite_form(t) and t.i > head.i for t in head.subtree):
        return []
    starts = [c.left_edge.i for c in listed]
    words = list(head.subtree)
    first = [t for t in _from_conjunction(head, words) if t.i < starts[1]]
    pieces = [first]
    for i, start in enumerate(starts[1:], 1):
        end = starts[i + 1] if i + 1 < len(starts) else max(t.i for t in words) + 1
        pieces.append([t for t in words if start <= t.i < end])
    return [Content(trim(paragraph, _without_joint(p)), slot, c) for p, c in zip(pieces, listed, strict=True)]


def _without_joint(words: list[Token]) -> list[Token]:
    """The words less a conjunction or a comma at either end."""
    while words and _is_joining(words[0]):
        words = words[1:]
    while words and _is_joining(words[-1]):
        words = words[:-1]
    return words


def _give_to_last(parts: list[Token], words: dict[Token, list[Token]]) -> None:
    """*exige A, B et C aux familles*: what stands behind the last part, hung on the first, goes with it."""
    last = max(parts, key=lambda p: p.i)
    own = [t.i for t in words[last]]
    if len(parts) < 2 or not own:
        return
    for part in parts:
        behind = [t for t in words[part] if t.i > max(own)] if part is not last else []
        if behind:
            words[part] = [t for t in words[part] if t.i < min(own)]
            words[last] = [*words[last], *behind]


def _coordinated(head: Token) -> list[Token]:
    """What is coordinated with the head: *A, B et C*, also where the parser took B for an apposition of A."""
    found = [c for c in conjuncts(head) if c == head or _is_joined(c)]
    if len(found) > 1:
        last = max(c.i for c in found)
        beside = [a for c in found for a in children(c, "appos") if a.i < last]
        found += [a for a in beside if _is_joined(a) and _begins_item(a)]
    found += [t for t in _with_same_preposition(head) if t not in found]
    return sorted(found, key=lambda t: t.i)


def _with_same_preposition(head: Token) -> list[Token]:
    """*plaide pour A, pour B et pour C*: the nouns behind the same preposition, whatever they hang on."""
    prepositions = grammar_of(head).prepositions
    wanted = preposition_of(head)
    if head.pos_ != "NOUN" or not wanted or " " in wanted:
        return []
    # "de" and "à" stand before much else: only beside the first
    beside = wanted in prepositions.repeated
    found: list[Token] = []
    for token in head.doc[head.i + 1 : head.sent.end]:
        if is_finite_form(token) or token.text in (";", ":"):
            break
        again = token.pos_ == "NOUN" and preposition_of(token) == wanted
        again = again and (not beside or token.head in (head.head, *found))
        first = (
            next((c for c in children(token, "case") if preposition(c) == wanted), None) if again else None
        )
        if first is not None and (first.nbor(-1).text == "," or first.nbor(-1).pos_ == "CCONJ"):
            found.append(token)
    return found


def _is_joined(part: Token) -> bool:
    """Whether a comma or a conjunction stands before a coordinated part: *« le courage » des N* is one
    phrase.
    """
    first = part.left_edge
    return first.dep_ in ("cc", "punct") or (first.i > 0 and first.nbor(-1).text in JOINTS)


def _begins_item(noun: Token) -> bool:
    """A common noun with an article of its own, unlike a name or a title in apposition."""
    return noun.pos_ == "NOUN" and bool(children(noun, "det", "case", "nummod"))


def _tokens_of_part(part: Token, parts: list[Token], slot: str) -> list[Token]:
    """The words of one part, less the other parts and the clauses that stand beside it."""
    below = list(part.subtree)
    without = [p for p in parts if p != part and p in below]
    without += [t for t in below if t.dep_ == "parataxis" and t != part and t.pos_ in ("VERB", "AUX")]
    without += [t for t in below if t != part and (is_trailing(t) or _is_set_against(t))]
    if slot == "adj":
        clauses = children(part, "advcl", "acl", "parataxis", "nsubj")
        without += [c for c in clauses if c.dep_ == "nsubj" or children(c, "nsubj")]
    without += _beside(part, slot)
    tokens = subtree(part, without=without) if without else below
    if len(parts) == 1:
        is_noun = slot not in ("adj", "inf", "clause") and not is_infinitive(part)
        tokens = _with_complement(part, tokens, is_noun=is_noun)
    if slot == "clause" and part == parts[0]:
        tokens = _from_conjunction(part, tokens)
    while tokens and _is_joining(tokens[0]) and tokens[0].text not in OPENING_MARKS:
        tokens = tokens[1:]
    return tokens


def _is_set_against(clause: Token) -> bool:
    """*..., tandis que l'armée dit S*: what others do meanwhile."""
    if clause.dep_ != "advcl" or not is_finite(clause):
        return False
    adversative = grammar_of(clause).conjunctions.adversative
    opening = clause.left_edge.nbor() if clause.left_edge.text == "," else clause.left_edge
    comma = opening.i > 0 and opening.nbor(-1).text == ","
    return comma and plain(opening) in adversative


def _is_joining(word: Token) -> bool:
    """A conjunction with its fixed words (*ainsi que*), a comma."""
    return word.dep_ in ("cc", "punct") or (word.dep_ == "fixed" and word.head.dep_ == "cc")


def _beside(part: Token, slot: str) -> list[Token]:
    """Clauses that go on with something else: *de signer, accusant N de M*, *l'offre « faible » mais ne
    ferme pas*.
    """
    relations = ("advcl", "acl") if is_verbal(part) else ("advcl",)
    clauses = [c for c in children(part, *relations) if c.i > part.i and is_participle(c)]
    found = [c for c in clauses if c.left_edge.text == "," or c.left_edge.nbor(-1).text == ","]
    if slot in ("adj", "obj"):
        found += [c for c in children(part, "conj") if is_finite(c)]
    return found


def _with_complement(head: Token, tokens: list[Token], *, is_noun: bool) -> list[Token]:
    """*se dit sceptique sur N*, *demande des précisions sur N*: the complement that the parser hung on the
    verb.
    """
    governor = head.head
    if head.dep_ == "acl" and is_infinitive(head) and not is_verbal(governor):
        governor = governor.head  # "exhorte la classe politique à élire sans tarder N"
    if not tokens or governor == head or not is_verbal(governor):
        return tokens
    edge = max(t.i for t in tokens)
    for phrase in children(governor, "obl", "xcomp", "advcl", "obl:arg", "ccomp", "obl:agent"):
        if not 0 < phrase.left_edge.i - edge <= 1 or phrase == head or is_trailing(phrase):
            continue
        if is_noun and not _may_belong_to_noun(phrase):
            continue
        clause = is_noun and phrase.dep_ == "advcl"
        if clause or not any(t.dep_ in ("nsubj", "nsubj:pass") for t in phrase.subtree):
            return [*tokens, *phrase.subtree]
    return tokens


def _may_belong_to_noun(phrase: Token) -> bool:
    """A phrase with a preposition that names nobody who is spoken to or does it; a clause with its mark
    (*exclut toute trêve tant que des armes arrivent*).
    """
    if is_gerund(phrase) and phrase.left_edge.text == ",":
        return False  # "denied the report, insisting that S"
    if is_infinitive(phrase) and grammar_of(phrase).verbs.subject_first:
        return True  # "welcomed her readiness to talk"
    if phrase.dep_ == "advcl":
        return bool(children(phrase, "mark")) and is_finite(phrase)
    prepositions = grammar_of(phrase).prepositions
    return phrase.dep_ == "obl" and preposition_of(phrase) not in (
        "",
        prepositions.dative,
        prepositions.agent,
    )


def _from_conjunction(head: Token, tokens: list[Token]) -> list[Token]:
    """A clause begins at its *que*, wherever the parser hung the words between."""
    if not tokens or any(is_conjunction(t) for t in tokens):
        return tokens
    first = min(t.i for t in tokens)
    # the conjunction stands behind the verb that governs the clause, if that stands before it
    opens = head.head.i + 1 if head.head.i < first else head.sent.start
    before = head.doc[max(opens, first - CONJUNCTION_WITHIN) : first]
    opening = next((t for t in before if is_conjunction(t)), None)
    return [*head.doc[opening.i : first], *tokens] if opening is not None else tokens


def _stands_alone(part: Token, first: Token, slot: str, act: SpeechAct) -> bool:
    if slot == "clause":
        return _clause_stands_alone(part, first, act)
    if slot == "inf":
        return part.pos_ in ("VERB", "AUX") and bool(children(part, "mark", "case", "obj", "obl", "xcomp"))
    if slot == "adj" or act not in SPLIT_ALWAYS:
        return False
    if preposition_of(part) not in ("", preposition_of(first), *grammar_of(part).prepositions.repeated):
        return False  # "la libération immédiate et sans condition"
    return bool(children(part, "det", "case", "amod", "nmod", "nummod", "acl"))


def _clause_stands_alone(clause: Token, first: Token, act: SpeechAct) -> bool:
    own_mark = any(m.pos_ != "PART" for m in children(clause, "mark"))
    if act in BINDING and children(clause, "aux", "aux:pass") and children(first, "aux", "aux:pass"):
        return True  # "agreed that they would stay in touch and would go on working"
    if act is SpeechAct.REQUEST:
        return clause.pos_ in ("VERB", "AUX") or own_mark
    own_subject = bool(children(clause, "nsubj", "nsubj:pass", "expl:subj"))
    return (own_mark or own_subject) and _subject_words(clause) != _subject_words(first)


def _subject_words(clause: Token) -> tuple[str, ...]:
    return tuple(t.lower_ for s in children(clause, "nsubj", "nsubj:pass", "expl:subj") for t in s.subtree)
