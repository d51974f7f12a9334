"""What a template asks for, held against what a document offers."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import Field

from tests.rendering.paper import SHIPPED, W, core, header, house, p, parts, row, table
from workflow.domain.documents import DOCUMENTS, Kind
from workflow.domain.records import Day, Record, RichText
from workflow.rendering.inspection import Expected, inspect_template, remarks

VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'
DRAWING = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
SPELLING = (
    "Et navn er ét ord med understreg i stedet for mellemrum, og en kode begynder med {{ eller {% og slutter med }} eller %}."
)
UNSAFE = "må ikke bruges i en skabelon. Brug kun dokumentets egne pladsholdere, filtre, if og for."


class Guest(Record):
    """A guest in the letter below."""

    name: str = Field(alias="navn")
    arrives: Day | None = Field(alias="ankommer", default=None)


class Letter(Record):
    """A document with a field of every kind."""

    title: str = Field(alias="titel")
    sent: date = Field(alias="sendt")
    text: RichText = Field(alias="tekst")
    host: Guest = Field(alias="vært")
    guests: tuple[Guest, ...] = Field(alias="gæster")
    lines: list[str] = Field(alias="linjer")
    pairs: tuple[tuple[str, int], ...] = Field(alias="par")
    either: str | int = Field(alias="enten", default="")
    loose: dict[str, str] = Field(alias="løst", default_factory=dict)
    unnamed: Any = None


def wrong(*texts: str) -> list[tuple[str, str]]:
    """The placeholders that are wrong in a body with these paragraphs, each with its remedy."""
    found = inspect_template(house("".join(p(text) for text in texts)), Letter)
    assert all(finding.file == "uden navn" for finding in found)
    return [(finding.problem, finding.hint) for finding in found if "”titel”" not in finding.problem]


@pytest.mark.parametrize("kind", DOCUMENTS.values(), ids=lambda kind: kind.name)
def test_nothing_is_wrong_with_the_shipped_templates(kind: Kind) -> None:
    """Every template that we ship for a document, also when it is filled with every field."""
    assert remarks(SHIPPED.with_name(f"{kind.name}.docx"), Expected(kind.record, kind.shown, kind.example().spoken())) == ()


def test_a_template_that_asks_for_what_is_there_has_no_findings() -> None:
    """Loops, conditions, names of its own, filters, tests and methods, all in order."""
    assert (
        wrong(
            "{{ titel|upper }} {{ titel.upper() }} {{ sendt|dato }} {{ sendt.year }} {{ tekst[0] }} {{ løst.hvad.som.helst }}",
            "{%p for gæst in gæster|sort(attribute='navn') if gæst.navn %}",
            "{{ loop.index }} {{ gæst.navn }} {{ gæst['ankommer']|dato }} {{ (gæst|default(vært)).navn }}",
            "{%p else %}",
            "{{ vært.navn or 'Ingen' }}",
            "{%p endfor %}",
            "{% set første = gæster|first %}{{ første.navn }} {{ gæster[0].navn }} {{ gæster[1:]|length }}",
            "{{ linjer|join(', ') }}",
            "{% set a, b = par[0] %}{{ a }}{{ b }} {% for x, y in par %}{{ x }}{{ y }}{% endfor %} {{ par|map('first')|list }}",
            "{% with ven = vært %}{{ ven.navn }}{% endwith %} {{ enten.hvad }} {{ unnamed.x }}",
            "{% macro hils(hvem, hilsen='hej') %}{{ hilsen }} {{ hvem.navn }} {{ caller() }}{% endmacro %}{{ hils(vært) }}",
            "{% call hils(vært) %}x{% endcall %}{% set blok %}y{% endset %}{{ blok }}{{ range(3)|list }}",
            "{% if ukendt is defined %}{{ andet|default('') }}{% endif %} {{ 'a' if vært is mapping else 'b' }}",
            "{{ titel|default(“Ingen”)\N{NO-BREAK SPACE}}} {{ titel|default(‘Ingen’) }} {{ titel|default('en “kort” en') }}",
            "{% filter upper %}x{% endfilter %} {{ {'a': 1}.a }} {{ vært[titel] }}",
        )
        == []
    )


def test_an_unknown_placeholder_is_found_wherever_it_hides() -> None:
    """Misspelt names in a loop, a condition, a filter's argument, a name of its own, square brackets, an else."""
    found = wrong(
        "{%p for gæst in gæster %}",
        "{{ gæst.nvn }}{% if gæst.ankomer and x1 %}{% endif %}",
        "{%p else %}",
        "{{ gæst.navn }}{{ loop.index }}",
        "{%p endfor %}",
        "{% set v = vært %}{{ v.navm }} {{ vært['navnn'] }} {{ titel|default(tittel) }} {{ linjer[x2] }}",
        "{% with w = værtt %}{{ w }}{% endwith %} {{ gæster.navn }} {{ titel.navn }} {{ vært }} {{ 'a' + x3 }}",
    )
    assert found == [
        ("Pladsholderen ”gæst.nvn” i brødteksten findes ikke.", "Mente du ”navn”?"),
        ("Pladsholderen ”gæst.ankomer” i brødteksten findes ikke.", "Mente du ”ankommer”?"),
        ("Pladsholderen ”x1” i brødteksten findes ikke.", "Ret navnet, eller slet pladsholderen."),
        ("Pladsholderen ”gæst” i brødteksten findes ikke.", "Mente du ”gæster”?"),
        ("Pladsholderen ”loop” i brødteksten findes ikke.", "Ret navnet, eller slet pladsholderen."),
        ("Pladsholderen ”v.navm” i brødteksten findes ikke.", "Mente du ”navn”?"),
        ("Pladsholderen ”vært.navnn” i brødteksten findes ikke.", "Mente du ”navn”?"),
        ("Pladsholderen ”tittel” i brødteksten findes ikke.", "Mente du ”titel”?"),
        ("Pladsholderen ”x2” i brødteksten findes ikke.", "Ret navnet, eller slet pladsholderen."),
        ("Pladsholderen ”værtt” i brødteksten findes ikke.", "Mente du ”vært”?"),
        ("Pladsholderen ”gæster.navn” i brødteksten spørger en liste om et felt.", "Gå gennem listen med {%p for … in … %}."),
        ("Pladsholderen ”titel.navn” i brødteksten findes ikke.", "”titel” er en tekst uden felter."),
        (
            "Pladsholderen ”vært” i brødteksten er en gruppe af felter og ingen tekst.",
            "Skriv et af felterne: ”navn” eller ”ankommer”.",
        ),
        ("Pladsholderen ”x3” i brødteksten findes ikke.", "Ret navnet, eller slet pladsholderen."),
    ]


