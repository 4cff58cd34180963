"""Official statistics on foreign patients, the register and disputes: known from reports only."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, pgettext_lazy

from naru.activities.figures import units as _units  # noqa: F401 - the units stand before the figures
from naru.figures.book import Dimension, Kind, declare, territory

PATIENTS = _("Foreign patients")
REGISTER = _("Register")
DISPUTES = _("Disputes")

NOTES = (
    gettext_noop("Computed from the printed share and the national total of the year."),
    gettext_noop("Computed from the printed share and the total of Gyeonggi for the year."),
    gettext_noop("The published total for 2009 to 2018 less the nine other published years."),
    gettext_noop("Added up from the published yearly numbers."),
    gettext_noop("Only “2.01 million or more” was to be found."),
    gettext_noop("January to September only."),
    gettext_noop("The first certificates."),
    gettext_noop("Applications for renewal under the Act of 2016; the month is known, the day is not."),
    gettext_noop("Institutions and facilitators together, before the renewal."),
    gettext_noop("For not reporting, after two corrective orders."),
    gettext_noop("Read in copies only; the totals agree with other sources."),
    gettext_noop("Second hand; the first source was not to be had."),
    gettext_noop("The table of values was corrected."),
)
"""The notes that stand in the tables of values, so that they are translated."""

UNIQUE = _(
    "International patients as the Act defines them (foreign nationals neither insured nor living here), "
    "each counted once in a year however often they came, wherever a registered institution reported them."
)
NATIONALITY = Dimension(
    "nationality",
    _("Nationality"),
    named=territory,
    phrases={
        "MN": {"ko": ("몽골",), "en": ("Mongolia", "Mongolian")},
        "KZ": {"ko": ("카자흐스탄",), "en": ("Kazakhstan", "Kazakh")},
        "CN": {"ko": ("중국",), "en": ("China", "Chinese")},
        "JP": {"ko": ("일본",), "en": ("Japan", "Japanese")},
        "US": {"ko": ("미국",), "en": ("United States", "American")},
        "RU": {"ko": ("러시아",), "en": ("Russia", "Russian")},
        "UZ": {"ko": ("우즈베키스탄",), "en": ("Uzbekistan", "Uzbek")},
        "VN": {"ko": ("베트남",), "en": ("Vietnam", "Vietnamese")},
        "TH": {"ko": ("태국",), "en": ("Thailand", "Thai")},
    },
)
REGION = Dimension(
    "region",
    _("Region"),
    values={
        "gyeonggi": _("Gyeonggi"),
        "seoul": _("Seoul"),
        "busan": _("Busan"),
        "daegu": _("Daegu"),
        "incheon": _("Incheon"),
        "jeju": _("Jeju"),
        "jeonbuk": _("Jeonbuk"),
    },
    phrases={
        "gyeonggi": {
            "ko": ("경기도", "도내", "경기"),
            "en": ("Gyeonggi", "Gyeonggi-do", "Gyeonggi Province"),
        },
        "seoul": {"ko": ("서울",), "en": ("Seoul",)},
    },
)
DEPARTMENT = Dimension(
    "department",
    pgettext_lazy("medicine", "Department"),
    values={
        "dermatology": _("Dermatology"),
        "plastic_surgery": _("Plastic surgery"),
        "internal_medicine": _("Internal medicine (all)"),
        "check_up": _("Check-up centre"),
        "orthopaedics": _("Orthopaedics"),
        "obstetrics_gynaecology": _("Obstetrics and gynaecology"),
        "general_surgery": _("General surgery"),
        "dentistry": _("Dentistry"),
        "korean_medicine": _("Korean medicine (all)"),
    },
)
INSTITUTION_TYPE = Dimension(
    "institution_type",
    _("Type of institution"),
    values={
        "tertiary": _("Tertiary general hospital"),
        "general": _("General hospital"),
        "general_and_above": _("General hospital and above"),
        "hospital": _("Hospital"),
        "clinic": _("Clinic"),
        "dental_hospital": _("Dental hospital"),
        "dental_clinic": _("Dental clinic"),
        "korean_medicine_hospital": _("Korean medicine hospital"),
        "korean_medicine_clinic": _("Korean medicine clinic"),
    },
)

declare(
    "patients.korea",
    _("Foreign patients in Korea, by year"),
    unit="patient",
    kind=Kind.IN_PERIOD,
    topic=PATIENTS,
    yearly=True,
    definition=UNIQUE,
    caution=_("People, not visits: one who came back in the same year is still one."),
    phrases={
        "ko": ("외국인환자", "국내 외국인환자", "실환자"),
        "en": ("foreign patients", "international patients in Korea"),
        "ru": ("иностранных пациентов", "пациентов в Корее"),
    },
)
declare(
    "patients.korea_cumulative",
    _("Foreign patients in Korea since 2009, cumulative"),
    unit="patient",
    kind=Kind.CUMULATIVE,
    since=date(2009, 1, 1),
    topic=PATIENTS,
    definition=_(
        "The yearly numbers of foreign patients in Korea added up since 2009, the year in which attracting "
        "foreign patients became lawful."
    ),
    caution=_(
        "A sum of yearly counts, not of people: whoever came in three years is in it three times. The "
        "published totals for 2018, 2022 and 2023 are reproduced exactly by that sum."
    ),
    phrases={
        "ko": ("누적 외국인환자", "2009년 이후 누적"),
        "en": ("cumulative number of foreign patients", "since 2009"),
    },
)
declare(
    "patients.by_region",
    _("Foreign patients by region and year"),
    unit="patient",
    kind=Kind.IN_PERIOD,
    topic=PATIENTS,
    yearly=True,
    dimensions=(REGION,),
    lead={"region": "gyeonggi"},
    definition=_(
        "Foreign patients, each counted once in a year, by the region where the institution stands that "
        "treated them."
    ),
    caution=_(
        "For many years only the share of a region was published. The number beside it was then computed "
        "from the national total and is said with “about”."
    ),
    phrases={
        "ko": ("경기도 외국인환자", "도를 찾은 외국인환자"),
        "en": ("foreign patients visiting Gyeonggi", "foreigners who came to the province for treatment"),
    },
)
declare(
    "patients.by_nationality",
    _("Foreign patients in Korea by nationality and year"),
    unit="patient",
    kind=Kind.IN_PERIOD,
    topic=PATIENTS,
    yearly=True,
    dimensions=(NATIONALITY,),
    definition=_("Foreign patients in Korea, each counted once in a year, by nationality."),
    phrases={
        "ko": ("국적별 외국인환자", "환자"),
        "en": ("foreign patients by nationality", "patients"),
        "ru": ("пациентов",),
    },
)
declare(
    "patients.gyeonggi_by_nationality",
    _("Foreign patients in Gyeonggi by nationality and year"),
    unit="patient",
    kind=Kind.IN_PERIOD,
    topic=PATIENTS,
    dimensions=(NATIONALITY,),
    definition=_("Foreign patients treated in Gyeonggi, each counted once in a year, by nationality."),
    phrases={
        "ko": ("경기도 국적별 외국인환자", "경기도 환자"),
        "en": ("foreign patients in Gyeonggi by nationality", "patients in Gyeonggi"),
        "ru": ("пациентов Кёнгидо",),
    },
)
declare(
    "patients.by_department",
    _("Foreign patients in Korea by department and year"),
    unit="patient",
    kind=Kind.IN_PERIOD,
    topic=PATIENTS,
    yearly=True,
    dimensions=(DEPARTMENT,),
    definition=_(
        "Foreign patients in Korea by the department that treated them. Whoever was treated in two "
        "departments in a year is counted in both."
    ),
    caution=_(
        "The departments add up to 6 to 17 per cent more than there were people; a share is a share of that "
        "larger total."
    ),
    phrases={"ko": ("진료과별 외국인환자",), "en": ("foreign patients by department",)},
)
declare(
    "patients.by_institution_type",
    _("Foreign patients in Korea by type of institution and year"),
    unit="patient",
    kind=Kind.IN_PERIOD,
    topic=PATIENTS,
    yearly=True,
    dimensions=(INSTITUTION_TYPE,),
    definition=_("Foreign patients in Korea, each counted once in a year, by type of institution."),
    caution=_("“General hospital and above” holds the general and the tertiary general hospitals together."),
    phrases={"ko": ("종별 외국인환자",), "en": ("foreign patients by type of institution",)},
)
declare(
    "patients.by_care",
    _("Foreign patients in Korea by kind of care and year"),
    unit="patient",
    kind=Kind.IN_PERIOD,
    topic=PATIENTS,
    dimensions=(
        Dimension(
            "care",
            _("Kind of care"),
            values={
                "inpatient": _("Inpatient"),
                "outpatient": _("Outpatient"),
                "check_up": _("Check-up"),
            },
        ),
    ),
    definition=_("Foreign patients in Korea, each counted once in a year, by kind of care."),
)
declare(
    "patients.by_sex",
    _("Foreign patients in Korea by sex and year"),
    unit="patient",
    kind=Kind.IN_PERIOD,
    topic=PATIENTS,
    dimensions=(Dimension("sex", _("Sex"), values={"female": _("Women"), "male": _("Men")}),),
    definition=_("Foreign patients in Korea, each counted once in a year, by sex."),
)
declare(
    "patients.visit_days",
    _("Visit-days of foreign patients in Korea, by nationality and year"),
    unit="visit_day",
    kind=Kind.IN_PERIOD,
    topic=PATIENTS,
    dimensions=(NATIONALITY,),
    definition=_(
        "Days of care: each day on which a foreign patient was treated counts, and a second department on "
        "the same day counts again."
    ),
    caution=_(
        "Not people. For Mongolia in 2019 there were 50,555 visit-days and 17,918 people; a text that calls "
        "visit-days patients says almost three times too much."
    ),
    phrases={"ko": ("연환자",), "en": ("visit-days", "patient visits")},
)
declare(
    "patients.revenue",
    _("Revenue from foreign patients in Korea, by year"),
    unit="krw_100m",
    kind=Kind.IN_PERIOD,
    topic=PATIENTS,
    definition=_(
        "What foreign patients paid registered institutions for medical service, estimated by the ministry."
    ),
    phrases={"ko": ("진료수입", "진료비"), "en": ("revenue from foreign patients",)},
)
declare(
    "register.institutions",
    _("Registered institutions in Korea"),
    unit="institution",
    kind=Kind.AT_DATE,
    topic=REGISTER,
    definition=_(
        "Medical institutions registered on a day to attract foreign patients, in the whole country."
    ),
    phrases={"ko": ("등록 의료기관", "외국인환자 유치의료기관"), "en": ("registered medical institutions",)},
)
declare(
    "register.facilitators",
    _("Registered facilitators in Korea"),
    unit="facilitator",
    kind=Kind.AT_DATE,
    topic=REGISTER,
    definition=_(
        "Companies registered on a day to bring foreign patients to institutions, in the whole country."
    ),
    phrases={"ko": ("유치업자", "등록 유치업체"), "en": ("registered facilitators",)},
)
declare(
    "register.gyeonggi_institutions",
    _("Registered institutions in Gyeonggi"),
    unit="institution",
    kind=Kind.AT_DATE,
    topic=REGISTER,
    definition=_("Medical institutions in Gyeonggi registered on a day to attract foreign patients."),
    caution=_(
        "Only those registered under the Act, about one in a hundred of all institutions of the province."
    ),
    phrases={
        "ko": ("도내 등록 의료기관", "경기도 유치의료기관"),
        "en": ("registered as a medical institution for attracting foreign patients",),
    },
)
declare(
    "register.ever_registered",
    _("Registrations since 2009, cumulative"),
    unit="organisation",
    kind=Kind.CUMULATIVE,
    since=date(2009, 1, 1),
    topic=REGISTER,
    definition=_("Institutions and facilitators that were ever entered in the register since 2009."),
    caution=_("Those that left the register are still in this number."),
)
declare(
    "register.cancelled",
    _("Cancelled registrations, by year"),
    unit="organisation",
    kind=Kind.IN_PERIOD,
    topic=REGISTER,
    dimensions=(
        Dimension(
            "registrant",
            _("Registrant"),
            values={"institution": _("Institutions"), "facilitator": _("Facilitators")},
        ),
    ),
    definition=_("Registrations that were cancelled in a year, by whom they were held."),
    phrases={"ko": ("등록 취소",), "en": ("cancelled registrations",)},
)
declare(
    "disputes.cases",
    _("Medical disputes of foreigners, by year"),
    unit="case",
    kind=Kind.IN_PERIOD,
    topic=DISPUTES,
    dimensions=(
        Dimension(
            "step",
            _("Steps counted"),
            values={
                "all_steps": _("Consultation, mediation and arbitration"),
                "consultation": _("Consultation only"),
            },
        ),
    ),
    lead={"step": "all_steps"},
    definition=_("Cases of foreigners at the national agency for medical disputes in a year."),
    caution=_(
        "Two counts go by the same name: one of all steps, one of consultations alone. Never join them."
    ),
    phrases={"ko": ("의료분쟁", "분쟁 조정"), "en": ("medical disputes", "mediation")},
)
