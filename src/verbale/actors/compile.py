"""Compiles the packaged actor files: `python -m verbale.actors.compile`, after every edit of data/*.toml."""

from __future__ import annotations

from pathlib import Path

from verbale.actors.registry import COMPILED, digest_of, read_actor_file
from verbale.actors.schema import CompiledActors


def compile_actors(data: Path) -> CompiledActors:
    """All actor files of the folder, checked and joined in the order of their names."""
    sources = sorted(data.glob("*.toml"))
    return CompiledActors(
        digest=digest_of(sources), actor=tuple(actor for path in sources for actor in read_actor_file(path))
    )


def main() -> None:
    """Write data/compiled.json beside the TOML files."""
    data = Path(__file__).parent / "data"
    text = compile_actors(data).model_dump_json(by_alias=True, exclude_defaults=True)
    (data / COMPILED).write_text(text.replace('{"id"', '\n{"id"') + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