def test_an_entry_of_a_list_is_named_by_its_list() -> None:
    """Fields of the first guest, asked for in two ways."""
    assert wrong("{{ gæster[0].nvn }} {{ (gæster|first).nvn }}") == [
        ("Pladsholderen ”gæster.nvn” i brødteksten findes ikke.", "Mente du ”navn”?")
    ]


def test_every_part_is_looked_at_and_each_fault_told_at_its_place(tmp_path: Path) -> None:
    """One misspelt name in two cells, in header and footer, in a text box, a caption, a link, a footnote and the title."""
    box = f"<w:p><w:r><w:pict><v:shape {VML} alt='Boks'><v:textbox><w:txbxContent>{p('{{ tittel }}')}</w:txbxContent>"
    link = '<w:p><w:r><w:instrText xml:space="preserve"> HYPERLINK "{{ tittel }}" </w:instrText></w:r></w:p>'
    changes: dict[str, str | None] = {
        "word/header_first.xml": header("{{ tittel }}"),
        "word/footer_first.xml": f"<w:ftr {W}>{p('{{ tittel }}')}</w:ftr>",
        "word/footnotes.xml": f'<w:footnotes {W}><w:footnote w:id="2">{p("{{ tittel }}")}</w:footnote></w:footnotes>',
        "docProps/core.xml": core("{{ tittel }}"),
    }
    cells = table(row(p("{{ tittel }}"), p("{{ tittel }}") + p("{{ tittel }}")))
    heading = p("{{ titel }} og alt det andet, der skal siges om sagen", "Heading2")
    body = cells + heading + p("x") + box + "</v:textbox></v:shape></w:pict></w:r></w:p>" + link
    path = tmp_path / "brev.docx"
    path.write_bytes(house(body.replace("<w:tblW", '<w:tblCaption w:val="{{ tittel }}"/><w:tblW'), changes))
    found = inspect_template(path, Letter)
    under = "under ”{{ titel }} og alt det andet, der skal s…”"
    assert [finding.printed() for finding in found if finding.field == "tittel"] == [
        f"brev.docx: fejl: tittel: Pladsholderen ”tittel” i {place} findes ikke. Mente du ”titel”?"
        for place in (
            "brødteksten, tabel 1",
            "brødteksten, tabel 1, række 1, kolonne 1",
            "brødteksten, tabel 1, række 1, kolonne 2",
            f"brødteksten, tekstfelt, {under}",
            f"brødteksten, {under}",
            "sidehovedet",
            "sidefoden",
            "fodnoterne",
            "dokumentegenskaberne",
        )
    ]


