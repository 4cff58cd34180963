"""
The tables of triage as plain JSON: what the tablet carries, and what both evaluators read.

    {"version": "iitt-1",
     "source": {language: text},
     "charts": {"adult": condition, "child": condition},
     "assumed": [{"measure", "value", "when": condition}],
     "groups": [{"code", "text": {language: text}}],
     "questions": [{"code", "group", "charts": ["adult", "child"], "text": {…}, "signs": {"adult": [{…}], "child": [{…}]}}],
     "measures": [{"code", "text": {…}}],
     "criteria": [{"code", "chart", "level": "red" "yellow" "review", "part", "kind": "asked" "measured" "both",
                   "when": condition, "text": {…}}]}

Conditions are those of `conditions.py`. `assumed` gives a measure that was not taken a value where its condition is yes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from naru.missions.rules.triage import adult, child
from naru.missions.rules.triage.conditions import Condition, any_of, below, from_on, one_of
from naru.missions.rules.triage.criteria import REPRODUCTIVE, Criterion, chart_is
from naru.missions.rules.triage.judging import Answers, Judgement, Measures
from naru.missions.rules.triage.judging import judge as judge_over
from naru.missions.rules.triage.questions import GROUPS, MEASURES, QUESTIONS

VERSION = "iitt-1"
"""What `triage.judged` names as its rules; a change of any criterion is another version."""
LANGUAGES = ("en", "ko", "ru", "mn", "vi", "zh-hans")
SOURCE = _(
    "After the Interagency Integrated Triage Tool of WHO, ICRC and MSF, in words of our own; not endorsed by them."
)
CRITERIA: tuple[Criterion, ...] = (
    *adult.RED,
    *adult.YELLOW,
    *adult.REVIEW,
    *child.RED,
    *child.YELLOW,
    *child.REVIEW,
)


def parts_of(condition: Condition) -> list[Condition]:
    """Give the conditions that one is put together from."""
    if "given" in condition:
        return [condition["given"], condition["then"]]
    return (
        [condition["if_known"]] if "if_known" in condition else condition.get("either") or condition["among"]
    )


def leaves(condition: Condition) -> Iterator[Condition]:
    """Give the questions and comparisons that a condition is made of."""
    if "ask" in condition or "of" in condition:
        yield condition
        return
    for each in parts_of(condition):
        yield from leaves(each)


def kind_of(criterion: Criterion) -> str:
    """Say whether a criterion is `asked`, `measured`, or both."""
    found = {"asked" if "ask" in leaf else "measured" for leaf in leaves(criterion.when)}
    return found.pop() if len(found) == 1 else "both"


def charts_asking(question: str) -> list[str]:
    """Name the charts that ask a question; the child's asks the adult's reds only once a child is pregnant."""
    return [
        chart
        for chart in ("adult", "child")
        if any(
            leaf.get("ask") == question
            for each in CRITERIA
            if each.chart == chart and each.code != "child.red.pregnant"
            for leaf in leaves(each.when)
        )
    ]


def said(text: Promise, languages: Sequence[str]) -> dict[str, str]:
    """Give a text in some languages."""
    told = {}
    for language in languages:
        with translation.override(language):
            told[language] = str(text)
    return told


def as_data(languages: Sequence[str] = LANGUAGES) -> dict[str, Any]:
    """Give the tables as JSON values, with their texts in some languages; see above for the shape."""
    return {
        "version": VERSION,
        "source": said(SOURCE, languages),
        "charts": {chart: chart_is(chart) for chart in ("adult", "child")},
        "assumed": [
            {
                "measure": "pregnant",
                "value": "no",
                "when": any_of(
                    one_of("sex", "male"),
                    below("age_days", REPRODUCTIVE[0]),
                    from_on("age_days", REPRODUCTIVE[1]),
                ),
            }
        ],
        "groups": [{"code": code, "text": said(text, languages)} for code, text in GROUPS.items()],
        "questions": [
            {
                "code": each.code,
                "group": each.group,
                "charts": charts_asking(each.code),
                "text": said(each.text, languages),
                "signs": {
                    "adult": [said(sign, languages) for sign in each.signs],
                    "child": [said(sign, languages) for sign in each.child_signs or each.signs],
                },
            }
            for each in QUESTIONS
        ],
        "measures": [{"code": code, "text": said(text, languages)} for code, text in MEASURES.items()],
        "criteria": [
            {
                "code": each.code,
                "chart": each.chart,
                "level": each.level,
                "part": each.part,
                "kind": kind_of(each),
                "when": each.when,
                "text": said(each.text, languages),
            }
            for each in CRITERIA
        ],
    }


@cache
def _plain() -> dict[str, Any]:
    return as_data(())


def judge(answers: Answers, measures: Measures) -> Judgement:
    """Judge how soon somebody must be seen, by the tables of today; see `judging.judge`."""
    return judge_over(_plain(), answers, measures)


def text_of(code: str) -> str:
    """Give the sentence of a criterion, a question or a measure in the language of the page."""
    for each in CRITERIA:
        if each.code == code:
            return str(each.text)
    for question in QUESTIONS:
        if question.code == code:
            return str(question.text)
    return str(MEASURES[code]) if code in MEASURES else code
