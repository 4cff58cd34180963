"""What is counted: the nouns beside numbers, by language, with their unit and what they are called here."""

from __future__ import annotations

import re

from .patterns import regex

_ENGLISH = """
person/patient: patient inpatient outpatient
person/visitor: visitor agent guest caller traveller traveler tourist passenger spectator viewer
person/trainee: trainee intern apprentice fellow
person/alumnus: alumnus/alumni alumna/alumnae graduate
person/resident: resident inhabitant villager citizen local elder household-member
person/people: person/people
person/coordinator: coordinator
person/interpreter: interpreter translator
person/volunteer: volunteer
person/attendee: attendee participant delegate guest-speaker speaker audience/audiences
person/member: member
person/physician: physician doctor surgeon dentist specialist professor pharmacist nurse therapist midwife/midwives medic paramedic clinician consultant radiologist anaesthetist dietitian orderly/orderlies
person/applicant: applicant candidate job-seeker seeker entrant
person/student: student pupil
person/buyer: buyer
person/: persons/persons listener organiser organizer follower subscriber newcomer researcher sponsor counsellor adviser advisor author reader player runner prisoner survivor dancer singer
person/staff: staff/staff employee worker official expert officer personnel/personnel engineer technician instructor lecturer teacher trainer mentor tutor interviewer inspector manager leader head/heads
person/respondent: respondent
person/case_patient: survivor donor recipient
person/child: child/children boy girl infant baby/babies newborn
person/: foreigner national man/men woman/women adult youth mother parent companion carer caregiver assistant helper user holder representative farmer driver beneficiary/beneficiaries winner founder ambassador minister governor mayor vice-governor councillor legislator lawmaker deputy/deputies diplomat journalist reporter photographer veteran refugee migrant orphan pensioner retiree newcomer chairman/chairmen physician-trainee Kazakh Uzbek Mongolian Russian Vietnamese/Vietnamese Chinese/Chinese Korean
consultation/consultation: consultation counselling/counselling talk
consultation/meeting: consultation-meeting
agreement/agreement: agreement MOU memorandum/memoranda/memorandums contract-of-cooperation
case/case: case operation surgery/surgeries procedure transplant enquiry/enquiries inquiry/inquiries request complaint contract referral application call treatment examination claim visit appointment violation order dispute booking test incident report
institution/institution: institution hospital polyclinic sanatorium/sanatoriums dispensary/dispensaries hospice clinic centre center infirmary/infirmaries
organisation/organisation: organisation organization company/companies agency/agencies association university/universities firm enterprise team body/bodies facilitator exhibitor manufacturer college school group society/societies ministry/ministries operator partner government department-of-health kindergarten academy/academies institute council committee chamber hotel airline newspaper broadcaster charity/charities foundation federation club embassy/embassies consulate insurer distributor importer supplier vendor start-up
country/country: country/countries nation state
place/place: city/cities region site village district province town place county/counties location venue settlement area municipality/municipalities
booth/booth: booth stand counter pavilion
bed/bed: bed
household/household: household family/families
box/box: box/boxes carton parcel pallet
item/meeting: meeting seminar
item/course: course session programme program class/classes lecture workshop module
item/language: language
item/department: department
item/item: question mask kit set device unit desk tablet toothbrush/toothbrushes glasses/glasses pair prescription line condition item piece dose vaccine ultrasound machine vehicle ambulance tent room lab laboratory/laboratories wheelchair leaflet brochure copy/copies article film video topic subject field area-of-work project measure step point rule category/categories type kind document form certificate medicine drug operating-room computer page book ward theatre monitor mattress/mattresses wheelchair bicycle bus/buses ward lot product event fair exhibition forum conference mission award prize team-room part strand pillar task goal target reason change file record test-kit bag bottle pack crutch/crutches day-trip station workplace job post message poster banner pamphlet term proposal idea recommendation share-line chapter table sheet data-set
time/time: time occasion
krw/: won/won
usd/: dollar
eur/: euro
kzt/: tenge/tenge
kg/: kilogram kilogramme kg/kg
km/: kilometre kilometer km/km
m2/: m2/m2
"""

