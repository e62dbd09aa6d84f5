# SPDX-License-Identifier: Apache-2.0
# Prints one value in every way that the standard library knows, one per line, each after its name.
import ast, base64, html, json, shlex, sys, urllib.parse, binascii, textwrap
import xml.etree.ElementTree, xml.sax.saxutils

value = bytes.fromhex(sys.argv[1])
text = value.decode()
forms = {
    "str": text,
    "repr": repr(text),
    "bytes-repr": repr(value),
    "ascii": ascii(text),
    "dict": repr({"key": text}),
    "json": json.dumps(text),
    "json-utf8": json.dumps(text, ensure_ascii=False),
    "json-in-json": json.dumps(json.dumps({"key": text})),
    "base64": base64.b64encode(value).decode(),
    "base64-basic": base64.b64encode(b"user:" + value).decode(),
    "base64-line": base64.b64encode(value + b"\n").decode(),
    "base64url": base64.urlsafe_b64encode(value).decode(),
    "base64-twice": base64.b64encode(base64.b64encode(value)).decode(),
    "base64-mime": base64.encodebytes(b"x" * 50 + value + b"y" * 50).decode(),
    "json-of-base64": json.dumps(base64.b64encode(value).decode()).replace("/", "\\/"),
    "percent-of-base64": urllib.parse.quote(base64.b64encode(value).decode(), safe=""),
    "quote": urllib.parse.quote(text),
    "quote-all": urllib.parse.quote(text, safe=""),
    "quote-plus": urllib.parse.quote_plus(text),
    "urlencode": urllib.parse.urlencode({"key": text}),
    "quote-twice": urllib.parse.quote(urllib.parse.quote(text, safe=""), safe=""),
    "html": html.escape(text),
    "html-noquote": html.escape(text, quote=False),
    "html-decimal": "".join(f"&#{ord(c)};" if c in "&<>\"'" else c for c in text),
    "html-hex": "".join(f"&#x{ord(c):x};" if c in "&<>\"'" else c for c in text),
    "html-hex-upper": "".join(f"&#x{ord(c):X};" if c in "&<>\"'" else c for c in text),
    "xml-attribute": xml.sax.saxutils.quoteattr(text),
    "xml-element": xml.etree.ElementTree.tostring(
        xml.etree.ElementTree.Element("e", {"v": text}), encoding="unicode"),
    "shlex": shlex.quote(text),
    "hex": value.hex(),
    "hex-colon": value.hex(":"),
    "hex-upper": value.hex().upper(),
    "unicode-escape": text.encode("unicode_escape").decode(),
    "sql": "'" + text.replace("'", "''") + "'",
    "csv": '"' + text.replace('"', '""') + '"',
    "compose": text.replace("$", "$$"),
}
for name, form in forms.items():
    print(f"{name}\x00{form}\x00", end="")
