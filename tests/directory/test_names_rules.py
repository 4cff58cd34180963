"""Names across scripts: a table of pairs that are one name and of pairs that are not, and what always holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.directory.rules import names

SAME_PEOPLE = """
Тухтамишев | Tukhtamishev
Тухтамишев | Tuxtamishev
Тухтамышев | Tuhtamishev
Toʻxtamishev | Тухтамишев
Музаффар | Muzaffar
Музаффар | Muzafar
Тухтамишев Музаффар | Muzaffar Tukhtamishev
Тухтамишев Музаффар | TUXTAMISHEV MUZAFFAR
김민준 | Kim Min-jun
김민준 | Gim Minjun
김민준 | Minjun Kim
김민준 | Kim Min Jun
김민준 | KIM MINJOON
이영희 | Lee Young-hee
이영희 | Yi Yeonghui
이서연 | Rhee Seo Yeon
박지성 | Park Ji-sung
박지성 | Pak Jiseong
최은호 | Choi Eun-ho
최은호 | Choe Eunho
최은호 | Цой Ын Хо
정도윤 | Jung Do-yoon
정도윤 | Chung Doyun
정도윤 | Jeong Do Yun
윤하은 | Yoon Ha-eun
윤하은 | Youn Haeun
임수아 | Lim Su-a
임수아 | Im Sua
유지훈 | Ryu Ji-hoon
유지훈 | Yoo Jihun
노현우 | Roh Hyun-woo
노현우 | Noh Hyeonu
안재민 | Ahn Jae-min
오세훈 | Oh Se-hoon
허준호 | Hur Junho
백예진 | Paik Ye-jin
손흥민 | Sohn Heung-min
남궁민 | Namgung Min
우지영 | Woo Ji-young
권은채 | Kwon Eun-chae
조성우 | Cho Sung-woo
강태주 | Kang Tae-ju
문가람 | Moon Garam
신동욱 | Shin Dong-wook
황정민 | Hwang Jung-min
Юлия Соловьёва | Yulia Solovyeva
Юлия Соловьева | Соловьёва Юлия
Юлия | Iuliia
Юлия | Yuliya
Дмитрий Кузьмин | Dmitriy Kuzmin
Дмитрий Кузьмин | Dmitrii Kuzmin
Дмитрий Кузьмин | Kuzmin Dmitry
Алексей Щербаков | Aleksei Shcherbakov
Алексей Щербаков | Alexey Shcherbakov
Александр | Alexander
Александр | Aleksandr
Софья | Sofia
София | Sofiya
Наталья Лебедева | Natalia Lebedeva
Наталия | Natalya
Елена | Yelena
Елена | Elena
Сергей | Sergei
Сергей | Sergey
Максим | Maxim
Ксения | Xenia
Ержан | Yerzhan
Ержан | Erzhan
Ержан | Erjan
Айгерім | Aigerim
Әйгерім | Aygerim
Нұрсұлтан | Nursultan
Нұрсұлтан | Nūrsūltan
Қасым | Kassym
Қасым | Qasym
Жанар | Zhanar
Жанар | Janar
Бауыржан | Baurzhan
Гүлнәр | Gulnar
Дәурен Жұмағали | Dauren Zhumagali
Мырзахмет Әсел | Assel Myrzakhmet
Жасур | Jasur
Жасур | Dzhasur
Джамшид | Jamshid
Шавкат | Shavkat
Шавкат | Shawkat
Ўткир | Oʻtkir
Ўткир | Utkir
Хуршид Ходжаев | Xurshid Xoʻjayev
Қодиров Беҳзод | Qodirov Behzod
Улуғбек | Ulugʻbek
Улугбек | Ulugbek
Ғуломов | Gʻulomov
Жылдыз | Jyldyz
Жээнбаев | Jeenbaev
Чынара | Chynara
Бакыт | Bakyt
Цэрэндорж | Tserendorj
Цэрэн | Ceren
Энхбаяр | Enkhbayar
Энхбаяр | Enhbayar
Нарантуяа | Narantuya
Нарантуяа | Narantuyaa
Өлзий | Ulzii
Өлзийбаяр | Olziibayar
Мөнхбат | Munkhbat
Сүхболд | Sukhbold
Сүхболд | Sühbold
Батцэцэг | Battsetseg
Ганбаатар | Ganbaatar
Ганбаатар | Ganbatar
Лхагвасүрэн | Lkhagvasuren
Пүрэв | Purev
Хишигт | Khishigt
Оюунчимэг | Oyunchimeg
Дорж | Dorj
Nguyễn Minh Châu | Nguyen Minh Chau
Nguyễn | Нгуен
Trần Văn Đức | Tran Van Duc
Phạm Thị Hương | Pham Thi Huong
Phạm | Фам
Đặng Quang Huy | Dang Quang Huy
Hoàng Ngọc Ánh | Hoang Ngoc Anh
Vũ Thu Hằng | Thu Hang Vu
李小明 | Li Xiaoming
王芳 | Wang Fang
张伟 | Zhang Wei
Dr. Tukhtamishev Muzaffar | Тухтамишев Музаффар
"""
ONE_LETTER_OFF = """
Tukhtamshev | Тухтамишев
Tukhtamishef Muzaffar | Тухтамишев Музаффар
Olim Karimov | Алим Каримов
Otabek | Атабек
Қодиров | Kadirov
Jamshed | Джамшид
Battsetsg | Батцэцэг
Enkhbayr | Энхбаяр
Kim Min-jn | 김민준
Narantuyo | Нарантуяа
"""
OTHERS = """
김민준 | 김민진
김민준 | Kim Min-jin
김민준 | Kim Do-yun
이서연 | 이하은
박지성 | Park Ji-woo
정도윤 | 정은채
Тухтамишев | Ташмухамедов
Тухтамишев Музаффар | Тухтамишев Шавкат
Юлия Соловьёва | Наталья Соловьёва
Дмитрий Кузьмин | Алексей Кузьмин
Ержан Сейтқазы | Нұрлан Сейтқазы
Айгерім | Гүлнәр
Цэрэндорж | Лхагвасүрэн
Энхбаяр | Энхжаргал
Мөнхбат | Ганбаатар
Nguyễn Minh Châu | Nguyễn Thị Hương
Trần Văn Đức | Trần Thu Hằng
Phạm Quang Huy | Đặng Quang Huy
李小明 | 王芳
Wang Fang | Zhang Wei
Shavkat | Shuhrat
Aibek | Bakyt
Kuzmin | Kim
Park | Bae
Choi | Cho Sung-woo
"""
SAME_ORGANISATIONS = """
분당제생병원 | Bundang Jesaeng General Hospital
분당 제생병원 | Bundang Jesaeng
분당제생 | 분당제생병원
세종병원 | Sejong Hospital
명지병원 | Myongji Hospital
아주대학교병원 | Ajou University Hospital
아주대병원 | Ajou
시화병원 | Shihwa Hospital
시화병원 | Sihwa Medical Center
Ташкентская медицинская академия | Tashkent Medical Academy
Bệnh viện Hồ Sen | Ho Sen Hospital
Больница Сейонг | Seyong Hospital
Шипагер Медтур | Shypager Med Tour
Министерство здравоохранения Кыргызской Республики | Ministry of Health of Kyrgyz Republic
"""
OTHER_ORGANISATIONS = """
분당제생병원 | 분당서울병원
세종병원 | 세종시청
Tashkent Medical Academy | Samarkand Medical Academy
경기도의사회 | 경기도약사회
Ho Sen Hospital | Bach Mai Hospital
Sejong Hospital | Sihwa Hospital
"""


def _pairs(table: str) -> list[tuple[str, str]]:
    found = [tuple(part.strip() for part in line.split("|")) for line in table.strip().splitlines()]
    return [(one, other) for one, other in found]


@pytest.mark.parametrize(("one", "other"), _pairs(SAME_PEOPLE))
def test_a_persons_name_is_known_again_in_another_script_or_spelling(one: str, other: str) -> None:
    for asked, held in ((one, other), (other, one)):
        found = names.compare(asked, [held], person=True)
        assert found is not None
        assert found.score >= 86
        shared = names.keys(names.read(asked, person=True)) & names.keys(names.read(held, person=True))
        assert names.read(asked, person=True).whole in shared


@pytest.mark.parametrize(("one", "other"), _pairs(ONE_LETTER_OFF))
def test_one_wrong_letter_is_forgiven_but_ranks_lower(one: str, other: str) -> None:
    found = names.compare(one, [other], person=True)
    assert found is not None
    assert 60 <= found.score < 86


@pytest.mark.parametrize(("one", "other"), _pairs(OTHERS))
def test_other_people_are_not_taken_for_one(one: str, other: str) -> None:
    found = names.compare(one, [other], person=True)
    assert found is None or found.score < 86


@pytest.mark.parametrize(("one", "other"), _pairs(SAME_ORGANISATIONS))
def test_an_organisation_is_known_again_by_its_own_words_and_its_type(one: str, other: str) -> None:
    found = names.compare(one, [other], person=False)
    assert found is not None
    assert found.score >= 80


@pytest.mark.parametrize(("one", "other"), _pairs(OTHER_ORGANISATIONS))
def test_another_organisation_of_the_same_type_is_another(one: str, other: str) -> None:
    found = names.compare(one, [other], person=False)
    assert found is None or found.score < 86


def test_the_table_is_large_enough_to_speak_of_recall_and_precision() -> None:
    tables = (SAME_PEOPLE, ONE_LETTER_OFF, OTHERS, SAME_ORGANISATIONS, OTHER_ORGANISATIONS)
    assert sum(len(_pairs(table)) for table in tables) >= 150


WORDS = st.text(
    st.sampled_from("абвгдежзиклмнопрстуфхцчшыэюяaeiouykmnstrhq가나민준윤희ğşöüйұқ"), min_size=1, max_size=12
)


@given(WORDS)
def test_a_skeleton_is_stable_and_plain(word: str) -> None:
    bones = names.skeleton(names.romanise(word))
    assert bones == bones.lower()
    assert bones.isascii()
    assert names.join([bones]) == bones


@given(st.lists(WORDS, min_size=1, max_size=4))
def test_a_name_is_always_found_under_its_own_whole_and_in_any_rotation(parts: list[str]) -> None:
    held = names.keys(names.read(" ".join(parts), person=True))
    for turn in range(len(parts)):
        asked = names.read(" ".join(parts[turn:] + parts[:turn]), person=True)
        if len(asked.bones) == len(names.read(" ".join(parts), person=True).bones) and asked.bones:
            assert asked.whole in held


@given(st.text("abcdeklmnoprst", min_size=5, max_size=12), st.integers(0, 11), st.sampled_from("xyzw"))
def test_words_one_letter_apart_share_a_near_key(word: str, place: int, letter: str) -> None:
    at = place % len(word)
    for other in (
        word[:at] + letter + word[at + 1 :],
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at:],
    ):
        assert names.near_keys(word) & names.near_keys(other)
        assert names.one_letter_apart(word, other)


@pytest.mark.parametrize(
    ("word", "latin"), [("한글", "hangeul"), ("Хангыль", "khangil"), ("Đỗ", "do"), ("北京", "beijing")]
)
def test_every_script_is_romanised(word: str, latin: str) -> None:
    assert names.romanise(word) == latin
