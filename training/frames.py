"""Sentences that report speech and contacts, with their syntax: the ways the news puts who said what to whom.

The treebanks hold few of them, and a parser trained on the treebanks alone reads *a déclaré X* behind a
quotation wrongly three times in four. What is said comes from the treebanks; who says it is invented.
"""

from __future__ import annotations

from collections.abc import Callable

from training.acts import asked, asked_for, declared_ready, urged, with_gerund
from training.parts import SUBJECTS, Parts, full_stop, without_final_comma
from training.phrases import Sentence, phrase, uncapitalised, word
from training.sources import according_to, closing_source, inverted
from training.trees import Tree, children_of, insert, root_of, subtree_of


def speech_then_source(parts: Parts) -> Tree:
    """« S », a déclaré X. — S, a-t-il dit. — « S », selon X."""
    out = Sentence()
    clause = parts.clause()
    top = out.add(parts.quoted(clause) if parts.chance(0.7) else clause)
    comma = out.add(word(",", "PUNCT"))
    if parts.chance(0.12):
        out.hang(
            comma,
            "punct",
            parts.with_case(out, "selon", without_final_comma(parts.speakers.speaker()), "obl", top),
        )
    else:
        out.hang(comma, "punct", inverted(parts, out, top))
    return full_stop(out, top)


def source_inside_speech(parts: Parts) -> Tree:
    """« Le sommet, a ajouté X, aura lieu. » — Le sommet, selon X, aura lieu."""
    clause = parts.clause()
    top = root_of(clause)
    subjects = [
        i
        for i in children_of(clause, top)
        if clause[i].rel in SUBJECTS and i < top and clause[i].upos != "PRON"
    ]
    end = max(subtree_of(clause, subjects[0])) + 1 if subjects else 0
    if not 0 < end <= top:
        return speech_then_source(parts)
    aside = Sentence()
    if parts.chance(0.3):
        aside_top = parts.with_case(aside, "selon", parts.speakers.speaker(long=False), "obl", -1)
        rel = "obl"
    else:
        aside_top = inverted(parts, aside, -1, long=False)
        rel = "parataxis"
    piece = insert(aside.tree(), 0, word(",", "PUNCT"), "punct", aside_top)
    piece = insert(piece, len(piece), word(",", "PUNCT"), "punct", aside_top + 1)
    whole = insert(clause, end, piece, rel, top)
    out = Sentence()
    place = out.add(parts.quoted(whole) if parts.chance(0.6) else whole)
    return full_stop(out, place)


def said_that(parts: Parts) -> Tree:
    """X a déclaré mardi à son homologue que S, selon Y."""
    out = Sentence()
    verb = parts.said(out, None if parts.chance(0.15) else parts.speakers.speaker())
    parts.to_whom(out, verb, 0.2)
    parts.circumstance(out, verb)
    first = parts.that(out, parts.maybe_fragment(parts.clause()), verb)
    if parts.chance(0.18):
        et = out.add(word("et", "CCONJ"))
        second = parts.that(out, parts.clause(), first, "conj")
        out.hang(et, "cc", second)
    closing_source(parts, out, verb, 0.15)
    return full_stop(out, verb)


def source_then_clause(parts: Parts) -> Tree:
    """Selon X, S. — Toujours d'après X, S. — Pour X, S."""
    out = Sentence()
    adverb = out.add(word("Toujours", "ADV")) if parts.chance(0.1) else None
    if parts.chance(0.12):
        source = parts.with_case(out, "Pour", without_final_comma(parts.speakers.speaker()), "obl", -1)
    else:
        source = according_to(parts, out, parts.choose("selon", "selon", "d'après"), -1)
    if adverb is not None:
        out.hang(adverb, "advmod", source)
    comma = out.add(word(",", "PUNCT"))
    out.hang(comma, "punct", source)
    clause = parts.contact() if parts.chance(0.25) else parts.maybe_fragment(parts.clause())
    top = out.add(uncapitalised(clause))
    out.hang(source, "obl", top)
    return full_stop(out, top)


