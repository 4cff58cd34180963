"""The open part of the corpus: the floor under which the number finder may not fall."""

from __future__ import annotations

import pytest

from naru.newsroom.rules.checking.check import check
from naru.newsroom.rules.checking.find import find
from tests.newsroom.corpus import Sample, samples
from tests.newsroom.corpus.scoring import Score, measure

FLOORS = {"found": 0.99, "span": 0.97, "kind": 0.99, "value": 0.99, "unit": 0.95}
"""What the open part reaches, less the few numbers that one more bulletin may bring."""


def _numbers(sample: Sample):
    return find(sample.text, sample.language, title_end=len(sample.title)), []


@pytest.fixture(scope="module")
def opened() -> list[Sample]:
    return samples("open")


def test_each_label_has_a_value_of_its_kind(opened):
    assert len(opened) > 40
    for sample in opened:
        for label in sample.labels:
            assert sample.text[label.start : label.end] == label.text
            wanted = label.kind not in {"name", "identifier", "boilerplate"}
            assert bool(label.value) == wanted, f"{sample.name}: {label}"


@pytest.mark.parametrize("language", ["ko", "en", "ru"])
def test_numbers_are_found_and_read(opened, language):
    scores = measure([each for each in opened if each.language == language], _numbers)
    for what, floor in FLOORS.items():
        score = scores[what]
        assert min(score.precision, score.recall) >= floor, (what, score.wrong)


@pytest.mark.parametrize("language", ["ko", "en", "ru"])
def test_faults_are_found_and_nothing_else_is_alarmed_at(opened, language):
    def findings(sample: Sample):
        title = len(sample.title)
        found = check(sample.text, sample.language, title_end=title, published_on=sample.published_on)
        return [], found.findings

    score = measure([each for each in opened if each.language == language], findings)["findings"]

    assert score.precision >= 0.95, score.wrong
    assert score.recall >= 0.8, score.wrong


def test_a_finder_that_finds_nothing_or_too_much_scores_low(opened):
    one = [opened[0]]
    assert measure(one, lambda sample: ([], []))["found"].recall == 0
    twice = measure(one, lambda sample: (_numbers(sample)[0] * 2, []))["found"]
    assert twice.precision < 0.6


def test_a_score_of_nothing_said_and_nothing_there_is_whole():
    assert (Score().precision, Score().recall) == (1.0, 1.0)
