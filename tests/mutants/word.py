"""A .docx that stays a zip with well-formed XML in it, most often, and says odd things: spans, depths, relations, parts."""

from __future__ import annotations

import io
import zipfile
from copy import deepcopy
from random import Random

from lxml import etree

from .octets import changed_bytes
from .values import odd_value

Element = etree._Element
_MOST = 8
_DEEPEST = (3, 30, 300, 3000)
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFTEN = ("word/document.xml", "word/document.xml", "word/document.xml", "word/styles.xml", "word/numbering.xml")
_TARGETS = ("../../../etc/passwd", "/etc/passwd", "document.xml", "http://127.0.0.1:9/x", "", "\\\\server\\share", "%00", "media/../../x")


def changed_word(data: bytes, chance: Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        way = chance.random()
        name = chance.choice([name for name in (*_OFTEN, *parts) if name in parts])
        if way < 0.85:
            parts[name] = changed_xml(parts[name], chance)
        elif way < 0.9:
            parts[name] = changed_bytes(parts[name], chance)
        elif way < 0.93 and len(parts) > 1:
            del parts[name]
        elif way < 0.96:
            parts[name] = parts[chance.choice(list(parts))]
        else:
            parts[chance.choice(("../../x", "/word/document.xml", "WORD\\DOCUMENT.XML", "word/styles.xml/", odd_value(chance)[:99]))] = b"x"
    return zipped(parts)


def zipped(parts: dict[str, bytes]) -> bytes:
    """The same bytes for the same parts, whatever the time is."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED, 1)
    return stream.getvalue()


def changed_xml(data: bytes, chance: Random) -> bytes:
    """One part with some of its elements and attributes changed; what is no XML changes in its bytes."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, huge_tree=True))
    except (etree.XMLSyntaxError, ValueError):
        return changed_bytes(data, chance) if data else data
    for _ in range(chance.randint(1, _MOST)):
        elements = [each for each in root.iter() if isinstance(each.tag, str)]
        chance.choice(_WAYS)(chance.choice(elements), elements, chance)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _safe(value: str) -> str:
    """What XML can hold at all."""
    return "".join(letter for letter in value if letter >= " " or letter in "\t\n").replace("\ufffe", "")


def _set_attribute(element: Element, elements: list[Element], chance: Random) -> None:
    holders = [each for each in elements if each.attrib] or elements
    element = chance.choice(holders)
    names = list(element.attrib) or [f"{{{_W}}}val"]
    name = chance.choice(names)
    value = chance.choice(_TARGETS) if str(name).endswith("Target") else odd_value(chance)
    element.set(name, _safe(value))


def _drop_attribute(element: Element, _: list[Element], chance: Random) -> None:
    if element.attrib:
        del element.attrib[chance.choice(list(element.attrib))]


def _new_property(element: Element, elements: list[Element], chance: Random) -> None:
    """A span, a width, a level ... that no program writes, on a cell, a row or a paragraph."""
    kind, home = chance.choice(_PROPERTIES)
    homes = [each for each in elements if each.tag == f"{{{_W}}}{home}"]
    if homes:
        new = etree.SubElement(chance.choice(homes), f"{{{_W}}}{kind}")
        new.set(f"{{{_W}}}{chance.choice(('val', 'val', 'w', 'fill', 'type'))}", _safe(odd_value(chance)))


_PROPERTIES = (
    *(("gridSpan", "tcPr"), ("vMerge", "tcPr"), ("hMerge", "tcPr"), ("shd", "tcPr"), ("tcW", "tcPr"), ("gridBefore", "trPr")),
    *(("gridAfter", "trPr"), ("tblHeader", "trPr"), ("ilvl", "numPr"), ("numId", "numPr"), ("outlineLvl", "pPr"), ("pStyle", "pPr")),
    *(
        ("color", "rPr"),
        ("highlight", "rPr"),
        ("sz", "rPr"),
        ("strike", "rPr"),
        ("sym", "r"),
        ("gridCol", "tblGrid"),
        ("tblStyle", "tblPr"),
    ),
    *(("footnoteReference", "r"), ("fldChar", "r"), ("fldSimple", "p"), ("altChunk", "body"), ("basedOn", "style"), ("start", "lvl")),
)


def _set_text(_: Element, elements: list[Element], chance: Random) -> None:
    written = [each for each in elements if each.text and each.text.strip()]
    if written:
        chance.choice(written).text = _safe(odd_value(chance))


def _swap_texts(_: Element, elements: list[Element], chance: Random) -> None:
    written = [each for each in elements if each.text and each.text.strip()]
    if len(written) > 1:
        one, other = chance.sample(written, 2)
        one.text, other.text = other.text, one.text


def _drop(element: Element, _: list[Element], chance: Random) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: Element, _: list[Element], chance: Random) -> None:
    parent = element.getparent()
    if parent is not None:
        for child in list(element):
            element.addprevious(child)
        parent.remove(element)


def _repeat(element: Element, _: list[Element], chance: Random) -> None:
    if element.getparent() is not None and len(element) < 200:
        for _time in range(chance.choice((1, 2, 10, 50))):
            element.addnext(deepcopy(element))


def _move(element: Element, elements: list[Element], chance: Random) -> None:
    """Into any other element, but not into itself."""
    home = chance.choice(elements)
    if element.getparent() is not None and not any(each is element for each in (home, *home.iterancestors())):
        home.insert(chance.randint(0, len(home)), element)


def _nest(element: Element, _: list[Element], chance: Random) -> None:
    """The element within elements of its own kind, so many deep."""
    parent = element.getparent()
    if parent is None:
        return
    outer = inner = etree.Element(element.tag)
    for _time in range(chance.choice(_DEEPEST)):
        inner = etree.SubElement(inner, element.tag)
    parent.replace(element, outer)
    inner.append(element)


def _rename(element: Element, elements: list[Element], chance: Random) -> None:
    element.tag = chance.choice(elements).tag


_WAYS = (
    *(_set_attribute, _set_attribute, _set_attribute, _new_property, _new_property, _drop_attribute, _set_text, _set_text),
    *(_swap_texts, _drop, _drop, _unwrap, _repeat, _move, _move, _nest, _rename),
)
