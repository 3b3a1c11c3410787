"""The contact before a silence: *they had not spoken since 12 March*, *plus un mot depuis le 12 mars*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from verbale.read.contacts.cue import ContactCue
from verbale.read.contacts.cue_clauses import clause_tokens
from verbale.read.contacts.draft import Draft
from verbale.read.contacts.parties import TOLD
from verbale.read.contacts.party_maker import Parties
from verbale.read.contacts.scene import Scene
from verbale.read.contacts.side_drafts import SideDrafts
from verbale.read.contacts.standing import held
from verbale.read.contacts.times import When
from verbale.read.contacts.verb_forms import forms_of
from verbale.read.story.document import ParsedParagraph
from verbale.read.story.tokens import has_feature, plain
from verbale.syntax.tree import Token
from verbale.times import Role, TimeExpression

LAST = held("the last one before a silence")
# How far (code points) behind a day stands what it is the day of ("since 24 February, when ...").
NAMED_BEHIND = 24


class SilenceDrafts(SideDrafts):
    """Makes the drafts of contacts that are told only as the last before a silence."""

    def _before_silences(self, paragraph: ParsedParagraph, told: Sequence[Draft]) -> list[Draft]:
        """One for each day since which two were silent, where it is the day of nothing else.

        Args:
            told: the drafts of the paragraph, those that tell of no contact included.
        """
        found = []
        for e in self._days_since(paragraph):
            silent = next((d for d in told if self._is_silent(d, e)), None)
            if silent is not None:
                told_then = replace(silent, standing=LAST, when=_on(e), earlier=True, repeated=False)
                found.append(replace(told_then, duration=None, ordinal=None, callers=(), place=None))
                continue
            made = self._of_phrase(paragraph, e, [d for d in told if d.standing.told])
            found += [made] if made is not None else []
        return found

    def _days_since(self, paragraph: ParsedParagraph) -> Iterator[TimeExpression]:
        """The days of a calendar since which something is so, which the story names nowhere else."""
        named = [(e.point.month, e.point.day) for e in self._times.everywhere() if e.point is not None]
        for e in self._times.in_span(paragraph, paragraph.span):
            if e.role is not Role.SINCE or e.point is None or e.point.day is None or e.point.month is None:
                continue
            at = e.span.end - paragraph.span.start
            behind = Scene(paragraph).text[at : at + NAMED_BEHIND].lstrip(" ,(").split()
            is_of_other = bool(behind) and behind[0].strip(",.;:") in self._words.day_of
            if named.count((e.point.month, e.point.day)) == 1 and not is_of_other:
                yield e

    def _is_silent(self, draft: Draft, e: TimeExpression) -> bool:
        """*X and Y **had not spoken** since*: told where they speak again. Of who *have not spoken since* the
        day may be that of anything.
        """
        tokens = draft.cue.paragraph.tokens_in(e.span)
        if draft.standing.told or draft.standing.why != "negated" or len(draft.names) != 2:
            return False
        verb = draft.cue.anchor if draft.cue.is_verb else draft.cue.clause
        if not tokens or tokens[0].i not in draft.cue.own or draft.parties.open:
            return False
        done = any(has_feature(t, "VerbForm", "Part") for t in forms_of(verb))
        return done and any(_is_past(a) for a in verb.children)

    def _of_phrase(
        self, paragraph: ParsedParagraph, e: TimeExpression, told: Sequence[Draft]
    ) -> Draft | None:
        """***Plus un mot** depuis le 12 mars : X et Y ont renoué*: of the only pair of the paragraph."""
        tokens = paragraph.tokens_in(e.span)
        pairs = {d.names for d in told if len(d.names) == 2 and not d.parties.open}
        if not tokens or len(pairs) != 1:
            return None
        before = paragraph.doc[max(tokens[0].sent.start, tokens[0].i - 6) : tokens[0].i]
        text = " ".join(plain(t) for t in before)
        if not any(
            f"{phrase} {since}" in text for phrase in self._words.silence for since in self._words.since
        ):
            return None
        first = before[0]
        cue = ContactCue(Scene(paragraph), TOLD, first, (first,), first, clause_tokens(first))
        parties = Parties(next(d.parties.all for d in told if d.names in pairs), explicit=True)
        return replace(self._bare(cue, parties, None, LAST, when=_on(e)), earlier=True)


def _on(e: TimeExpression) -> When:
    return When(replace(e, role=Role.AT))


def _is_past(auxiliary: Token) -> bool:
    """*had*, *s'étaient*: the auxiliary of a pluperfect."""
    past = has_feature(auxiliary, "Tense", "Past") or has_feature(auxiliary, "Tense", "Imp")
    return auxiliary.dep_ in ("aux", "aux:pass", "cop") and past and has_feature(auxiliary, "VerbForm", "Fin")
