"""A participant's wishes: finding partners with explained suggestions, wishing, accepting, declining."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from naru.fairs.actions import profiles
from naru.fairs.actions import wishes as actions
from naru.fairs.models import Participant, Wish
from naru.fairs.queries.suggesting import took_part
from naru.fairs.rules import forum_wishes as rules
from naru.fairs.rules.forum_suggesting import Profile, Suggested, suggest
from naru.fairs.rules.forum_words import TONES, Answer, Field, Priority, Standing
from naru.fairs.views.forum_own import around, by_key, do
from naru.krds.gate import ANYONE, open_to
from naru.krds.page import asked_page, page
from naru.krds.readable import whole

PER_PAGE = 20


def _profile(one: Participant, past: dict[int, dict[int, str]]) -> Profile:
    return Profile(
        fields=tuple(one.fields),
        country=one.organisation.country_id or "",
        countries=tuple(one.countries),
        languages=tuple(one.languages),
        activities=past.get(one.organisation_id, {}),
    )


def partners(one: Participant) -> list[tuple[Participant, Suggested]]:
    """Give everybody on the other side with how well they fit and why, the best first."""
    others = list(one.forum.participants.approved().exclude(side=one.side).for_list())
    past = took_part(
        [one.organisation_id, *(other.organisation_id for other in others)], besides=one.forum.activity_id
    )
    own = _profile(one, past)
    wishing = set(one.wished_by.standing().filter(declined_at=None).values_list("wisher", flat=True))
    told = [
        (
            other,
            suggest(
                own,
                _profile(other, past),
                wished=other.pk in wishing,
                country_name=str(other.organisation.country or ""),
                own_country_name=str(one.organisation.country or ""),
            ),
        )
        for other in others
    ]
    return sorted(told, key=lambda pair: (-pair[1].points, str(pair[0])))


@open_to(ANYONE)
@by_key
def find(request: HttpRequest, one: Participant) -> HttpResponse:
    """Show whom one might want to meet, with the reasons, and take in wishes."""
    if one.standing is not Standing.APPROVED:
        raise Http404
    if request.method == "POST":
        _wish(request, one)
        return redirect(request.get_full_path())
    text = request.GET.get("q", "").strip()[:100].casefold()
    field = request.GET.get("field", "")
    rows = partners(one)
    if field in Field:
        rows = [pair for pair in rows if field in pair[0].fields]
    if text:
        rows = [pair for pair in rows if text in _spoken_of(pair[0])]
    sent = {wish.wished_id: wish for wish in one.wishes.standing()}
    shown = Paginator(rows, PER_PAGE).get_page(asked_page(request))
    on = profiles.day_at(one.forum, timezone.now())
    context = around(one, "own_find") | {
        "rows": [(other, told, sent.get(other.pk)) for other, told in shown],
        "page": shown,
        "q": request.GET.get("q", ""),
        "field": field,
        "fields": Field.choices,
        "priorities": Priority.choices,
        "closed": _("The time for wishes is over. Please ask the office.")
        if rules.is_over(one.forum.wishes_until, on=on)
        else "",
        "left": max(0, one.forum.most_wishes - len(sent)) if one.forum.most_wishes else None,
    }
    return page(request, "fairs/forum/own_find.html", None, context)


def _spoken_of(other: Participant) -> str:
    names = " ".join(other.organisation.all_names())
    return f"{names} {other.organisation.country or ''} {other.words} {other.named_fields} {other.people}".casefold()


def _wish(request: HttpRequest, one: Participant) -> None:
    key = whole(request.POST.get("wished", ""))
    other = one.forum.participants.filter(pk=key).for_list().first() if key is not None else None
    if other is None:
        raise Http404
    priority = whole(request.POST.get("priority", "")) or Priority.SECOND
    if priority not in Priority.values:
        raise Http404
    words = request.POST.get("words", "")[:300]
    do(request, one, actions.wish, one, other, priority=priority, words=words, said=_("Your wish is kept."))


DEEDS: dict[str, Any] = {"accept": actions.accept, "decline": actions.decline}


@open_to(ANYONE)
@by_key
def mine(request: HttpRequest, one: Participant) -> HttpResponse:
    """Show the wishes one has sent and received; accept, decline, rank and take back."""
    if one.standing is not Standing.APPROVED:
        raise Http404
    if request.method == "POST":
        _answer(request, one)
        return redirect(request.path)
    on = profiles.day_at(one.forum, timezone.now())
    forum = one.forum
    got = one.wished_by.standing().for_list().exclude(wisher__withdrawn_at__isnull=False)
    context = around(one, "own_wishes") | {
        "sent": [_told(wish) for wish in one.wishes.standing().for_list()],
        "got": [_told(wish) for wish in got],
        "priorities": Priority.choices,
        "may_wish": not rules.is_over(forum.wishes_until, on=on),
        "may_answer": not rules.is_over(forum.answers_until, on=on),
    }
    return page(request, "fairs/forum/own_wishes.html", None, context)


def _told(wish: Wish) -> dict[str, Any]:
    answer = wish.answer
    return {
        "wish": wish,
        "answer": answer,
        "tone": TONES.get(answer, "neutral"),
        "waits": answer is Answer.WAITING,
        "declined": answer is Answer.DECLINED,
    }


def _answer(request: HttpRequest, one: Participant) -> None:
    key = whole(request.POST.get("wish", ""))
    name = request.POST.get("deed", "")
    rows: Any = one.wished_by if name in DEEDS else one.wishes
    wish = rows.standing().filter(pk=key).first() if key is not None else None
    if wish is None:
        raise Http404
    if name in DEEDS:
        more = {"because": request.POST.get("because", "")[:300]} if name == "decline" else {}
        do(request, one, DEEDS[name], wish, said=_("Your answer is kept."), **more)
    elif name == "take_back":
        do(request, one, actions.take_back, wish, said=_("Taken back."))
    elif name == "rank" and (priority := whole(request.POST.get("priority", ""))) in Priority.values:
        do(request, one, actions.rank, wish, priority=priority, said=_("Saved."))
    else:
        raise Http404
