"""Stories cut into paragraphs: what is prose, what is a heading, what is never read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.lexicon import language_file, load_toml
from verbale.model import Span
from verbale.read.story.paragraphs import ParagraphKind, load_noise, split_paragraphs

NOISE = load_noise("fr")
PROSE, HEADING, CAPTION = ParagraphKind.PROSE, ParagraphKind.HEADING, ParagraphKind.CAPTION
BYLINE, FURNITURE = ParagraphKind.BYLINE, ParagraphKind.FURNITURE
ENGLISH = load_noise("en")
EXAMPLES = [
    (language, entry["example"], entry.get("kind", "byline"))
    for language in ("fr", "en")
    for section in ("pattern", "byline")
    for entry in load_toml(language_file(language, "noise.toml"))[section]
]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Crue : Asmère appelle à l'aide\n\nLa Sore a débordé mardi.", [HEADING, PROSE]),
        ("Photo d'archives : la digue en 2019.\nLa Sore a débordé mardi.", [CAPTION, PROSE]),
        ("La digue de Lerne, mardi. Jo Vard / AFP via Getty Images", [CAPTION]),
        ("Lire aussi : la digue de la discorde\nPartager\nLa Sore a débordé.", [FURNITURE, FURNITURE, PROSE]),
        ("Par Ida Lorne, à Port-Lazare\nLa Sore a débordé.", [BYLINE, PROSE]),
        # a long sentence that begins with "Par" is a sentence
        (
            "Par trois fois, la ministre a rappelé que la digue devait être achevée avant l'hiver, "
            "que l'argent était là, que les plans étaient signés et que rien ne justifie ce retard.",
            [PROSE],
        ),
        ("Par téléphone, la ministre a demandé des pompes.", [PROSE]),
        ("« La digue tiendra »", [PROSE]),
        ("\n \n***\n— \n", []),
    ],
)
def test_kinds(text: str, kinds: list[ParagraphKind]) -> None:
    assert [p.kind for p in split_paragraphs(text, NOISE)] == kinds


def test_lines_broken_by_a_wrapper_are_joined() -> None:
    text = (
        "La présidente valdorienne a demandé mardi au chancelier\n"
        "l'envoi de pompes et de bateaux.\n"
        "Elle attend une réponse."
    )
    first, second = (p.span.of(text) for p in split_paragraphs(text, NOISE))
    assert first.endswith("chancelier\nl'envoi de pompes et de bateaux.")
    assert second == "Elle attend une réponse."


@pytest.mark.parametrize(
    "text",
    [
        # a short line is a heading, a blank line a new paragraph, a capital a new sentence
        "La crue\nl'envoi de pompes et de bateaux.",
        "La présidente valdorienne a demandé mardi au chancelier\n\nl'envoi de pompes et de bateaux.",
        "La présidente valdorienne a demandé mardi au chancelier\nL'envoi de pompes et de bateaux.",
    ],
)
def test_other_lines_are_not_joined(text: str) -> None:
    assert len(split_paragraphs(text, NOISE)) == 2


def test_metadata_is_cut_out_of_its_paragraph() -> None:
    text = "date 2024-10 La Sore a débordé mardi."
    (only,) = split_paragraphs(text, NOISE, skip=[Span(0, len("date 2024-10"))])
    assert only.span.of(text) == "La Sore a débordé mardi."


@pytest.mark.parametrize(("language", "example", "kind"), EXAMPLES)
def test_the_examples_of_the_noise_file(language: str, example: str, kind: str) -> None:
    assert [p.kind.value for p in split_paragraphs(example, load_noise(language))] == [kind]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Flood: Asmere asks for help\n\nThe Sore burst its banks on Tuesday.", [HEADING, PROSE]),
        ("FILE PHOTO: The dyke in 2019.\nThe Sore burst its banks.", [CAPTION, PROSE]),
        ("FILE - The dyke of Lerne on Tuesday, May 3. (AP Photo/Jo Vard, File)", [CAPTION]),
        ("The dyke of Lerne on Tuesday. Jo Vard/AFP via Getty Images", [CAPTION]),
        ("Image source, Valdorian Press Office", [CAPTION]),
        ("Read more: the dyke of discord\nShare\nThe Sore burst its banks.", [FURNITURE, FURNITURE, PROSE]),
        ("By Ida Lorne in Port-Lazare\nThe Sore burst its banks.", [BYLINE, PROSE]),
        ("Editor's note: An earlier version misstated the height of the dyke.", [FURNITURE]),
        ("(Reporting by Ida Lorne; Editing by Jo Vard)", [FURNITURE]),
        ("Sign up for our free newsletter and get the news in your inbox every day.", [FURNITURE]),
        ("We use cookies to improve your experience.", [FURNITURE]),
        ("Key developments", [FURNITURE]),
        ("Hello and welcome to our live coverage of the flood.", [FURNITURE]),
        ("Additional reporting by Ida Lorne in Port-Lazare", [FURNITURE]),
        ("Our Standards: The Lerne Trust Principles.", [FURNITURE]),
        ("What happens next", [HEADING]),
        # sentences that begin as furniture does
        ("By Tuesday the dyke had given way.", [PROSE]),
        ("By phone, the minister said that the dyke would hold.", [PROSE]),
        ("Search teams found nobody.", [PROSE]),
        ("Search parties and boats are on their way to the villages, the minister said.", [PROSE]),
        ("Live fire was heard near the dyke.", [PROSE]),
        ("Comments by the minister angered the farmers.", [PROSE]),
        ("Shares fell after the flood, and the minister said that banks would close.", [PROSE]),
        ("Via video link the president thanked the crews.", [PROSE]),
        ("Watching the river, the minister said it was falling.", [PROSE]),
        ("Related claims by the farmers were denied by the minister.", [PROSE]),
        ("Summary executions were reported by the envoy.", [PROSE]),
        ("Published on Monday, the report accuses the ministry.", [PROSE]),
        ("The cookie maker said that its plant was under water.", [PROSE]),
        ("“The dyke will hold”", [PROSE]),
    ],
)
def test_kinds_in_english(text: str, kinds: list[ParagraphKind]) -> None:
    assert [p.kind for p in split_paragraphs(text, ENGLISH)] == kinds


LINES = st.text(st.sampled_from("aÉ. \t\u00a0") | st.characters(), max_size=90)


@given(lines=st.lists(LINES, max_size=8), breaks=st.sampled_from(["\n", "\n\n", "\r\n", "\u2028"]))
def test_paragraphs_cover_the_text_in_order(lines: list[str], breaks: str) -> None:
    text = breaks.join(lines)
    at = 0
    for paragraph in split_paragraphs(text, NOISE):
        span = paragraph.span
        assert at <= span.start < span.end <= len(text)
        assert span.of(text) == span.of(text).strip()
        # nothing with a letter or a figure in it is left out between two paragraphs
        assert not any(c.isalnum() for c in text[at : span.start])
        at = span.end
    assert not any(c.isalnum() for c in text[at:])


# Too short for two lines to be joined over the cut.
SHORT = st.text(max_size=15)


@given(before=SHORT, stamp=st.from_regex(r"[a-z0-9 -]{1,15}", fullmatch=True), after=SHORT)
def test_what_is_skipped_is_in_no_paragraph(before: str, stamp: str, after: str) -> None:
    skipped = Span(len(before), len(before + stamp))
    paragraphs = split_paragraphs(before + stamp + after, NOISE, skip=[skipped])
    assert not any(p.span.overlaps(skipped) for p in paragraphs)


def test_a_page_without_paragraphs_is_cut_at_full_stops() -> None:
    text = "Le barrage tient. " * 1000
    cut = split_paragraphs(text, ())
    assert len(cut) > 2
    assert all(p.span.end - p.span.start <= 6000 for p in cut)
    assert all(p.span.of(text).endswith(".") for p in cut)