def chain(parts: Parts) -> Tree:
    """X a fait savoir que Y avait demandé que S. — X a dit que Y avait demandé à Z de P."""
    out = Sentence()
    subject = parts.speakers.speaker()
    if parts.chance(0.45):
        top = out.add(subject)
        aux = out.add(word(parts.choose("a", "avait", "aurait"), "AUX"))
        helper = out.add(word("fait", "AUX"))
        verb = out.add(word("savoir", "VERB"))
        out.hang_all([aux, helper], "aux", verb)
        out.hang(top, "nsubj", verb)
    else:
        verb = parts.said(out, subject)
    inner = Sentence()
    told = inner.add(parts.speakers.speaker())
    aux = inner.add(word(parts.choose("avait", "avait", "a", "aurait"), "AUX"))
    deep = inner.add(
        word(parts.choose("demandé", "exigé", "affirmé", "assuré", "promis", "dit", "souhaité"), "VERB")
    )
    inner.hang(told, "nsubj", deep)
    inner.hang(aux, "aux", deep)
    if parts.chance(0.6):
        parts.that(inner, parts.maybe_fragment(parts.clause()), deep)
    else:
        parts.to_whom(inner, deep)
        parts.to_do(inner, "de", deep)
    parts.circumstance(out, verb, 0.15)
    parts.that(out, inner.tree(), verb)
    closing_source(parts, out, verb, 0.12)
    return full_stop(out, verb)


def relative_subject(parts: Parts) -> Tree:
    """X, qui s'est entretenu mardi avec Y, a déclaré que S."""
    out = Sentence()
    subject = out.add(without_final_comma(parts.speakers.speaker(long=False)))
    comma = out.add(word(",", "PUNCT"))
    if parts.chance(0.65):
        who = out.add(word("qui", "PRON"))
        inner = parts.predicate(out)
        out.hang(who, "nsubj", inner)
        out.hang(inner, "acl:relcl", subject)
    else:
        inner = out.add(word(parts.choose("interrogé", "cité"), "VERB"), "acl", subject)
        parts.with_case(out, "par", parts.speakers.speaker(long=False), "obl:agent", inner)
    out.hang_all([comma, out.add(word(",", "PUNCT"))], "punct", inner)
    aux = out.add(word("a", "AUX"))
    verb = out.add(word(parts.speakers.pick("said_that"), "VERB"))
    out.hang(aux, "aux", verb)
    out.hang(subject, "nsubj", verb)
    parts.that(out, parts.maybe_fragment(parts.clause()), verb)
    return full_stop(out, verb)


def as_said(parts: Parts) -> Tree:
    """Comme l'a expliqué X, S. — S, comme l'a dit X."""
    out = Sentence()

    def comment(head: int) -> int:
        mark = out.add(word("comme", "SCONJ"))
        it = out.add(phrase("l'/PRON"))
        aux = out.add(word("a", "AUX"))
        verb = out.add(word(parts.speakers.pick("said"), "VERB"), "advcl", head)
        out.hang(mark, "mark", verb)
        out.hang(it, "obj", verb)
        out.hang(aux, "aux", verb)
        out.add(without_final_comma(parts.speakers.speaker()), "nsubj", verb)
        parts.circumstance(out, verb, 0.2)
        return verb

    if parts.chance(0.6):
        verb = comment(-1)
        out.hang(out.add(word(",", "PUNCT")), "punct", verb)
        top = out.add(uncapitalised(parts.clause()))
        out.hang(verb, "advcl", top)
    else:
        top = out.add(parts.clause())
        comma = out.add(word(",", "PUNCT"))
        out.hang(comma, "punct", comment(top))
    return full_stop(out, top)


def which_someone_rejects(parts: Parts) -> Tree:
    """S, ce que rejette X. — C'est ce qu'a indiqué X."""
    out = Sentence()
    is_separate = parts.chance(0.35)
    if is_separate:
        it = out.add(word("c'", "PRON"))
        copula = out.add(word("est", "AUX"))
        pivot = out.add(word("ce", "PRON"))
        out.hang(it, "nsubj", pivot)
        out.hang(copula, "cop", pivot)
    else:
        top = out.add(parts.clause())
        comma = out.add(word(",", "PUNCT"))
        pivot = out.add(word("ce", "PRON"), "parataxis", top)
        out.hang(comma, "punct", pivot)
    which = out.add(word("que", "PRON"))
    aux = out.add(word("a", "AUX")) if parts.chance(0.5) else None
    form = (
        parts.speakers.pick("said_that")
        if aux is not None
        else parts.choose("rejette", "conteste", "dément", "affirme", "refuse", "nie", "dénonce")
    )
    verb = out.add(word(form, "VERB"), "acl:relcl", pivot)
    out.hang(which, "obj", verb)
    if aux is not None:
        out.hang(aux, "aux", verb)
    out.add(without_final_comma(parts.speakers.speaker()), "nsubj", verb)
    parts.circumstance(out, verb, 0.2)
    return full_stop(out, pivot if is_separate else top)


