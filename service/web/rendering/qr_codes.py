"""QR codes, drawn into the page: no picture has to be fetched."""

import segno


def qr_code(address: str) -> str:
    """An SVG element of the class `qr`, as large as the page makes it, with its quiet zone of 4 modules."""
    code = segno.make_qr(address, error="m")
    return code.svg_inline(border=4, light="#fff", svgclass="qr", lineclass="", omitsize=True)
