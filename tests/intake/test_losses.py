"""What of the look of an answer is lost, and what of that its sender is told."""

import pytest

from tests.intake.filling import packed
from tests.intake.samples import opened, row, said, word_parts
from workflow.domain.findings import Severity
from workflow.intake.answers import Answers
from workflow.intake.forms import read_form

SAGEN = "sagsfremstilling"
SAY_IT = "Betyder det noget, så sig det med ord, eller brug fed eller kursiv."
STRUCK = "Noget af teksten er streget over; ordene er læst, som om de ikke var det."


def run(properties: str, text: str = "Teamet") -> str:
    """A run with properties of its own."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def form(answer: str, number: int = 14, label: str = "Sagsfremstilling", styles: str = "") -> Answers:
    """The answers in a form with one answer."""
    body = said("Skema: FORSLAG · version 3") + f"<w:tbl>{row(number, label, answer)}</w:tbl>"
    return read_form(opened(packed(word_parts(body, more={"styles": styles} if styles else {}))))


def told(answer: str) -> list[str]:
    """What is said of a case presentation of one paragraph."""
    return [one.problem for one in form(f"<w:p>{answer}</w:p>").findings]


@pytest.mark.parametrize(
    ("properties", "kind"),
    [
        ('<w:highlight w:val="yellow"/>', "Fremhævning"),
        ('<w:shd w:val="clear" w:color="auto" w:fill="FFFF00"/>', "Fremhævning"),
        ('<w:color w:val="FF0000"/>', "Farvet skrift"),
        ('<w:color w:val="00B050"/>', "Farvet skrift"),
        ('<w:color w:val="0070C0"/>', "Farvet skrift"),
        ('<w:u w:val="single"/>', "Understregning"),
        ('<w:u w:val="single"/><w:color w:val="FF0000"/>', "Farvet skrift og understregning"),
        ("<w:smallCaps/>", "Kapitæler"),
        ('<w:vertAlign w:val="superscript"/>', "Hævet skrift"),
        ('<w:vertAlign w:val="subscript"/>', "Sænket skrift"),
    ],
)
def test_a_look_that_somebody_chose_and_no_agenda_shows_is_told_once_with_its_field(properties: str, kind: str) -> None:
    """Two words of that look in the case presentation; the words stay."""
    answers = form(f"<w:p>{run(properties)}</w:p><w:p>{run(properties, 'kører')}</w:p>")
    (found,) = answers.findings
    assert found.problem == f"{kind} kan ikke gengives i dagsordenen; alle ord er med."
    assert (found.severity, found.label, found.hint) == (Severity.NOTE, "Felt 14, Sagsfremstilling", SAY_IT)
    assert answers.values[SAGEN] == "Teamet\n\nkører"


@pytest.mark.parametrize(
    "properties",
    [
        '<w:rFonts w:ascii="Arial"/><w:sz w:val="28"/><w:lang w:val="da-DK"/><w:caps/>',
        '<w:color w:val="auto"/>',
        '<w:color w:val="000000"/>',
        '<w:color w:val="595959"/>',
        '<w:color w:val="1F3864"/>',
        '<w:color w:val="rød"/>',
        '<w:highlight w:val="none"/><w:shd w:val="clear" w:fill="F8F9FA"/><w:u w:val="none"/>',
        '<w:highlight w:val="white"/><w:shd w:val="clear" w:fill="auto"/><w:smallCaps w:val="0"/>',
        '<w:color w:val="0563C1"/><w:u w:val="single"/>',
        '<w:color w:val="467886"/><w:u w:val="single"/>',
        '<w:vertAlign w:val="baseline"/><w:strike w:val="0"/>',
        '<w:rStyle w:val="Hyperlink"/>',
        "<w:b/><w:i/>",
    ],
)
def test_what_means_nothing_by_itself_is_not_told(properties: str) -> None:
    """Fonts, sizes, black, grey, headings' dark blue, white, what is switched off, and the look of a pasted link."""
    assert told(run(properties)) == []


def test_nobody_is_told_of_blanks_of_links_or_of_the_styles_of_the_file() -> None:
    """A coloured blank, a link in red that is underlined, and a paragraph style in red."""
    red = '<w:color w:val="FF0000"/><w:u w:val="single"/>'
    link = f"<w:fldSimple w:instr='HYPERLINK \"https://www.example.dk\"'>{run(red)}</w:fldSimple>"
    assert told(run(red, " ") + link) == []
    styles = f'<w:style w:type="paragraph" w:styleId="R"><w:name w:val="Rød"/><w:rPr>{red}</w:rPr></w:style>'
    assert form('<w:p><w:pPr><w:pStyle w:val="R"/></w:pPr><w:r><w:t>Ja</w:t></w:r></w:p>', styles=styles).findings == ()


@pytest.mark.parametrize("toggle", ["<w:strike/>", "<w:dstrike/>", '<w:rStyle w:val="S"/>'])
@pytest.mark.parametrize(("number", "label"), [(14, "Sagsfremstilling"), (13, "Indstilling")])
def test_words_that_are_struck_through_are_warned_of_for_they_may_be_deleted(toggle: str, number: int, label: str) -> None:
    """By hand or by a style; in a field with formatting and in one without."""
    styles = '<w:style w:type="character" w:styleId="S"><w:name w:val="Slettet"/><w:rPr><w:strike/></w:rPr></w:style>'
    (found,) = form(f"<w:p>{run(toggle, 'at teamet kører')}</w:p>", number, label, styles).findings
    assert (found.severity, found.problem, found.hint) == (
        Severity.WARNING,
        STRUCK,
        "Slet det overstregede, hvis det ikke skal med.",
    )


