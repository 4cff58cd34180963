"""How simplified Chinese writes days, times and numbers in Django's own filters and form fields."""

DATE_FORMAT = r"Y年n月j日"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = r"Y年n月j日 H:i"
YEAR_MONTH_FORMAT = r"Y年n月"
MONTH_DAY_FORMAT = r"n月j日"
SHORT_DATE_FORMAT = r"Y/n/j"
SHORT_DATETIME_FORMAT = r"Y/n/j H:i"
FIRST_DAY_OF_WEEK = 1
DATE_INPUT_FORMATS = ["%Y/%m/%d", "%Y-%m-%d", "%Y年%m月%d日"]
TIME_INPUT_FORMATS = ["%H:%M", "%H:%M:%S"]
DATETIME_INPUT_FORMATS = [f"{day} {clock}" for day in DATE_INPUT_FORMATS for clock in TIME_INPUT_FORMATS]
DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
