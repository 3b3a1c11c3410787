"""What an actor file may say: the checked shape of the packaged data and of a user's own files."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator


class ActorKind(StrEnum):
    """What an actor is; an `outlet` is a channel and takes no side of its own."""

    COUNTRY = "country"
    INSTITUTION = "institution"
    ORGANISATION = "organisation"
    GROUP = "group"
    PERSON = "person"
    OUTLET = "outlet"


class Office(StrEnum):
    """The closed list of offices. A new one goes here and into every language's titles.toml."""

    PRESIDENT = "president"
    VICE_PRESIDENT = "vice_president"
    MONARCH = "monarch"
    CROWN_PRINCE = "crown_prince"
    SUPREME_LEADER = "supreme_leader"
    POPE = "pope"
    PRIME_MINISTER = "prime_minister"
    DEPUTY_PRIME_MINISTER = "deputy_prime_minister"
    CHANCELLOR = "chancellor"
    FOREIGN_MINISTER = "foreign_minister"
    DEPUTY_FOREIGN_MINISTER = "deputy_foreign_minister"
    DEFENCE_MINISTER = "defence_minister"
    DEPUTY_DEFENCE_MINISTER = "deputy_defence_minister"
    INTERIOR_MINISTER = "interior_minister"
    FINANCE_MINISTER = "finance_minister"
    MINISTER = "minister"
    CHIEF_OF_STAFF = "chief_of_staff"
    CHIEF_OF_GENERAL_STAFF = "chief_of_general_staff"
    SECURITY_ADVISER = "security_adviser"
    SECURITY_SECRETARY = "security_secretary"
    ADVISER = "adviser"
    SPOKESPERSON = "spokesperson"
    ENVOY = "envoy"
    NEGOTIATOR = "negotiator"
    AMBASSADOR = "ambassador"
    INTELLIGENCE_CHIEF = "intelligence_chief"
    PARLIAMENT_SPEAKER = "parliament_speaker"
    GOVERNOR = "governor"
    SECRETARY_GENERAL = "secretary_general"
    COMMISSION_PRESIDENT = "commission_president"
    COUNCIL_PRESIDENT = "council_president"
    PARLIAMENT_PRESIDENT = "parliament_president"
    HIGH_REPRESENTATIVE = "high_representative"
    HIGH_COMMISSIONER = "high_commissioner"
    DIRECTOR_GENERAL = "director_general"
    CHAIR = "chair"
    PROSECUTOR = "prosecutor"
    JUNTA_LEADER = "junta_leader"
    LEADER = "leader"


class InstitutionKey(StrEnum):
    """The bodies through which a country speaks; `registry.institution(country, key)` names them."""

    PRESIDENCY = "presidency"
    GOVERNMENT = "government"
    PRIME_MINISTER_OFFICE = "prime_minister_office"
    FOREIGN_MINISTRY = "foreign_ministry"
    DEFENCE_MINISTRY = "defence_ministry"
    INTERIOR_MINISTRY = "interior_ministry"
    ARMY = "army"
    PARLIAMENT = "parliament"
    EMBASSY = "embassy"
    INTELLIGENCE = "intelligence"
    ROYAL_COURT = "royal_court"
    DELEGATION = "delegation"
    AUTHORITIES = "authorities"


_EDTF = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def edtf_bounds(value: str) -> tuple[date, date]:
    """First and last day of an EDTF level 0 date without intervals.

    Raises:
        ValueError: not such a date.

    >>> edtf_bounds("2017-05")
    (datetime.date(2017, 5, 1), datetime.date(2017, 5, 31))
    """
    found = _EDTF.fullmatch(value)
    if found is None:
        raise ValueError(f"not a date like 2017, 2017-05 or 2017-05-14: {value!r}")
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        if not 1 <= month <= 12:
            raise ValueError(f"no such month: {value!r}")
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return date(year, month, day), date(year, month, day)


def _checked_edtf(value: str) -> str:
    edtf_bounds(value)
    return value


EdtfDate = Annotated[str, AfterValidator(_checked_edtf)]
Words = Annotated[tuple[Annotated[str, Field(min_length=1)], ...], Field(min_length=1)]
ByLanguage = Mapping[str, Words]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TenureIn(_Strict):
    """One office a person held. A date left out is unknown; an end left out may also mean: still in office.

    Attributes:
        known_to: without an end: the last day for which a source says that the office was held. After it
            nothing is claimed; left out, the office counts as held until today.
    """

    office: Office
    of: str
    from_: EdtfDate | None = Field(None, alias="from")
    to: EdtfDate | None = None
    known_to: EdtfDate | None = None

    @model_validator(mode="after")
    def _in_order(self) -> TenureIn:
        if self.from_ and self.to and edtf_bounds(self.from_)[0] > edtf_bounds(self.to)[1]:
            raise ValueError(f"office {self.office} ends before it begins: {self.from_}..{self.to}")
        if self.to and self.known_to:
            raise ValueError(f"office {self.office} has both an end and a `known_to`")
        return self


class ActorIn(_Strict):
    """One actor.

    Attributes:
        id: a Wikidata QID that was looked up, or a slug of the file's own ("verbale:m23").
        name: the English canonical name; it is also a form in every language.
        names: further forms by language ("fr"), or under "any" for all languages.
        surname, surnames: what the press calls a person by alone, in all languages / in one language,
            which then replaces `surname`.
        side: id of the country or organisation it speaks for.
        institution: what an institution is to its country; the institution then answers for that key.
    """

    id: str = Field(min_length=1)
    kind: ActorKind
    name: str = Field(min_length=1)
    side: str | None = None
    gender: Literal["m", "f"] | None = None
    names: ByLanguage = Field(default_factory=dict)
    surname: Words | None = None
    surnames: ByLanguage = Field(default_factory=dict)
    capital: ByLanguage = Field(default_factory=dict)
    demonyms: ByLanguage = Field(default_factory=dict)
    offices: tuple[TenureIn, ...] = ()
    institution: InstitutionKey | None = None

    @model_validator(mode="after")
    def _fits_its_kind(self) -> ActorIn:
        of_people = ("gender", "surname", "surnames", "offices")
        if self.kind != ActorKind.PERSON and any(getattr(self, field) for field in of_people):
            raise ValueError(f"only a person has {', '.join(of_people)}")
        if self.capital and self.kind != ActorKind.COUNTRY:
            raise ValueError("only a country has a capital")
        if self.institution and (self.kind != ActorKind.INSTITUTION or not self.side):
            raise ValueError("`institution` needs kind institution and a side")
        return self


class ActorFile(_Strict):
    """A whole actor file: `[[actor]]` tables."""

    actor: tuple[ActorIn, ...] = ()


class CompiledActors(_Strict):
    """All packaged actor files in one, and the digest of the files it was made from."""

    digest: str
    actor: tuple[ActorIn, ...]
