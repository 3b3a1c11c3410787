"""The fields that a person can correct, and their values as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

from pydantic import PositiveInt, TypeAdapter, ValidationError

from verbale.errors import ReviewError
from verbale.model import (
    Actor,
    Certainty,
    ContactKind,
    ContactStatus,
    Directness,
    DurationQualifier,
    Polarity,
    SpeechAct,
    Statement,
)
from verbale.reconcile.accounts import Account
from verbale.sentences import say

Actors = tuple[Actor, ...]
STATEMENT_FIELDS: Mapping[str, Any] = {
    "speaker": Actors,
    "reported_by": Actors,
    "addressee": Actors,
    "via": str | None,
    "act": SpeechAct,
    "topics": tuple[str, ...],
    "polarity": Polarity,
    "certainty": Certainty,
    "directness": Directness,
}
# Days have a command of their own.
CONTACT_FIELDS: Mapping[str, Any] = {
    "participants": Actors,
    "kind": ContactKind,
    "status": ContactStatus,
    "duration_minutes": PositiveInt | None,
    "duration_qualifier": DurationQualifier | None,
    "initiator": Actor | None,
    "requested_by": Actor | None,
    "place": str | None,
}
Value = Actors | Actor | StrEnum | tuple[str, ...] | str | int | None


def fields_of(*, statement: bool) -> Mapping[str, Any]:
    """The correctable fields of a statement or of a contact, with their types."""
    return STATEMENT_FIELDS if statement else CONTACT_FIELDS


def takes_actors(name: str, *, statement: bool) -> bool:
    """Whether the values of a field are actors."""
    return fields_of(statement=statement).get(name) in (Actors, Actor | None)


def encode(name: str, words: list[str], actors: list[Actor], *, statement: bool) -> str:
    """A value as JSON, from what a user gave.

    Args:
        words: the values as written; none for an empty value.
        actors: the actors that the words name, for a field that takes actors.

    Raises:
        ReviewError: there is no such field, or it cannot have this value.
    """
    fields = fields_of(statement=statement)
    if name not in fields:
        raise ReviewError(
            say(
                "there is no field {written} to correct; there are: {listed}",
                written=repr(name),
                listed=", ".join(fields),
            )
        )
    kind = fields[name]
    given: object
    if takes_actors(name, statement=statement):
        given = actors if kind == Actors else (actors[0] if actors else None)
    else:
        given = words if kind == tuple[str, ...] else (words[0] if words else None)
    if kind not in (Actors, tuple[str, ...]) and len(words) > 1:
        raise ReviewError(say("{field} has one value, not {n:d}", field=name, n=len(words)))
    adapter: TypeAdapter[Any] = TypeAdapter(kind)
    try:
        return adapter.dump_json(adapter.validate_python(given)).decode()
    except ValidationError as e:
        raise ReviewError(_cannot_be(name, words, e)) from e


def _cannot_be(name: str, words: Sequence[str], error: ValidationError) -> str:
    if not words:
        return say("{field} cannot be empty", field=name)
    written, first = " ".join(words), error.errors()[0]
    limits = first.get("ctx", {})
    if "expected" in limits:
        form = "{field} cannot be {written}, but one of: {listed}"
        return say(form, field=name, written=written, listed=limits["expected"])
    if "gt" in limits:
        form = "{field} cannot be {written}: it has to be greater than {least:d}"
        return say(form, field=name, written=written, least=limits["gt"])
    return say("{field} cannot be {written}: {problem}", field=name, written=written, problem=first["msg"])


def decode(name: str, value: str, *, statement: bool) -> Value:
    """The value that `encode` wrote.

    Raises:
        ReviewError: it is none; the record was written by a Verbale that knows other values.
    """
    fields = fields_of(statement=statement)
    if name not in fields:
        raise ReviewError(say("there is no field {written}", written=repr(name)))
    adapter: TypeAdapter[Value] = TypeAdapter(fields[name])
    try:
        return adapter.validate_json(value)
    except ValidationError as e:
        raise ReviewError(say("{field} cannot be {written}", field=name, written=value)) from e


def decode_actors(value: str) -> Actors:
    """The actors that `encode` wrote for a field that takes several.

    Raises:
        ReviewError: they are none.
    """
    try:
        return TypeAdapter(Actors).validate_json(value)
    except ValidationError as e:
        raise ReviewError(say("these are no actors: {written}", written=value)) from e


def corrected_statement(statement: Statement, name: str, value: str, why: str) -> Statement:
    """The statement with one field changed, and the reason added."""
    new: Any = {name: decode(name, value, statement=True)}
    reason = _corrected(name, getattr(statement, name), new[name], why)
    if name == "speaker":
        new["candidates"] = ()
    return replace(statement, **new, reasons=(*statement.reasons, reason))


def corrected_account(account: Account, name: str, value: str, why: str) -> Account:
    """The account with one field changed, and the reason added; the versions stay what the stories say."""
    new: Any = {name: decode(name, value, statement=False)}
    reason = _corrected(name, getattr(account, name), new[name], why)
    if name == "duration_minutes":
        new["duration_qualifier"] = None if new[name] is None else DurationQualifier.EXACT
    return replace(account, **new, reasons=(*account.reasons, reason))


def _corrected(name: str, old: object, new: object, why: str) -> str:
    form = "{field} corrected from {value} to {new_value}, {by}"
    return say(form, field=name, value=shown(old), new_value=shown(new), by=why)


def shown(value: object) -> str:
    """A value in words.

    >>> shown((Actor("Ana Vell"), Actor("Bo Karst"))), shown(()), shown(SpeechAct.DENY)
    ('Ana Vell and Bo Karst', 'nothing', 'deny')
    """
    if isinstance(value, tuple):
        return " and ".join(map(shown, value)) or "nothing"
    if isinstance(value, Actor):
        return value.name
    return "nothing" if value is None else str(value)