def colon_speech(parts: Parts) -> Tree:
    """X a déclaré : « S. »"""
    out = Sentence()
    verb = parts.said(out, None if parts.chance(0.15) else parts.speakers.speaker(), "said")
    parts.circumstance(out, verb)
    colon = out.add(word(":", "PUNCT"))
    speech = parts.clause()
    speech = (
        insert(speech, len(speech), word(".", "PUNCT"), "punct", root_of(speech))
        if parts.chance(0.4)
        else speech
    )
    place = out.add(parts.quoted(speech), "ccomp", verb)
    out.hang(colon, "punct", place)
    return full_stop(out, verb) if parts.chance(0.5) else out.tree()


def headline(parts: Parts) -> Tree:
    """Ukraine : X appelle Y à P — Entretien téléphonique entre X et Y"""
    out = Sentence()
    kind = parts.speakers.random.random()
    if kind < 0.35:
        top = out.add(word(parts.choose("Entretien", "Rencontre", "Échange", "Sommet", "Appel"), "NOUN"))
        if parts.chance(0.4):
            out.add(word("téléphonique", "ADJ"), "amod", top)
        parts.with_case(out, "entre", parts.speakers.couple(), "nmod", top)
        return out.tree()
    place = out.add(word(parts.speakers.pick("places"), "PROPN"))
    colon = out.add(word(":", "PUNCT"))
    subject = out.add(parts.speakers.principal())
    if kind < 0.7:
        verb = out.add(word(parts.choose("appelle", "exhorte", "invite"), "VERB"))
        out.add(parts.speakers.principal(), "obj", verb)
        parts.to_do(out, "à", verb)
    else:
        verb = out.add(word(parts.choose("demande", "dénonce", "rejette", "promet", "salue"), "VERB"))
        out.add(parts.thing(), "obj", verb)
    out.hang(subject, "nsubj", verb)
    out.hang(place, "obl", verb)
    out.hang(colon, "punct", place)
    return out.tree()


def contact_story(parts: Parts) -> Tree:
    """X s'est entretenu mardi avec Y pendant 1h30, à l'initiative de Z, a indiqué W."""
    out = Sentence()
    top = out.add(parts.contact())
    if parts.chance(0.2):
        with_gerund(parts, out, top)
    closing_source(parts, out, top, 0.5)
    return full_stop(out, top)


def announced_contact(parts: Parts) -> Tree:
    """L'Élysée a annoncé que X s'était entretenu avec Y."""
    out = Sentence()
    verb = parts.said(out, parts.speakers.speaker())
    parts.that(out, parts.contact(), verb)
    return full_stop(out, verb)


def impersonal(parts: Parts) -> Tree:
    """Il a été convenu de P. — Il est prévu que S."""
    out = Sentence()
    it = out.add(word("il", "PRON"))
    aux = [out.add(word("a", "AUX")), out.add(word("été", "AUX"))]
    verb = out.add(word(parts.choose("convenu", "décidé", "annoncé", "demandé", "proposé"), "VERB"))
    out.hang(it, "expl:subj", verb)
    out.hang(aux[0], "aux", verb)
    out.hang(aux[1], "aux:pass", verb)
    if parts.chance(0.6):
        parts.to_do(out, "de", verb)
    else:
        parts.that(out, parts.clause(), verb)
    closing_source(parts, out, verb, 0.4)
    return full_stop(out, verb)


FRAMES: tuple[tuple[int, Callable[[Parts], Tree]], ...] = (
    (24, speech_then_source),
    (10, source_inside_speech),
    (13, said_that),
    (9, source_then_clause),
    (6, chain),
    (8, asked),
    (6, asked_for),
    (6, urged),
    (5, declared_ready),
    (5, relative_subject),
    (4, as_said),
    (4, which_someone_rejects),
    (4, colon_speech),
    (3, headline),
    (9, contact_story),
    (3, announced_contact),
    (2, impersonal),
)


def make_sentence(parts: Parts) -> Tree:
    """One sentence at random."""
    makers = [make for _, make in FRAMES]
    return parts.speakers.random.choices(makers, [weight for weight, _ in FRAMES])[0](parts)
