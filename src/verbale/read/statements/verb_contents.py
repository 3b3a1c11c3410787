"""What a verb of saying governs, as contents: its clauses, its object, the quotation that it opens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verbale.model import Span, SpeechAct
from verbale.read.lexicons.cue_file import SYNTACTIC_SLOTS
from verbale.read.lexicons.cues import CueLexicon, CueVerb
from verbale.read.statements.adjective_frames import predicate_act
from verbale.read.statements.content import Content, quotation_around, tighten, trim
from verbale.read.statements.content_lists import (
    listed_after_colon,
    listed_up_to_clause,
    listed_with_dashes,
)
from verbale.read.statements.content_parts import SPLIT_ALWAYS, split_contents
from verbale.read.statements.noun_frames import has_possessive, is_of_others, noun_contents
from verbale.read.statements.predications import predication
from verbale.read.statements.verb_slots import doer_of, slot_heads
from verbale.read.story.clauses import (
    is_finite,
    is_future,
    is_naming,
    is_negated,
    is_passive,
    obliques,
    preposition_is,
)
from verbale.read.story.document import ParsedParagraph, children, subtree
from verbale.read.story.quotations import Quotation
from verbale.read.story.tokens import (
    grammar_of,
    has_feature,
    is_conjunction,
    is_finite_form,
    is_participle,
    plain,
    preposition,
)
from verbale.syntax.tree import Token

# How far behind its verb an object with a partitive article begins, in words.
PARTITIVE_WITHIN = 2
# A quotation farther behind its verb needs a colon between.
QUOTATION_WITHIN = 60


def verb_contents(
    paragraph: ParsedParagraph, verb: Token, entry: CueVerb, fixed: Sequence[Token], lexicon: CueLexicon
) -> tuple[list[Content], Token | None]:
    """Where what is said stands, slot by slot in the entry's order; and the cue noun when the
    object is one.
    """
    fixed_at = {t.i for t in fixed}
    if entry.act is SpeechAct.REQUEST and {"obj", "clause"} <= set(entry.content) and not fixed:
        listed = listed_up_to_clause(paragraph, verb)
        if listed:
            return listed, None
    for slot in entry.content:
        if slot == "quote":
            continue
        if slot == "obj":
            found, noun = _object_contents(paragraph, verb, entry, fixed_at, lexicon)
            if found:
                return found, noun
            continue
        if slot == "predication":
            judged = predication(paragraph, verb, lexicon)
            if judged is not None:
                return [judged], None
            continue
        before = _clause_before(paragraph, verb) if slot == "clause" else None
        if before is not None:
            return [before], None
        heads = _said_of_target(verb, slot, entry, lexicon) or slot_heads(verb, slot, fixed, entry)
        heads = [h for h in heads if h.i not in fixed_at]
        seen = _seen_in_it(paragraph, verb, slot, entry) if not heads else []
        if seen:
            return seen, None
        if slot not in SYNTACTIC_SLOTS:
            heads = [h for h in heads if not _has_other_object(verb, h, entry)]
        if not heads or (slot == "clause" and _is_of_noun(verb, heads[0], entry, lexicon)):
            continue
        head = heads[0]
        if entry.noun_only and not (head.lemma_ in lexicon.nouns and has_possessive(head)):
            continue
        if slot == "obj_inf":
            return _with_doer(paragraph, verb, split_contents(paragraph, head, slot, entry.act)), None
        if entry.noun_act and head.pos_ == "NOUN" and head.lemma_ in lexicon.nouns:
            inner = noun_contents(paragraph, head, lexicon.nouns[head.lemma_][0])
            return inner or split_contents(paragraph, head, slot, entry.act), head
        found = split_contents(paragraph, head, slot, entry.act)
        if slot == "adj" and not entry.reflexive:
            return _with_judged(paragraph, verb, found), None
        return _with_what_follows(paragraph, verb, found, entry), None
    if "quote" in entry.content and verb.dep_ not in ("acl", "amod") and not _is_full(verb, entry):
        quoted = _manner_quoted(paragraph, verb, entry) or _quoted_contents(paragraph, verb, entry.act)
        if quoted and not _is_thing_done(paragraph, verb, quoted[0], entry):
            return quoted, None
    return _by_itself(paragraph, verb, entry), None


def _seen_in_it(paragraph: ParsedParagraph, verb: Token, slot: str, entry: CueVerb) -> list[Content]:
    """*In the raid X sees a crime*, *a step in which X sees a crime*, *X y voit un crime*: with the place
    before the verb, what is seen there is what is said.
    """
    if slot in SYNTACTIC_SLOTS or entry.rest or "obj" in (*entry.content, *entry.addressee, *entry.target):
        return []
    pronouns = grammar_of(verb).pronouns
    there = any(plain(c) in pronouns.of_place and c.i < verb.i for c in children(verb, "obl", "iobj", "obj"))
    before = grammar_of(verb).verbs.subject_first and any(o.i < verb.i for o in obliques(verb, slot))
    if not there and not (before and "predication" in entry.content):
        return []
    objects = [o for o in children(verb, "obj") if o.i > verb.i and o.pos_ == "NOUN"]
    return [Content(trim(paragraph, list(o.subtree)), "obj", o) for o in objects[:1]]


def _clause_before(paragraph: ParsedParagraph, verb: Token) -> Content | None:
    """*That S has been confirmed by X*: the clause that opens the sentence of a passive is what is said."""
    first = next((t for t in verb.sent if not t.is_punct), verb)
    if not is_passive(verb) or not is_conjunction(first) or first.dep_ != "mark" or first.head == verb:
        return None
    if first.head.head != verb and verb.head != first.head:
        return None
    group = min(t.i for t in (verb, *children(verb, "aux", "aux:pass", "advmod")) if t.i > first.i)
    words = [t for t in verb.doc[first.i : group] if not t.is_space]
    return Content(trim(paragraph, words), "clause", first.head) if len(words) > 2 else None


def _is_of_noun(verb: Token, clause: Token, entry: CueVerb, lexicon: CueLexicon) -> bool:
    """*restated his view that S*: the clause goes with the cue noun right before it."""
    if not entry.noun_act or "obj" not in entry.content:
        return False
    nouns = [o for o in children(verb, "obj") if o.i < clause.left_edge.i and o.lemma_ in lexicon.nouns]
    if clause.head in nouns and any(map(is_conjunction, children(clause, "mark"))):
        return True
    return (
        bool(nouns) and nouns[0].right_edge.i + 1 == clause.left_edge.i and is_conjunction(clause.left_edge)
    )


def _with_judged(paragraph: ParsedParagraph, verb: Token, contents: list[Content]) -> list[Content]:
    """*juge « inacceptables » les frappes*: the object right before or behind its predicate goes with it."""
    if len(contents) != 1:
        return contents
    only = contents[0]
    for obj in (o for o in children(verb, "obj") if o.pos_ in ("NOUN", "PROPN")):
        span = trim(paragraph, list(obj.subtree))
        if (
            obj.i > verb.i
            and obj != only.head
            and 0 <= max(span.start - only.span.end, only.span.start - span.end) <= 1
        ):
            whole = Span(min(span.start, only.span.start), max(span.end, only.span.end))
            return [replace(only, span=whole)]
    return contents


def _with_what_follows(
    paragraph: ParsedParagraph, verb: Token, contents: list[Content], entry: CueVerb
) -> list[Content]:
    """*voit dans ce vote une décision « historique »*: the object right behind a phrase goes with it."""
    if len(contents) != 1 or "obj" in (*entry.content, *entry.addressee, *entry.target):
        return contents
    only = contents[0]
    for obj in children(verb, "obj"):
        between = paragraph.at(obj.left_edge).start - only.span.end
        if only.slot in entry.prepositions and 0 < between <= 1:
            end = trim(paragraph, list(obj.subtree)).end
            return [replace(only, span=Span(only.span.start, end))]
    return contents


def _said_of_target(verb: Token, slot: str, entry: CueVerb, lexicon: CueLexicon) -> list[Token]:
    """*qualifie ces propos de « prématurés »*: what is said of the target, without an article, hung on it."""
    if "obj" not in entry.target or entry.rest or slot != grammar_of(verb).prepositions.genitive:
        return []
    below = [c for o in children(verb, "obj") if o.i > verb.i for t in o.subtree for c in children(t, "nmod")]
    bare = [c for c in below if preposition_is(c, slot) and not children(c, "det")]
    if entry.act is SpeechAct.ACCUSE:
        # "accuse la junte de crimes", but no part of a name ("accuse la Haute-Rive d'Orvik")
        return [c for c in bare if c.pos_ != "PROPN" or c.head.pos_ != "PROPN"][-1:]
    return [c for c in bare if _follows_mark(c) or predicate_act(c, lexicon) is not None][-1:]


def _follows_mark(word: Token) -> bool:
    """Whether an opening quotation mark stands before its phrase."""
    before = word.doc[max(0, word.left_edge.i - 1) : word.i]
    return any(t.text[0] in '«“"' for t in before)


def _has_other_object(verb: Token, head: Token, entry: CueVerb) -> bool:
    """*saw the world in a new way*, but *saw in the visit a sign*: the object stands before the phrase."""
    if entry.act is not SpeechAct.ASSERT:
        return False  # "conditions the truce on N", "subordonne toute aide à N"
    if entry.rest or {"obj", "obj_inf"} & {*entry.content, *entry.addressee, *entry.target}:
        return False
    between = (o for o in children(verb, "obj") if verb.i < o.i < head.left_edge.i)
    return any(o.pos_ in ("NOUN", "PROPN") for o in between)


def _is_full(verb: Token, entry: CueVerb) -> bool:
    """*if they continued their drills, and called it “N”*: a verb with an object that is neither what it says
    nor whom it is said to.
    """
    if not grammar_of(verb).verbs.subject_first or "obj" in (*entry.content, *entry.addressee, *entry.target):
        return False
    return any(o.i > verb.i and o.pos_ == "NOUN" for o in children(verb, "obj"))


# Acts that a verb may do with nothing beside it: "Karlovar a accepté".
ANSWERS = frozenset({SpeechAct.AGREE, SpeechAct.REFUSE, SpeechAct.DENY})


def _by_itself(paragraph: ParsedParagraph, verb: Token, entry: CueVerb) -> list[Content]:
    """*l'a remercié*, *y consent*, *a accepté*: where only a pronoun stands for what is said, or nothing, the
    content is the verb itself.
    """
    if entry.act is SpeechAct.ASSERT or not is_finite(verb) or verb.dep_ == "acl:relcl" or is_passive(verb):
        return []
    if children(verb, "mark") or is_future(verb) or quotation_around(paragraph, verb) is not None:
        return []  # "si Karlovar refuse", « Karlovar le regrettera »
    clitics = [
        c
        for c in (*children(verb, "obj", "iobj", "obl", "advmod", "expl"), *children(verb, "obl:arg"))
        if c.i < verb.i and plain(c) in grammar_of(verb).pronouns.object
    ]
    if clitics and ("obj" in (*entry.content, *entry.target) or entry.prepositions):
        return [Content(paragraph.span_of([clitics[0], verb]), "obj", None)]
    if entry.act not in ANSWERS or entry.reflexive or entry.rest or not entry.plain_obj:
        return []
    after = verb.nbor() if verb.i + 1 < len(verb.doc) else None
    if after is not None and not after.is_punct and after.pos_ != "CCONJ":
        return []
    subject = [t for s in children(verb, "nsubj") if s.i < verb.i for t in s.subtree]
    group = [verb, *children(verb, "aux", "advmod")]
    return [Content(paragraph.span_of([t for t in (*subject, *group) if t.i <= verb.i]), "obj", None)]


def _manner_quoted(paragraph: ParsedParagraph, verb: Token, entry: CueVerb) -> list[Content]:
    """*le condamne « avec la plus grande fermeté »*: only a pronoun stands for what is said, the quotation
    tells how; a parser may take the pronoun for an article.
    """
    after = verb.nbor() if verb.i + 1 < len(verb.doc) else None
    before = [c for c in children(verb, "obj", "iobj", "det") if c.i < verb.i and plain(c) in _clitics(verb)]
    if after is None or not before or "obj" not in (*entry.content, *entry.target):
        return []
    quotation = next((q for q in paragraph.quotations if q.span.contains(paragraph.at(after))), None)
    first = after.nbor() if quotation is not None and after.i + 1 < len(after.doc) else None
    if quotation is None or first is None or first.pos_ != "ADP":
        return []
    return [Content(Span(paragraph.at(before[0]).start, quotation.span.end), "obj", None)]


def _clitics(verb: Token) -> frozenset[str]:
    return grammar_of(verb).pronouns.object


def _with_doer(paragraph: ParsedParagraph, verb: Token, contents: list[Content]) -> list[Content]:
    """*wants the junta to go*: what is said begins with who is to do it."""
    doer = doer_of(verb, contents[0].head) if contents and contents[0].head is not None else None
    if doer is None:
        return contents
    first = contents[0]
    start = min(first.span.start, paragraph.at(doer.left_edge).start)
    return [replace(first, span=Span(start, first.span.end)), *contents[1:]]


def _object_contents(
    paragraph: ParsedParagraph, verb: Token, entry: CueVerb, fixed_at: set[int], lexicon: CueLexicon
) -> tuple[list[Content], Token | None]:
    if "obj" in entry.addressee:
        return [], None
    grammar = grammar_of(verb)
    taken_up = _taken_up(paragraph, verb, entry) or _claim_before(paragraph, verb, entry, lexicon)
    if taken_up is not None:
        return [taken_up], None
    for obj in _objects(verb, entry):
        named = _what_is_named(paragraph, obj)
        if named is not None:
            return [named], None
        if plain(obj) in grammar.negation.nothing and is_negated(verb):
            group = [t for t in (verb, *children(verb, "advmod"), obj) if t.i <= obj.i]
            return [Content(paragraph.span_of(group), "obj", obj)], None
        if (
            obj.i in fixed_at
            or obj.pos_ in ("PRON", "VERB", "AUX")
            or plain(obj) in grammar.pronouns.reflexive
        ):
            continue
        opened = _opened_by(paragraph, obj)
        if opened is not None:
            noun = obj if entry.noun_act and obj.lemma_ in lexicon.nouns else None
            # "ses exigences : « désarmement », retrait et péage"
            return (listed_after_colon(paragraph, obj) if noun is not None else []) or [opened], noun
        if entry.noun_act and obj.pos_ == "NOUN" and obj.lemma_ in lexicon.nouns:
            inner = (
                noun_contents(paragraph, obj, lexicon.nouns[obj.lemma_][0]) if not is_of_others(obj) else []
            )
            inner = inner or listed_after_colon(paragraph, obj, anywhere=True)
            return inner or split_contents(paragraph, obj, "obj", entry.act), obj
        if children(obj, "nummod"):
            # "a demandé trois choses : A, B et C"
            items = listed_after_colon(paragraph, obj, anywhere=True)
            items = items or listed_with_dashes(paragraph, obj, "list")
            if items:
                return items, None
        quotation = None if entry.plain_obj else quotation_around(paragraph, obj)
        in_own_quotation = quotation is not None and not quotation.span.contains(paragraph.at(verb))
        if obj == verb.head and entry.plain_obj:
            tokens = subtree(obj, without=[verb])
            return [Content(trim(paragraph, tokens), "obj", obj)], None
        if entry.plain_obj or in_own_quotation:
            found = _with_participle(paragraph, verb, obj, split_contents(paragraph, obj, "obj", entry.act))
            return _with_infinitive(paragraph, obj, found, lexicon), None
    return (_behind_fixed(paragraph, verb, fixed_at) if entry.plain_obj else []), None


def _claim_before(
    paragraph: ParsedParagraph, verb: Token, entry: CueVerb, lexicon: CueLexicon
) -> Content | None:
    """*accused X of P, a charge that X denies*: the claim that a relative clause denies."""
    claim = verb.head
    denies = entry.claim_act is not None or entry.act is SpeechAct.DENY
    if (
        not denies
        or verb.dep_ != "acl:relcl"
        or claim.lemma_.lower() not in lexicon.claims
        or claim.i > verb.i
    ):
        return None
    whose = [s for s in children(verb, "nsubj") if not has_feature(s, "PronType", "Rel")]
    if not whose or any(o.i > verb.i for o in children(verb, "obj", "ccomp", "xcomp")):
        return None
    words = [t for t in verb.doc[claim.left_edge.i : verb.i + 1] if not t.is_space]
    return Content(trim(paragraph, words), "obj", claim)


def _behind_fixed(paragraph: ParsedParagraph, verb: Token, fixed_at: set[int]) -> list[Content]:
    """*a mis en avant les progrès*, with *en avant* as the preposition of *progrès*: the object."""
    for phrase in children(verb, "obl", "obl:arg") if fixed_at else []:
        before = [t for c in children(phrase, "case") for t in (c, *children(c, "fixed"))]
        if before and all(t.i in fixed_at for t in before):
            words = [t for t in phrase.subtree if t.i not in fixed_at]
            return [Content(trim(paragraph, words), "obj", phrase)]
    return []


def _with_participle(
    paragraph: ParsedParagraph, verb: Token, obj: Token, contents: list[Content]
) -> list[Content]:
    """*wants the lock repaired*: what is to be done to the object goes with it."""
    done = [
        c
        for c in children(verb, "xcomp")
        if c.i == obj.right_edge.i + 1 and is_participle(c) and has_feature(c, "Tense", "Past")
    ]
    if not done or len(contents) != 1 or not grammar_of(verb).verbs.subject_first:
        return contents
    return [
        replace(contents[0], span=Span(contents[0].span.start, trim(paragraph, list(done[0].subtree)).end))
    ]


def _what_is_named(paragraph: ParsedParagraph, obj: Token) -> Content | None:
    """*a dénoncé ce qu'il appelle N*: the object is all that is named so."""
    naming = any(is_naming(c) for c in children(obj, "acl:relcl"))
    return Content(trim(paragraph, list(obj.subtree)), "obj", obj) if naming else None