def test_a_text_box_that_word_writes_twice_is_told_of_once() -> None:
    """``mc:AlternateContent`` holds the same box for new and for old programs."""
    inner = f"<w:txbxContent>{p('{{ tittel }}')}</w:txbxContent>"
    assert len(wrong_in(f"<w:p><w:r>{inner}{inner}</w:r></w:p>")) == 1


def wrong_in(body: str, changes: dict[str, str | None] | None = None) -> list[str]:
    """What is wrong with a template with this body, as printed lines."""
    return [finding.printed().removeprefix("x.docx: ") for finding in inspect_template(house(body, changes), Letter, "x.docx")]


def test_all_codes_that_open_or_close_wrongly_are_found_at_once() -> None:
    """Unclosed, stray, crossed, half, unreadable and unsafe codes; the loop's own names are still known."""
    found = wrong_in(
        p("{%p for gæst in gæster %}")
        + p("{{ gæst.navn }} {{ titel")
        + p("{%p if titel %}")
        + p("{%p endfor %}")
        + p("{%p endif %}")
        + p("{% else %}{{ titel|stor }}{{ titel titel }}")
        + p("{%p for a, b in par par %}")
        + p("{{ a }}{{ b }}{% include 'x' %}{% if titel. %}{% elif % %}{% endif %}")
        + p("{%p endfor %}")
        + p("{% raw %}{{ hvad }}{% endraw %}{% set x %}y{% endset %}{% set z = 1 %}{{ ''.__class__ }}{% hm %}{# x #}")
        + p("{%p for x y in par %}")
        + p("{%p endfor %}")
        + p("{% with titel %}")
    )
    assert found == [
        (
            "fejl: I brødteksten: ”{{ titel” er ikke en hel kode. "
            "En kode begynder med {{ eller {% og slutter med }} eller %}, i ét og samme afsnit."
        ),
        "fejl: I brødteksten: koden ”{%p if titel %}” bliver ikke lukket. Skriv {%p endif %}, hvor det skal slutte.",
        *(
            f"fejl: I brødteksten: koden ”{code}” hører ikke til nogen if eller for, der er åben. "
            "Hver if og for skal have sin egen endif og endfor, i samme rækkefølge."
            for code in ("{%p endif %}", "{% else %}")
        ),
        "fejl: I brødteksten: filteret ”stor” findes ikke. Mente du ”stort”?",
        *(f"fejl: I brødteksten: koden ”{code}” er ikke skrevet rigtigt. {SPELLING}" for code in ("{{ titel titel }}",)),
        f"fejl: I brødteksten: koden ”{{% for a, b in par par %}}” er ikke skrevet rigtigt. {SPELLING}",
        f"fejl: I brødteksten: ”include” {UNSAFE}",
        f"fejl: I brødteksten: koden ”{{% if titel. %}}” er ikke skrevet rigtigt. {SPELLING}",
        f"fejl: I brødteksten: koden ”{{% elif % %}}” er ikke skrevet rigtigt. {SPELLING}",
        f"fejl: I brødteksten: ”__class__” {UNSAFE}",
        "fejl: I brødteksten: koden ”{% hm %}” står ikke i en tabelcelle. Sæt den i den celle, som den gælder.",
        f"fejl: I brødteksten: koden ”{{% for x y in par %}}” er ikke skrevet rigtigt. {SPELLING}",
        f"fejl: I brødteksten: koden ”{{% with titel %}}” er ikke skrevet rigtigt. {SPELLING}",
        "fejl: I brødteksten: koden ”{% with titel %}” bliver ikke lukket. Skriv {% endwith %}, hvor det skal slutte.",
    ]


