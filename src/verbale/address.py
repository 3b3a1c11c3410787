"""Where a record is: a file, or a database of a PostgreSQL server."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

# As a command line gives them: "crisis.db", "postgresql://desk@host/crisis".
Address = Path | str
SCHEMES = ("postgresql://", "postgres://")
# What else in an address says which record it is.
WHERE = ("host", "port", "dbname", "options")
_SECRET = re.compile(r"(?i)\b((?:ssl)?password=)[^&]*")


def is_postgresql(address: Address) -> bool:
    """Whether a record is in PostgreSQL, in the words that its own programs take for where."""
    return isinstance(address, str) and address.lower().startswith(SCHEMES)


def shown(address: Address) -> str:
    """An address for people, without the password that it may hold.

    >>> shown("postgresql://desk:secret@host/crisis")
    'postgresql://desk@host/crisis'
    """
    if not is_postgresql(address):
        return str(address)
    parts = urlsplit(str(address))
    user, at, host = parts.netloc.rpartition("@")
    query = _SECRET.sub(r"\1***", parts.query)
    where = f"{parts.scheme}://{user.partition(':')[0]}{at}{host}{parts.path}"
    return f"{where}?{query}" if query else where


def beside(address: Address, ending: str) -> Path:
    """The file that goes with a record: beside its own, or, named after its database, in the user's folder of
    data, wherever a command is given.

    >>> beside(Path("desk/crisis.db"), "accounts").as_posix()
    'desk/crisis.db.accounts'
    >>> beside("postgresql://desk:secret@db.example:5433/crisis", "accounts").name
    'db.example-5433-crisis.accounts'
    """
    if not is_postgresql(address):
        path = Path(address)
        return path.with_name(f"{path.name}.{ending}")
    parts = urlsplit(str(address))
    query = [value for name, value in parse_qsl(parts.query) if name in WHERE]
    named = (parts.netloc.rpartition("@")[2], unquote(parts.path), *query)
    words = (re.sub(r"[^\w.]+", "-", name).strip("-") for name in named)
    return _data() / f"{'-'.join(filter(None, words))}.{ending}"


def _data() -> Path:
    """As the XDG Base Directory Specification has it."""
    set_up = os.environ.get("XDG_DATA_HOME", "")
    return (Path(set_up) if set_up.startswith("/") else Path.home() / ".local" / "share") / "verbale"


def make_folder_of(path: Path) -> None:
    """The folder that a file goes into, which others cannot look into if it is new.

    Raises:
        OSError: it cannot be made.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
