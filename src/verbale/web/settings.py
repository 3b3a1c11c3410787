"""What a running application is told from outside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from verbale.record.database import Database
from verbale.web.accounts.store import Accounts
from verbale.web.word_index import WordIndex
from verbale.web.words import LANGUAGES


@dataclass(frozen=True, slots=True)
class Settings:
    """The application's settings.

    Attributes:
        database: the record it serves.
        hosts: names under which it may be asked for, with the port; any other Host is refused.
        languages: that a reader can choose.
        address: where the page of a path, in a language, is published; None for where it is asked for.
        words: an index of words in place of the search, for pages that are written out; None for a server.
        accounts: who may use it; None lets everybody do everything, as on a machine of one's own.
    """

    database: Database
    hosts: frozenset[str]
    languages: tuple[str, ...] = LANGUAGES
    address: Callable[[str, str], str | None] | None = None
    words: WordIndex | None = None
    accounts: Accounts | None = None
