"""The tags of the bulletins in the languages that do not keep the English word."""

TAGS = {
    "ko": {
        "training": "연수",
        "alumni": "연수 동문",
        "plans": "사업 계획",
        "exchange": "국제교류",
        "coordinators": "코디네이터",
        "fairs": "박람회",
        "kazakhstan": "카자흐스탄",
        "kyrgyzstan": "키르기스스탄",
        "missions": "의료봉사",
        "mongolia": "몽골",
    },
    "ru": {
        "training": "обучение",
        "alumni": "выпускники",
        "plans": "планы",
        "exchange": "обмен",
        "coordinators": "координаторы",
        "fairs": "выставки",
        "kazakhstan": "Казахстан",
        "kyrgyzstan": "Кыргызстан",
        "missions": "медицинские миссии",
        "mongolia": "Монголия",
    },
}
