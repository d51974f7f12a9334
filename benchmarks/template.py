"""The template of the benchmarks, made by code: a Word-like agenda in the dialect of each engine."""

from pathlib import Path

from docx import Document
from docx.document import Document as Word
from docx.oxml import parse_xml
from docx.shared import Mm

from benchmarks.dialects import DIALECTS, Dialect, Scope
from benchmarks.wordml import Runs, field, logo, styles

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PARTICIPANT = ("nr", "navn", "rolle", "sektor", "status")
OVERVIEW = ("nr", "titel", "type", "minutter")


def write_template(path: Path, dialect: str, *, heavy: bool = False) -> None:
    """Write the template.

    Args:
        path: the .docx file to write.
        dialect: "jinja", "mustache" or "carbone".
        heavy: with python-docx' own two sheets of all styles instead of the small one.
    """
    document, runs, engine = Document(), Runs(), DIALECTS[dialect]
    _headers(document, runs, engine)
    made = parse_xml(f"<w:body {NAMESPACE}>{_body(runs, engine)}</w:body>")
    body = document.element.body
    for block in list(made):
        body.insert(len(body) - 1, block)
    if not heavy:
        _lighten(document)
    document.core_properties.title = "Dagsorden"
    document.save(str(path))


def _body(runs: Runs, engine: Dialect) -> str:
    """The agenda: title, facts, participants, overview, items, signature."""
    facts = [("Organ", "organ"), ("Dato", "dato"), ("Sted", "sted"), ("Sekretær", "sekretær"), ("Sagsbehandler", "sagsbehandler")]
    meta = "".join(runs.row([label, engine.value((), name)]) for label, name in facts)
    people = runs.row(["Nr.", "Navn", "Rolle", "Sektor", "Status"]) + engine.rows(runs, (), "deltagere", PARTICIPANT)
    overview = runs.row(["Nr.", "Titel", "Type", "Minutter"]) + engine.rows(runs, (), "punkter", OVERVIEW)
    return "".join(
        (
            runs.paragraph(engine.value((), "titel"), "Title"),
            runs.table(2, meta),
            runs.paragraph(engine.value((), "bemærkning")),
            runs.paragraph("Deltagere", "Heading1"),
            runs.table(5, people),
            runs.paragraph("Oversigt", "Heading1"),
            runs.table(4, overview),
            runs.paragraph("Punkter", "Heading1"),
            engine.repeat(runs, (), "punkter", lambda scope: _item(runs, engine, scope)),
            runs.paragraph("Underskrift", "Heading1"),
            runs.paragraph(f"Godkendt den {engine.value((), 'dato')} af {engine.value((), 'sekretær')}."),
        )
    )


def _item(runs: Runs, engine: Dialect, scope: Scope) -> str:
    """One item with its optional parts."""

    def say(name: str, style: str = "") -> str:
        return runs.paragraph(engine.value(scope, name), style)

    def recommendation(inner: Scope) -> str:
        return runs.paragraph(engine.value(inner, "tekst"), "ListBullet")

    heading = f"{engine.value(scope, 'nr')}. {engine.value(scope, 'titel')}"
    kind = f"{engine.value(scope, 'type')}, {engine.value(scope, 'minutter')} minutter, ved {engine.value(scope, 'ansvarlig')}"
    return "".join(
        (
            runs.paragraph(heading, "Heading2"),
            runs.paragraph(kind),
            runs.paragraph(f"Sagsnummer {engine.value(scope, 'sagsnr')}"),
            engine.when(runs, scope, "lukket", lambda _: runs.paragraph("Punktet behandles for lukkede døre.")),
            runs.paragraph("Sagsfremstilling", "Heading3"),
            say("første") + say("andet") + say("tredje"),
            engine.when(
                runs,
                scope,
                "har_indstilling",
                lambda inner: (
                    runs.paragraph("Indstilling", "Heading3") + engine.repeat(runs, inner, "indstilling", recommendation)
                ),
            ),
            engine.when(
                runs,
                scope,
                "har_bilag",
                lambda inner: (
                    runs.paragraph("Bilag", "Heading3")
                    + engine.repeat(runs, inner, "bilag", lambda deep: runs.paragraph(engine.value(deep, "navn")))
                ),
            ),
        )
    )


def _headers(document: Word, runs: Runs, engine: Dialect) -> None:
    """A header with two tags and a picture, a footer with a tag and the page numbers."""
    from io import BytesIO

    section = document.sections[0]
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    head.add_run().add_picture(BytesIO(logo()), width=Mm(12))
    _append(head._p, runs.text(f" {engine.value((), 'organ')} – {engine.value((), 'dato')}"))
    _append(foot._p, runs.text(f"{engine.value((), 'titel')}, side ") + field("PAGE") + runs.text(" af ") + field("NUMPAGES"))


def _append(paragraph: object, xml: str) -> None:
    """Lay runs at the end of a paragraph."""
    for run in list(parse_xml(f"<w:p {NAMESPACE}>{xml}</w:p>")):
        paragraph.append(run)  # type: ignore[attr-defined]


def _lighten(document: Word) -> None:
    """Put the small style sheet in place of python-docx' two."""
    part = document.part
    part._styles_part._element = parse_xml(styles().encode())
    effects = [key for key, relation in part.rels.items() if relation.reltype.endswith("stylesWithEffects")]
    for key in effects:
        del part.rels[key]
