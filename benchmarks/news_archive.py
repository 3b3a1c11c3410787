"""Made-up archives as CC-NEWS has them, for the benchmarks of the harvest: pages of 30-50 kB, four languages."""

# ruff: noqa: E501 - the made-up pages are easier to see in one piece

from __future__ import annotations

import gzip
import random
import uuid
from pathlib import Path

RELEVANT = (
    "Le président français Emmanuel Macron s'est entretenu mardi au téléphone avec Vladimir Poutine, a indiqué l'Élysée.",
    "President Emmanuel Macron spoke by phone with Vladimir Putin for an hour on Tuesday, the French presidency said.",
)
WORDS = {
    "fr": "la ville compte sur une saison calme avec des trains plus rares le long de la côte et un marché rouvert au printemps "
    "selon les commerçants du quartier qui attendent encore la neige dans les vallées du nord",
    "en": "the town counts on a quiet season with fewer trains along the coast and a market that opens again in spring "
    "say shopkeepers of the quarter who still wait for snow in the valleys of the north",
    "de": "die Stadt rechnet mit einer ruhigen Saison mit weniger Zügen entlang der Küste und einem Markt der im Frühling wieder "
    "öffnet sagen Händler des Viertels die noch auf Schnee in den Tälern im Norden warten",
    "es": "la ciudad cuenta con una temporada tranquila con menos trenes a lo largo de la costa y un mercado que abre otra vez en "
    "primavera dicen los comerciantes del barrio que esperan todavía la nieve en los valles del norte",
}


def write_archives(
    folder: Path, pages: int, files: int, *, relevant: float = 0.01, seed: int = 1
) -> list[Path]:
    """So many pages in so many `.warc.gz`, each page a member of its own; give the files."""
    drawn = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in range(files):
        path = folder / f"{number:03}.warc.gz"
        with path.open("wb") as out:
            for i in range(pages * number // files, pages * (number + 1) // files):
                out.write(gzip.compress(_record(drawn, i, relevant > 0 and i % round(1 / relevant) == 0), 6))
        paths.append(path)
    return paths


def _record(drawn: random.Random, number: int, relevant: bool) -> bytes:
    page = _page(drawn, number, relevant).encode()
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(
        page
    )
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news{number % 40}.example/{number}\r\n"
        f"WARC-Date: 2024-03-02T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, str(number))}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http) + len(page)}\r\n\r\n"
    )
    return head.encode() + http + page + b"\r\n\r\n"


def _page(drawn: random.Random, number: int, relevant: bool) -> str:
    """A story of some 4,000 characters inside the menus, scripts and teasers that make most of a page."""
    language = ("fr", "en")[number // 100 % 2] if relevant else list(WORDS)[number % 4]
    words = WORDS[language].split()

    def sentence() -> str:
        some = [drawn.choice(words) for _ in range(drawn.randrange(12, 28))]
        return " ".join(some).capitalize() + "."

    paragraphs = [" ".join(sentence() for _ in range(4)) for _ in range(8)]
    if relevant:
        paragraphs[0] = RELEVANT[0 if language == "fr" else 1] + " " + paragraphs[0]
    title = sentence()[:70]
    menu = "".join(
        f"<li class='nav__item'><a href='/section/{i}'>{drawn.choice(words)}</a></li>" for i in range(60)
    )
    teasers = "".join(
        f"<div class='teaser' data-id='{drawn.randrange(10**9)}'><a href='/{drawn.randrange(10**7)}'><img src='/i/{i}.jpg' "
        f"alt=''><h3>{sentence()[:60]}</h3></a></div>"
        for i in range(40)
    )
    script = ";".join(f"window.q{i}={drawn.random()}" for i in range(drawn.randrange(400, 1000)))
    body = "".join(f"<p class='story__text'>{p}</p>" for p in paragraphs)
    return (
        f"<!doctype html><html lang='{language}'><head><meta charset='utf-8'><title>{title}</title>"
        f"<meta property='article:published_time' content='2024-03-02T08:00:00+01:00'><script>{script}</script></head><body>"
        f"<header><nav><ul>{menu}</ul></nav></header><main><article><h1>{title}</h1>{body}</article>"
        f"<aside>{teasers}</aside></main><footer><ul>{menu}</ul></footer></body></html>"
    )
