"""The interface in the reader's language: gettext catalogues read from .po files, and dates in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from gettext import NullTranslations
from importlib.resources import files

from babel.core import Locale, negotiate_locale
from babel.dates import format_date
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

LANGUAGES = ("en", "fr")


class _Catalogue(NullTranslations):
    """A gettext catalogue straight from a .po file, so that no compiled file need be kept beside it."""

    def __init__(self, catalog: Catalog) -> None:
        super().__init__()
        self._plural = catalog.plural_expr
        self._found: dict[str, tuple[str, ...]] = {}
        for message in catalog:
            if not message.id or message.fuzzy:
                continue
            key = message.id if isinstance(message.id, str) else message.id[0]
            said = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
            if all(said):
                self._found[key] = said

    def gettext(self, message: str) -> str:
        return self._found.get(message, (message,))[0]

    def ngettext(self, one: str, several: str, n: int) -> str:
        said = self._found.get(one)
        if said is None or len(said) < 2:
            return one if n == 1 else several
        # French counts zero as one; English does not, and has no catalogue.
        return said[0] if n < 2 else said[1]


@dataclass(frozen=True, slots=True)
class Words:
    """What templates say in one language. `language`: "en" or "fr"."""

    language: str
    translations: NullTranslations

    def day(self, day: date, form: str = "long") -> str:
        """A day in words: "12 March 2024", "12 mars 2024"."""
        return _in_words(self.language, day, form)

    def day_and_weekday(self, day: date) -> str:
        """A day with its weekday."""
        return _in_words(self.language, day, "full")

    def moment(self, when: str) -> str:
        """A day and a time as kept ("2031-06-01T12:00:00+00:00"), in words; what is none stays as it is."""
        try:
            found = datetime.fromisoformat(when)
        except ValueError:
            return when
        return f"{self.day(found.date(), 'medium')}, {found:%H:%M}"

    def month(self, day: date) -> str:
        """A month with its year."""
        return _in_words(self.language, day, "LLLL y")

    def language_name(self, code: str) -> str:
        """The name of a language: "fr" is "French"."""
        return str(_locale(self.language).languages.get(code, code))

    def short_day(self, day: date) -> str:
        """A day for a scale: "12 Mar"."""
        return _in_words(self.language, day, "d MMM")


@lru_cache(maxsize=20_000)
def _in_words(language: str, day: date, form: str) -> str:
    return format_date(day, form, locale=_locale(language))


@cache
def words_in(language: str) -> Words:
    """The words of a language; English is what the templates are written in."""
    if language == "en":
        return Words("en", NullTranslations())
    with files("verbale.web").joinpath("words", f"{language}.po").open("rb") as file:
        return Words(language, _Catalogue(read_po(file, locale=language)))


def preferred_language(accepted: str) -> str:
    """The best of ours for an Accept-Language header; English when none fits.

    >>> preferred_language("fr-CA,fr;q=0.9,en;q=0.5"), preferred_language("de"), preferred_language("")
    ('fr', 'en', 'en')
    """
    weighed = []
    for part in accepted.split(",")[:20]:
        tag, _, rest = part.strip().partition(";")
        weight = rest.strip().removeprefix("q=") if rest else "1"
        try:
            weighed.append((-float(weight), tag.replace("-", "_")))
        except ValueError:
            continue
    tags = [tag for weight, tag in sorted(weighed, key=lambda w: w[0]) if weight < 0]
    try:
        return negotiate_locale(tags, LANGUAGES) or "en"
    except ValueError:
        return "en"


def _locale(language: str) -> Locale:
    return Locale(language, "GB") if language == "en" else Locale(language)
