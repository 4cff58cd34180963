"""How a table is written: its markup put together in Python, since a template asks too often for each cell."""

from __future__ import annotations

from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext, pgettext

from naru.krds.escaping import escaped
from naru.krds.formats import words
from naru.krds.tables import Question, Table


def markup(table: Table) -> SafeString:
    """Write a list: search, filters, chips, rows, pages and the export."""
    name = escaped(table.name)
    parts = [f'<div id="{name}" class="list is-{table.small}">\n']
    caption = escaped(table.caption)
    if table.has_search or table.questions or table.orders:
        parts += _filters(table, name, caption)
    if table.chips:
        parts += _chips(table, name)
    if table.count:
        parts += _bar(table, name)
        parts += _rows(table, name, caption)
        if table.page.paginator.num_pages > 1:
            parts += _pages(table, name)
    else:
        parts.append(_nothing(table))
    parts.append("</div>\n")
    return SafeString("".join(parts))


def _leads(url: str, name: str, swap: str = "outerHTML") -> str:
    # The address for a visit, and for htmx, which takes only the list.
    address = escaped(url)
    return f'href="{address}" hx-get="{address}" hx-target="#{name}" hx-swap="{swap}" hx-push-url="true"'


def _filters(table: Table, name: str, caption: str) -> list[str]:
    path = escaped(table.request.path)
    only = "" if table.has_search or table.questions else " is-order-only"
    parts = [
        f'<form class="list-filters{only}" method="get" action="{path}" role="search" aria-label="{caption}"'
        f' hx-get="{path}" hx-target="#{name}" hx-swap="outerHTML" hx-push-url="true"'
        ' hx-trigger="submit, change">\n'
    ]
    parts += [
        f'<input type="hidden" name="{escaped(key)}" value="{escaped(value)}">' for key, value in table.kept
    ]
    if table.has_search:
        label = escaped(gettext("Search"))
        parts.append(
            f'<div class="list-field is-search"><label for="{name}-q">{label}</label>'
            f'<input class="krds-input medium" type="search" id="{name}-q" name="{escaped(table.prefix)}q"'
            f' value="{escaped(table.q)}" maxlength="200" autocomplete="off"></div>\n'
        )
    for question in table.questions:
        parts += _question(question, name)
    if orders := table.orders:
        label, as_given = escaped(pgettext("list", "Order")), escaped(gettext("As given"))
        parts.append(
            f'<div class="list-field is-order"><label for="{name}-order">'
            f'{label}</label><select class="krds-form-select medium"'
            f' id="{name}-order" name="{escaped(table.prefix)}sort">'
            f'<option value="">{as_given}</option>'
        )
        for value, label, down in orders:
            chosen = " selected" if value == table.order else ""
            arrow = "↓" if down else "↑"
            parts.append(f'<option value="{escaped(value)}"{chosen}>{escaped(label)} {arrow}</option>')
        parts.append("</select></div>\n")
    button = escaped(gettext("Search") if table.has_search else gettext("Show"))
    parts.append(
        '<div class="list-field is-button"><button class="krds-btn secondary medium">'
        f"{button}</button></div></form>\n"
    )
    return parts


def _question(question: Question, name: str) -> list[str]:
    label, key = escaped(question.asked.label), escaped(question.name)
    field = f"{name}-{key}"
    if question.asked.several:
        chosen = len(question.chosen)
        said = gettext("All")
        if chosen:
            said = ngettext("%(n)s chosen", "%(n)s chosen", chosen) % {"n": chosen}
        parts = [
            f'<div class="list-field"><span class="list-label" aria-hidden="true">{label}</span>'
            f'<details class="picks"><summary>{escaped(said)}<span class="sr-only">, {label}</span></summary>'
            f'<fieldset><legend class="sr-only">{label}</legend>'
        ]
        for place, (value, text) in enumerate(question.options, 1):
            tick = " checked" if value in question.chosen else ""
            parts.append(
                f'<label><input type="checkbox" id="{field}-{place}" name="{key}" value="{escaped(value)}"'
                f"{tick}> {escaped(text)}</label>"
            )
        return [*parts, "</fieldset></details></div>\n"]
    if question.asked.kind == "flag":
        tick = " checked" if question.chosen else ""
        return [
            f'<div class="list-field is-flag"><label><input type="checkbox" id="{field}" name="{key}"'
            f' value="1"{tick}> {label}</label></div>\n'
        ]
    head = f'<div class="list-field"><label for="{field}">{label}</label>'
    if question.asked.kind == "day":
        value = escaped(question.chosen[0]) if question.chosen else ""
        return [
            f'{head}<input class="krds-input medium" type="date" id="{field}" name="{key}"'
            f' value="{value}"></div>\n'
        ]
    everything = escaped(gettext("All"))
    parts = [
        f'{head}<select class="krds-form-select medium" id="{field}" name="{key}">'
        f'<option value="">{everything}</option>'
    ]
    for value, text in question.options:
        chosen_mark = " selected" if value in question.chosen else ""
        parts.append(f'<option value="{escaped(value)}"{chosen_mark}>{escaped(text)}</option>')
    return [*parts, "</select></div>\n"]


