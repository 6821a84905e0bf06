"""The simulator takes the documents that Twilio takes, and finds a fault in the others."""

import pytest

from service.simulator.faults import TwimlFault
from service.simulator.grammar import RULES
from service.simulator.twiml import parse_twiml
from tests.twins.bad_twiml import GOOD_CALLS, GOOD_TEXTS, REFUSED, REFUSED_TEXTS
from tests.twins.twiml_grammar import MESSAGING, VOICE, Element


@pytest.mark.parametrize(
    "document", [*GOOD_CALLS.values(), *GOOD_TEXTS.values()], ids=[*GOOD_CALLS, *GOOD_TEXTS]
)
def test_a_good_document_is_read(document: bytes) -> None:
    parse_twiml(document)


@pytest.mark.parametrize(
    "document", (REFUSED | REFUSED_TEXTS).values(), ids=[*REFUSED, *REFUSED_TEXTS]
)
def test_a_bad_document_is_a_fault(document: bytes) -> None:
    with pytest.raises(TwimlFault):
        parse_twiml(document)


@pytest.mark.parametrize("parent", ["Response", "Gather", "Dial", "Message"])
def test_what_is_known_of_each_element_is_what_twilios_library_can_write(parent: str) -> None:
    parents = [found for root in (VOICE, MESSAGING) if (found := _find(root, parent))]
    for tag in RULES[parent].nests:
        library = {one for found in parents if (one := found.child(tag))}
        assert library, f"<{parent}> cannot nest <{tag}>"
        assert {one.attributes for one in library} == {RULES[tag].attributes}


def _find(root: Element, tag: str) -> Element | None:
    return root if tag == "Response" else root.child(tag)