def test_codes_that_can_never_work_are_told_at_their_places_beside_all_else() -> None:
    """A division by nothing, a filter that fits no text, a half comment, a loop over letters and one over a group."""
    found = wrong_in(
        p("{{ 1/0 }}{{ tittel }}{# husk")
        + p("{% for bogstav in titel %}{{ bogstav }}{% endfor %}{% for x in vært %}{{ x }}{% endfor %}"),
        {"word/header_first.xml": header("{% if 'i morgen'|dato %}x{% endif %}{{ 'a }} b' }}{{ it's }} og {{ titel }}")},
    )
    useless = "kan ikke bruges sådan. Se efter, om filteret passer til feltet."
    no_list = "er ingen liste og kan ikke gennemgås. Skriv en liste efter in; se listerne med 'klynge skabelon felter'."
    assert found == [
        (
            "fejl: I brødteksten: ”# husk” er ikke en hel kode. "
            "En kode begynder med {{ eller {% og slutter med }} eller %}, i ét og samme afsnit."
        ).replace("”# ", "”{# "),
        f"fejl: I brødteksten: en værdi i koden ”{{{{ 1/0 }}}}” {useless}",
        "fejl: tittel: Pladsholderen ”tittel” i brødteksten findes ikke. Mente du ”titel”?",
        f"fejl: titel: Pladsholderen ”titel” i brødteksten {no_list}",
        f"fejl: vært: Pladsholderen ”vært” i brødteksten {no_list}",
        f"fejl: I sidehovedet: en værdi i koden ”{{% if 'i morgen'|dato %}}” {useless}",
        f"fejl: I sidehovedet: koden ”{{{{ it's }}}}” er ikke skrevet rigtigt. {SPELLING}",
    ]


def test_codes_that_cannot_stand_where_they_do_are_told_at_their_places() -> None:
    """A cell's colour outside any cell, and a text asked for as runs; signs that also end a code may stand inside one."""
    found = wrong_in(
        p("{{ titel }}{% cellbg 'FFDD00' %}")
        + p("{%p if titel == '5%' or titel|length % 2 == 0 %}")
        + p("{%p endif %}")
        + p("{{p {'a': titel}.a|rigtekst }}")
        + p("{%r if {'a': 1} %}x{%r endif %}{{r titel }}")
    )
    assert found == [
        "fejl: I brødteksten: koden ”{% cellbg 'FFDD00' %}” står ikke i en tabelcelle. Sæt den i den celle, som den gælder.",
        "fejl: I brødteksten: koden ”{{r titel }}” sætter teksten uden for afsnittet, hvor den går tabt. Skriv {{ titel }}.",
    ]