def _chips(table: Table, name: str) -> list[str]:
    remove = escaped(gettext("remove this filter"))
    label = escaped(gettext("Filters in force"))
    parts = [f'<ul class="chips" aria-label="{label}">']
    parts += [
        f'<li><a class="chip" {_leads(chip.url, name)}>'
        f'<span class="chip-label">{escaped(chip.label)}</span> {escaped(chip.text)}'
        f'<span class="sr-only">, {remove}</span></a></li>'
        for chip in table.chips
    ]
    clear = escaped(gettext("Clear all"))
    parts.append(f'<li><a class="chip-clear" {_leads(table.clear_url, name)}>{clear}</a></li></ul>\n')
    return parts


def _bar(table: Table, name: str) -> list[str]:
    many = table.count
    shown = escaped(words.number(many))
    said = ngettext("<strong>%(shown)s</strong> entry", "<strong>%(shown)s</strong> entries", many)
    parts = [f'<div class="list-bar"><p class="list-count" role="status">{said % {"shown": shown}}']
    pages = table.page.paginator.num_pages
    if pages > 1:
        place = {"page": escaped(words.number(table.page.number)), "pages": escaped(words.number(pages))}
        where = gettext("page %(page)s of %(pages)s") % place
        parts.append(f'<span class="list-page">{where}</span>')
    parts.append('</p>\n<div class="list-tools">')
    if many > table.sizes[0]:
        label, rows = escaped(gettext("Rows on a page")), escaped(gettext("rows"))
        parts.append(f'<ul class="list-sizes" aria-label="{label}">')
        for size, url in table.size_urls:
            current = ' aria-current="true"' if size == table.per else ""
            parts.append(
                f'<li><a {_leads(url, name)}{current}>{size}<span class="sr-only"> {rows}</span></a></li>'
            )
        parts.append("</ul>")
    if table.exported_columns:
        label = escaped(gettext("Save the whole list"))
        parts.append(
            f'<ul class="list-export" aria-label="{label}">'
            f'<li><a href="{escaped(table.xlsx_url)}" download>XLSX</a></li>'
            f'<li><a href="{escaped(table.csv_url)}" download>CSV</a></li>'
            f'<li><a href="{escaped(table.json_url)}" download>JSON</a></li></ul>'
        )
    parts.append("</div></div>\n")
    return parts


def _rows(table: Table, name: str, caption: str) -> list[str]:
    parts = [
        f'<div class="list-scroll" tabindex="0" role="region" aria-label="{caption}">'
        f'<table class="tbl" role="table"><caption>{caption}</caption>\n'
        '<thead role="rowgroup"><tr role="row">'
    ]
    opened: list[str] = []
    for place, head in enumerate(table.headings):
        column, label = head.column, escaped(head.column.label)
        width = f" is-{column.width}" if column.width else ""
        order = f' aria-sort="{head.order}"' if head.order else ""
        inside = f"<a {_leads(head.url, name)}>{label}</a>" if head.url else label
        parts.append(
            f'<th scope="col" role="columnheader" class="is-{column.kind}{width}"{order}>{inside}</th>'
        )
        start = '<td role="cell"' if place else '<th scope="row" role="rowheader"'
        opened.append(f'{start} class="is-{column.kind}" data-label="{label}">')
    parts.append('</tr></thead>\n<tbody role="rowgroup">')
    for line in table.lines:
        parts.append('<tr role="row">')
        for place, (_column, cell) in enumerate(line):
            parts += (opened[place], cell, "</td>" if place else "</th>")
        parts.append("</tr>\n")
    parts.append("</tbody></table></div>\n")
    return parts


def _pages(table: Table, name: str) -> list[str]:
    swap = "outerHTML show:top"
    label, current = escaped(gettext("Pages")), escaped(gettext("current page"))
    before, after = escaped(gettext("Previous")), escaped(gettext("Next"))
    parts = [f'<nav class="krds-pagination" aria-label="{label}">']
    if url := table.previous_url:
        parts.append(f'<a class="page-navi prev" rel="prev" {_leads(url, name, swap)}>{before}</a>')
    parts.append('<div class="page-links">')
    for number, url in table.pages:
        if number is None:
            parts.append('<span class="page-link link-dot" aria-hidden="true"></span>')
        elif number == table.page.number:
            parts.append(
                '<span class="page-link active" aria-current="page"><span class="sr-only">'
                f"{current} </span>{number}</span>"
            )
        else:
            parts.append(f'<a class="page-link" {_leads(url, name, swap)}>{number}</a>')
    parts.append("</div>")
    if url := table.next_url:
        parts.append(f'<a class="page-navi next" rel="next" {_leads(url, name, swap)}>{after}</a>')
    parts.append("</nav>\n")
    return parts


def _nothing(table: Table) -> str:
    empty = get_template("krds/parts/empty.html")
    if table.is_narrowed:
        nothing = gettext("Nothing matches this search.")
        shown = empty.render({"text": nothing, "label": gettext("Clear all"), "url": table.clear_url})
        return f'<p class="list-count sr-only" role="status">{escaped(nothing)}</p>{shown}'
    label, url = table.empty_action or ("", "")
    return str(
        empty.render(
            {"text": table.empty or gettext("There is nothing here yet."), "label": label, "url": url}
        )
    )
