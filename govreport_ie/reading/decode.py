"""Bytes of a report file to source text: which encoding, and is it text at all."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from govreport_ie.errors import ReadError

# Longest marks first: the UTF-32 mark starts with the UTF-16 one.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a zip archive (docx, xlsx, odt …)",
    b"\xd0\xcf\x11\xe0": "an old Office file (doc, xls)",
    b"{\\rtf": "an RTF file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"\x1f\x8b": "a gzip archive",
}
_SAMPLE = 1 << 16
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_COMMON_HAN = re.compile(r"[的一是在不了有和人这中大为上个国我以要地市县区年月日工作发展]")
_MAX_CONTROL_SHARE = 0.02


def decode(data: bytes, name: str = "the input") -> str:
    """The text of ``data``, line ends as they are, byte order mark left out.

    Tried in this order: byte order marks, strict UTF-8, UTF-16 without a mark, GB18030 (which takes in GBK and
    GB2312), then what charset-normalizer finds. A UTF-8 text of which only a few bytes are damaged stays UTF-8,
    with U+FFFD for them. ReadError when there is nothing to read or the bytes are no text.
    """
    if not data:
        raise ReadError(f"{name} is empty: there is no report to read; check the path or the download")
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _checked(data[len(mark) :].decode(encoding, "replace"), name)
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            raise ReadError(f"{name} is {kind}, not plain text: save or convert it as text (UTF-8) first")
    text = _strict(data, "utf-8")
    if text is None:
        text = _utf16(data) or _nearly_utf8(data) or _gb18030(data) or _detected(data)
    if text is None:
        raise ReadError(f"{name}: the encoding is not known; save the report as UTF-8, GB18030 or UTF-16")
    return _checked(text, name)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: line ends, spaces and digits leave zero bytes on one side only."""
    sample = data[: _SAMPLE & ~1]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) < max(1, len(sample) // 500) or min(even, odd) * 20 > max(even, odd):
        return None
    return _strict(data[: len(data) & ~1], "utf-16-be" if even > odd else "utf-16-le")


def _nearly_utf8(data: bytes) -> str | None:
    """UTF-8 with a few damaged bytes: more characters come out whole than broken, by far."""
    text = data.decode("utf-8", "replace")
    wide = len(text) - len(text.encode("ascii", "ignore"))
    return text if wide and text.count("\ufffd") * 20 < wide else None


def _gb18030(data: bytes) -> str | None:
    """GB18030, with U+FFFD for a few damaged bytes, when Chinese comes out of it."""
    text = data.decode("gb18030", "replace")
    sample = text[:_SAMPLE]
    wide = sum(1 for char in sample if char > "\x7f")
    common = len(_COMMON_HAN.findall(sample))
    if not wide or text.count("\ufffd") * 20 > len(text):
        return None
    return text if common * 50 >= wide else None


def _detected(data: bytes) -> str | None:
    best = from_bytes(data[: 1 << 20]).best()
    return None if best is None else data.decode(best.encoding, "replace")


def _checked(text: str, name: str) -> str:
    """The text itself; ReadError when it is binary in disguise."""
    controls = len(_CONTROL.findall(text))
    if controls > max(3, len(text) * _MAX_CONTROL_SHARE):
        raise ReadError(
            f"{name} looks binary ({controls} control characters in {len(text)}): give a plain text or markdown file"
        )
    return text