def test_what_a_remark_takes_out_of_use_is_told_and_stops_no_document() -> None:
    """``{#tr`` beside words in another cell, ``{#p`` beside a value, and one outside any table."""
    template = house(
        p("{{ titel }}") + p("{#p husk #}{{ sendt }}") + p("{#tr ikke i en tabel #}") + table(row(p("{#tr ud #}"), p("Navn")))
    )
    expected = Expected(Letter, filled={"titel": "Brev", "sendt": date(2026, 11, 5)})
    told = [remark.finding.printed() for remark in remarks(template, expected, "x.docx")]
    assert [line.removeprefix("x.docx: ") for line in told if "tager hele" in line] == [
        "advarsel: I brødteksten: koden ”{#p husk #}” tager hele afsnittet med sig, også ”{{ sendt }}”. Sæt koden for sig selv.",
        (
            "advarsel: I brødteksten, tabel 1, række 1, kolonne 1: koden ”{#tr ud #}” tager hele rækken med sig, også ”Navn”. "
            "Sæt koden for sig selv."
        ),
    ]
    assert not [line for line in told if "kan ikke bruges" in line]


def test_a_space_too_many_and_ways_behind_the_data_are_found() -> None:
    """``{% p`` with its end, the filter attr, join on a text, which would part its letters, and sort on a group."""
    assert wrong_in(
        p("{% p if titel %}") + p("{%p endif %}") + p("{{ titel|attr('upper') }} {{ titel|join(', ') }}{{ vært|sort|length }}")
    ) == [
        "fejl: I brødteksten: koden ”{% p if titel %}” har et mellemrum for meget. Skriv {%p uden mellemrum efter procenttegnet.",
        f"fejl: I brødteksten: ”attr” {UNSAFE}",
        (
            "fejl: titel: Pladsholderen ”titel” i brødteksten er ingen liste, og det skal den være for filteret join. "
            "Slet filteret, eller brug det på en liste."
        ),
        (
            "fejl: vært: Pladsholderen ”vært” i brødteksten er ingen liste, og det skal den være for filteret sort. "
            "Slet filteret, eller brug det på en liste."
        ),
    ]


def test_a_pair_of_codes_that_stands_apart_is_found() -> None:
    """A loop over rows that ends in another table; in the same row; with another beginning; over paragraphs; into a cell."""
    loop, end = "{%tr for gæst in gæster %}", "{%tr endfor %}"
    found = wrong_in(
        table(row(p("{{ titel }}"), p("x")), row(p(loop), p("")))
        + p("mellem")
        + table(row(p("{{ titel }}"), p("x")), row(p(end), p("")))
        + p("mellem")
        + table(row(p(loop), p(end)))
        + p("{% if titel %}")
        + p("{% endif %}")
        + p("{%p if titel %}")
        + p("{% endif %}")
        + table(row(p("{%tc if titel %}"), p("x"), p("{%tc endif %}")), row(p("{%p if titel %}"), p("x")))
        + p("{%p endif %}")
    )
    apart = [
        line.partition(": ")[2].partition(": ")[2]
        for line in found
        if "hører sammen" in line or "deler" in line or "samme" in line
    ]
    assert apart == [
        f"koderne ”{loop}” og ”{end}” hører sammen, men står ikke i samme tabel. Sæt dem i samme del af skabelonen.",
        f"koderne ”{loop}” og ”{end}” står i samme række. Sæt dem i hver sin, med det, der skal gentages, imellem.",
        (
            "koderne ”{% if titel %}” og ”{% endif %}” deler afsnittene imellem sig. "
            "Skriv {%p … %} i begge, alene i hvert sit afsnit."
        ),
        "koderne ”{%p if titel %}” og ”{% endif %}” hører sammen, men begynder ikke ens. Skriv {%p, {%tr eller {% i begge.",
        (
            "koderne ”{%p if titel %}” og ”{%p endif %}” hører sammen, men står ikke i samme celle eller tekst. "
            "Sæt dem i samme del af skabelonen."
        ),
    ]


