"""Styles of the Word file, by name, as Nghị định 30/2020/NĐ-CP (Phụ lục I) sets each part."""

from typing import NamedTuple

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor

FONT = "Times New Roman"
LANGUAGE = "vi-VN"
INDENT = 12.7
"""First-line indent of the text, in mm."""
_FIRST_LINE = round(INDENT / 25.4 * 1440)
_COUNTED = 3
"""The definition of lists that count."""

_LEFT, _CENTRE, _BOTH = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY


class Style(NamedTuple):
    """A paragraph style: sizes in pt, indent in mm."""

    name: str
    size: float = 14
    bold: bool = False
    italic: bool = False
    align: WD_ALIGN_PARAGRAPH = _LEFT
    indent: float = 0
    before: float = 0
    after: float = 0
    with_next: bool = False


LIST_STYLES = ("VB Gạch đầu dòng", "VB Gạch đầu dòng 2", "VB Gạch đầu dòng 3")
"""Styles of list items by depth."""

STYLES = (
    Style("Normal"),
    Style("Body Text", align=_BOTH, indent=INDENT, after=6),
    *(Style(name, align=_BOTH, indent=INDENT, after=6) for name in LIST_STYLES),
    *(
        Style(f"Heading {level}", bold=True, align=_BOTH, indent=INDENT, after=6, with_next=True)
        for level in (1, 2, 3, 4, 5)
    ),
    Style("Title", bold=True, align=_CENTRE, before=12, with_next=True),
    Style("VB Trích yếu", bold=True, align=_CENTRE, with_next=True),
    Style("VB Cơ quan chủ quản", 12, align=_CENTRE),
    Style("VB Cơ quan ban hành", 12, bold=True, align=_CENTRE),
    Style("VB Quốc hiệu", 12, bold=True, align=_CENTRE),
    Style("VB Tiêu ngữ", 13, bold=True, align=_CENTRE),
    Style("VB Số, ký hiệu", 13, align=_CENTRE),
    Style("VB Địa danh, thời gian", 13, italic=True, align=_CENTRE),
    Style("VB Kẻ ngang", 2),
    Style("VB Nơi nhận", 12, bold=True, italic=True),
    Style("VB Danh sách nơi nhận", 11),
    Style("VB Chức vụ", bold=True, align=_CENTRE, with_next=True),
    Style("VB Họ tên", bold=True, align=_CENTRE, before=80),
    Style("VB Phụ lục", bold=True, align=_CENTRE, with_next=True),
    Style("VB Kèm theo", italic=True, align=_CENTRE, after=12, with_next=True),
    Style("VB Ô bảng", 12),
    Style("VB Ô đầu bảng", 12, bold=True),
    Style("caption", 12, bold=True, align=_CENTRE, before=12, after=6, with_next=True),
    Style("Header", 13, align=_CENTRE),
    Style("footnote text", 11, align=_BOTH),
)


def define(word: Document) -> None:
    """Give a new document these styles, its language, and none of the ballast of python-docx's template."""
    for holder in (word.part, word.part.package):
        for id_, relation in list(holder.rels.items()):
            if relation.reltype.rpartition("/")[2] in ("stylesWithEffects", "thumbnail", "customXml"):
                holder.rels.pop(id_)
    defaults = word.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in list(defaults):
        defaults.remove(old)
    defaults.append(element("w:rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT))
    defaults.append(element("w:lang", val=LANGUAGE, eastAsia=LANGUAGE, bidi="ar-SA"))
    for style in STYLES:
        _define(word, style)
    reference = word.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
    reference.font.superscript = True
    settings = word.settings.element
    compatibility = settings.find(qn("w:compat"))
    if compatibility is None:
        compatibility = element("w:compat")
        settings.append(compatibility)
    for old in list(compatibility):
        compatibility.remove(old)
    compatibility.append(element("w:doNotExpandShiftReturn"))  # a line ended by hand is not justified
    word_2013 = {"name": "compatibilityMode", "uri": "http://schemas.microsoft.com/office/word", "val": 15}
    compatibility.append(element("w:compatSetting", **word_2013))


def numbering(word: Document) -> None:
    """Define the lists: `-`, `+` and `·` in the text with an indented first line, `-` before recipients."""
    root = word.part.numbering_part.element
    for old in list(root):
        root.remove(old)
    for id_, indent in ((1, _FIRST_LINE), (2, 0)):
        levels = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:suff w:val="space"/>'
            f'<w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="0" w:firstLine="{indent}"/></w:pPr></w:lvl>'
            for level, sign in enumerate("-+·")
        )
        kind = '<w:multiLevelType w:val="multilevel"/>'
        root.append(
            parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{id_}">{kind}{levels}</w:abstractNum>')
        )
    root.append(
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{_COUNTED}">'
            '<w:multiLevelType w:val="singleLevel"/>'
            '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="space"/>'
            '<w:lvlText w:val="%1."/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="0" w:firstLine="{_FIRST_LINE}"/></w:pPr></w:lvl></w:abstractNum>'
        )
    )
    for id_ in (1, 2):
        root.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{id_}"><w:abstractNumId w:val="{id_}"/></w:num>')
        )
    for id_, styles in ((1, LIST_STYLES), (2, ("VB Danh sách nơi nhận",))):
        for level, style in enumerate(styles):
            numbered = word.styles[style].element.get_or_add_pPr().get_or_add_numPr()
            numbered.get_or_add_ilvl().val = level
            numbered.get_or_add_numId().val = id_


def counted_list(word: Document, first: int) -> int:
    """Begin a list that counts its items from a number, and return its id."""
    made = word.part.numbering_part.numbering_definitions._numbering.add_num(_COUNTED)
    made.add_lvlOverride(0).add_startOverride(first)
    return int(made.numId)


def element(tag: str, **attributes: object) -> BaseOxmlElement:
    """Return an element of WordprocessingML with attributes of its namespace."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def _define(word: Document, style: Style) -> None:
    known = style.name in word.styles
    made = word.styles[style.name] if known else word.styles.add_style(style.name, WD_STYLE_TYPE.PARAGRAPH)
    if style.name != "Normal":
        made.base_style = word.styles["Normal"]
    made.hidden, made.quick_style = False, True
    properties = made.element.get_or_add_rPr()
    for old in list(properties):
        properties.remove(old)
    font = made.font
    font.name, font.size, font.color.rgb = FONT, Pt(style.size), RGBColor(0, 0, 0)
    font.bold, font.italic = style.bold, style.italic
    for script in ("eastAsia", "cs"):
        properties.rFonts.set(qn(f"w:{script}"), FONT)
    properties.find(qn("w:sz")).addnext(element("w:szCs", val=round(style.size * 2)))
    layout = made.element.get_or_add_pPr()
    for old in list(layout):
        if old.tag != qn("w:outlineLvl"):
            layout.remove(old)
    form = made.paragraph_format
    form.alignment, form.line_spacing_rule = style.align, WD_LINE_SPACING.SINGLE
    form.first_line_indent = Mm(style.indent)
    form.space_before, form.space_after = Pt(style.before), Pt(style.after)
    form.keep_with_next, form.widow_control = style.with_next, True
