"""Why each field of a statement has its value: the rule, the lexicon entry, the words behind it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from verbale.model import Certainty, Ground, Polarity, Span, Statement
from verbale.read.statements.content import Content
from verbale.read.statements.context import StatementContext
from verbale.read.statements.cue_frame import Frame
from verbale.read.statements.relay import Relay
from verbale.read.statements.sources import Source
from verbale.read.statements.voices import Reporter
from verbale.sentences import say


def frame_grounds(
    made: Statement,
    frame: Frame,
    content: Content,
    source: Source,
    reporter: Reporter,
    context: StatementContext,
    *,
    turned: str | None,
) -> tuple[Ground, ...]:
    """The grounds of a statement made of a frame. `turned`: why what is said changed the cue's act."""
    noun = () if frame.noun is None else (Ground("act", "the noun's act", None, _at(frame, frame.noun.i)),)
    return (
        _named("speaker", source),
        Ground("act", say("act of the {rule}", rule=frame.rule), frame.entry, frame.cue),
        *noun,
        *_turned(turned, content.span),
        Ground(
            "content",
            say("stands in the place '{slot}' of the {rule}", slot=content.slot, rule=frame.rule),
            frame.entry,
            content.span,
        ),
        *_reported(reporter),
        *_addressed(frame, context),
        *_shaded(made, frame.cue if frame.negated else content.span, frame.cue),
    )


def relay_grounds(
    made: Statement, relay: Relay, source: Source, reporter: Reporter, *, turned: str | None
) -> tuple[Ground, ...]:
    """The grounds of a statement that a relay covers."""
    act = say("a relay of plain prose asserts")
    if relay.frame is not None:
        act = say("act of the {rule}", rule="incise")
    return (
        _named("speaker", source),
        Ground("act", act, relay.entry, relay.cue),
        *_turned(turned, made.content),
        Ground("content", say("within the reach of the {rule}", rule=relay.rule), relay.entry, made.content),
        *_reported(reporter),
        *_shaded(made, made.content, relay.cue),
    )


def _at(frame: Frame, token: int) -> Span:
    return frame.paragraph.at(frame.paragraph.doc[token])


def _named(field: str, source: Source) -> Ground:
    return Ground(
        field,
        say("how it is named: {named}", named=source.kind) if source.kind else "named by the cue's phrase",
        None,
        source.span,
    )


def _turned(why: str | None, content: Span) -> Sequence[Ground]:
    return [] if why is None else [Ground("act", say("turned by the {turn}", turn=why), None, content)]


def _reported(reporter: Reporter) -> Sequence[Ground]:
    return [] if reporter.why is None else [Ground("reported_by", reporter.why, None, reporter.span)]


def _addressed(frame: Frame, context: StatementContext) -> Iterable[Ground]:
    for head in frame.addressees:
        mention = context.mentions.at(frame.paragraph, head)
        span = mention.span if mention is not None else frame.paragraph.at(head)
        yield Ground("addressee", say("addressee of the {rule}", rule=frame.rule), frame.entry, span)


def _shaded(made: Statement, negated: Span, cue: Span | None) -> Iterable[Ground]:
    if made.polarity is Polarity.NEGATIVE:
        yield Ground(
            "polarity", "the cue is negated" if negated == cue else "what is said is negated", None, negated
        )
    if made.certainty is Certainty.HEDGED:
        yield Ground(
            "certainty", "the cue stands in the conditional, or beside a word that hedges", None, cue
        )
