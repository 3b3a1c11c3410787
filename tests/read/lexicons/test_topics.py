"""Every topic is found in its own example and not in its counter-example."""

from __future__ import annotations

import pytest

from verbale.errors import LexiconError
from verbale.lexicon import SUPPORTED_LANGUAGES
from verbale.read.lexicons.topics import Topic, TopicLexicon, find_topics, load_topics, topics_from

LEXICONS = {language: load_topics(language) for language in SUPPORTED_LANGUAGES}
FRENCH = LEXICONS["fr"]
TOPICS = [
    pytest.param(lexicon, topic, id=f"{language}-{topic.name}")
    for language, lexicon in LEXICONS.items()
    for topic in lexicon.topics
]
TRAPS = [p for p in TOPICS if p.values[1].counter_example]


@pytest.mark.parametrize(("lexicon", "topic"), TOPICS)
def test_example_has_its_topic(lexicon: TopicLexicon, topic: Topic) -> None:
    assert topic.name in find_topics(topic.example, lexicon)


@pytest.mark.parametrize(("lexicon", "topic"), TRAPS)
def test_counter_example_has_it_not(lexicon: TopicLexicon, topic: Topic) -> None:
    assert topic.name not in find_topics(topic.counter_example or "", lexicon)


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("un cessez-le-feu et un accès humanitaire", ("ceasefire", "humanitarian access")),
        # the order is that of the text, not that of the file
        ("un accès humanitaire et un cessez-le-feu", ("humanitarian access", "ceasefire")),
        ("LEVÉE DES SANCTIONS", ("sanctions",)),
        ("l’adhésion à l’Union européenne", ("EU accession",)),
        ("le goûter de la reine", ()),
        ("", ()),
    ],
)
def test_find_topics(text: str, topics: tuple[str, ...]) -> None:
    assert find_topics(text, FRENCH) == topics


def test_except_hides_only_what_it_covers() -> None:
    assert "civilians" not in find_topics("La guerre civile continue.", FRENCH)
    assert "civilians" in find_topics("La guerre civile a tué des civils.", FRENCH)


def test_the_lexicon_is_broad() -> None:
    assert len(FRENCH.topics) >= 60
    assert len(TRAPS) >= 30


def _topic(**changes: object) -> dict[str, object]:
    return {"topic": [{"name": "tea", "patterns": ["the vert"], "example": "Le thé vert."} | changes]}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"patterns": ["thé"]}, "not folded"),
        ({"patterns": []}, "at least 1"),
        ({"iptc": "20000056"}, "pattern"),
        ({"colour": "green"}, "Extra inputs"),
    ],
)
def test_a_bad_entry_is_named(changes: dict[str, object], reason: str) -> None:
    with pytest.raises(LexiconError, match=f"'tea'.*{reason}"):
        topics_from(_topic(**changes), language="fr", path="topics.toml")


def test_a_name_given_twice_is_refused() -> None:
    data = _topic()
    data["topic"] = [*data["topic"], *data["topic"]]  # type: ignore[misc]
    with pytest.raises(LexiconError, match="given twice"):
        topics_from(data, language="fr", path="topics.toml")