def _opened_by(paragraph: ParsedParagraph, noun: Token) -> Content | None:
    """*a posé une condition : « S »*: the quotation behind the noun and a colon is what is said."""
    end = paragraph.at(noun.doc[max(t.i for t in noun.subtree)]).end
    at = paragraph.at(noun)
    base = paragraph.span.start
    for quotation in paragraph.quotations:
        if quotation.span.start < at.end:
            continue
        between = paragraph.doc.text[at.end - base : quotation.span.start - base].rstrip()
        near = between.endswith(":") and not any(c in between for c in ",;.")
        return Content(tighten(paragraph, quotation.inner), "quote", None) if near and end >= at.end else None
    return None


def _with_infinitive(
    paragraph: ParsedParagraph, noun: Token, contents: list[Content], lexicon: CueLexicon
) -> list[Content]:
    """*déplore la réticence de N à P*: the infinitive of a cue noun, hung on the verb by the parser."""
    if len(contents) != 1 or noun.lemma_ not in lexicon.nouns:
        return contents
    inner = noun_contents(paragraph, noun, lexicon.nouns[noun.lemma_][0])
    only = contents[0]
    if not inner or inner[-1].slot != "inf" or inner[-1].span.end <= only.span.end:
        return contents
    return [replace(only, span=Span(only.span.start, inner[-1].span.end))]


