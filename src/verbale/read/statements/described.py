"""Sources that a text describes but does not name: *two officials who saw the letter*, *the Haesanese
opposition*, *the Federation of Growers*.

They are called by their own words; where these name a country, as somebody of that country. *the official*,
said again, is the one described before. A bare noun (*officials*) describes nobody.
"""

from __future__ import annotations

from collections.abc import Sequence

from verbale.actors.registry import ActorRegistry
from verbale.model import Actor
from verbale.read.names.mention import Mention, MentionIndex, MentionKind, Referent, ReferentKind
from verbale.read.story.document import ParsedParagraph, children
from verbale.read.story.tokens import grammar_of, has_feature, is_finite_form, language_of, plain
from verbale.syntax.lemmas import checked_lemma
from verbale.syntax.tree import Token

# The longest description, in words, and how many of its words may be left behind it.
LONGEST_DESCRIPTION = 12
# What may end a description: the clause or the insertion behind it.
STOPS = frozenset({",", ";", ":", "(", ")", "—", "–", "«", "»", "“", "”", '"', "."})
LEFT_OF_NOUN = ("amod", "compound", "nummod", "nmod:poss", "nmod", "flat", "det")
# Instead of a name in English, see grammar.toml.
ITSELF, BODY = "itself", "body"
NAME_BESIDE = ("compound", "nmod", "flat", "flat:name", "appos", "amod")
BODIES = frozenset({ReferentKind.ORGANISATION, ReferentKind.GROUP})
OF_COUNTRY = frozenset({MentionKind.SIDE, MentionKind.CAPITAL})


