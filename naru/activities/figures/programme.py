"""The programme's own figures as its documents print them."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from naru.activities.figures.official import PATIENTS
from naru.figures.book import Dimension, Kind, declare

PROVINCE = _("The province")
TRAINING = _("Training")
COORDINATORS = _("Coordinators")
FAIRS = _("Fairs")
MISSIONS = _("Volunteer missions")

NOTES = (
    gettext_noop(
        "The post is titled July 2021 and dated 15 December 2021; the count is most likely of mid-2021."
    ),
    gettext_noop(
        "Called cumulative and not explained. The national series is proven to be a sum of yearly counts; "
        "for Gyeonggi this is likely and not proven."
    ),
    gettext_noop("The text says about and or more in one breath; the heading prints 1,800."),
    gettext_noop("Every year from 2012 without the pause of 2020 to 2022."),
    gettext_noop("The post is dated 18 July 2024 and tells of 24 to 27 July as past."),
    gettext_noop(
        "Printed to the last digit, as approximate. Whether the 5,000 of 2024 are in it is not said."
    ),
    gettext_noop("Counted from the list of countries in the text."),
    gettext_noop("Subtitle and last paragraph"),
    gettext_noop("Heading of the article"),
    gettext_noop("Last paragraph"),
    gettext_noop("Paragraph 1"),
    gettext_noop("Paragraph 2"),
    gettext_noop("Paragraph 3"),
    gettext_noop("Paragraph 4"),
    gettext_noop("Paragraph 5"),
    gettext_noop("Paragraph 6"),
    gettext_noop("Paragraph 7"),
    gettext_noop("Paragraph 8"),
    gettext_noop("Paragraph 11"),
)
"""Notes and places that stand in the table of the documents, so that they are translated."""

EVENT = Dimension(
    "event",
    _("Fair"),
    values={"kitf": _("KITF, Almaty")},
    phrases={
        "kitf": {
            "ko": ("KITF", "카자흐스탄 국제의료관광박람회", "알마티 박람회"),
            "en": ("KITF", "Kazakhstan International Tourism Fair"),
        }
    },
)
KITF = {"event": "kitf"}

declare(
    "patients.gyeonggi_cumulative",
    _("Foreign patients in Gyeonggi since 2009, cumulative"),
    unit="patient",
    kind=Kind.CUMULATIVE,
    since=date(2009, 1, 1),
    topic=PATIENTS,
    definition=_(
        "The yearly numbers of foreign patients treated in Gyeonggi added up since 2009, when attracting "
        "them became lawful."
    ),
    caution=_(
        "A sum of yearly counts, not of people: whoever came in three years is in it three times. Do not "
        "write that so many people came."
    ),
    phrases={
        "ko": ("누적 외국인환자", "2009년부터 경기도를 찾은 외국인환자"),
        "en": ("cumulative number of foreign patients visiting Gyeonggi Province",),
    },
)
declare(
    "province.residents",
    _("Residents of Gyeonggi"),
    unit="person",
    kind=Kind.AT_DATE,
    topic=PROVINCE,
    definition=_("People living in Gyeonggi, as the province states it, rounded to ten thousands."),
    phrases={"ko": ("경기도 인구", "도민"), "en": ("residents of Gyeonggi", "population of the province")},
)
declare(
    "province.medical_institutions",
    _("Medical institutions in Gyeonggi"),
    unit="institution",
    kind=Kind.AT_DATE,
    topic=PROVINCE,
    definition=_(
        "All medical institutions in Gyeonggi, from university hospitals to clinics, registered for foreign "
        "patients or not."
    ),
    caution=_("Not the registered ones: those are about 150."),
    phrases={"ko": ("도내 의료기관",), "en": ("total number of medical institutions in the province",)},
)
declare(
    "training.completed_cumulative",
    _("Foreign medical staff trained since 2011, cumulative"),
    unit="medical_staff",
    kind=Kind.CUMULATIVE,
    since=date(2011, 1, 1),
    topic=TRAINING,
    definition=_(
        "Foreign medical staff who completed the province's training at a medical institution in Gyeonggi "
        "since 2011. Taking part in an online conference is not counted."
    ),
    caution=_("A sum of completed courses: whoever completed two is in it twice."),
    phrases={
        "ko": ("해외 의료인 연수", "연수 수료생", "초청 연수"),
        "en": ("foreign medical staff have completed", "alumni of the training programme"),
    },
)
declare(
    "conference.participants",
    _("Alumni who took part in an online conference"),
    unit="medical_staff",
    kind=Kind.IN_PERIOD,
    topic=TRAINING,
    dimensions=(
        Dimension(
            "institution",
            _("Institution of the participants"),
            values={"tashkent_medical_academy": _("Tashkent Medical Academy")},
            phrases={
                "tashkent_medical_academy": {
                    "ko": ("타슈켄트 의과대학",),
                    "en": ("Tashkent Medical Academy",),
                }
            },
        ),
    ),
    lead={"institution": "tashkent_medical_academy"},
    definition=_(
        "Medical staff abroad, former trainees of the province, who were present at an online conference day."
    ),
    phrases={"ko": ("온라인 콘퍼런스 참가",), "en": ("participated in the conference",)},
)
declare(
    "conference.institutions",
    _("Institutions in Gyeonggi that held the online conference"),
    unit="institution",
    kind=Kind.IN_PERIOD,
    topic=TRAINING,
    definition=_(
        "Medical institutions in Gyeonggi that held at least one day of the yearly online conference."
    ),
    phrases={"ko": ("온라인 콘퍼런스 참여 의료기관",), "en": ("medical institutions in the conference",)},
)
declare(
    "coordinators.workshop_attendees",
    _("Attendees of the workshop for coordinators"),
    unit="attendee",
    kind=Kind.IN_PERIOD,
    topic=COORDINATORS,
    yearly=True,
    definition=_(
        "People present at the yearly workshop for medical tour coordinators; coordinators and other guests "
        "are counted together."
    ),
    phrases={"ko": ("코디네이터 워크숍 참석",), "en": ("attendees", "workshop for coordinators")},
)
declare(
    "coordinators.workshop_speakers",
    _("Coordinators who told of their work at the workshop"),
    unit="person",
    kind=Kind.IN_PERIOD,
    topic=COORDINATORS,
    definition=_(
        "Coordinators who spoke of their own experience at the workshop; other speakers are not counted."
    ),
    phrases={"ko": ("현장 경험 공유",), "en": ("on-site experiences from coordinators",)},
)
declare(
    "coordinators.course_trainees",
    _("Trainees of the course for coordinators"),
    unit="trainee",
    kind=Kind.IN_PERIOD,
    topic=COORDINATORS,
    yearly=True,
    definition=_(
        "People who attended the yearly course for future coordinators, whether they completed it or not."
    ),
    phrases={"ko": ("코디네이터 양성과정", "교육생"), "en": ("trainees", "course for coordinators")},
)
declare(
    "fairs.institutions",
    _("Institutions at the province's stand at a fair"),
    unit="institution",
    kind=Kind.IN_PERIOD,
    topic=FAIRS,
    yearly=True,
    dimensions=(EVENT,),
    lead=KITF,
    definition=_("Medical institutions of Gyeonggi that shared the province's stand at the fair."),
    phrases={"ko": ("참가 의료기관",), "en": ("institutions took part in the fair",)},
)
declare(
    "fairs.agreements",
    _("MOUs agreed at a fair"),
    unit="agreement",
    kind=Kind.IN_PERIOD,
    topic=FAIRS,
    yearly=True,
    dimensions=(EVENT,),
    lead=KITF,
    definition=_(
        "Memoranda of understanding that the province reported as a result of the fair. The source does not "
        "say between whom each was signed, nor what came of them."
    ),
    phrases={"ko": ("업무협약", "MOU 체결"), "en": ("MOUs signed",)},
)
declare(
    "fairs.patients",
    _("Patients won at a fair"),
    unit="patient",
    kind=Kind.IN_PERIOD,
    topic=FAIRS,
    yearly=True,
    dimensions=(EVENT,),
    lead=KITF,
    definition=_(
        "Patients whom the province reported as won through the fair by the day of the article. Whether they "
        "had arrived or had only agreed to come is not said."
    ),
    caution=_("Printed less than three weeks after the fair, and not checked here against arrivals."),
    phrases={"ko": ("환자유치실적", "유치 환자"), "en": ("patients attracted",)},
)
declare(
    "fairs.participations",
    _("Participations in the fair since 2012, cumulative"),
    unit="time",
    kind=Kind.CUMULATIVE,
    since=date(2012, 1, 1),
    topic=FAIRS,
    dimensions=(EVENT,),
    lead=KITF,
    definition=_("How many times the province had a stand at the fair since 2012, this one included."),
    phrases={"ko": ("10회 연속 참가", "연속 참가"), "en": ("participation in a row",)},
)
declare(
    "fairs.alumni",
    _("Alumni invited to the forum of a fair"),
    unit="medical_staff",
    kind=Kind.IN_PERIOD,
    topic=FAIRS,
    yearly=True,
    dimensions=(EVENT,),
    lead=KITF,
    definition=_(
        "Former trainees of the province living in the host country who were invited to the forum and came."
    ),
    phrases={"ko": ("연수 졸업생", "연수 동문"), "en": ("alumni of the training",)},
)
declare(
    "missions.members",
    _("Members of a mission"),
    unit="person",
    kind=Kind.IN_PERIOD,
    topic=MISSIONS,
    yearly=True,
    definition=_("Everybody sent on the mission: medical staff, pharmacists, interpreters and helpers."),
    phrases={"ko": ("봉사단원", "봉사단 규모"), "en": ("members of the volunteer group",)},
)
declare(
    "missions.associations",
    _("Associations in a mission"),
    unit="organisation",
    kind=Kind.IN_PERIOD,
    topic=MISSIONS,
    definition=_("Professional associations of the province that sent members on the mission."),
    phrases={"ko": ("의약단체",), "en": ("associations",)},
)
declare(
    "missions.countries",
    _("Countries of missions since 2011, cumulative"),
    unit="country",
    kind=Kind.CUMULATIVE,
    since=date(2011, 1, 1),
    topic=MISSIONS,
    definition=_("Different countries in which at least one mission worked since 2011."),
    phrases={"ko": ("9개국",), "en": ("nine countries",)},
)
