"""What a bulletin's body is built of."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

TEXT = ["bold", "italic", "link", "document-link", "superscript", "figure"]
"""What the writer may do inside a sentence; `figure` is the chip that quotes a reading."""


class Picture(blocks.StructBlock):
    """A picture with the words for those who cannot see it: never without."""

    image = ImageChooserBlock(label=_("picture"))
    alt = blocks.CharBlock(
        label=_("alternative text"),
        max_length=300,
        help_text=_("What the picture shows, for readers who cannot see it. Required."),
    )
    caption = blocks.CharBlock(label=_("caption"), required=False, max_length=300)

    class Meta:
        icon = "image"
        template = "newsroom/blocks/picture.html"
        label = _("Picture")


class Quotation(blocks.StructBlock):
    """Somebody's own words, and whose they are."""

    text = blocks.TextBlock(label=_("words"))
    source = blocks.CharBlock(label=_("who said it"), required=False, max_length=200)

    class Meta:
        icon = "openquote"
        template = "newsroom/blocks/quotation.html"
        label = _("Quotation")


class Attachment(blocks.StructBlock):
    """A file to take away."""

    document = DocumentChooserBlock(label=_("file"))
    title = blocks.CharBlock(label=_("title"), required=False, max_length=200)

    class Meta:
        icon = "doc-full"
        template = "newsroom/blocks/attachment.html"
        label = _("Attachment")


class ReadingBlock(blocks.FieldBlock):
    """A reading quoted by its code, chosen from the figures book."""

    def __init__(self, required: bool = True, help_text: str | None = None, **kwargs: Any) -> None:
        self.field = forms.SlugField(
            required=required,
            help_text=help_text,
            max_length=12,
            widget=forms.TextInput(attrs={"data-reading": "", "autocomplete": "off"}),
        )
        super().__init__(**kwargs)

    class Meta:
        icon = "decimal"


class Body(blocks.StreamBlock):
    """The body of a bulletin: blocks in the order of reading."""

    paragraph = blocks.RichTextBlock(
        features=TEXT, label=_("Paragraph"), template="newsroom/blocks/paragraph.html", icon="pilcrow"
    )
    heading = blocks.CharBlock(
        label=_("Heading"), max_length=200, template="newsroom/blocks/heading.html", icon="title"
    )
    picture = Picture()
    quotation = Quotation()
    items = blocks.ListBlock(
        blocks.RichTextBlock(features=TEXT, label=_("Point")),
        label=_("List"),
        template="newsroom/blocks/items.html",
        icon="list-ul",
    )
    figures = blocks.ListBlock(
        ReadingBlock(label=_("Reading"), help_text=_("The code at the end of the reading's address.")),
        label=_("Figures at a glance"),
        template="newsroom/blocks/figures.html",
        icon="decimal",
    )
    table = TypedTableBlock(
        [
            ("text", blocks.CharBlock(label=_("Words"), required=False)),
            ("rich", blocks.RichTextBlock(label=_("Words with figures"), features=TEXT, required=False)),
        ],
        label=_("Table"),
        template="newsroom/blocks/table.html",
        icon="table",
    )
    attachment = Attachment()

    class Meta:
        required = False
