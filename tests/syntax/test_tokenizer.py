"""The tokenizers: nothing is lost, and words are cut where the treebanks cut them."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from verbale.errors import LexiconError
from verbale.syntax.tokenizer import RegexTokenizer, create_tokenizer, load_token_data

TOKENIZER: RegexTokenizer = create_tokenizer("fr")(spacy.blank("xx"))
ENGLISH: RegexTokenizer = create_tokenizer("en")(spacy.blank("xx"))
FRENCH_PIECES = st.sampled_from(
    [
        "l'",
        "l’",
        "«",
        "»",
        "“",
        "M.",
        "MM.",
        "Élysée",
        "-t-il",
        "a",
        "1h30",
        "10 000",
        ".",
        "...",
        "«d'",
        "'",
        "’",
        "c'est-à-dire",
        "www.",
        "@",
        "-",
        "--",
        "Kremlin.Le",
        "[n'était]",
        "é",
        "🙂",
        "\u00a0",
        "\n",
        " ",
        "  ",
    ]
)


@given(st.text() | st.lists(FRENCH_PIECES).map("".join))
def test_no_character_is_lost(text: str) -> None:
    doc = TOKENIZER(text)
    assert doc.text == text
    assert all(token.text for token in doc)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # elisions, with either apostrophe, before a word or a quotation mark
        ("l'Élysée", "l' Élysée"),
        ("l’ONU", "l’ ONU"),
        ("«d'intensifier»", "« d' intensifier »"),
        ('qu\'"il" vienne', 'qu\' " il " vienne'),
        ("Jusqu'ici, d’après l'AFP", "Jusqu' ici , d’ après l' AFP"),
        ("n'est-ce pas qu'en 2022", "n' est -ce pas qu' en 2022"),
        ("[n'était]", "[ n' était ]"),
        # kept whole
        ("c'est-à-dire aujourd'hui", "c'est-à-dire aujourd'hui"),
        ("quelqu'un, quelqu’un", "quelqu'un , quelqu’un"),
        ("ce que l'on dit de l'ONU", "ce que l'on dit de l' ONU"),
        ("O'Brien", "O'Brien"),
        ("du, des, au, aux", "du , des , au , aux"),
        # clitics
        ("a-t-il dit", "a -t-il dit"),
        ("dit-elle", "dit -elle"),
        ("donnez-le-moi", "donnez -le -moi"),
        ("est-ce ce jour-là", "est -ce ce jour -là"),
        # that only look like it
        ("peut-être celui-ci", "peut-être celui-ci"),
        ("vice-président lui-même", "vice-président lui-même"),
        ("Villiers-le-Bel", "Villiers-le-Bel"),
        # abbreviations own their full stop, the last word of a sentence does not
        ("M. Durand et MM. Korvan", "M. Durand et MM. Korvan"),
        ("V. Korvan. Mme Voss", "V. Korvan . Mme Voss"),
        ("le 24 fév. 2022", "le 24 fév. 2022"),
        ("art. 5. Fin de l'art.", "art. 5 . Fin de l' art ."),
        ("les ONG. Il", "les ONG . Il"),
        ("aux U.S. et J.-C.", "aux U.S. et J.-C."),
        # figures
        ("1h30 ou 12H00", "1h30 ou 12H00"),
        ("10 000 soldats", "10 000|soldats"),
        ("1,5 million, 40%", "1,5 million , 40 %"),
        ("2e et XIXe", "2e et XIXe"),
        ("24/02/2022 à 12:30", "24/02/2022 à 12:30"),
        # sentences and quotations run together
        ("paix».«Notre", "paix » . « Notre"),
        ("Kremlin.Le président", "Kremlin . Le président"),
        ("“Oui”, dit-il", "“ Oui ” , dit -il"),
        ("<<Non>>", "<< Non >>"),
        ("voir lemonde.fr.", "voir lemonde.fr ."),
    ],
)
def test_words(text: str, words: str) -> None:
    expected = words.split("|") if "|" in words else words.split()
    assert [token.text for token in TOKENIZER(text)] == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # clitics, with either apostrophe; behind an abbreviation and a name with an apostrophe too
        ("He didn't say he'd've gone", "He did n't say he 'd 've gone"),
        ("it’s Norland’s, they can’t", "it ’s Norland ’s , they ca n’t"),
        ("O'Brien's and the U.S.'s", "O'Brien 's and the U.S. 's"),
        ("DON'T", "DO N'T"),
        ("the leaders' call", "the leaders ' call"),
        # an apostrophe that is no clitic's
        ("at 5 o'clock", "at 5 o'clock"),
        ("'Yes,' she said", "' Yes , ' she said"),
        # two words written as one
        ("I cannot", "I can not"),
        ("canned cannoli", "canned cannoli"),
        # hyphens are words, save behind a prefix and within a number
        ("a ninety-minute call", "a ninety - minute call"),
        ("U.S.-backed al-Sadrin", "U.S. - backed al - Sadrin"),
        ("ex-minister, co-founder's e-mail", "ex-minister , co-founder 's e-mail"),
        ("713-555-0100", "713-555-0100"),
        # abbreviations and figures
        ("Mr. Vos and J. Korvan met on Sept. 24. Nov. he", "Mr. Vos and J. Korvan met on Sept. 24 . Nov. he"),
        ("at 5pm, 10 000", "at 5 pm , 10 000"),
        ("$5.30 or 40%, the 2nd", "$ 5.30 or 40 % , the 2nd"),
        ("“No,” he said.“Yes”", "“ No , ” he said . “ Yes ”"),
    ],
)
def test_english_words(text: str, words: str) -> None:
    assert [token.text for token in ENGLISH(text)] == words.split()


@given(
    st.text()
    | st.lists(st.sampled_from(["n't", "'s", "’", "can", "not", "-", "ex-", "5pm", "U.S.", " "])).map("".join)
)
def test_no_character_of_english_is_lost(text: str) -> None:
    assert ENGLISH(text).text == text


def test_blanks_that_are_no_single_space_are_words() -> None:
    assert [token.text for token in TOKENIZER("« Non »\n\ndit-il")] == ["«", "Non", "»", "\n\n", "dit", "-il"]


def test_survives_pickling() -> None:
    copy = pickle.loads(pickle.dumps(TOKENIZER))
    assert [token.text for token in copy("l'Élysée")] == ["l'", "Élysée"]


@pytest.mark.parametrize(
    ("content", "entry"),
    [
        ("elisions = ['l', '']", "elisions.1"),
        ("elision = ['l']", "elision"),
        ("[abbreviations]\nalways = ['MM']", "abbreviations.always.0"),
        ("[clitics]\nendings = ['il']", "clitics.endings.0"),
        ("elisions = [", "-"),
        ("split = ['cannot']", "split.0"),
    ],
)
def test_a_broken_file_is_refused_with_its_entry(tmp_path: Path, content: str, entry: str) -> None:
    path = tmp_path / "tokens.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError) as error:
        load_token_data(path)
    assert error.value.entry == entry


def test_a_language_without_data_is_refused() -> None:
    with pytest.raises(LexiconError, match="no such file"):
        create_tokenizer("tlh")(spacy.blank("xx"))


@pytest.mark.parametrize(
    ("endings", "read"), [(None, ["S", "i"]), (5, ["sèvre", "ement"])], ids=["first letter", "five letters"]
)
def test_what_a_pipeline_reads_of_a_word_for_its_prefix(endings: int | None, read: list[str]) -> None:
    nlp = spacy.blank("xx")
    nlp.tokenizer = create_tokenizer("fr", endings)(nlp)
    assert [t.prefix_ for t in nlp("Sèvre illégalement")] == read
