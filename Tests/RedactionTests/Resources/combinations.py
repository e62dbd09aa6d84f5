# SPDX-License-Identifier: Apache-2.0
#
# Prints a value in one encoding inside another, as names and texts that end in NUL.
import base64, html, json, sys, urllib.parse

value = bytes.fromhex(sys.argv[1])
text = value.decode()
framed = b"before " + value + b" after"


def php(text):
    return json.dumps(text).replace("/", "\\/")


def go(text):
    return json.dumps(text, ensure_ascii=False).replace("<", "\\u003c").replace("&", "\\u0026").replace(">", "\\u003e")


def net(text):
    return '"' + "".join(c if c.isalnum() and c.isascii() or c in " -_./:;=?!*(){}[]|~@#$%^,"
                         else f"\\u{ord(c):04X}" if ord(c) < 0x10000 else json.dumps(c)[1:-1].upper().replace("U", "u")
                         for c in text) + '"'


jsons = {"dumps": json.dumps, "utf8": lambda t: json.dumps(t, ensure_ascii=False), "php": php, "go": go, "net": net,
         "escaped": lambda t: '"' + "".join(f"\\u{ord(c):04X}" if ord(c) < 0x10000 else c for c in t) + '"'}
percents = {
    "quote": lambda b: urllib.parse.quote(b, safe=""),
    "path": urllib.parse.quote,
    "plus": urllib.parse.quote_plus,
    "lower": lambda b: "".join(c if c.isalnum() and ord(c) < 128 else "%%%02x" % ord(c) for c in b.decode("latin1")),
    "all": lambda b: "".join("%%%02X" % c for c in b),
}
wrapped = lambda b: base64.encodebytes(b).decode()
crlf = lambda b: wrapped(b).replace("\n", "\r\n")
base64s = {"plain": lambda b: base64.b64encode(b).decode(), "url": lambda b: base64.urlsafe_b64encode(b).decode(),
           "wrapped": wrapped, "crlf": crlf}

cases = {}
for outer, write in jsons.items():
    for inner, first in jsons.items():
        # Thirty-six letters for each would be held longer than anything is.
        if outer != "escaped" or inner != "escaped":
            cases[f"json {outer} of json {inner}"] = write(first(text))
    for inner, first in base64s.items():
        cases[f"json {outer} of base64 {inner}"] = write(first(value))
        cases[f"json {outer} of framed base64 {inner}"] = write(first(framed))
for outer, write in percents.items():
    for inner, first in percents.items():
        cases[f"percent {outer} of percent {inner}"] = write(first(value).encode())
    for inner, first in base64s.items():
        cases[f"percent {outer} of base64 {inner}"] = write(first(value).encode())
        cases[f"percent {outer} of framed base64 {inner}"] = write(first(framed).encode())
    if outer != "plus":
        cases[f"percent {outer} of json"] = write(json.dumps(text).encode())
    cases[f"json of percent {outer}"] = json.dumps({"url": "https://h/?q=" + write(value)})
cases["base64 of base64"] = base64.b64encode(base64.b64encode(value)).decode()
for name, case in cases.items():
    sys.stdout.buffer.write(name.encode() + b"\0<" + case.encode() + b">\0")
