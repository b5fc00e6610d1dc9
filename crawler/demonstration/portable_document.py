"""A small PDF of one page (ISO 32000-1): enough for a link to a document that is really one."""

from __future__ import annotations

from crawler.demonstration.content import PortableDocument

_LEFT, _TOP, _LEADING = 56, 780, 22  # points on A4
_FONTS = "/Font << /F1 5 0 R >>"


def write_pdf(document: PortableDocument, language: str) -> bytes:
    objects = (
        f"<< /Type /Catalog /Pages 2 0 R /Lang ({language}) /ViewerPreferences << /DisplayDocTitle true >> >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << {_FONTS} >> >>",
        _stream(document),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< /Title ({_escape(document.title)}) >>",
    )
    file = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(file))
        file += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = len(file)
    file += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    file += "".join(f"{offset:010} 00000 n \n" for offset in offsets).encode()
    file += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 6 0 R >>\n".encode()
    file += f"startxref\n{table}\n%%EOF\n".encode()
    return bytes(file)


def _stream(document: PortableDocument) -> str:
    lines = [f"BT /F1 20 Tf {_LEFT} {_TOP} Td ({_escape(document.title)}) Tj /F1 12 Tf"]
    lines += [f"0 -{_LEADING} Td ({_escape(line)}) Tj" for line in document.lines]
    text = "\n".join((*lines, "ET"))
    return f"<< /Length {len(text.encode('cp1252'))} >>\nstream\n{text}\nendstream"


def _escape(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
