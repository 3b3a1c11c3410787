"""Bytes to text: by byte order mark, declared charset, UTF-8, then detection; binary files are refused."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from verbale.sentences import say

# UTF-32 first: its little-endian mark begins with UTF-16's.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Browsers read these labels as windows-1252 (WHATWG encoding standard), and pages are written for browsers.
READ_AS_WINDOWS_1252 = frozenset({"ascii", "iso8859-1"})
# How Python's names of the one-byte charsets begin that pages declare.
ONE_BYTE = ("cp125", "iso8859", "koi8", "mac", "cp866")
# Detection chooses among what newspapers' systems write; given all of Python's codecs it takes windows-1252
# French for windows-1250 or cp775.
DETECTED = ["cp1252", "cp1251", "koi8_r", "mac_roman"]
CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")
# The same as bytes: a file without any has none as characters, and bytes are counted far faster.
CONTROL_BYTES = bytes([*range(0x01, 0x09), *range(0x0E, 0x20), 0x7F])
CONTROL_SHARE = 0.01
META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{2,40})""", re.IGNORECASE)
XML_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w:.-]{2,40})""", re.IGNORECASE)
HEAD_BYTES = 4096


class NotText(ValueError):
    """The bytes are no text that can be decoded; the message is one clause."""


def declared_charset(page: bytes) -> str | None:
    """The charset an HTML page declares in its head (meta element or XML declaration), or None."""
    head = page[:HEAD_BYTES]
    match = XML_ENCODING.search(head) or META_CHARSET.search(head)
    return match.group(1).decode("ascii") if match else None


def decode(data: bytes, declared: str | None = None) -> str:
    """Decode one file.

    The byte order mark is a signature, not text: it is dropped. All line ends become line feeds, as in Python
    wherever a text file is read.

    Args:
        declared: a charset label from the file itself; an unknown or wrong one is passed over.

    Raises:
        NotText: the bytes are binary, or no encoding fits.
    """
    text = _decoded(data, declared)
    suspect = len(data.translate(None, CONTROL_BYTES)) < len(data)
    if "\0" in text or (suspect and len(CONTROL.findall(text)) > CONTROL_SHARE * len(text)):
        raise NotText(say("binary file, not text"))
    # one letter is looked for far faster than two
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _decoded(data: bytes, declared: str | None) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            text = _try(data, encoding)
            if text is None:
                name = encoding.removesuffix("-sig").upper()
                raise NotText(
                    say(
                        "not valid {encoding}, although it begins with the mark of {mark}",
                        encoding=name,
                        mark=name,
                    )
                )
            return text
    if b"\0" in data:
        return _wide(data)
    utf8, codec = _try(data, "utf-8"), _codec(declared)
    # Bytes beyond ASCII that form valid UTF-8 do so on purpose: a page that declares a one-byte charset over
    # them was converted and its head forgotten.
    if codec and not (utf8 is not None and codec.startswith(ONE_BYTE)):
        text = _try(data, codec)
        if text is not None:
            return text
    return utf8 if utf8 is not None else _detected(data)


def _codec(label: str | None) -> str | None:
    """Python's name of a declared charset; None if it is unknown or does not make text."""
    try:
        name = codecs.lookup(label).name if label else None
    except (LookupError, ValueError):
        return None
    if name is None or name.startswith(("utf-16", "utf-32")):
        return None  # a declaration that can be read byte by byte stands in no such file
    return "cp1252" if name in READ_AS_WINDOWS_1252 else name


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):  # LookupError: a codec that does not make text, such as "base64"
        return None


def _wide(data: bytes) -> str:
    """UTF-16 without a byte order mark: every zero byte is the upper half of a character."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    for encoding, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if zeros > len(data) / 8 and not others:
            text = _try(data, encoding)
            if text is not None:
                return text
    raise NotText(say("binary file, not text"))


def _detected(data: bytes) -> str:
    match = from_bytes(data, cp_isolation=DETECTED, enable_fallback=False).best()
    text = _try(data, match.encoding) if match else None
    if text is None:
        raise NotText(say("unknown encoding (not UTF-8, and none was recognised)"))
    return text
