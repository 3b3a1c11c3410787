"""The same content told again is one statement."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from verbale.model import Actor, Directness, Polarity, Span, SpeechAct, Statement
from verbale.read.reading import ReadingTools
from verbale.read.statements.duplicates import merge_duplicates
from verbale.read.statements.reader import Draft
from verbale.read.story.document import Story

KOST, ASTER = Actor("Mirela Kost", "ex:kost"), Actor("Solveig Aster", "ex:aster")
OLD_FORT = Actor("Old Fort", "ex:old-fort")
TEXT = """Mirela Kost exige la réouverture du détroit

Mirela Kost a exigé mardi la réouverture immédiate du détroit aux navires de blé.

Elle a aussi exigé la libération des marins."""
HEADLINE, OTHER = "la réouverture du détroit", "la libération des marins"
BODY = "la réouverture immédiate du détroit aux navires de blé"

Merge = Callable[..., list[Statement]]


def draft(content: str, *, heading: bool = False, **changes: object) -> Draft:
    start = TEXT.index(content)
    plain = Statement((KOST,), (), SpeechAct.REQUEST, Span(start, start + len(content)), Directness.INDIRECT)
    return Draft(replace(plain, **changes), 0, 0, heading)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def merged(tools: ReadingTools, parsed: Callable[[str], Story]) -> Merge:
    return lambda *drafts: list(merge_duplicates(parsed(TEXT), drafts, tools.topics))


def test_the_fuller_telling_stays_and_the_other_is_its_evidence(merged: Merge) -> None:
    for drafts in (
        [draft(HEADLINE, heading=True), draft(BODY)],
        [draft(BODY), draft(HEADLINE, heading=True)],
    ):
        (only,) = merged(*drafts)
        assert only.content.of(TEXT) == BODY
        assert [e.of(TEXT) for e in only.evidence] == [HEADLINE]


def test_what_only_one_telling_says_is_kept(merged: Merge) -> None:
    headline = draft(HEADLINE, heading=True, reported_by=(OLD_FORT,), via="Radio-Sore", addressee=(ASTER,))
    (only,) = merged(headline, draft(BODY))
    assert only.content.of(TEXT) == BODY
    assert (only.reported_by, only.via, only.addressee) == ((OLD_FORT,), "Radio-Sore", (ASTER,))


@pytest.mark.parametrize(
    "second",
    [
        draft(OTHER),
        draft(BODY, speaker=(ASTER,)),
        draft(BODY, act=SpeechAct.REFUSE),
        draft(BODY, polarity=Polarity.NEGATIVE),
    ],
    ids=["other content", "other speaker", "other act", "other polarity"],
)
def test_different_statements_stay_two(second: Draft, merged: Merge) -> None:
    assert len(merged(draft(HEADLINE), second)) == 2


def test_a_headline_may_tell_the_act_otherwise(merged: Merge) -> None:
    (only,) = merged(draft(HEADLINE, heading=True, act=SpeechAct.ASSERT), draft(BODY))
    assert only.act is SpeechAct.REQUEST


def test_both_sides_telling_the_same_are_two_statements(merged: Merge) -> None:
    ormes = Actor("Ormes Palace", "ex:ormes")
    assert len(merged(draft(HEADLINE, reported_by=(ormes,)), draft(BODY, reported_by=(OLD_FORT,)))) == 2


def test_statements_come_in_text_order_with_their_topics(merged: Merge) -> None:
    found = merged(draft(OTHER), draft(BODY))
    assert [s.content.of(TEXT) for s in found] == [BODY, OTHER]
    assert merged() == []