def test_what_a_code_would_swallow_is_named() -> None:
    """Words and an image beside ``{%p``, a cell beside ``{%tr``, a row's code outside any table; a comment is nothing."""
    image = f"<w:r><w:drawing><wp:inline {DRAWING}><wp:docPr id='1' name='x' descr='Logo'/></wp:inline></w:drawing></w:r>"
    found = wrong_in(
        p("{%p if titel %} Kun i dag")
        + p("{%p endif %}{# husk #}")
        + p("{%p if titel %}").replace("</w:p>", f"{image}</w:p>")
        + p("{%p endif %}")
        + table(
            row(p("{%tr for gæst in gæster %}"), p("Navn")), row(p("{{ gæst.navn }}"), p("x")), row(p("{%tr endfor %}"), p(""))
        )
        + p("{%tr if titel %}")
        + p("{%tr endif %}")
    )
    swallowed = [line.partition(": koden ")[2] for line in found if "tager hele" in line or "ikke i en tabel" in line]
    assert swallowed == [
        "”{%p if titel %}” tager hele afsnittet med sig, også ”Kun i dag”. Sæt koden for sig selv.",
        "”{%p if titel %}” tager hele afsnittet med sig, også et billede. Sæt koden for sig selv.",
        "”{%tr for gæst in gæster %}” tager hele rækken med sig, også ”Navn”. Sæt koden for sig selv.",
        "”{%tr if titel %}” står ikke i en tabel. Skriv {%p i stedet for {%tr eller {%tc.",
        "”{%tr endif %}” står ikke i en tabel. Skriv {%p i stedet for {%tr eller {%tc.",
    ]


def test_what_a_screen_reader_cannot_tell_is_found() -> None:
    """A table without head and name, one in another, merged and empty cells, an image without alternative text."""
    image = f"<w:p><w:r><w:drawing><wp:inline {DRAWING}><wp:docPr id='1' name='x'/></wp:inline></w:drawing></w:r></w:p>"
    merged = row(p("x"), p("")).replace("<w:tcW", '<w:gridSpan w:val="1"/><w:tcW', 1)
    found = wrong_in(table(merged, row(p("y"), table(row(p("a"), p("b"))) + p(""))) + image)
    named = "brødteksten, tabel 1"
    inner = f"{named}, række 2, kolonne 2"
    head, caption = (
        "Markér øverste række, og vælg Gentag overskriftsrækker i Word.",
        "Skriv en titel under Tabelegenskaber, Alternativ tekst.",
    )
    assert found == [
        f"fejl: Tabellen i {named} har ingen overskriftsrække. {head}",
        f"advarsel: Tabellen i {named} har hverken titel eller beskrivelse. {caption}",
        f"advarsel: Tabellen i {named} har flettede celler. Opdel cellerne, så hver række har lige mange.",
        f"advarsel: Tabellen i {named} har tomme celler. Skriv en tekst, for eksempel ”Ingen”.",
        f"fejl: Tabellen i {inner} har ingen overskriftsrække. {head}",
        f"advarsel: Tabellen i {inner} har hverken titel eller beskrivelse. {caption}",
        f"advarsel: Tabellen i {inner} ligger inde i en anden tabel. Flyt den ud, eller brug afsnit i stedet.",
        "fejl: Billedet i brødteksten har ingen alternativ tekst. Højreklik på det i Word, og vælg Rediger alternativ tekst.",
    ]


