"""XML from strangers: no entities, no network, no document types, libxml2's own bounds on depth and size.

Entities are refused before a parser sees them (`feeds_gate.refuse_entities`); here they only stay unresolved.
"""

from collections.abc import Iterator

from lxml import etree

Element = etree._Element  # noqa: SLF001 - lxml has no public name for the type of an element

Malformed = (etree.XMLSyntaxError, ValueError)
"""What parsing raises: not well-formed, too deep, or bytes that no XML document has."""

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def parsed(document: bytes, *, url: str | None = None, recover: bool = False) -> Element | None:
    """The root of a document, without comments and processing instructions.

    Args:
        document: in UTF-8, or in the charset that it declares.
        url: what relative addresses are resolved against (XML Base).
        recover: read on past errors, as far as libxml2 can; None where it finds no element.

    Raises:
        XMLSyntaxError, ValueError: `Malformed`.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover,
        remove_comments=True, remove_pis=True, collect_ids=False,
    )  # fmt: skip
    return etree.fromstring(document, parser, base_url=url or "")


def split_tag(tag: object) -> tuple[str, str]:
    """Namespace and local name; empty for comments and entities."""
    if not isinstance(tag, str):
        return "", ""
    space, _, name = tag.rpartition("}")
    return space[1:], name


def local_name(element: Element) -> str:
    """The name of an element without its namespace."""
    return split_tag(element.tag)[1]


def inside(element: Element | None, *path: str) -> Iterator[Element]:
    """The elements at the end of a path of local names, in document order.

    >>> root = parsed(b"<a xmlns='urn:x'><b><c>1</c><c>2</c></b></a>")
    >>> [found.text for found in inside(root, "b", "c")]
    ['1', '2']
    """
    if element is None:
        return
    if not path:
        yield element
        return
    for child in element:
        if local_name(child) == path[0]:
            yield from inside(child, *path[1:])
