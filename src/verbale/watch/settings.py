"""The file that says what is watched."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

import httpx
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from verbale.errors import VerbaleError
from verbale.lexicon import SUPPORTED_LANGUAGES


class FeedsError(VerbaleError):
    """The file of feeds cannot be used."""

    def __init__(self, path: Path, entry: str, reason: str) -> None:
        super().__init__(f"{path}: {entry}: {reason}" if entry else f"{path}: {reason}")
        self.path, self.entry, self.reason = path, entry, reason


class _Feed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    url: str
    outlet: str | None = None
    language: str | None = None
    every_minutes: float | None = Field(None, gt=0)

    @field_validator("url")
    @classmethod
    def _is_web_address(cls, value: str) -> str:
        try:
            url = httpx.URL(value)
        except httpx.InvalidURL as e:
            raise ValueError(f"{value!r} is no address") from e
        if url.scheme not in ("http", "https") or not url.host:
            raise ValueError(f"{value!r} is no http or https address")
        return value

    @field_validator("language")
    @classmethod
    def _is_read(cls, value: str | None) -> str | None:
        if value is not None and value not in SUPPORTED_LANGUAGES:
            raise ValueError(f"{value!r} is not read; known: {', '.join(SUPPORTED_LANGUAGES)}")
        return value


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    contact: str | None = Field(None, pattern=r"^[\x21-\x7e]+$")
    every_minutes: float = Field(15, gt=0)
    seconds_between_requests: float = Field(5, ge=0)
    recheck_hours: tuple[float, ...] = (1, 6, 24, 72)
    allow_private: tuple[str, ...] = ()
    everything: bool = False
    feed: tuple[_Feed, ...] = Field(min_length=1)

    @field_validator("allow_private")
    @classmethod
    def _are_hosts(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(_host(name) for name in names)


def _host(name: str) -> str:
    """A host as it goes over the wire: lower case, in ASCII, IPv6 without brackets."""
    bare = name.strip("[]")
    try:
        url = httpx.URL(f"http://[{bare}]/" if ":" in bare else f"http://{bare}/")
    except (httpx.InvalidURL, UnicodeError) as e:
        raise ValueError(f"{name!r} is no name of a host") from e
    if url.port is not None or url.path != "/" or not url.host:
        raise ValueError(f"{name!r} is no name of a host")
    return url.raw_host.decode("ascii").lower()


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed.

    Attributes:
        outlet, language: of all its stories; None for what the feed and the stories say.
        every: seconds between two looks.
    """

    url: str
    outlet: str | None
    language: str | None
    every: float


@dataclass(frozen=True, slots=True)
class WatchSettings:
    """What is watched, and how.

    Attributes:
        contact: an address at which whoever runs a site reaches the user; None without one.
        pause: seconds between two requests to one host.
        rechecks: seconds after the first fetch of a story at which it is looked at again.
        allowed: names of hosts that may stand on addresses of private networks, lower case.
        everything: read all stories, also those that seem to tell of no leaders.
    """

    feeds: tuple[Feed, ...]
    contact: str | None
    pause: float
    rechecks: tuple[float, ...]
    allowed: frozenset[str]
    everything: bool


def load_feeds(path: Path) -> WatchSettings:
    """Read a file of feeds.

    Raises:
        FeedsError: it cannot be read, is no TOML, or an entry is wrong.
    """
    try:
        file = _File.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as e:
        raise FeedsError(path, "", e.strerror or "cannot be read") from e
    except UnicodeDecodeError as e:
        raise FeedsError(path, "", "not UTF-8 text") from e
    except tomllib.TOMLDecodeError as e:
        raise FeedsError(path, "", f"not valid TOML ({e})") from e
    except ValidationError as e:
        first = e.errors()[0]
        reason = first["msg"].removeprefix("Value error, ")
        raise FeedsError(path, ".".join(map(str, first["loc"])), reason[:1].lower() + reason[1:]) from e
    feeds = {
        f.url: Feed(f.url, f.outlet, f.language, 60 * (f.every_minutes or file.every_minutes))
        for f in file.feed
    }
    return WatchSettings(
        feeds=tuple(feeds.values()),
        contact=file.contact,
        pause=file.seconds_between_requests,
        rechecks=tuple(sorted(3600 * hours for hours in file.recheck_hours)),
        allowed=frozenset(file.allow_private),
        everything=file.everything,
    )
