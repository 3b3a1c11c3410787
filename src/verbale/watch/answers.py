"""What comes of fetching an address."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fetched:
    """A body.

    Attributes:
        url: where it came from in the end, behind all redirects.
        content_type: in lower case without parameters; "" when the server names none.
        charset: as the server declares it; None when it does not.
        etag, modified: what to ask with the next time (RFC 9110); None without one.
    """

    url: str
    body: bytes
    content_type: str
    charset: str | None
    etag: str | None
    modified: str | None


@dataclass(frozen=True, slots=True)
class NotModified:
    """The server says that nothing has changed (304)."""


@dataclass(frozen=True, slots=True)
class Unfetched:
    """Nothing came.

    Attributes:
        reason: one clause.
        passing: another time it may work.
        retry_at: when the server or its pace allows the next try, in seconds since the epoch; None to choose.
        status: of the answer; None when there was none.
        tried: the server was asked; False when its turn had not come.
    """

    reason: str
    passing: bool
    retry_at: float | None = None
    status: int | None = None
    tried: bool = True


Answer = Fetched | NotModified | Unfetched