def _taken_up(paragraph: ParsedParagraph, verb: Token, entry: CueVerb) -> Content | None:
    """What a relative clause takes up: *..., ce que X a démenti*, *un plan que X rejette*.

    After *ce* it is the clause before, in the slot "antecedent", whose head is its verb.
    """
    relative = verb.dep_ == "acl:relcl" or (
        verb.dep_ == "acl" and is_finite(verb) and not children(verb, "obj")
    )
    if not relative or entry.act is SpeechAct.ASSERT or not entry.plain_obj:
        return None
    pronouns = grammar_of(verb).pronouns
    if not any(plain(o) in pronouns.relative_object for o in children(verb, "obj", "mark")):
        return None
    antecedent = verb.head
    if plain(antecedent) not in pronouns.of_clause:
        return Content(trim(paragraph, subtree(antecedent, without=[verb])), "obj", antecedent)
    clause = antecedent.head
    if clause == antecedent:
        return None
    before = [t for t in subtree(clause, without=[antecedent]) if t.i < antecedent.i]
    told = sum(t.is_word for t in before) > 1  # not "voilà ce qu'a demandé X"
    return Content(trim(paragraph, before), "antecedent", clause) if told else None


def _objects(verb: Token, entry: CueVerb) -> list[Token]:
    """The direct objects of a verb; in the passive its subject, of a participle the noun it stands with."""
    if is_passive(verb):
        return children(verb, "nsubj:pass")
    if verb.dep_ == "acl" and is_participle(verb) and children(verb, "obl:agent"):
        # "une trêve réclamée par X": a deed, where the act is more than telling
        return [verb.head] if entry.act is not SpeechAct.ASSERT else []
    found = [o for o in children(verb, "obj") if not _has_preposition(o)]
    subjects = children(verb, "nsubj")
    if grammar_of(verb).verbs.subject_first and any(s.i < verb.i for s in subjects):
        # what a parser took for a second subject
        found += [s for s in subjects if s.i > verb.i]
    found = found or _bare_predicates(verb, entry)
    if found or grammar_of(verb).prepositions.genitive in entry.content:
        return found
    return [c for c in children(verb, "obl", "obl:arg")[:1] if _is_partitive(verb, c) or _is_bare(verb, c)]


