"""One line of a .jsonl file as a story."""

from __future__ import annotations

import re

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator, model_validator

from verbale.ingest.publication import parse_published
from verbale.sentences import say

ESCAPE = re.compile(r"\\(?:u[dD][89abAB]..\\u[dD][c-fC-F]..|u....|.)")
NO_DATE = "is no date"
NO_CHARACTER = re.compile(r"\\u(?:[dD][89a-fA-F]..|0000)")


class JsonStory(BaseModel):
    """A story a line. Keys that are not named here are left alone: exports carry ids and tags of their own.

    Attributes:
        text, html: one of both; `html` is a whole page, whose head is read too.
        published: as in `parse_published`.
        language: BCP 47 ("fr", "fr-CA"); trusted, where a page's own is not.
    """

    model_config = ConfigDict(extra="ignore", strict=True, frozen=True)

    text: str | None = None
    html: str | None = None
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    language: str | None = None
    published: str | None = None

    @field_validator("title", "url", "outlet", "language", "published")
    @classmethod
    def _blank_is_none(cls, value: str | None) -> str | None:
        return value.strip() or None if value else None

    @field_validator("published")
    @classmethod
    def _is_date(cls, value: str | None) -> str | None:
        if value and parse_published(value) is None:
            raise ValueError(NO_DATE)
        return value

    @model_validator(mode="after")
    def _has_story(self) -> JsonStory:
        if not (self.text or self.html):
            raise ValueError(say('neither "text" nor "html"'))
        return self


def parse_json_story(line: str) -> JsonStory:
    """Check one line.

    Raises:
        ValueError: with one clause that says what is wrong.
    """
    try:
        return JsonStory.model_validate_json(ESCAPE.sub(_whole_character, line))
    except ValidationError as e:
        raise ValueError(_clause(e)) from e


def _whole_character(escape: re.Match[str]) -> str:
    """An escape sequence. Half of a surrogate pair (a text cut inside an emoji) becomes U+FFFD, and so does
    NUL, which not every database holds.
    """
    return "\\ufffd" if NO_CHARACTER.fullmatch(escape[0]) else escape[0]


def _clause(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    kind, message = first["type"], first["msg"].removeprefix("Value error, ")
    if kind == "json_invalid":
        return say("not valid JSON ({problem})", problem=message.removeprefix("Invalid JSON: "))
    if kind in ("model_type", "model_attributes_type"):
        return say("not a JSON object")
    if not first["loc"]:
        return message
    name = ".".join(map(str, first["loc"]))
    if kind == "value_error":
        return say('"{key}" is no date; write it as 2022-03-06, 2022-03 or 2022-03-05/2022-03-08', key=name)
    return say('"{key}": {problem}', key=name, problem=f"{message[:1].lower()}{message[1:]}")