def test_a_paragraph_style_may_strike_words_through_too() -> None:
    """A paragraph in a style for what was given up, whose runs say nothing themselves."""
    styles = '<w:style w:type="paragraph" w:styleId="U"><w:name w:val="Udgået"/><w:rPr><w:strike/></w:rPr></w:style>'
    (found,) = form('<w:p><w:pPr><w:pStyle w:val="U"/></w:pPr><w:r><w:t>Ja</w:t></w:r></w:p>', styles=styles).findings
    assert found.problem == STRUCK


def test_all_that_is_lost_in_a_field_is_one_finding() -> None:
    """Struck, highlighted and underlined words in a table within the case presentation."""
    cells = "".join(f"<w:tc><w:p>{run(one)}</w:p></w:tc>" for one in ('<w:u w:val="wave"/>', '<w:highlight w:val="red"/>'))
    answer = f"<w:tbl><w:tr>{cells}</w:tr></w:tbl><w:p>{run('<w:strike/>')}</w:p>"
    (found,) = form(answer).findings
    assert found.problem == f"{STRUCK} Fremhævning og understregning kan ikke gengives i dagsordenen; alle ord er med."


def test_what_is_merely_coloured_in_a_field_without_formatting_is_not_told() -> None:
    """A red title: titles have one look."""
    red = run('<w:color w:val="FF0000"/>')
    assert form(f"<w:p>{red}</w:p>", 6, "Titel").findings == ()


def test_a_centred_paragraph_is_told_but_not_a_centred_cell() -> None:
    """As a poem would stand, and as numbers do."""
    centred = "<w:p><w:pPr><w:jc w:val='center'/></w:pPr><w:r><w:t>Ja</w:t></w:r></w:p>"
    table = f"<w:tbl><w:tr><w:tc>{centred}</w:tc></w:tr></w:tbl><w:p/>"
    assert form(table).findings == ()
    assert [one.problem for one in form(centred).findings] == ["Centrering kan ikke gengives i dagsordenen; alle ord er med."]


def test_raised_and_lowered_numbers_stay_what_they_mean() -> None:
    """Square metres, carbon dioxide and ten to the minus sixth; a raised letter is told."""
    up, down = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'
    plain = "<w:r><w:t>{}</w:t></w:r>"
    texts = (plain.format("120 m"), run(up, "2"), plain.format(", CO"), run(down, "2"), plain.format(", 10"), run(up, "-6"))
    answers = form(f"<w:p>{''.join(texts)}</w:p>")
    assert (answers.values[SAGEN], answers.findings) == ("120 m², CO₂, 10⁻⁶", ())
    assert told(run(up, "2a")) == ["Hævet skrift kan ikke gengives i dagsordenen; alle ord er med."]


def linked(number: int, label: str, *addresses: str) -> list[tuple[str, str]]:
    """What is said of links to these addresses in a field, each with a text of its own."""
    links = {f"rId{place}": address for place, address in enumerate(addresses)}
    runs = "".join(f"<w:hyperlink r:id='{key}'><w:r><w:t>notatet eller a.dk</w:t></w:r></w:hyperlink>" for key in links)
    body = said("Skema: FORSLAG · version 3") + f"<w:tbl>{row(number, label, f'<w:p>{runs}</w:p>')}</w:tbl>"
    answers = read_form(opened(packed(word_parts(body, links=links))))
    return [(f"{one.label}: {one.problem}", one.hint) for one in answers.findings]


def test_who_loses_the_address_of_a_link_is_told_with_the_field_and_the_address() -> None:
    """A file on somebody's own drive in a rich field; any link where no agenda shows links; never one that its words say."""
    drive = "file:///F:/sager/notat.docx"
    open_to_all = "Læg filen ved som bilag, eller brug en adresse, som alle kan åbne; den begynder med https://."
    assert linked(14, "Sagsfremstilling", drive, "https://b.dk", drive) == [
        (f"Felt 14, Sagsfremstilling: Linket til ”{drive}” står ikke i dagsordenen; kun ordene er med.", open_to_all)
    ]
    assert linked(13, "Indstilling", "https://b.dk", "https://a.dk/", "mailto:c@b.dk") == [
        (
            "Felt 13, Indstilling: Linkene til ”https://b.dk” og ”mailto:c@b.dk” står ikke i dagsordenen; kun ordene er med.",
            "Skal læserne have adressen, så sæt linket ind i Sagsfremstilling.",
        )
    ]
    assert linked(18, "Bilag", "https://b.dk") == []


def test_many_lost_links_are_counted() -> None:
    """Five in the recommendation: three are named."""
    ((problem, _),) = linked(13, "Indstilling", *(f"https://{letter}.dk" for letter in "bcdef"))
    assert "”https://d.dk” og 2 adresser mere står ikke i dagsordenen" in problem
