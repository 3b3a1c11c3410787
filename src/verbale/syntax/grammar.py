"""The forms of `grammar.toml`: what the rules tell from a word's letters where a tagger is often wrong."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict, ValidationError

from spacy.tokens import Doc

from verbale.errors import LexiconError
from verbale.lexicon import language_file, load_toml


class _Future(BaseModel):
    model_config = ConfigDict(extra="forbid")
    future_endings: tuple[str, ...]
    conditional_endings: tuple[str, ...]
    irregular_stems: tuple[str, ...]
    example: str


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")
    future: _Future


@dataclass(frozen=True, slots=True)
class Grammar:
    """Word forms of one language.

    Attributes:
        stems: of the future and the conditional, where they are not the infinitive.
    """

    future_endings: tuple[str, ...]
    conditional_endings: tuple[str, ...]
    stems: frozenset[str]

    def tense_of(self, form: str, infinitive: str) -> str | None:
        """"future" or "conditional" when the letters of a verb form show it; None else.

        >>> load_grammar("fr").tense_of("livrerait", "livrer")
        'conditional'
        >>> load_grammar("fr").tense_of("entrait", "entrer") is None
        True
        """
        stem = infinitive.removesuffix("e")
        for name, endings in (("conditional", self.conditional_endings), ("future", self.future_endings)):
            for ending in endings:
                before = form.removesuffix(ending)
                if before != form and (before == stem or before in self.stems):
                    return name
        return None


def check_tenses(doc: Doc, grammar: Grammar) -> Doc:
    """Correct the mood and tense of verbs whose letters show a future or a conditional, in place."""
    for token in doc:
        if token.pos_ not in ("VERB", "AUX") or "Inf" in token.morph.get("VerbForm", []):
            continue
        tense = grammar.tense_of(token.lower_, token.lemma_.lower())
        if tense is not None:
            features = {**token.morph.to_dict(), "VerbForm": "Fin", "Mood": "Cnd" if tense == "conditional" else "Ind"}
            features["Tense"] = "Pres" if tense == "conditional" else "Fut"
            token.set_morph(features)
    return doc


@cache
def load_grammar(language: str) -> Grammar:
    """Read and check `grammar.toml` of a language.

    Raises:
        LexiconError: it is missing or not of the shape.
    """
    path = language_file(language, "grammar.toml")
    try:
        file = _File.model_validate(load_toml(path))
    except ValidationError as e:
        first = e.errors()[0]
        raise LexiconError(str(path), ".".join(str(x) for x in first["loc"]), first["msg"]) from e
    return Grammar(file.future.future_endings, file.future.conditional_endings, frozenset(file.future.irregular_stems))
