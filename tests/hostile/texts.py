"""Texts that would break a reader of YAML, JSON, XML or tables, or the one who works with what was read."""

import json
from collections.abc import Callable, Mapping

from tests.secretariat.reception_desk import proposal_yaml

_LAUGHS = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(9)
)  # fmt: skip


def with_case(text: str) -> bytes:
    """A proposal that is right in everything, and says this in its case presentation."""
    indented = "\n".join(f"  {line}" for line in text.split("\n"))
    return proposal_yaml().replace("  Sygeplejersker i **alle** kommuner lærer det samme.", indented).encode()


def proposal(**more: object) -> bytes:
    """A proposal as JSON, with more in it."""
    return json.dumps({"skema": "dagsordensforslag", "titel": "Møde", "organer": ["Klynge Nord"], **more}).encode()


FAMILIES: Mapping[str, Callable[[], bytes]] = {
    "latterkrampe.yaml": _LAUGHS.encode,
    "ring.yaml": lambda: b"skema: dagsordensforslag\na: &a [*a]\n",
    "kvadratisk.yaml": lambda: b"a: &a " + b"x" * 100_000 + b"\nb: [" + b"*a," * 100_000 + b"]\n",
    "400000 ankre.yaml": lambda: b"skema: dagsordensforslag\na: &a 1\nb:\n" + b"- *a\n" * 390_000,
    "python.yaml": lambda: b"skema: !!python/object/apply:os.system ['touch klynge-var-her']\n",
    "100000 maerker.yaml": lambda: b"skema: referat\na:\n" + b"- !x y\n" * 250_000,
    "100000 klammer.yaml": lambda: b"[" * 100_000,
    "million klammer.yaml": lambda: b"{" * 1_900_000,
    "trappe.yaml": lambda: b"".join(b" " * n + b"a:\n" for n in range(1_900)),
    "streger.yaml": lambda: b"- " * 900_000,
    "spoergsmaal.yaml": lambda: b"? " * 900_000,
    "500000 noegler.yaml": lambda: b"".join(b"%x:\n" % n for n in range(250_000)),
    "50000 ukendte felter.yaml": lambda: b"skema: dagsordensforslag\n" + b"".join(b"titel%d: x\n" % n for n in range(50_000)),
    "samme noegle.yaml": lambda: b"skema: dagsordensforslag\n" + b"titel: x\n" * 200_000,
    "lang noegle.yaml": lambda: b"a" * 1_900_000 + b": x\n",
    "langt ord.yaml": lambda: b"skema: dagsordensforslag\ntitel: " + b"a" * 1_900_000 + b"\n",
    "mange dokumenter.yaml": lambda: b"--- a\n" * 300_000,
    "kontroltegn.yaml": lambda: b"skema: dagsordensforslag\ntitel: a\x07b\x1bc\n",
    "lighedstegn.yaml": lambda: b"skema: =\ntitel: ~\nfri: 0101011234\n",
    "utf16.yaml": lambda: proposal_yaml(title="Stort").encode("utf-16"),
    "utf16 uden slutning.yaml": lambda: proposal_yaml().encode("utf-16")[:-1],
    "utf32.yaml": lambda: proposal_yaml().encode("utf-32"),
    "utf7.yaml": lambda: proposal_yaml().encode("utf-7"),
    "tre bom.yaml": lambda: b"\xef\xbb\xbf" * 3 + proposal_yaml().encode(),
    "ebcdic.yaml": lambda: proposal_yaml(title="A", summary="B").encode("cp037", "replace"),
    "forkert utf8.yaml": lambda: b"skema: dagsordensforslag\ntitel: \xc3\x28\xf8\xff\xfe\xed\xa0\x80\n",
    "nuller i teksten.yaml": lambda: b"skema: dagsordensforslag\ntitel: a\0b\n",
    "100000 klammer.json": lambda: b"[" * 100_000,
    "100000 klammer lukket.json": lambda: b"[" * 100_000 + b"]" * 100_000,
    "100000 objekter.json": lambda: b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "900 dybt.json": lambda: b'{"skema": "dagsordensforslag", "titel": ' + b"[" * 900 + b"]" * 900 + b"}",
    "100000 noegler.json": lambda: proposal(**{f"n{n}": "" for n in range(100_000)}),
    "50000 ukendte felter.json": lambda: proposal(**{f"titel{n}": "x" for n in range(50_000)}),
    "samme noegle.json": lambda: b"{" + b'"titel": "x", ' * 100_000 + b'"a": 1}',
    "tal uden ende.json": lambda: b'{"skema": "dagsordensforslag", "tidsforbrug": ' + b"9" * 1_900_000 + b"}",
    "tal uden for alt.json": lambda: b'{"skema": "dagsordensforslag", "a": [NaN, Infinity, -Infinity, 1e999999999, -0.0]}',
    "halve tegn.json": lambda: rb'{"skema": "dagsordensforslag", "titel": "\ud800", "\udc00": "\u0000"}',
    "100000 indstillinger.json": lambda: proposal(indstilling=["at " + str(n) for n in range(100_000)]),
    "300000 tomme.json": lambda: proposal(indstilling=[""] * 300_000),
    "100000 organer.json": lambda: proposal(organer=[f"Klynge {n}" for n in range(60_000)]),
    "dybe bilag.json": lambda: proposal(bilag=[{"titel": {"titel": {"titel": ["x"] * 1_000}}}] * 300),
    "langt tal i organer.yaml": lambda: proposal_yaml().replace("Klynge Nord", "Klynge Nord; " * 100_000).encode(),
    "9000 ukendte felter.yaml": lambda: b"skema: dagsordensforslag\n" + b"".join(b"titel%d: x\n" % n for n in range(9_000)),
    "lang titel.json": lambda: proposal(titel="Møde " * 350_000),
    "markdown klammer.yaml": lambda: with_case("[" * 100_000),
    "markdown links.yaml": lambda: with_case("[a](" * 50_000),
    "markdown stjerner.yaml": lambda: with_case("*a **b " * 30_000),
    "markdown understreger.yaml": lambda: with_case("_a__b" * 40_000),
    "markdown kode.yaml": lambda: with_case(" ".join("`" * n for n in range(1, 600))),
    "markdown citater.yaml": lambda: with_case(">" * 100_000 + "x"),
    "markdown lister.yaml": lambda: with_case("- " * 50_000 + "x"),
    "markdown trappe.yaml": lambda: with_case("\n".join("  " * n + "- x" for n in range(400))),
    "markdown tabel.yaml": lambda: with_case("|" + "a|" * 5_000 + "\n|" + "-|" * 5_000 + "\n" + "|a\n" * 5_000),
    "markdown fodnoter.yaml": lambda: with_case("\n".join(f"[^{n}]: x[^{n + 1}]" for n in range(5_000)) + "\n\nx[^0]"),
    "markdown html.yaml": lambda: with_case("<!--" * 30_000 + "<script>alert(1)</script>" * 1_000),
    "markdown referencer.yaml": lambda: with_case(
        "\n".join(f"[a{n}]: http://a.example/{n}" for n in range(10_000)) + "\n\n" + "[a1]" * 20_000
    ),
    "markdown entiteter.yaml": lambda: with_case("&#" * 50_000 + "&amp;" * 50_000),
    "markdown afsnit.yaml": lambda: with_case("x\n\n" * 100_000),
    "hel megabyte tekst.yaml": lambda: with_case("\n\n".join(["Sygeplejersker lærer det samme. " * 30] * 1_500)),
    "tabel.csv": lambda: b"a;b\n" + b"1;=cmd|' /C calc'!A0\n" * 100_000,
    "en linje.csv": lambda: b";" * 10_000_000,
    "formler.csv": lambda: b"=1+1;@x;+1;-1\n" * 10,
    "kommentarer.html": lambda: b"<!---->" * 550 + b"x",
    "kommentarer.txt": lambda: b"<!-- -->\n" * 400 + b"<x>",
    "blanke.txt": lambda: b" \n\t" * 5_000_000 + b"<",
    "latterkrampe.xml": lambda: b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><x>&b;</x>",
    "tegning.svg": lambda: b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    "styretegn.txt": lambda: b"\x1b]0;ejet\x07\x1b[2J" * 1_000,
    "alle bytes.bin": lambda: bytes(range(256)) * 4_000,
    "kun linjeskift.txt": lambda: b"\n" * 10_000_000 + b"x",
    "kun bom.txt": lambda: b"\xef\xbb\xbf",
    "kun utf16 bom.txt": lambda: b"\xff\xfe",
    "accenter i uorden.yaml": lambda: f"skema: dagsordensforslag\norganer: x{chr(0xF72) + chr(0xF71)}\nslut: ja\n".replace(
        chr(0xF71), (chr(0xF71) + chr(0xF72)) * 300_000
    ).encode(),
}