_KOREAN = """
person/patient: 환자 외래환자 입원환자 수혜자
person/visitor: 방문객 관람객 내방객 방문자 관람 이용객 관광객 방문
person/trainee: 연수생 교육생 수련생 연수의 연수 교육
person/alumnus: 동문 졸업생 수료생
person/resident: 주민 도민 시민 인구 현지인 군민
person/coordinator: 코디네이터
person/interpreter: 통역사 통역 통번역
person/volunteer: 자원봉사자 봉사자 봉사단 봉사단원
person/physician: 의사 의료진 의료인 전문의 간호사 약사 한의사 치과의사 교수 의료인력
person/attendee: 참석자 참가자 참여자 참석 참가 참여
person/member: 단원 회원 대표단 위원 방문단
person/applicant: 신청자 지원자 응시자 구직자 신청 지원
person/student: 학생 유학생
person/buyer: 바이어
person/staff: 직원 관계자 공무원 인력 강사
person/child: 어린이 아동 아이 신생아
person/: 외국인 여성 남성 사람 가족 보호자 고려인
consultation/consultation: 상담 비즈니스상담
consultation/meeting: 미팅
agreement/agreement: 업무협약 협약 MOU 양해각서 협정
case/case: 수술 진료 신고 민원 계약 문의 시술 검사 처방 접수 요청 의뢰 사례 적발 위반 분쟁 조정 협진 예약
institution/institution: 의료기관 병원 의원 종합병원 치과 한의원 보건소 상급종합병원 병의원 요양병원 등록기관 유치기관
organisation/organisation: 기업 업체 회사 단체 협회 대학 기관 대학교 에이전시 유치업체 여행사 유치업자 참가기업 학교 부처 유치사업자 사업자 보험사 제약사 점검반 의약단체 의사회
country/country: 국가 나라
place/place: 시군 시·군 도시 지역 마을 지자체 시도 구역 거점 지점 현장 진료소
booth/booth: 부스
bed/bed: 병상 침대
household/household: 가구 세대
item/course: 과정 강좌 강의 프로그램 과목 교육과정
item/session: 세션 행사 회의
item/language: 언어 개국어
item/department: 진료과 분과 과목 진료과목 부서 학과
item/item: 품목 마스크 장비 기기 의약품 물품 분야 항목 사업 과제 구급차 버스 차량 종류 주제 행사 병동 조항 전략 방향 영역 축 박람회
"""

_RUSSIAN = """
person/patient: пациент больн
person/visitor: посетител гост турист
person/trainee: стажер стажёр слушател обучающ курсант
person/alumnus: выпускник
person/resident: жител граждан
person/people: человек людей люд
person/coordinator: координатор
person/interpreter: переводчик
person/volunteer: волонтер волонтёр доброволец доброволь
person/attendee: участник делегат докладчик
person/member: член
person/physician: врач медик хирург кардиолог педиатр невролог онколог гинеколог анестезиолог ортопед стоматолог специалист фармацевт медсест медицинских\\sсест терапевт офтальмолог
person/student: студент
person/staff: сотрудник работник эксперт чиновник
person/child: дет ребен ребён
person/: иностран женщин мужчин
consultation/consultation: консультац бесед
agreement/agreement: соглашени меморандум договоренност
case/case: операц случа обращен заявк процедур обследован жалоб договор
institution/institution: учрежден больниц клиник госпитал медучрежден медцентр центр
organisation/organisation: организац компан агентств ассоциац университет предприят фирм партнер партнёр вуз
country/country: стран государств
place/place: город регион район област сомон населенн населённ сел деревн площадк
booth/booth: стенд
bed/bed: койк коек койко
household/household: сем домохозяйств
box/box: короб ящик
item/meeting: встреч семинар
item/course: курс занят заняти сесси лекци программ модул
item/language: язык
item/department: отделени кафедр
item/item: страниц комплект набор прибор аппарат маск тем вопрос направлен единиц тонометр автомобил машин доклад очк
time/time: раз
krw/: вон
usd/: доллар
eur/: евро
kzt/: тенге
kg/: кг килограмм
km/: км километр
m2/: кв
"""