def _bare_predicates(verb: Token, entry: CueVerb) -> list[Token]:
    """*urged calm* with *calm* as its predicate: such a verb has none, so the noun is its object."""
    if "adj" in entry.content or not entry.plain_obj or not grammar_of(verb).verbs.subject_first:
        return []
    bare = [c for c in children(verb, "xcomp", "ccomp") if c.pos_ in ("ADJ", "NOUN") and c.i > verb.i]
    return [
        c for c in bare if not children(c, "mark", "case", "cop", "nsubj") and c.left_edge.i == verb.i + 1
    ]


def _has_preposition(obj: Token) -> bool:
    """*a condamné avec fermeté N*: no object, unless what stands before it is a partitive article."""
    first = obj.left_edge if obj.left_edge.pos_ == "ADP" and obj.left_edge.i < obj.i else None
    if (
        first is not None
        and is_negated(obj.head)
        and preposition(first) == grammar_of(obj).prepositions.genitive
    ):
        return False  # "ne promet pas de miracle"
    return first is not None and not first.text.startswith(("«", '"')) and not _is_article(first)


def _is_article(word: Token) -> bool:
    articles = grammar_of(word).determiners.partitive
    written = " ".join(plain(t) for t in word.doc[word.i : word.i + 2])
    return plain(word) in articles or written in articles


