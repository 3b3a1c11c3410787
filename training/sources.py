"""Who says it, added to a sentence: a verb with its subject behind it, *selon X*."""

from __future__ import annotations

from training.parts import Parts, without_final_comma
from training.phrases import Sentence, word

PRONOUN_SUBJECTS = ("-t-il", "-t-il", "-t-elle", "-t-on")


def inverted(parts: Parts, out: Sentence, speech: int, *, long: bool = True) -> int:
    """Add a reporting verb with its subject behind it, hung on the speech; the verb's place."""
    kind = parts.speakers.random.random()
    if kind < 0.3:
        has = out.add(word("a", "AUX"))
        pronoun = out.add(word(parts.choose(*PRONOUN_SUBJECTS), "PRON"))
        adverb = (
            out.add(word(parts.choose("également", "aussi", "ensuite", "encore"), "ADV"))
            if parts.chance(0.15)
            else None
        )
        verb = out.add(word(parts.speakers.pick("said"), "VERB"), "parataxis", speech)
        out.hang(has, "aux", verb)
        out.hang(pronoun, "nsubj", verb)
        if adverb is not None:
            out.hang(adverb, "advmod", verb)
    elif kind < 0.36:
        verb = out.add(
            word(parts.choose("dit", "affirme", "ajoute", "explique", "précise"), "VERB"), "parataxis", speech
        )
        suffix = "-il" if out.form(verb) == "dit" else "-t-il"
        out.add(word(suffix, "PRON"), "nsubj", verb)
    else:
        is_perfect = kind < 0.7
        aux = out.add(word(parts.choose("a", "a", "a", "avait", "aurait"), "AUX")) if is_perfect else None
        verb = out.add(
            word(parts.speakers.pick("said" if is_perfect else "says"), "VERB"), "parataxis", speech
        )
        if aux is not None:
            out.hang(aux, "aux", verb)
        parts.circumstance(out, verb, 0.1)
        out.add(without_final_comma(parts.speakers.speaker(long=long)), "nsubj", verb)
    parts.circumstance(out, verb, 0.35)
    return verb


def closing_source(parts: Parts, out: Sentence, verb: int, probability: float) -> None:
    """Perhaps add *, selon X* or *, a indiqué X*."""
    if not parts.chance(probability):
        return
    comma = out.add(word(",", "PUNCT"))
    if parts.chance(0.5):
        case = parts.choose("selon", "selon", "d'après")
        out.hang(comma, "punct", according_to(parts, out, case, verb))
    else:
        out.hang(comma, "punct", inverted(parts, out, verb))


def according_to(parts: Parts, out: Sentence, case: str, head: int) -> int:
    """Add *selon X* or *d'après X*; the place of X."""
    speaker = without_final_comma(parts.speakers.speaker())
    if case.lower() == "selon":
        return parts.with_case(out, case, speaker, "obl", head)
    first = out.add(word(case[0] + "'", "ADP"))
    out.add(word("après", "ADP"), "fixed", first)
    place = out.add(speaker, "obl", head)
    out.hang(first, "case", place)
    return place