class DescribedSources:
    """Finds the described sources of a story."""

    def __init__(
        self, mentions: MentionIndex, registry: ActorRegistry, paragraphs: Sequence[ParsedParagraph]
    ) -> None:
        self._mentions, self._registry, self._paragraphs = mentions, registry, paragraphs

    def at(self, paragraph: ParsedParagraph, head: Token) -> tuple[Mention, tuple[Referent, ...]] | None:
        """The source that a noun describes; None when it is no noun for somebody who can speak."""
        if not self._can_speak(head):
            return None
        said = self._mentions.at(paragraph, head)
        if said is not None and said.kind is MentionKind.SAME_SOURCE:
            return None  # "la même source", behind nobody that the story names
        words = self._words(head)
        if len(words) == 1 and _is_definite(head):
            return self._before(paragraph, head)
        if any(plain(t) in grammar_of(head).pronouns.subordinating for t in words if t.i < head.i):
            return None  # "the ministry, whose spokesman denied S"
        who = self._body(paragraph, head, words) or self._somebody(paragraph, head, words)
        tokens = (words[0].i, words[-1].i + 1)
        span = paragraph.span_of(words)
        return Mention(span, paragraph.index, tokens, head.i, MentionKind.SAME_SOURCE, who), who

    def _body(self, paragraph: ParsedParagraph, head: Token, words: Sequence[Token]) -> tuple[Referent, ...]:
        """*the Nahrad movement*: the body whose name goes with the noun."""
        if grammar_of(head).speakers.get(head.lemma_.lower()) != BODY:
            return ()
        for token in words:
            beside = token.head == head and token.dep_ in NAME_BESIDE
            mention = self._mentions.at(paragraph, token) if beside else None
            kinds = [r.kind for r in mention.referents] if mention is not None else []
            if mention is not None and len(kinds) == 1 and kinds[0] in BODIES:
                return mention.referents
        return ()

    def _somebody(
        self, paragraph: ParsedParagraph, head: Token, words: Sequence[Token]
    ) -> tuple[Referent, ...]:
        if len([t for t in words if t.pos_ not in ("DET", "NUM", "PUNCT")]) == 1:
            return ()  # "officials", "a diplomat"
        actor, country = self._actor(paragraph, head, words)
        kind = ReferentKind.INSTITUTION if country is not None else ReferentKind.GROUP
        return (Referent(actor, kind, None, frozenset(), country),)

    def _can_speak(self, head: Token) -> bool:
        speakers = grammar_of(head).speakers
        if head.pos_ == "NOUN":
            return head.lemma_.lower() in speakers
        if head.pos_ != "PROPN":
            return False
        if head.i == head.sent.start and _lemma(head) in speakers:
            return True  # "Growers say" read as a name
        name = [t for t in self._words(head) if t.text[:1].isupper()]
        return len(name) > 1 and any(plain(t) in speakers or t.lemma_.lower() in speakers for t in name)

    def _words(self, head: Token) -> list[Token]:
        """The words of the description, a definite article before it left out."""
        first = min(
            [head, *(t for c in children(head, *LEFT_OF_NOUN) if c.i < head.i for t in c.subtree)], key=_index
        )
        last = min(max(t.i for t in head.subtree), first.i + LONGEST_DESCRIPTION)
        words = []
        for token in head.doc[first.i : last + 1]:
            if token.i > head.i and (token.text in STOPS or _is_main(token, head)):
                break
            words.append(token)
        articles = grammar_of(head).determiners.articles
        while len(words) > 1 and words[0].i < head.i and (words[0].is_punct or plain(words[0]) in articles):
            words.pop(0)
        return words

    def _actor(
        self, paragraph: ParsedParagraph, head: Token, words: Sequence[Token]
    ) -> tuple[Actor, str | None]:
        """Who is described: somebody of a country that stands beside the noun, else the words themselves."""
        for token in words:
            country = self._country(paragraph, token, head)
            if country is not None:
                return self._registry.unnamed(country, _label(head, words, token)), country
        text = paragraph.span_of(words)
        described = paragraph.doc.text[text.start - paragraph.span.start : text.end - paragraph.span.start]
        return Actor(described, None, None), None

    def _country(self, paragraph: ParsedParagraph, token: Token, head: Token) -> str | None:
        """The country of an adjective, name or possessive that goes with the noun itself."""
        owns = token.i + 1 < head.i and token.nbor().pos_ == "PART"
        if token.head != head and not owns:
            return None
        entry = self._registry.country_of_demonym(token.text, language_of(paragraph.doc))
        if entry is not None:
            return entry.id
        mention = self._mentions.at(paragraph, token)
        if mention is None or len(mention.referents) != 1:
            return None
        if head.lemma_.lower() in grammar_of(head).experts and not owns:
            return None  # "a Karsan expert", "an analyst in Orvik": what they know of, where they are
        who = mention.referents[0]
        owner = plain(token) in grammar_of(token).determiners.possessive and token.i < head.i
        if not owner and (mention.kind not in OF_COUNTRY or who.kind is not ReferentKind.COUNTRY):
            return None
        known = who.country is not None and self._registry.get(who.country) is not None
        return who.country if known else None

    def _before(self, paragraph: ParsedParagraph, head: Token) -> tuple[Mention, tuple[Referent, ...]] | None:
        """The one described or named before by the same noun in the same number."""
        number = "Plur" if has_feature(head, "Number", "Plur") else "Sing"
        for index in range(paragraph.index, max(paragraph.index - 3, -1), -1):
            earlier = self._paragraphs[index]
            last = head.i if index == paragraph.index else len(earlier.doc)
            for token in reversed(earlier.doc.tokens[:last]):
                if token.lemma_.lower() != head.lemma_.lower() or token.pos_ not in ("NOUN", "PROPN"):
                    continue
                if ("Plur" if has_feature(token, "Number", "Plur") else "Sing") != number:
                    return None
                named = self._mentions.at(earlier, token)
                if named is not None and named.referents:
                    return named, named.referents
                if not (_is_definite(token) and len(self._words(token)) == 1):
                    return self.at(earlier, token)
        return None


def _label(head: Token, words: Sequence[Token], country: Token) -> str:
    """What somebody of a country is called: the noun in English, with what stands between the two."""
    label = grammar_of(head).speakers.get(head.lemma_.lower(), ITSELF)
    if label not in (ITSELF, BODY):
        return label + "s" * (has_feature(head, "Number", "Plur") and not label.endswith("s"))
    between = [t for t in words if t.i < head.i and t != country and t.pos_ in ("ADJ", "NOUN", "PROPN")]
    return " ".join(t.text if t.pos_ == "PROPN" else t.lower_ for t in (*between, head))


def _lemma(noun: Token) -> str:
    """The lemma of a noun that a tagger took for a name because it opens a sentence."""
    return checked_lemma(noun.lower_, noun.lower_, language_of(noun.doc))


def _index(token: Token) -> int:
    return token.i


def _is_definite(head: Token) -> bool:
    """Whether a definite article stands before it."""
    articles = grammar_of(head).determiners.articles
    return any(plain(c) in articles for c in children(head, "det"))


def _is_main(token: Token, head: Token) -> bool:
    """Whether a word is the finite verb that the noun is the subject of."""
    return token == head.head and is_finite_form(token)
