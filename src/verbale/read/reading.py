"""One story in, one reading out: a pure function of the article, given the tools of its language."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language

from verbale.actors.registry import ActorRegistry, load_registry
from verbale.actors.titles import load_titles
from verbale.model import Article, Reading
from verbale.read.contacts.reader import ContactTools, load_contact_tools, read_contacts
from verbale.read.lexicons.cues import CueLexicon, load_cues
from verbale.read.lexicons.topics import TopicLexicon, load_topics
from verbale.read.names.coreference import find_mentions
from verbale.read.names.coreference_words import CoreferenceWords, load_coreference
from verbale.read.names.naming import NameFinder
from verbale.read.names.raw_mentions import RawMentionFinder
from verbale.read.statements.contact_reports import with_reports
from verbale.read.statements.duplicates import merge_duplicates
from verbale.read.statements.occasions import without_occasions
from verbale.read.statements.reader import StatementReader
from verbale.read.statements.sources import SourceFinder
from verbale.read.story.document import parse_story
from verbale.read.story.paragraphs import NoisePattern, load_noise, split_paragraphs
from verbale.read.story.times import find_story_times
from verbale.syntax.pipeline import load_pipeline
from verbale.times import TimeLexicon, load_time_lexicon, publication_from_text


@dataclass(frozen=True, slots=True)
class ReadingTools:
    """Everything that reading needs, loaded once: the pipeline, the lexicons, the actors."""

    language: str
    pipeline: Language
    registry: ActorRegistry
    noise: tuple[NoisePattern, ...]
    cues: CueLexicon
    coreference: CoreferenceWords
    mentions: RawMentionFinder
    times: TimeLexicon
    topics: TopicLexicon
    contacts: ContactTools


def load_tools(language: str, *, pipeline: str | None = None, actors: Sequence[Path] = ()) -> ReadingTools:
    """Load the tools of a language.

    Args:
        pipeline: an installed spaCy pipeline with UD labels to use instead of the shipped one.
        actors: the user's own actor files.

    Raises:
        LexiconError: a data file has an entry that cannot be used.
        PipelineError: there is no such pipeline.
    """
    registry = load_registry(actors)
    words = load_coreference(language)
    finder = RawMentionFinder(
        registry, NameFinder(registry, language), load_titles(language, registry), words
    )
    tools = ReadingTools(
        language=language,
        pipeline=load_pipeline(language, name=pipeline),
        registry=registry,
        noise=load_noise(language),
        cues=load_cues(language),
        coreference=words,
        mentions=finder,
        times=load_time_lexicon(language),
        topics=load_topics(language),
        contacts=load_contact_tools(language, registry),
    )
    gc.freeze()  # what is kept as long as the process is not looked through again with each story
    return tools


def read_article(article: Article, tools: ReadingTools) -> Reading:
    """All that one article says."""
    stamp = publication_from_text(article.text, tools.times)
    paragraphs = split_paragraphs(article.text, tools.noise, skip=stamp.spans if stamp is not None else ())
    story = parse_story(article, paragraphs, tools.pipeline)
    mentions = find_mentions(story, tools.mentions, tools.registry, tools.coreference, tools.cues)
    times = find_story_times(story, tools.times)
    contacts = read_contacts(story, mentions, tools.contacts, times, stamp)
    sources = SourceFinder(mentions, tools.registry, tools.cues, story.paragraphs)
    reader = StatementReader(
        story,
        mentions,
        sources,
        tools.cues,
        contacts.is_fact,
        times=[t.span for found in times.values() for t in found],
    )
    statements = merge_duplicates(story, reader.drafts(), tools.topics)
    statements = without_occasions(statements, article.text, contacts.occasions)
    told = with_reports(contacts.contacts, reader.reports())
    return Reading(article, told, statements, issuer=reader.issuer())
