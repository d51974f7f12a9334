"""Whether item 1 of an agenda begins a new page."""

from workflow.domain.agendas import AgendaItem
from workflow.domain.first_page import fits_on_first_page
from workflow.domain.printed import Labelled

SHORT = Labelled(label="Mødested", value="Rådhuset")
LONG = Labelled(label="Afbud", strong="Udkast.", value="ord " * 20, assumed="forudsat, bekræft i forretningsordenen")


def items(count: int, title: str = "Eventuelt") -> list[AgendaItem]:
    """So many items with this title."""
    return [AgendaItem(key=f"fast:{number}", number=str(number), title=title, type="", type_label="") for number in range(count)]


def test_a_meeting_at_a_glance_fits() -> None:
    """Five facts, six items and four groups of people, as in the design."""
    assert fits_on_first_page([SHORT] * 5, [SHORT] * 4, items(6))
    assert fits_on_first_page([], [], items(1))


def test_what_is_too_long_for_the_page_flows_on() -> None:
    """Long facts, long titles, or many groups of people."""
    assert not fits_on_first_page([LONG] * 8, [SHORT] * 5, items(6))
    assert not fits_on_first_page([SHORT] * 5, [LONG] * 8, items(6))
    assert not fits_on_first_page([SHORT] * 9, [SHORT] * 5, items(10, "Et punkt med en meget lang titel " * 3))


def test_more_than_ten_items_flow_on_however_short_the_rest_is() -> None:
    """Eleven items and nothing else."""
    assert fits_on_first_page([], [], items(10))
    assert not fits_on_first_page([], [], items(11))
