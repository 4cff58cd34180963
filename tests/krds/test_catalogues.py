"""Extraction of texts: every way in which a text is marked is found, and every app is translated."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest

from naru.krds import catalogues
from naru.krds.catalogues import Message

PYTHON = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext
a = _("A lazy one")
b = ngettext("%(n)s boat", "%(n)s boats", 2)
c = pgettext("a river", "bank")
d = _("Two pieces " "of one text")
e = f"<b>{_('Inside an f-string')}</b> {pgettext('a river', 'bend')}"
"""
TEMPLATE = """{% load i18n %}
{% translate "It's plain" %} {% translate "bank" context "a river" %}
{% blocktranslate trimmed count n=rows %}
  {{ n }} row
{% plural %}
  {{ n }} rows
{% endblocktranslate %}
<p title="{{ _('In a filter')|upper }}">not marked</p>
"""


def test_every_way_of_marking_a_text_is_found(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "boats" / "templates").mkdir(parents=True)
    (tmp_path / "boats" / "views.py").write_text(PYTHON)
    (tmp_path / "boats" / "templates" / "a.html").write_text(TEMPLATE)
    monkeypatch.setattr(catalogues, "HOUSE", tmp_path)
    assert catalogues.messages_of("boats") == [
        Message("", "%(n)s boat", "%(n)s boats"),
        Message("", "%(n)s row", "%(n)s rows"),
        Message("", "A lazy one", ""),
        Message("", "In a filter", ""),
        Message("", "Inside an f-string", ""),
        Message("", "It's plain", ""),
        Message("", "Two pieces of one text", ""),
        Message("a river", "bank", ""),
        Message("a river", "bend", ""),
    ]


def test_translations_are_kept_and_vanished_texts_dropped(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "boats").mkdir()
    source = tmp_path / "boats" / "views.py"
    source.write_text('_("Boat")\n_("Oar")\n')
    monkeypatch.setattr(catalogues, "HOUSE", tmp_path)
    catalogues.update("boats", "ru")
    path = catalogues.catalogue("boats", "ru")
    entries = polib.pofile(str(path))
    entries.find("Boat").msgstr = "Лодка"
    entries.save()
    source.write_text('_("Boat")\n_("Sail")\n')
    assert catalogues.update("boats", "ru") == catalogues.Tally("boats", "ru", 2, 1, 1)
    after = polib.pofile(str(path))
    assert [(entry.msgid, entry.msgstr) for entry in after] == [("Boat", "Лодка"), ("Sail", "")]
    assert after.find("Boat").tcomment == catalogues.REVIEW


@pytest.mark.parametrize("app", catalogues.apps())
@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_every_text_is_translated(app: str, language: str) -> None:
    assert catalogues.tally(app, language).missing == 0, f"Type: uv run naru messages {app}"


@pytest.mark.parametrize("path", sorted(catalogues.HOUSE.glob("*/locale/*/LC_MESSAGES/django.po")), ids=str)
def test_placeholders_survive_translation(path: Path) -> None:
    for entry in polib.pofile(str(path)):
        texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        wanted = set(catalogues.PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
        for text in filter(None, texts):
            found = set(catalogues.PLACEHOLDER.findall(text))
            assert found <= wanted | set(catalogues.PLACEHOLDER.findall(entry.msgid)), (entry.msgid, text)
            if not entry.msgid_plural:
                assert found == wanted, (entry.msgid, text)


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_one_text_has_one_translation_in_the_whole_house(language: str) -> None:
    found: dict[tuple[str, str], dict[str, str]] = {}
    for app in catalogues.apps():
        path = catalogues.catalogue(app, language)
        for entry in polib.pofile(str(path)) if path.exists() else []:
            text = entry.msgstr or "|".join(map(str, entry.msgstr_plural.values()))
            found.setdefault((entry.msgctxt or "", entry.msgid), {})[app] = text
    unlike = {text: said for text, said in found.items() if len(set(said.values()) - {""}) > 1}
    assert not unlike, "Django keeps one of these for all apps; say the others with pgettext"
