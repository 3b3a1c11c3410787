"""Printing the page of one contact: tables where the terminal is wide enough, else section after section."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from verbale.record.output import ContactOut, StatementOut
from verbale.show.page import FactLine, Said, SaidLine, fact_lines, said, stories_of
from verbale.show.text import clean, counted, day_words, kind_words, names

# Columns of a terminal that one side's column needs to be readable.
SIDE_NEEDS = 34
FACTS_NEED = 84
TOPIC_NEEDS = 14


def print_contact(
    console: Console, contact: ContactOut, statements: Iterable[StatementOut], texts: Mapping[str, str]
) -> None:
    """Print one contact.

    Args:
        texts: the stories by path.
    """
    for part in _page(contact, statements, texts, console.width):
        console.print(part, soft_wrap=False, highlight=False)


def _page(
    contact: ContactOut, statements: Iterable[StatementOut], texts: Mapping[str, str], width: int
) -> Iterable[RenderableType]:
    who = names(contact.participants, between=" – ") or "nobody named"
    kind = kind_words(contact)
    yield Text(f"{kind[:1].upper()}{kind[1:]}, {day_words(contact)}: {who}", style="bold")
    sources = counted(contact.independent_sources, "independent source")
    told = f"{counted(contact.stories, 'story', 'stories')}, {counted(len(contact.mentions), 'place')}"
    yield Text(f"{contact.id}; {sources}, told in {told}")
    listed = list(statements)
    stories = stories_of(contact, listed, texts)
    facts = fact_lines(contact, stories)
    if facts:
        yield _heading("Facts")
        yield _facts_table(facts) if width >= FACTS_NEED else _facts_stacked(facts)
    if contact.divergences:
        yield _heading("Where the accounts differ")
        for d in contact.divergences:
            places = " · ".join(stories.where(p.path, p.start) for p in d.evidence[:3])
            yield Padding(Text.assemble(clean(d.explanation), (f"  {places}", "dim")), (0, 0, 0, 2))
    if contact.common:
        yield _heading("What both accounts report")
        for c in contact.common:
            places = " · ".join(stories.where(p.path, p.start) for p in c.evidence[:3])
            yield Padding(Text.assemble(clean(c.explanation), (f"  {places}", "dim")), (0, 0, 0, 2))
    yield _heading("What is said to have been said")
    laid = said(contact, listed, stories)
    if not laid.rows:
        yield Padding(Text("no statement of these stories belongs to it"), (0, 0, 0, 2))
    elif width >= TOPIC_NEEDS + SIDE_NEEDS * len(laid.columns) and len(laid.columns) > 1:
        yield _side_by_side(laid)
    else:
        yield _one_below_the_other(laid)
    yield _heading("Stories")
    for path, short in stories.short.items():
        # The full path is there to be copied: it is not broken to fit.
        where = short if short == clean(path) else f"{short} is {clean(path)}"
        yield Padding(Text(where + _mentions_in(contact, path)), (0, 0, 0, 2))
    yield _heading("Why")
    for reason in contact.reasons:
        yield Padding(Text(clean(reason)), (0, 0, 0, 2))


def _mentions_in(contact: ContactOut, path: str) -> str:
    """Where a story tells of the contact, with the ids by which a person can split a mention off."""
    first: dict[str, int] = {}
    for m in contact.mentions:
        if m.path == path:
            first.setdefault(m.id, m.start)
    told = [f"{start} ({name})" for name, start in sorted(first.items(), key=lambda item: item[1])]
    return f"; tells of it at {', '.join(told)}" if told else ""


def _heading(words: str) -> Text:
    return Text(f"\n{words}", style="bold")


def _facts_table(facts: Iterable[FactLine]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(max_width=34)
    table.add_column(max_width=26)
    table.add_column(ratio=1)
    before = ""
    for f in facts:
        table.add_row(
            "" if f.fact == before else Text("  " + f.fact), Text(f.value), Text(f.given_by), _places(f)
        )
        before = f.fact
    return table


def _facts_stacked(facts: Iterable[FactLine]) -> Group:
    return Group(
        *(
            Padding(Text.assemble(f"{f.fact}: {f.value} ({f.given_by})\n", _places(f)), (0, 0, 0, 2))
            for f in facts
        )
    )


def _places(f: FactLine) -> Text:
    found = Text()
    for i, place in enumerate(f.places):
        found.append("\n" if i else "").append(f"{place.quote} ").append(place.where, style="dim")
    return found.append(f"\nand {counted(f.more, 'more place')}" if f.more else "")


def _side_by_side(laid: Said) -> Table:
    table = Table(show_lines=True, expand=True, header_style="bold")
    table.add_column("topic", width=TOPIC_NEEDS - 2)
    for column in laid.columns:
        table.add_column(Text(column), ratio=1)
    for topic, cells in laid.rows:
        table.add_row(Text(clean(topic)), *(Text("\n").join(map(_line, cell)) for cell in cells))
    return table


def _one_below_the_other(laid: Said) -> Group:
    parts: list[RenderableType] = []
    for i, column in enumerate(laid.columns):
        parts.append(Text(f"  {column}", style="underline"))
        for topic, cells in laid.rows:
            for line in cells[i]:
                parts.append(Padding(Text.assemble((f"{clean(topic)}: ", "dim"), _line(line)), (0, 0, 0, 4)))
    return Group(*parts)


def _line(line: SaidLine) -> Text:
    """Like: Macron → Putin: request, hedged “...” [1]:120."""
    act = ", ".join((line.act, *line.marks))
    sources = f" ({line.sources} sources)" if line.sources > 1 else ""
    return Text.assemble(
        line.who, ": ", (act, "italic"), f" {line.place.quote}{sources} ", (line.place.where, "dim")
    )
