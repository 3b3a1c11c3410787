"""What a titles.toml may say: office titles, nominal institutions and the small words around them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from verbale.actors.schema import ActorKind, InstitutionKey, Office, Words
from verbale.errors import LexiconError
from verbale.lexicon import language_file, load_toml


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PhraseIn(_Strict):
    """One entry of titles.toml.

    Attributes:
        m, f, n, mp, fp, np: its forms, masculine, feminine, of no gender, and plural; "|" marks where a
            demonym may stand.
        only_of: ids of the only countries in which the words mean this.
        or_held: it is also of other countries where somebody is known to hold the office.
        implies: ids of the sides that the words themselves name ("président du Conseil européen").
        needs_country: the words are too common to count without a country ("armée", "responsables").
        of_person: it may (or can only) be that of a person named before it: "the Vask administration",
            "Vask's office".
        of_kinds: the only kinds of actors it belongs to ("NATO chief").
        also_of: what may stand before its side beside the file's `of` ("spokesman for").
        label: of an institution: the people of a country whom no office names ("official").
        sent_to: what follows it is where it is sent, not whose it is ("ambassador to").
        example, finds, of: a test finds in `example` exactly `finds`, of the countries named `of`.
    """

    m: Words | None = None
    f: Words | None = None
    mp: Words | None = None
    fp: Words | None = None
    n: Words | None = None
    np: Words | None = None
    offices: tuple[Office, ...] = ()
    institution: InstitutionKey | None = None
    only_of: tuple[str, ...] = ()
    or_held: bool = False
    implies: tuple[str, ...] = ()
    needs_country: bool = False
    of_person: Literal["may", "only"] | None = None
    of_kinds: tuple[ActorKind, ...] = ()
    also_of: tuple[str, ...] = ()
    sent_to: bool = False
    label: str | None = None
    example: str
    finds: str
    of: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _one_of_both(self) -> PhraseIn:
        if bool(self.offices) == bool(self.institution):
            raise ValueError("needs either `offices` or `institution`")
        if not any((self.m, self.f, self.n, self.mp, self.fp, self.np)):
            raise ValueError("has no form: give `m`, `f`, `n`, `mp`, `fp` or `np`")
        return self


class JoinersIn(_Strict):
    """The small words around a title. Each string is a sequence of words."""

    of: Words = Field(description="between a title and its country: de la, du")
    to: tuple[str, ...] = Field((), description="between an envoy and where he is sent: to, for")
    conjunction: Words = Field(description="between two demonyms or countries: et, ou, a comma")
    names_before: bool = Field(False, description="a side may stand before its title: US president")
    possessive: tuple[str, ...] = Field((), description="ends a side before its title: France's")
    between: tuple[str, ...] = Field((), description="between a side and its title: France's new president")
    former_before: Words
    coming_before: Words = ()
    former_prefix: Words
    acting_after: Words
    ranks: dict[str, str] = Field(
        {}, description="before a label, and what it adds in English: haut = senior"
    )
    acting_before: tuple[str, ...] = ()


class TitlesFile(_Strict):
    """A language's titles.toml."""

    joiners: JoinersIn
    title: tuple[PhraseIn, ...]
    institution: tuple[PhraseIn, ...]


def read_titles_file(language: str) -> TitlesFile:
    """Read `languages/<language>/titles.toml`.

    Raises:
        LexiconError: the file is missing or an entry is not of the shape.
    """
    path = language_file(language, "titles.toml")
    raw: Mapping[str, Any] = load_toml(path)
    try:
        return TitlesFile.model_validate(raw)
    except ValidationError as e:
        first = e.errors()[0]
        place = first["loc"]
        label = ".".join(str(part) for part in place)
        if len(place) > 1 and place[0] in ("title", "institution") and isinstance(place[1], int):
            given = raw[str(place[0])][place[1]]
            label = str(next((given[k] for k in ("m", "f", "n", "mp", "fp", "np") if k in given), label))
        raise LexiconError(str(path), label, first["msg"]) from e
