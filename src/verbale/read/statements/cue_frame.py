"""The frame of a cue: the word that says that something is said, and what hangs on it."""

from __future__ import annotations

from dataclasses import dataclass

from verbale.model import Span, SpeechAct
from verbale.read.statements.content import Content
from verbale.read.story.document import ParsedParagraph
from verbale.syntax.tree import Token

# "exiger des excuses", "refuser son accord": the verb's act stands whatever its object is.
# So does that of who backs or welcomes another's offer.
OWN_ACTS = frozenset(
    {
        SpeechAct.REQUEST,
        SpeechAct.REFUSE,
        SpeechAct.DENY,
        SpeechAct.ACCUSE,
        SpeechAct.PRAISE,
        SpeechAct.AGREE,
    }
)


@dataclass(frozen=True, slots=True)
class Frame:
    """One cue with what hangs on it.

    Attributes:
        rule: which kind of cue it is, for the reasons.
        entry: the lemma of its lexicon entry.
        anchor: the token that bears the cue.
        sources: heads of the noun phrases that name who says it, in order; empty when the clause has none.
        addressees: heads of noun phrases or clitics.
        incise: the frame stands beside what is said (*..., a-t-il ajouté*).
        targets: who is accused, praised or thanked.
        noun: the cue noun that the frame takes its act from (*a exprimé son inquiétude*), or None.
        start: index of the first word of an incise where its verb group does not tell; None elsewhere.
        mental: whether the cue tells what the source knows or notices, not what it says.
        attitude: whether the cue is a noun of what somebody feels or is ready for (*disponibilité*).
        future_act: the act when what is said lies in the future and is nobody else's doing; None: none other.
    """

    paragraph: ParsedParagraph
    rule: str
    entry: str
    act: SpeechAct
    anchor: Token
    cue: Span
    sources: tuple[Token, ...]
    contents: tuple[Content, ...]
    addressees: tuple[Token, ...] = ()
    targets: tuple[Token, ...] = ()
    negated: bool = False
    incise: bool = False
    noun: Token | None = None
    future_act: SpeechAct | None = None
    mental: bool = False
    attitude: bool = False
    start: int | None = None
