"""How long a contact was, in words."""

from __future__ import annotations

from verbale.sentences import say


def minutes_in_words(minutes: int, qualifier: str | None) -> str:
    """Minutes as a source gives them; `qualifier` is one of DurationQualifier.

    >>> minutes_in_words(90, "exact"), minutes_in_words(60, "approx")
    ('90 minutes', 'about 60 minutes')
    """
    match qualifier:
        case "approx":
            return say("about {n:d} minutes", n=minutes)
        case "at_least":
            return say("at least {n:d} minutes", n=minutes)
        case "at_most":
            return say("at most {n:d} minutes", n=minutes)
    return say("{n:d} minutes", n=minutes)