def test_what_a_template_must_not_carry_along_is_found() -> None:
    """A macro, a comment, an image fetched from the web, tracked changes in text and beside it."""
    rels = parts(house(p("x")))["word/_rels/document.xml.rels"]
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    outside = f'<Relationship Id="rId90" Type="{office}/image" Target="https://example.org/a.png" TargetMode="External"/>'
    address = f'<Relationship Id="rId91" Type="{office}/hyperlink" Target="https://example.org/" TargetMode="External"/>'
    types = parts(house(p("x")))["[Content_Types].xml"]
    comments = '<Override PartName="/word/comments.xml" ContentType="{}.comments+xml"/>'.format(
        "application/vnd.openxmlformats-officedocument.wordprocessingml"
    )
    changes: dict[str, str | None] = {
        "word/vbaProject.bin": "x",
        "word/comments.xml": f'<w:comments {W}><w:comment w:id="0" w:author="x">{p("husk")}</w:comment></w:comments>',
        "[Content_Types].xml": types.replace("</Types>", f"{comments}</Types>"),
        "word/_rels/document.xml.rels": rels.replace("</Relationships>", f"{outside}{address}</Relationships>"),
        "word/header_first.xml": f'<w:hdr {W}><w:p/><w:del w:id="9" w:author="x"/></w:hdr>',
    }
    assert wrong_in(f'<w:p><w:ins w:id="8" w:author="x"><w:r><w:t>nyt</w:t></w:r></w:ins></w:p>{p("x")}', changes) == [
        "fejl: Skabelonen har makroer eller indlejrede filer: word/vbaProject.bin. Fjern dem, og gem filen som .docx.",
        "fejl: Skabelonen har kommentarer, som ville følge med ud. Slet alle kommentarer i Word.",
        (
            "fejl: Skabelonen henter noget udefra: https://example.org/a.png. "
            "Indsæt billedet i filen, eller fjern henvisningen til skabelonen."
        ),
        "fejl: I brødteksten er der sporede ændringer. Acceptér eller afvis dem alle i Word.",
        "fejl: I sidehovedet er der sporede ændringer. Acceptér eller afvis dem alle i Word.",
    ]


def test_a_field_that_fetches_something_is_found_and_one_that_only_leads_there_is_not() -> None:
    """A picture from the web whose code Word has split, a text from another file in a cell, and an ordinary link."""
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    code = "<w:r><w:instrText>{}</w:instrText></w:r>"
    picture = begin + code.format(" includeP") + code.format('ICTURE "https://example.org/a.png"') + end
    link = begin + code.format(' HYPERLINK "https://example.org/link" ') + end
    text = '<w:p><w:fldSimple w:instr=" INCLUDETEXT naboens.docx "/></w:p>'
    found = wrong_in(p("{{ titel }}") + f"<w:p>{link}{picture}</w:p>" + table(row(text, p("x"))))
    assert [line for line in found if "feltkoden" in line] == [
        f"fejl: I {place}: feltkoden {name} henter noget udefra. Slet feltet, og indsæt teksten eller billedet i filen."
        for place, name in (
            ("brødteksten", "INCLUDEPICTURE"),
            ("brødteksten, tabel 1, række 1, kolonne 1", "INCLUDETEXT"),
        )
    ]


def test_a_part_that_cannot_be_made_sound_is_told_of_once() -> None:
    """Each code is well written, and there are two of one that may stand once."""
    (found,) = wrong_in(p("{% if titel %}{% else %}{% else %}{% endif %}{{ tittel }}"))
    assert found.startswith("fejl: I brødteksten: koden ”else” lukker noget andet end det, der sidst blev åbnet.")


def test_a_document_with_macros_is_refused_and_nothing_is_said_of_its_fields() -> None:
    """Saved in Word as .docm and renamed."""
    types = parts(house(p("x")))["[Content_Types].xml"]
    changed = types.replace(
        "vnd.openxmlformats-officedocument.wordprocessingml.document.main", "vnd.ms-word.document.macroEnabled.main"
    )
    macros = house(p("x"), {"[Content_Types].xml": changed})
    (remark,) = remarks(macros, Expected(Letter, (("titel",),)), "brev.docx")
    assert "uden makroer" in remark.finding.problem


