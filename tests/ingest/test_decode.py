"""Encodings: what is declared, what is found out, what is no text."""

from __future__ import annotations

import codecs
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.ingest.decode import NotText, declared_charset, decode

FRENCH = "Le ministre ghanéen a téléphoné à son homologue : « Nous n’avons rien reçu », a-t-il regretté."


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"],
)
@pytest.mark.parametrize("times", [1, 20])
def test_french_is_decoded_without_a_declaration(encoding: str, times: int) -> None:
    text = FRENCH * times
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["cp1251", "koi8_r"])
def test_russian_is_decoded_too_so_that_it_can_be_refused_as_russian(encoding: str) -> None:
    text = "Президент позвонил своему коллеге во вторник вечером, сообщила пресс-служба."
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("cp1252", "windows-1252"),
        ("cp1252", "ISO-8859-1"),  # browsers take it for windows-1252, so that ’ and « survive
        ("iso8859-15", "iso-8859-15"),
        ("utf-8", "utf-8"),
        ("utf-8", "iso-8859-1"),  # converted, and the head forgotten
        ("utf-8", "koi8-r"),
        ("utf-8", "macintosh"),
        ("utf-8", "no-such-charset"),
        ("utf-8", "base64"),  # a codec that makes no text
        ("utf-8", "utf-16"),  # cannot be: the declaration itself was read byte by byte
        ("cp1252", "utf-8"),  # a wrong declaration falls through to detection
    ],
)
def test_declared_charset(encoding: str, declared: str) -> None:
    text = FRENCH.replace("’", "'") if encoding == "iso8859-15" else FRENCH
    assert decode(text.encode(encoding), declared) == text


def test_declaration_counts_where_bytes_fit_several_charsets() -> None:
    assert decode("Прывітанне ад міністра".encode("koi8_u", "replace"), "koi8-u").startswith("Пр")


@pytest.mark.parametrize(
    ("head", "charset"),
    [
        (b'<html><head><meta charset="iso-8859-15">', "iso-8859-15"),
        (b"<meta charset=utf-8>", "utf-8"),
        (b'<META http-equiv="Content-Type" content="text/html; charset=windows-1252">', "windows-1252"),
        (b'<?xml version="1.0" encoding="ISO-8859-1"?><html>', "ISO-8859-1"),
        (b"<p>charset=utf-7</p>", None),
        (b" " * 5000 + b"<meta charset=utf-8>", None),  # too far down to be a declaration
    ],
)
def test_where_a_page_declares_its_charset(head: bytes, charset: str | None) -> None:
    assert declared_charset(head) == charset


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)),
        b"PK\x03\x04\x14\x00\x06\x00" + random.Random(1).randbytes(400),
        random.Random(2).randbytes(3000),
        bytes(range(1, 32)) * 10,  # control characters without a null byte
        b"Un texte\x00 avec un z\xc3\xa9ro.",
    ],
)
def test_binary_is_no_text(data: bytes) -> None:
    with pytest.raises(NotText, match="binary"):
        decode(data)


@pytest.mark.parametrize("mark", [codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF32_BE])
def test_a_mark_that_the_rest_belies(mark: bytes) -> None:
    with pytest.raises(NotText, match="not valid UTF"):
        decode(mark + b"\xff\xfe\xff")


def test_bytes_that_fit_no_encoding() -> None:
    # neither UTF-8 nor any of the one-byte charsets gives something like words
    with pytest.raises(NotText):
        decode(bytes([0x81, 0x8D, 0x8F, 0x90, 0x9D]) * 40)


def test_a_stray_control_character_is_no_reason_to_refuse() -> None:
    text = FRENCH * 5 + "\x0b\x1f" + FRENCH * 5
    assert decode(text.encode()) == text


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"], include_characters="\r\n\t")))
def test_utf8_text_is_what_python_reads_from_the_file(text: str) -> None:
    expected = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    assert decode(text.encode("utf-8")) == expected
