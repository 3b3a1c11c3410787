"""Sentences that report what was asked, refused, promised, with their syntax."""

from __future__ import annotations

from training.parts import Parts, full_stop
from training.phrases import Sentence, word
from training.sources import closing_source
from training.trees import Tree


def asked(parts: Parts) -> Tree:
    """X a demandé à Y de P; X lui a demandé de P; X a promis de P."""
    out = Sentence()
    if parts.chance(0.25):
        subject = out.add(parts.speakers.speaker())
        pronoun = out.add(word("lui", "PRON"))
        aux = out.add(word(parts.choose("a", "aurait", "avait"), "AUX"))
        verb = out.add(word(parts.speakers.pick("asked"), "VERB"))
        out.hang(subject, "nsubj", verb)
        out.hang(pronoun, "iobj", verb)
        out.hang(aux, "aux", verb)
        parts.to_do(out, "de", verb)
    elif parts.chance(0.7):
        verb = parts.said(out, parts.speakers.speaker(), "asked")
        parts.to_whom(out, verb)
        parts.to_do(out, "de", verb)
    else:
        verb = parts.said(out, parts.speakers.speaker(), "promised")
        parts.to_do(out, "de", verb)
    closing_source(parts, out, verb, 0.25)
    return full_stop(out, verb)


def asked_for(parts: Parts) -> Tree:
    """X a demandé un cessez-le-feu, un accès humanitaire et le retrait; X a demandé à Y une « garantie »."""
    out = Sentence()
    verb = parts.said(out, parts.speakers.speaker(), "took_object")
    parts.to_whom(out, verb, 0.15)
    parts.list_of(out, verb)
    if parts.chance(0.2):
        with_gerund(parts, out, verb)
    closing_source(parts, out, verb, 0.2)
    return full_stop(out, verb)


def urged(parts: Parts) -> Tree:
    """X a appelé Y à P; X a accusé Y de P; X a mis en garde Y contre N."""
    out = Sentence()
    kind = parts.speakers.random.random()
    if kind < 0.5:
        verb = parts.said(out, parts.speakers.speaker(), "urged_masculine")
        if parts.chance(0.85):
            out.add(parts.speakers.principal(), "obj", verb)
        if parts.chance(0.75):
            parts.to_do(out, "à", verb)
        else:
            parts.with_case(out, "à", parts.thing(), "obl", verb)
    elif kind < 0.75:
        subject = out.add(parts.speakers.speaker())
        aux = out.add(word("a", "AUX")) if parts.chance(0.6) else None
        verb = out.add(word("accusé" if aux is not None else "accuse", "VERB"))
        out.hang(subject, "nsubj", verb)
        if aux is not None:
            out.hang(aux, "aux", verb)
        out.add(parts.speakers.principal(), "obj", verb)
        parts.to_do(out, "de", verb)
    else:
        subject = out.add(parts.speakers.speaker())
        aux = out.add(word("a", "AUX"))
        verb = out.add(word("mis", "VERB"))
        out.hang(subject, "nsubj", verb)
        out.hang(aux, "aux", verb)
        guard = out.add(word("en", "ADP"))
        out.hang(guard, "case", out.add(word("garde", "NOUN"), "obl", verb))
        out.add(parts.speakers.principal(), "obj", verb)
        parts.with_case(out, "contre", parts.thing(), "obl", verb)
    closing_source(parts, out, verb, 0.2)
    return full_stop(out, verb)


def declared_ready(parts: Parts) -> Tree:
    """X s'est dit prêt à P; X se dit favorable à N; X s'est engagé à P; X s'est dit inquiet de N."""
    out = Sentence()
    subject = out.add(parts.speakers.speaker())
    kind = parts.speakers.random.random()
    is_perfect = parts.chance(0.6)
    reflexive = out.add(word("se", "PRON"))
    aux = out.add(word(parts.choose("est", "est", "était"), "AUX")) if is_perfect else None
    if kind < 0.75:
        verb = out.add(word(parts.choose("dit", "dit", "déclaré") if is_perfect else "dit", "VERB"))
        out.hang(reflexive, "obj", verb)
        state = out.add(
            word(
                parts.choose("prêt", "prêt", "disposé")
                if kind < 0.45
                else parts.choose("favorable", "opposé", "attaché"),
                "ADJ",
            ),
            "xcomp",
            verb,
        )
        if kind < 0.45:
            parts.to_do(out, "à", state)
        else:
            parts.with_case(out, "à", parts.thing(), "obl", state)
    else:
        verb = out.add(word("engagé" if is_perfect else "engage", "VERB"))
        out.hang(reflexive, "expl", verb)
        parts.to_do(out, "à", verb)
    out.hang(subject, "nsubj", verb)
    if aux is not None:
        out.hang(aux, "aux", verb)
    closing_source(parts, out, verb, 0.25)
    return full_stop(out, verb)


def with_gerund(parts: Parts, out: Sentence, verb: int) -> None:
    """Add *, en demandant à Y de P* or *, tout en soulignant que S*."""
    comma = out.add(word(",", "PUNCT"))
    adverb = out.add(word("tout", "ADV")) if parts.chance(0.4) else None
    mark = out.add(word("en", "ADP"))
    kind = parts.speakers.random.random()
    form = (
        "demandant"
        if kind < 0.4
        else parts.choose("soulignant", "rappelant", "ajoutant", "précisant", "affirmant")
    )
    gerund = out.add(word(form, "VERB"), "advcl", verb)
    out.hang(mark, "mark", gerund)
    out.hang(comma, "punct", gerund)
    if adverb is not None:
        out.hang(adverb, "advmod", gerund)
    if kind < 0.4:
        parts.to_whom(out, gerund)
        parts.to_do(out, "de", gerund)
    else:
        parts.that(out, parts.clause(), gerund)
