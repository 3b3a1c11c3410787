"""Finding and loading the language data files; every file is TOML under `languages/<language>/`."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from verbale.errors import LexiconError

SUPPORTED_LANGUAGES = ("fr", "en")


def language_file(language: str, name: str) -> Traversable:
    """The packaged data file `languages/<language>/<name>`; it may not exist."""
    return files("verbale").joinpath("languages", language, name)


def load_toml(path: Traversable) -> dict[str, Any]:
    """Read one TOML data file.

    Raises:
        LexiconError: the file is missing or is not TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError) as e:
        raise LexiconError(str(path), "-", "no such file") from e
    except UnicodeDecodeError as e:
        raise LexiconError(str(path), "-", "not UTF-8 text") from e
    except tomllib.TOMLDecodeError as e:
        raise LexiconError(str(path), "-", f"not valid TOML ({e})") from e