_MONGOL = """
person/patient: өвчтөн
person/visitor: зочин үзэгч
person/resident: иргэн хүн оршин
person/trainee: сурагч суралцагч
person/physician: эмч
person/member: гишүүн
consultation/consultation: зөвлөгөө зөвлөлгөө
agreement/agreement: гэрээ санамж
institution/institution: эмнэлэг эмнэлг
organisation/organisation: байгууллага компани
country/country: улс орон
krw/: вон
usd/: доллар
"""

_VIETNAMESE = """
person/patient: bệnh\\snhân
person/visitor: khách lượt\\skhách
person/resident: người\\sdân cư\\sdân người
person/trainee: học\\sviên
person/physician: bác\\ssĩ
person/member: thành\\sviên
consultation/consultation: lượt\\stư\\svấn cuộc\\stư\\svấn tư\\svấn
agreement/agreement: biên\\sbản thỏa\\sthuận
institution/institution: bệnh\\sviện cơ\\ssở\\sy\\stế phòng\\skhám cơ\\ssở
organisation/organisation: công\\sty doanh\\snghiệp tổ\\schức
country/country: quốc\\sgia nước
time/time: lần
krw/: won
usd/: USD đô\\sla
"""

_CHINESE = """
person/patient: 患者 病人
person/visitor: 访客 参观者 观众
person/resident: 居民
person/trainee: 学员 研修生
person/physician: 医生 医护人员
person/member: 成员
person/: 人 名
consultation/consultation: 咨询
agreement/agreement: 协议 备忘录 谅解备忘录
institution/institution: 医疗机构 医院 机构
organisation/organisation: 企业 公司 协会
country/country: 国家
time/time: 次
krw/: 韩元
usd/: 美元
"""


def _rows(table: str) -> list[tuple[str, str, list[str]]]:
    rows = []
    for line in table.strip().splitlines():
        head, _colon, told = line.partition(":")
        unit, _slash, thing = head.partition("/")
        rows.append((unit, thing, told.split()))
    return rows


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")


PLURAL: dict[str, tuple[str, str]] = {}
"""English nouns in the plural, in small letters: what they count."""
SINGULAR: dict[str, tuple[str, str]] = {}
"""English nouns in the singular: what they count, after `one` and in `patient consultations`."""
for _unit, _thing, _told in _rows(_ENGLISH):
    for _word in _told:
        _one, *_many = _word.lower().replace("-", " ").split("/")
        SINGULAR[_one] = (_unit, _thing)
        for _form in _many or [_plural(_one)]:
            PLURAL[_form] = (_unit, _thing)


def _words(table: str) -> dict[str, tuple[str, str]]:
    return {word: (unit, thing) for unit, thing, told in _rows(table) for word in told}


KOREAN = _words(_KOREAN)
KOREAN_NOUN = regex("|".join(sorted(map(re.escape, KOREAN), key=len, reverse=True)))


def _stems(table: str) -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    stems = {stem.replace("\\s", " "): told for stem, told in _words(table).items()}
    order = sorted(stems, key=len, reverse=True)
    return regex(r"\b(" + "|".join(map(re.escape, order)) + ")", re.IGNORECASE), stems


STEMS = {"ru": _stems(_RUSSIAN), "mn": _stems(_MONGOL), "vi": _stems(_VIETNAMESE)}
"""Nouns by their stem, for languages whose endings change: a pattern at the begin of a word, and its table."""
CHINESE = _words(_CHINESE)
CHINESE_NOUN = regex("|".join(sorted(CHINESE, key=len, reverse=True)))
