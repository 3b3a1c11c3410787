"""In which language a story is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from py3langid.langid import MODEL_FILE, LanguageIdentifier

# The languages told apart: those Verbale reads or will read, and those a story is likely to be mistaken from.
# Fewer classes make fewer mistakes on short texts, so regional languages of France are left out.
LANGUAGES = {
    "fr": "French",
    "en": "English",
    "ru": "Russian",
    "uk": "Ukrainian",
    "de": "German",
    "es": "Spanish",
    "it": "Italian",
    "pt": "Portuguese",
    "ca": "Catalan",
    "ro": "Romanian",
    "nl": "Dutch",
    "pl": "Polish",
    "cs": "Czech",
    "hu": "Hungarian",
    "sv": "Swedish",
    "fi": "Finnish",
    "tr": "Turkish",
    "el": "Greek",
    "bg": "Bulgarian",
    "sr": "Serbian",
    "be": "Belarusian",
    "ar": "Arabic",
    "fa": "Persian",
    "he": "Hebrew",
    "zh": "Chinese",
    "ja": "Japanese",
    "ko": "Korean",
    "hi": "Hindi",
}
PIECE = 400
ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+")


def load_identifier() -> LanguageIdentifier:
    """The language identifier, restricted to LANGUAGES; 0.2 s to load."""
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(LANGUAGES))
    return identifier


def language_of(text: str, identifier: LanguageIdentifier) -> str:
    """The language most of the text is in (ISO 639-1): a caption in another language does not decide.

    Each stretch of some hundred characters votes with its length and the identifier's certainty.
    """
    votes: Counter[str] = Counter()
    for piece in _pieces(ADDRESS.sub(" ", text)):
        language, certainty = identifier.classify(piece)
        votes[language] += round(len(piece) * float(certainty) * 1000)
    return max(votes, key=lambda language: (votes[language], language)) if votes else "en"


def language_code(tag: str) -> str:
    """The language of a BCP 47 tag: "fr-CA", "FR_fr" -> "fr"."""
    return re.split(r"[-_]", tag.strip().lower(), maxsplit=1)[0]


def language_name(code: str) -> str:
    """The English name of a language; the code itself if it has none here."""
    return LANGUAGES.get(code, f"language {code!r}")


def _pieces(text: str) -> Iterator[str]:
    """Paragraphs, the long ones cut between words."""
    for line in text.splitlines():
        line = line.strip()
        while len(line) > PIECE:
            cut = line.rfind(" ", PIECE // 2, PIECE)
            cut = cut if cut > 0 else PIECE
            yield line[:cut]
            line = line[cut:].strip()
        if line:
            yield line
