"""Pages in the shapes that the web has: what is text, and what the head says."""

from __future__ import annotations

import pytest

from verbale.ingest.page import read_page
from verbale.times import range_to_edtf

PARAGRAPHS = [
    "La présidente du Valmont s’est entretenue jeudi avec son homologue ostréen, a indiqué son cabinet.",
    "Elle lui a demandé de rouvrir le col d’Arvène, fermé depuis la crue du printemps dernier.",
    "« Nous verrons », a répondu le chef de l’État, selon le même communiqué publié dans la soirée.",
]
BODY = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)


def page(head: str = "", body: str = BODY, attributes: str = "") -> str:
    return (
        f"<!doctype html><html {attributes}><head>{head}</head><body><nav><a href=/>Accueil</a></nav>"
        f"<article>{body}</article><footer>Mentions légales</footer></body></html>"
    )


def published(html: str) -> str | None:
    days = read_page(html).published
    return range_to_edtf(days.first, days.last) if days else None


def test_the_text_is_the_story_in_paragraphs() -> None:
    assert read_page(page()).text == "\n\n".join(PARAGRAPHS)


def test_comments_menus_and_scripts_are_left_out() -> None:
    noise = (
        "<script>var a = 'texte du script';</script><style>p {color: red}</style>"
        "<section id='comments' class='comments'><h2>Commentaires</h2>"
        "<div class='comment'><p>Un lecteur pense que tout cela finira mal, dit-il.</p></div></section>"
    )
    text = read_page(page(body=BODY * 3 + noise)).text
    assert "lecteur" not in text
    assert "script" not in text
    assert "Mentions" not in text


def test_a_short_note_is_enough() -> None:
    assert PARAGRAPHS[0] in read_page(f"<html><body><p>{PARAGRAPHS[0]}</p></body></html>").text


@pytest.mark.parametrize(
    "html", ["", "<!-- rien -->", "<html></html>", "\x0c", "<frameset><frame src=a></frameset>"]
)
def test_a_page_without_text(html: str) -> None:
    assert read_page(html).text == ""


@pytest.mark.parametrize(
    "html", ["<p>" * 20000 + BODY, "<![CDATA[" + BODY, "<html><body><p>Texte" + "<div" * 500]
)
def test_broken_pages_do_not_raise(html: str) -> None:
    read_page(html)


def test_metadata_of_open_graph() -> None:
    found = read_page(
        page(
            '<meta property="og:title" content="Un appel  sous tension">'
            '<meta property="og:site_name" content="Le Courrier d&#39;Arvène">'
            '<meta property="og:url" content="https://courrier.example/b">'
            '<link rel="canonical" href="https://courrier.example/a">'
            '<meta property="article:published_time" content="2023-04-06T19:12:00+02:00">'
            '<meta property="article:modified_time" content="2023-04-09T08:00:00+02:00">'
        )
    )
    assert (found.title, found.outlet) == ("Un appel sous tension", "Le Courrier d'Arvène")
    assert found.url == "https://courrier.example/a"
    assert found.published
    assert found.published.first == found.published.last
    assert str(found.published.first) == "2023-04-06"


def test_what_a_page_does_not_say_stays_unsaid() -> None:
    found = read_page(page())
    assert (found.title, found.outlet, found.url, found.published) == (None, None, None, None)


def test_title_from_heading_then_title_element() -> None:
    assert (
        read_page(page("<title>A | Journal</title>", "<h1>Un <b>appel</b></h1>" + BODY)).title == "Un appel"
    )
    assert read_page(page("<title>A | Journal</title>")).title == "A | Journal"


LD = '<script type="application/ld+json">{}</script>'


@pytest.mark.parametrize(
    ("head", "edtf"),
    [
        (LD.format('{"@type": "NewsArticle", "datePublished": "2023-04-06"}'), "2023-04-06"),
        (
            LD.format('[{"@type": "Organization"}, {"@type": ["Article"], "datePublished": "2023-04-06"}]'),
            "2023-04-06",
        ),
        (
            LD.format(
                '{"@graph": [{"@type": "WebPage", "datePublished": "2020-01-02"},'
                ' {"@type": "NewsArticle", "datePublished": "2023-04-06"}]}'
            ),
            "2023-04-06",
        ),
        # a video on the page has a date of its own, which is not the story's
        (LD.format('{"@type": "VideoObject", "datePublished": "2023-04-01"}'), None),
        (LD.format("{broken"), None),
        (LD.format('{"@type": "NewsArticle", "datePublished": 1680768000}'), None),
        ('<meta name="DC.date.issued" content="2023-04-06">', "2023-04-06"),
        ('<meta name="date" content="2023-04">', "2023-04"),
        ('<meta itemprop="datePublished" content="2023-04-06">', "2023-04-06"),
        (
            '<meta property="article:published_time" content="x"><meta name="date" content="2023-04-06">',
            "2023-04-06",
        ),
        ('<meta property="article:modified_time" content="2023-04-06">', None),
    ],
)
def test_publication_in_the_head(head: str, edtf: str | None) -> None:
    assert published(page(head)) == edtf


@pytest.mark.parametrize(
    ("body", "edtf"),
    [
        ('<time datetime="2023-04-06T10:00">6 avril</time>', "2023-04-06"),
        (
            '<time datetime="2023-04-06">le 6</time> mis à jour <time datetime="2023-04-07">le 7</time>',
            "2023-04-06",
        ),
        (
            '<span itemprop="datePublished" datetime="2023-04-06"></span><time datetime="2019-01-01">',
            "2023-04-06",
        ),
        ('<time datetime="PT2H">deux heures</time>', None),
    ],
)
def test_publication_in_the_body(body: str, edtf: str | None) -> None:
    assert published(page(body=body + BODY)) == edtf


def test_dates_of_teasers_are_not_the_story_s() -> None:
    teasers = "".join(f'<article><time datetime="2023-04-0{n}">x</time><p>Lire</p></article>' for n in (1, 2))
    assert published(f"<html><body><div>{BODY}</div>{teasers}</body></html>") is None


def test_outlet_from_the_publisher() -> None:
    ld = LD.format('{"@type": "NewsArticle", "publisher": {"@type": "Organization", "name": "Radio Ostrée"}}')
    assert read_page(page(ld)).outlet == "Radio Ostrée"
