"""The language most of a text is in."""

from __future__ import annotations

import pytest

from verbale.ingest import IngestTools
from verbale.ingest.language import LANGUAGES, language_code, language_name, language_of
from verbale.lexicon import SUPPORTED_LANGUAGES

CAPTION = (
    "FILE PHOTO: The president of Valmont and her Ostrean counterpart attend a ceremony at the Grand Palace, "
    "May 4, 2019. Handout via AGENCY. ATTENTION EDITORS - this image was provided by a third party."
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le ministre a reçu son homologue mardi.", "fr"),
        ("La Maison-Blanche a refusé de commenter cet appel.", "fr"),
        ("M. Ouedraogo s’est rendu à Lomé pour des pourparlers.", "fr"),
        ("The minister received his counterpart on Tuesday.", "en"),
        ("Der Minister empfing seinen Amtskollegen am Dienstag.", "de"),
        ("El ministro recibió a su homólogo el martes.", "es"),
        ("Il ministro ha ricevuto il suo omologo martedì.", "it"),
        ("O ministro recebeu o seu homólogo na terça-feira.", "pt"),
        ("Ministrul și-a primit omologul marți la București.", "ro"),
        ("El ministre va rebre el seu homòleg dimarts passat.", "ca"),
        ("Министр принял своего коллегу во вторник вечером.", "ru"),
        ("Міністр прийняв свого колегу у вівторок увечері.", "uk"),
    ],
)
def test_short_sentences(text: str, language: str, tools: IngestTools) -> None:
    assert language_of(text, tools.identifier) == language


def test_an_english_caption_does_not_make_a_french_story_english(story: str, tools: IngestTools) -> None:
    assert language_of(f"{CAPTION}\n\n{story}\n\n{story}", tools.identifier) == "fr"
    assert language_of(f"{CAPTION} {story} {story}", tools.identifier) == "fr"  # all in one line


def test_a_french_quotation_does_not_make_an_english_story_french(tools: IngestTools) -> None:
    text = f"{CAPTION}\n\n“Nous verrons bien ce qu’ils répondent”, she said.\n\n{CAPTION}"
    assert language_of(text, tools.identifier) == "en"


@pytest.mark.parametrize(("tag", "code"), [("fr", "fr"), ("fr-CA", "fr"), ("FR_fr", "fr"), (" en ", "en")])
def test_language_code(tag: str, code: str) -> None:
    assert language_code(tag) == code


def test_names_are_for_people() -> None:
    assert language_name("de") == "German"
    assert language_name("xx") == "language 'xx'"


def test_all_supported_languages_can_be_told() -> None:
    assert set(SUPPORTED_LANGUAGES) <= set(LANGUAGES)
