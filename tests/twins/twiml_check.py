"""What is wrong with a TwiML document."""

from collections.abc import Iterator
from itertools import dropwhile
from xml.etree import ElementTree

from tests.twins.twiml_grammar import Element
from tests.twins.twiml_values import DOCUMENT_BYTES, MESSAGES, attribute_fits, content_fits

_DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>'
_SPEECH = "Say"


def twiml_faults(document: bytes, root: Element) -> list[str]:
    """Everything wrong with a document, none if Twilio takes it. Words are not repeated."""
    try:
        tree = ElementTree.fromstring(document)
    except ElementTree.ParseError as error:
        return [f"it is no XML: {error}"]
    if tree.tag != "Response":
        return ["its root is not Response"]
    return [*_of_the_whole(document, tree), *_of_an_element(tree, root)]


def _of_the_whole(document: bytes, tree: ElementTree.Element) -> Iterator[str]:
    if not document.startswith(_DECLARATION):
        yield "it does not begin with its declaration"
    if len(document) > DOCUMENT_BYTES:
        yield "it is too long"
    if len(tree.findall("Message")) > MESSAGES:
        yield "it has too many messages"
    if len([*dropwhile(lambda verb: not _leaves(verb), tree)]) > 1:
        yield "its last verbs are never reached"


def _leaves(verb: ElementTree.Element) -> bool:
    """Whether nothing that follows is ever run."""
    return verb.tag in {"Redirect", "Hangup", "Reject"} or (
        verb.tag == "Dial" and verb.get("action") is not None
    )


def _of_an_element(element: ElementTree.Element, known: Element) -> Iterator[str]:
    tag = element.tag
    for name, value in element.attrib.items():
        if name not in known.attributes:
            yield f"<{tag}> has no attribute {name}"
        elif not attribute_fits(tag, name, value):
            yield f"<{tag} {name}> has a wrong value"
    if not _has_good_content(element):
        yield f"<{tag}> has a wrong content"
    for nested in element:
        inner = known.child(nested.tag)
        if inner is None:
            yield f"<{nested.tag}> may not stand in <{tag}>"
        elif tag != _SPEECH:
            yield from _of_an_element(nested, inner)


def _has_good_content(element: ElementTree.Element) -> bool:
    if element.tag == _SPEECH:
        return content_fits(_SPEECH, "".join(element.itertext()), nests=False)
    own = "".join([element.text or "", *(nested.tail or "" for nested in element)])
    return content_fits(element.tag, own, nests=len(element) > 0)
