"""Equations as Word writes them: as plain text they must say the same number."""

import pytest

from tests.intake.filling import packed
from tests.intake.samples import opened, row, said, walked, word_parts
from workflow import danish
from workflow.domain.findings import Severity
from workflow.intake.answers import Answers
from workflow.intake.forms import read_form
from workflow.intake.texts import lines_of


def r(text: str) -> str:
    """Signs on the line."""
    return f"<m:r><w:rPr/><m:rPr><m:sty m:val='p'/></m:rPr><m:t>{text}</m:t></m:r>"


def part(name: str, *inner: str) -> str:
    """A part of a shape, its plain ones as texts."""
    return f"<m:{name}>{''.join(one if one.startswith('<') else r(one) for one in inner)}</m:{name}>"


def shape(name: str, *parts: str, **properties: str) -> str:
    """A shape with its properties."""
    own = "".join(f"<m:{key} m:val='{said}'/>" for key, said in properties.items())
    return f"<m:{name}><m:{name}Pr>{own}<m:ctrlPr/></m:{name}Pr>{''.join(parts)}</m:{name}>"


def fraction(above: str, below: str, **properties: str) -> str:
    """One part over another."""
    return shape("f", part("num", above), part("den", below), **properties)


def power(base: str, exponent: str) -> str:
    """A base with an exponent."""
    return shape("sSup", part("e", base), part("sup", exponent))


def read(inner: str) -> str:
    """What is read of a paragraph with an equation."""
    return "\n".join(lines_of(walked(f"<w:p><m:oMath>{inner}</m:oMath></w:p>").blocks))


@pytest.mark.parametrize(
    ("equation", "text"),
    [
        (r("x=2"), "x=2"),
        (fraction("3", "4"), "3/4"),
        (fraction("12,5", "x"), "12,5/x"),
        (fraction("a+b", "2c"), "(a+b)/2c"),
        (fraction(power("x", "2"), "4"), "(x²)/4"),
        (fraction("n", "k", type="noBar"), "(n over k)"),
        (fraction("1", "2", type="lin"), "1/2"),
        (r("1") + fraction("3", "4") + r("kg"), "1 3/4 kg"),
        (power("10", "3"), "10³"),
        (power("10", "-6") + r("m"), "10⁻⁶ m"),
        (power("a+b", "2"), "(a+b)²"),
        (power(power("x", "2"), "3"), "(x²)³"),
        (power("e", "kt"), "e^(kt)"),
        (r("10·") + power("2", "3"), "10·2³"),
        (shape("sSub", part("e", "CO"), part("sub", "2")), "CO₂"),
        (shape("sSub", part("e", "x"), part("sub", "i")), "x_(i)"),
        (shape("sSubSup", part("e", "x"), part("sub", "1"), part("sup", "2")), "x₁²"),
        (shape("sPre", part("sub", "6"), part("sup", "14"), part("e", "C")), "₆¹⁴C"),
        (shape("rad", part("deg"), part("e", "x+1"), degHide="1"), "√(x+1)"),
        (r("2") + shape("rad", part("deg", "3"), part("e", "8")), "2 ³√(8)"),
        (shape("nary", part("sub", "i=1"), part("sup", "n"), part("e", "i"), chr="∑"), "∑_(i=1)ⁿ i"),
        (shape("nary", part("sub"), part("sup"), part("e", "f")), "∫ f"),
        (shape("d", part("e", "3+4")), "(3+4)"),
        (shape("d", part("e", "a"), part("e", "b"), begChr="[", endChr="]", sepChr=";"), "[a;b]"),
        (shape("func", part("fName", "sin"), part("e", "x")), "sin x"),
        (shape("limLow", part("e", "lim"), part("lim", "x→0")), "lim_(x→0)"),
        (shape("limUpp", part("e", "max"), part("lim", "2")), "max²"),
        (shape("acc", part("e", "x")), "x\u0302"),
        (shape("acc", part("e", "x"), chr="\u0303"), "x\u0303"),
        (shape("eqArr", part("e", "x=1"), part("e", "y=2")), "x=1; y=2"),
        (shape("m", "<m:mr>" + part("e", "1") + part("e", "0") + "</m:mr><m:mr>" + part("e", "0") + "</m:mr>"), "1 0; 0"),
        (r("4") + shape("borderBox", part("e", "2")), "4 2"),
        (f"<w:ins w:id='1'>{r('1')}</w:ins>{r('0')}<w:del w:id='2'>{r('5')}</w:del>" + power("x", "2"), "10 x²"),
        ("<m:r><m:t>3</m:t><w:br/><w:t>4</w:t></m:r>" + power("x", "2"), "3 4 x²"),
        ("<m:f><m:num/></m:f>", "()/()"),
    ],
)  # fmt: skip
def test_an_equation_is_read_as_text_that_says_the_same(equation: str, text: str) -> None:
    """Its shape is in the signs, never only in how they stood."""
    assert read(equation) == danish.nfc(text)


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [("10", " af det", "10 3/4 af det"), ("Halvdelen: ", "kg", "Halvdelen: 3/4 kg"), ("", "", "3/4"), ("(", ")", "(3/4)")],
)
def test_no_digit_beside_an_equation_runs_into_it(before: str, after: str, text: str) -> None:
    """Three quarters after a ten, with a bookmark between."""
    runs = [f"<w:r><w:t xml:space='preserve'>{words}</w:t></w:r>" for words in (before, after)]
    mark = "<w:bookmarkStart w:id='1'/>"
    (paragraph,) = walked(f"<w:p>{runs[0]}{mark}<m:oMath>{fraction('3', '4')}</m:oMath>{mark}{runs[1]}</w:p>").blocks
    assert list(lines_of([paragraph])) == [text]


def finances(inner: str) -> Answers:
    """The answers in a form with these finances."""
    body = said("Skema: FORSLAG · version 3") + f"<w:tbl>{row(15, 'Økonomi', f'<w:p>{inner}</w:p>')}</w:tbl>"
    return read_form(opened(packed(word_parts(body))))


def test_a_rewritten_equation_is_told_once_with_its_field() -> None:
    """Two fractions in the finances; signs on a line need no word."""
    answers = finances(f"<m:oMath>{fraction('3', '4')}</m:oMath><w:r><w:t>+</w:t></w:r><m:oMath>{fraction('1', '4')}</m:oMath>")
    assert answers.values["økonomi"] == "3/4+1/4"
    (finding,) = answers.findings
    assert (finding.severity, finding.field, finding.label) == (Severity.NOTE, "økonomi", "Felt 15, Økonomi")
    assert finding.problem == "En formel er skrevet om til almindelig tekst."
    assert finance_notes(finances(f"<m:oMath>{r('x=2')}</m:oMath>")) == []


def finance_notes(answers: Answers) -> list[str]:
    """The problems that were found."""
    return [one.problem for one in answers.findings]


def test_an_equation_that_was_tracked_is_told_as_a_change() -> None:
    """The exponent was inserted while changes were tracked."""
    found = finance_notes(finances(f"<m:oMath><w:ins w:id='1' w:author='A'>{power('x', '2')}</w:ins></m:oMath>"))
    assert found == [
        "En formel er skrevet om til almindelig tekst.",
        "Der er registrerede ændringer i felt 15; teksten er læst, som om de var accepteret.",
    ]
