"""Lines of a .jsonl, good and bad."""

from __future__ import annotations

import pytest

from verbale.ingest.json_story import parse_json_story


def test_keys_of_other_programs_are_left_alone() -> None:
    story = parse_json_story(
        '{"text": "Un appel.", "id": 7, "tags": ["a"], "published": " ", "title": " T "}'
    )
    assert (story.text, story.title, story.published) == ("Un appel.", "T", None)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not valid JSON"),
        ("rien", "not valid JSON"),
        ("[" * 5000, "not valid JSON"),
        ("[]", "not a JSON object"),
        ('"texte"', "not a JSON object"),
        ("{}", 'neither "text" nor "html"'),
        ('{"text": ""}', 'neither "text" nor "html"'),
        ('{"text": 3}', '"text": input should be a valid string'),
        ('{"text": "a", "title": ["b"]}', '"title": input should be a valid string'),
        ('{"text": "a", "published": 20230406}', '"published": input should be a valid string'),
        ('{"text": "a", "published": "hier"}', '"published" is no date; write it as'),
    ],
)
def test_bad_lines_say_what_is_wrong(line: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason.replace("(", r"\(")) as caught:
        parse_json_story(line)
    assert "\n" not in str(caught.value)