def test_a_template_that_cannot_be_opened_has_one_finding(tmp_path: Path) -> None:
    """No file, and no Word file."""
    for found in (inspect_template(tmp_path / "væk.docx", Letter), inspect_template(b"intet", Letter)):
        assert len(found) == 1


@pytest.mark.parametrize(
    "name",
    [
        "[Content_Types].xml",
        "_rels/.rels",
        "word/_rels/document.xml.rels",
        "word/styles.xml",
        "word/numbering.xml",
        "word/header_first.xml",
    ],
)
def test_a_damaged_part_of_any_kind_has_one_finding(name: str) -> None:
    """The part ends in the midst of a tag."""
    (finding,) = inspect_template(house(p("{{ titel }}"), {name: "<w:st"}), Letter)
    assert "filen er beskadiget" in finding.problem


def test_a_code_that_fails_only_when_it_is_filled_is_told_where_it_stands() -> None:
    """A text read as a date, under a heading of the body, and in a property."""
    expected = Expected(Letter, filled={"titel": "Brev"})
    template = house(p("{{ titel }}") + p("Vært", "Heading2") + p("{{ titel|dato }}"))
    (remark,) = remarks(template, expected, "brev.docx")
    assert (remark.spot.part, remark.spot.paragraph) == ("word/document.xml", 2)
    assert remark.finding.problem == "I brødteksten, under ”Vært”: en værdi i koden ”{{ titel|dato }}” kan ikke bruges sådan."
    about = '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Company>{}</Company>'
    about = about.format("{{ titel|dato }}") + "</Properties>"
    (remark,) = remarks(house(p("{{ titel }}"), {"docProps/app.xml": about}), expected, "brev.docx")
    assert remark.finding.problem.startswith("I dokumentegenskaberne: ")


def test_words_own_properties_are_looked_at_too() -> None:
    """The company's name in docProps/app.xml asks for a field that is misspelt."""
    about = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Company>{{ tittel }}</Company></Properties>"
    )
    found = inspect_template(house(p("{{ titel }}"), {"docProps/app.xml": about}), Letter)
    assert [(one.problem, one.hint) for one in found] == [
        ("Pladsholderen ”tittel” i dokumentegenskaberne findes ikke.", "Mente du ”titel”?")
    ]


def test_what_only_the_engine_sees_is_told_when_nothing_else_is_wrong() -> None:
    """A rich text that shares its paragraph with other words is found by filling the template for a trial."""
    expected = Expected(Letter, filled={"titel": "Brev", "tekst": "**Ord**"})
    alone = p("{{p tekst|rigtekst }}")
    (remark,) = remarks(house(alone + p("Vært", "Heading2") + p("Her: {{ tekst|rigtekst }}")), expected, "brev.docx")
    assert remark.spot.paragraph == 2
    assert remark.finding.printed() == (
        "brev.docx: fejl: I brødteksten, under ”Vært”: en rig tekst (filteret rigtekst) deler afsnit med anden tekst. "
        "Skriv koden med {{p … }} i et afsnit for sig selv."
    )
    assert remarks(house(p("{{p tekst|rigtekst }}")), expected, "brev.docx") == ()


@pytest.mark.parametrize("kind", DOCUMENTS.values(), ids=lambda kind: kind.name)
def test_every_field_that_a_document_must_show_is_missed_when_it_is_gone(kind: Kind) -> None:
    """The shipped template with nothing but one line of text in it."""
    found = [remark.finding for remark in remarks(house(p("x")), Expected(kind.record, kind.shown)) if remark.finding.field]
    assert [finding.field for finding in found] == [choice[0] for choice in kind.shown]
    assert (
        "”punkter.sagstype” eller ”punkter.sagstype_vist”" in " ".join(one.problem for one in found) or kind.name != "dagsorden"
    )
