"""Every command and every option stands in docs/cli.md, and every exit code."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.main import get_command

from verbale.cli.exits import ExitCode
from verbale.cli.main import app

DOCUMENT = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")
COMMANDS = get_command(app).commands  # type: ignore[attr-defined]
SUBCOMMANDS = [(name, sub) for name, c in COMMANDS.items() for sub in getattr(c, "commands", {})]
# A command with subcommands has one section for all of them.
OPTIONS = [
    (name, option)
    for name, command in COMMANDS.items()
    for c in (command, *getattr(command, "commands", {}).values())
    for p in c.params
    for option in p.opts
    if option[0] == "-"
]


def section(command: str) -> str:
    """What docs/cli.md says under the heading of a command."""
    _, found, rest = DOCUMENT.partition(f"\n## verbale {command}\n")
    assert found, f"docs/cli.md has no section for {command}"
    return rest.partition("\n## ")[0]


@pytest.mark.parametrize(("command", "option"), OPTIONS)
def test_option_is_documented(command: str, option: str) -> None:
    assert f"`{option}" in section(command)


@pytest.mark.parametrize("command", COMMANDS)
def test_command_is_documented_with_an_example(command: str) -> None:
    assert f"verbale {command} " in section(command).split("```")[1]


@pytest.mark.parametrize(("command", "sub"), SUBCOMMANDS)
def test_subcommand_is_documented(command: str, sub: str) -> None:
    assert f"`verbale {command} {sub} " in section(command)


@pytest.mark.parametrize("code", ExitCode)
def test_exit_code_is_documented(code: ExitCode) -> None:
    assert f"\n| {code.value} |" in DOCUMENT
