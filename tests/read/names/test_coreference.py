"""Who a phrase of a passage is: names, offices, pronouns, pairs, counterparts, sides."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from verbale.read.names.coreference_words import CoreferenceWords, load_coreference
from verbale.read.names.mention import Mention, MentionIndex, MentionKind
from verbale.read.story.document import Story

Parsed = Callable[[str], Story]
Named = Callable[[Story], MentionIndex]
Last = Callable[[str, str], Mention]
WORDS: CoreferenceWords = load_coreference("fr")


@pytest.fixture(scope="session")
def last(parsed: Parsed, named: Named) -> Last:
    """The last mention in a passage that shares a character with the last place of the words."""

    def find(text: str, words: str) -> Mention:
        start = text.rindex(words)
        found = [m for m in named(parsed(text)) if m.span.start < start + len(words) and start < m.span.end]
        assert found, f"nobody is named by {words!r}"
        return found[-1]

    return find


KOST, ASTER, SORVANE, TASVEK = "Mirela Kost", "Solveig Aster", "Edmée Sorvane", "Radomir Tasvek"
QUILVANE, OSTEROV, FALGUEN = "Marten Quilvane", "Gavril Osterov", "Nora Falguen"


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        # names and titles
        ("Le président karsanais Radomir Tasvek a appelé.", "Radomir Tasvek", [TASVEK]),
        ("M. Tasvek a appelé.", "Tasvek", [TASVEK]),
        ("Radomir Tasvek, président du Karsan, a appelé.", "président du Karsan", [TASVEK]),
        ("La présidente valdorienne a appelé.", "présidente valdorienne", [SORVANE]),
        ("La cheffe de la diplomatie rovienne a appelé.", "cheffe de la diplomatie", [KOST]),
        ("Le porte-parole de la Citadelle a parlé.", "porte-parole", ["Pavle Dorsk"]),
        ("Edmée Sorvane a reçu Radomir Tasvek. La présidente a parlé.", "La présidente", [SORVANE]),
        ("Edmée Sorvane a reçu Radomir Tasvek. Le président a parlé.", "Le président", [TASVEK]),
        ("Le ministre rovien du Commerce a parlé.", "ministre rovien", ["Rovia (minister)"]),
        ("Le chancelier elvanien a parlé.", "chancelier elvanien", ["Marten Quilvane"]),
        # a title that opens the next phrase belongs to the name behind it
        pytest.param(
            "Selon Clarisse Aubrelle, la présidente Sorvane a parlé.",
            "la présidente",
            [SORVANE],
        ),
        # the subject of the clause above; not an agent in passing
        ("Edmée Sorvane, informée par Radomir Tasvek, a dit qu'elle viendrait.", "elle", [SORVANE]),
        ("Radomir Tasvek a dit à Gavril Osterov qu'il viendrait.", "il viendrait", [TASVEK]),
        ("Marten Quilvane a vu Tasvek. Sa ministre des Affaires étrangères a parlé.", "Affaires", [ASTER]),
        # a title of something else than a country
        ("Radomir Tasvek a appelé. Le chef de l'opposition, Irvan Delko, a parlé.", "Delko", ["Irvan Delko"]),
        ("Le président karsanais du Conseil constitutionnel a parlé.", "président", []),
        # whoever the president is, it is not the one he speaks with; nor is "il" that one
        ("Le président de la République s'est entretenu avec Gavril Osterov.", "président", []),
        ("Le président de la République a appelé Gavril Osterov. Il a parlé.", "Il", None),
        (
            "Solveig Aster a reçu Olga Zemrina. La ministre elvanienne a parlé.",
            "ministre elvanienne",
            [ASTER],
        ),
        # part of a longer name: somebody else, unless the initials agree
        ("Camille Tasvek a appelé.", "Tasvek", ["Camille Tasvek"]),
        ("Rado Tasvek a appelé.", "Tasvek", [TASVEK]),
        ("Le président Tasvek a appelé.", "Tasvek", [TASVEK]),
        # sides
        ("Orvik a protesté.", "Orvik", ["Karsan"]),
        ("Le palais des Ormes a réagi.", "palais des Ormes", ["Ormes Palace"]),
        ("Les Roviens ont protesté.", "Roviens", ["Rovia"]),
        ("La délégation karsanaise est arrivée.", "délégation karsanaise", ["Karsan (delegation)"]),
        # pronouns go with gender and with what speaks
        ("Edmée Sorvane a reçu Radomir Tasvek. Elle a parlé.", "Elle", [SORVANE]),
        ("Edmée Sorvane a reçu Radomir Tasvek. Il a parlé.", "Il", [TASVEK]),
        ("Mirela Kost a reçu Solveig Aster. Elle a parlé.", "Elle", [KOST]),
        ("Mirela Kost a reçu Solveig Aster. Celle-ci a parlé.", "Celle-ci", [ASTER]),
        ("Edmée Sorvane a vu Gavril Osterov. Elle lui a promis du blé.", "lui", [OSTEROV]),
        pytest.param(
            "Radomir Tasvek a vu Nora Falguen. Cette dernière a parlé.",
            "Cette dernière",
            [FALGUEN],
        ),
        pytest.param(
            "Le Premier ministre cardennais a vu Amaro Vintel. Ce dernier a parlé.",
            "Ce dernier",
            ["Amaro Vintel"],
        ),
        # "il" that stands for nobody
        ("Edmée Sorvane a reçu Mirela Kost. Il pleut sur Asmère.", "Il pleut", None),
        # pairs
        (
            "Radomir Tasvek a reçu Gavril Osterov. Les deux hommes ont dîné.",
            "Les deux hommes",
            [TASVEK, OSTEROV],
        ),
        ("Mirela Kost a vu Solveig Aster. Toutes deux ont dîné.", "Toutes deux", [KOST, ASTER]),
        ("Edmée Sorvane a appelé Radomir Tasvek. Ils ont parlé.", "Ils", [SORVANE, TASVEK]),
        # counterparts
        ("Edmée Sorvane a appelé son homologue karsanais.", "son homologue karsanais", [TASVEK]),
        ("Mirela Kost a vu son homologue elvanienne.", "son homologue elvanienne", [ASTER]),
        # a king's island has no president: the head of government meets the head of government
        ("Marten Quilvane a vu son homologue cardennaise.", "son homologue cardennaise", [FALGUEN]),
        ("Radomir Tasvek a appelé Gavril Osterov. Son homologue a décliné.", "Son homologue", [OSTEROV]),
        # the same source
        ("Selon la Citadelle, le gaz coule. La même source dément.", "La même source", ["Citadel"]),
    ],
)
def test_who_it_is(
    text: str, words: str, who: list[str] | None, last: Last, parsed: Parsed, named: Named
) -> None:
    if who is None:
        start = text.index(words)
        assert not any(m.referents and m.span.start == start for m in named(parsed(text)))
        return
    assert [r.actor.name for r in last(text, words).referents] == who


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # of two women of one office nobody is chosen
        ("La ministre a parlé.", "La ministre"),
        # nor is one who is not yet in office known
        ("Le futur président karsanais a parlé.", "président karsanais"),
        ("Les deux hommes ont dîné.", "Les deux hommes"),
        ("Il a parlé.", "Il"),
    ],
)
def test_nobody_is_guessed(text: str, words: str, parsed: Parsed, named: Named) -> None:
    start = text.index(words)
    assert not any(
        m.referents for m in named(parsed(text)) if m.span.start < start + len(words) and start < m.span.end
    )


def test_a_former_holder_is_not_the_one_in_office(last: Last) -> None:
    who = last("L'ancien président karsanais a parlé.", "président karsanais")
    assert [r.actor.name for r in who.referents] == ["Karsan (former president)"]
    assert not who.referents[0].offices


def test_a_person_unknown_to_the_registry_is_who_the_text_says(last: Last) -> None:
    text = "Irvan Delko, ministre karsanais de l'Énergie, a parlé. M. Delko a promis du gaz."
    (who,) = last(text, "Delko").referents
    assert (who.actor.name, who.actor.id, who.country) == ("Irvan Delko", None, "ex:karsan")


def test_the_title_before_an_unknown_name_tells_his_country(last: Last) -> None:
    (who,) = last("Le ministre karsanais de l'Énergie, Irvan Delko, a parlé.", "Delko").referents
    assert who.country == "ex:karsan"


def test_mentions_lie_in_order_and_apart(parsed: Parsed, named: Named) -> None:
    text = (
        "La présidente Edmée Sorvane a reçu son homologue karsanais, Radomir Tasvek. "
        "Elle lui a promis du blé, selon les Ormes. Les deux dirigeants se reverront à Dramsk."
    )
    found = list(named(parsed(text)))
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(m.span.of(text).strip() for m in found)


KIND_OF = {
    "pronoun": MentionKind.PRONOUN,
    "pair": MentionKind.PAIR,
    "counterpart": MentionKind.COUNTERPART,
    "same_source": MentionKind.SAME_SOURCE,
}


@pytest.mark.parametrize(("kind", "example"), [(k, e) for k, e in WORDS.examples if k in KIND_OF])
def test_the_words_of_the_examples_are_found(kind: str, example: str, parsed: Parsed, named: Named) -> None:
    # the file's examples name states of no actor file: give them this one's
    text = example.replace("oslave", "karsanais")
    assert KIND_OF[kind] in {m.kind for m in named(parsed(text))}