def _is_bare(verb: Token, phrase: Token) -> bool:
    """*a exclu toute trêve*: a noun right behind the verb with no preposition that a parser took for an
    adverbial.
    """
    near = 0 < phrase.left_edge.i - verb.i <= 1 and phrase.pos_ == "NOUN"
    return near and bool(children(phrase, "det", "amod")) and not children(phrase, "case", "mark")


def _is_partitive(verb: Token, phrase: Token) -> bool:
    """*a promis du blé*: an object with an article that a parser took for a preposition."""
    first = phrase.left_edge
    written = " ".join(plain(t) for t in phrase.doc[first.i : first.i + 2])
    articles = grammar_of(verb).determiners.partitive
    return 0 < first.i - verb.i <= PARTITIVE_WITHIN and (plain(first) in articles or written in articles)


def _quoted_contents(paragraph: ParsedParagraph, verb: Token, act: SpeechAct) -> list[Content]:
    """The quotation that the verb opens (*a dit : « ... »*), or that its clause runs into, when no slot was
    filled.
    """
    sentence, at = paragraph.span_of(list(verb.sent)), paragraph.at(verb)
    quotation = next((q for q in paragraph.quotations if at.end <= q.span.start < sentence.end), None)
    if quotation is None:
        return []
    base = paragraph.span.start
    between = paragraph.doc.text[at.end - base : quotation.span.start - base]
    far = len(between) > QUOTATION_WITHIN or _is_of_another(paragraph, verb, quotation)
    if (far and ":" not in between) or ";" in between:
        return []
    items = listed_with_dashes(paragraph, verb, "quote") if act in SPLIT_ALWAYS else []
    return items or [Content(_with_conjunction(paragraph, verb, quotation), "quote", None)]


