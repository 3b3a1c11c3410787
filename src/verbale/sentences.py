"""The sentences in which the program gives its reasons: each has one form, under which translations are kept.

Records keep them as they are said, in English. Whoever shows them in another language finds the form again
from the sentence (`verbale.web.told`), so that what older records hold can be told too.
"""

from __future__ import annotations


def say(form: str, **parts: object) -> str:
    """A sentence of a form.

    A part whose place is written {name:d} is a number. What a part with another name may be, and which parts
    are sentences themselves, `verbale.web.told` knows by its name.

    >>> say("both quote “{words}” and {n:d} more", words="deux vannes", n=2)
    'both quote “deux vannes” and 2 more'
    """
    return form.format(**parts)
