"""The units of the programme's figures, with their plural forms in each language."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from naru.figures.book import unit

unit(
    "patient",
    _("patients"),
    ko="{n}명",
    en={"one": "{n} patient", "other": "{n} patients"},
    ru={
        "one": "{n} пациент",
        "few": "{n} пациента",
        "many": "{n} пациентов",
        "genitive": "{n} пациента",
        "other": "{n} пациента",
    },
    mn="{n} өвчтөн",
    vi="{n} bệnh nhân",
    zh_hans="{n}名患者",
)
unit(
    "visit_day",
    _("visit-days"),
    ko="{n}건(연환자)",
    en={"one": "{n} visit-day", "other": "{n} visit-days"},
    ru={
        "one": "{n} день посещений",
        "few": "{n} дня посещений",
        "many": "{n} дней посещений",
        "genitive": "{n} дня посещений",
        "other": "{n} дня посещений",
    },
    mn="{n} үзлэгийн өдөр",
    vi="{n} ngày khám",
    zh_hans="{n}就诊日",
)
unit(
    "institution",
    _("institutions"),
    ko="{n}개소",
    en={"one": "{n} institution", "other": "{n} institutions"},
    ru={
        "one": "{n} учреждение",
        "few": "{n} учреждения",
        "many": "{n} учреждений",
        "genitive": "{n} учреждения",
        "other": "{n} учреждения",
    },
    mn="{n} байгууллага",
    vi="{n} cơ sở y tế",
    zh_hans="{n}家医疗机构",
)
unit(
    "facilitator",
    _("facilitators"),
    ko="{n}개사",
    en={"one": "{n} facilitator", "other": "{n} facilitators"},
    ru={
        "one": "{n} агентство",
        "few": "{n} агентства",
        "many": "{n} агентств",
        "genitive": "{n} агентства",
        "other": "{n} агентства",
    },
    mn="{n} зуучлагч",
    vi="{n} đơn vị môi giới",
    zh_hans="{n}家中介机构",
)
unit(
    "consultation",
    _("consultations"),
    ko="{n}건",
    en={"one": "{n} consultation", "other": "{n} consultations"},
    ru={
        "one": "{n} консультация",
        "few": "{n} консультации",
        "many": "{n} консультаций",
        "genitive": "{n} консультации",
        "other": "{n} консультации",
    },
    mn="{n} зөвлөгөө",
    vi="{n} lượt tư vấn",
    zh_hans="{n}次洽谈",
)
unit(
    "agreement",
    _("MOUs"),
    ko="{n}건",
    en={"one": "{n} MOU", "other": "{n} MOUs"},
    ru={
        "one": "{n} меморандум",
        "few": "{n} меморандума",
        "many": "{n} меморандумов",
        "genitive": "{n} меморандума",
        "other": "{n} меморандума",
    },
    mn="{n} санамж бичиг",
    vi="{n} biên bản ghi nhớ",
    zh_hans="{n}份谅解备忘录",
)
unit(
    "resident",
    _("residents"),
    ko="{n}명",
    en={"one": "{n} resident", "other": "{n} residents"},
    ru={
        "one": "{n} житель",
        "few": "{n} жителя",
        "many": "{n} жителей",
        "genitive": "{n} жителя",
        "other": "{n} жителя",
    },
    mn="{n} оршин суугч",
    vi="{n} người dân",
    zh_hans="{n}名居民",
)
unit(
    "visitor",
    _("visitors"),
    ko="{n}명",
    en={"one": "{n} visitor", "other": "{n} visitors"},
    ru={
        "one": "{n} посетитель",
        "few": "{n} посетителя",
        "many": "{n} посетителей",
        "genitive": "{n} посетителя",
        "other": "{n} посетителя",
    },
    mn="{n} зочин",
    vi="{n} khách tham quan",
    zh_hans="{n}名参观者",
)
unit(
    "trainee",
    _("trainees"),
    ko="{n}명",
    en={"one": "{n} trainee", "other": "{n} trainees"},
    ru={
        "one": "{n} стажёр",
        "few": "{n} стажёра",
        "many": "{n} стажёров",
        "genitive": "{n} стажёра",
        "other": "{n} стажёра",
    },
    mn="{n} суралцагч",
    vi="{n} học viên",
    zh_hans="{n}名学员",
)
unit(
    "medical_staff",
    _("medical staff"),
    ko="{n}명",
    en="{n} medical staff",
    ru={
        "one": "{n} медик",
        "few": "{n} медика",
        "many": "{n} медиков",
        "genitive": "{n} медика",
        "other": "{n} медика",
    },
    mn="{n} эмч, эмнэлгийн ажилтан",
    vi="{n} nhân viên y tế",
    zh_hans="{n}名医务人员",
)
unit(
    "attendee",
    _("attendees"),
    ko="{n}명",
    en={"one": "{n} attendee", "other": "{n} attendees"},
    ru={
        "one": "{n} участник",
        "few": "{n} участника",
        "many": "{n} участников",
        "genitive": "{n} участника",
        "other": "{n} участника",
    },
    mn="{n} оролцогч",
    vi="{n} người tham dự",
    zh_hans="{n}名参加者",
)