def _is_thing_done(paragraph: ParsedParagraph, verb: Token, content: Content, entry: CueVerb) -> bool:
    """*allait assurer « l'ordre nécessaire »*: a quoted noun as the object of a verb that has no other."""
    behind = verb.nbor() if verb.i + 1 < len(verb.doc) else verb
    if "obj" in entry.content or behind.text == ":":
        return False
    objects = [o for o in children(verb, "obj") if content.span.contains(paragraph.at(o))]
    nouns = bool(objects) and all(o.pos_ == "NOUN" and children(o, "det") for o in objects)
    return nouns and not any(map(is_finite_form, paragraph.tokens_in(content.span)))


def _is_of_another(paragraph: ParsedParagraph, verb: Token, quotation: Quotation) -> bool:
    """*ordered troops into the area, a step in which Orvik sees “an act of war”*: another clause opens it."""
    first = next((t for t in verb.doc[verb.i + 1 :] if paragraph.at(t).end > quotation.span.start), verb)
    between = verb.doc[verb.i + 1 : first.i]
    verbs = grammar_of(verb).verbs
    own = [t for t in between if t.pos_ == "VERB" and is_finite(t) and t.lemma_.lower() not in verbs.naming]
    # not "denounced what he called “N”"
    return verbs.subject_first and any(children(t, "nsubj", "nsubj:pass") for t in own)


def _with_conjunction(paragraph: ParsedParagraph, verb: Token, quotation: Quotation) -> Span:
    """*a dit que l'armée « faisait tout »*: what is said begins at *que*, before the quotation."""
    before: Token | None = None
    for token in verb.doc[verb.i + 1 : verb.sent.end]:
        at = paragraph.at(token)
        if at.start >= quotation.span.start:
            break
        if is_conjunction(token):
            return Span(at.start, quotation.span.end)
        before = token
    if before is not None and _is_function_word(before):
        # "de la « disponibilité totale »"
        while before.i > verb.i + 1 and _is_function_word(before.nbor(-1)):
            before = before.nbor(-1)
        return Span(paragraph.at(before).start, quotation.span.end)
    return tighten(paragraph, quotation.inner)


def _is_function_word(token: Token) -> bool:
    return token.pos_ in ("DET", "ADP")
