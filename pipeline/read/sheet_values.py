"""Numbers and dates that a workbook holds as bare values, as Excel shows them."""

from __future__ import annotations

import re
from datetime import date, datetime, time


def shown(value: object, form: str) -> str:
    """Write a value as Excel shows it: decimals, thousands, percent and date as the number format says.

    >>> shown(0.125, "0.0%"), shown(3500, "#,##0.00"), shown(3.0, "General"), shown(1, "000")
    ('12.5%', '3,500.00', '3', '001')
    >>> from datetime import datetime
    >>> shown(datetime(2024, 10, 31), 'yyyy"年"m"月"d"日"'), shown(datetime(2024, 10, 31), "yyyy-mm-dd")
    ('2024年10月31日', '2024-10-31')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(value, form.split(";", maxsplit=1)[0])
    if isinstance(value, datetime | date):
        return _date(value, form)
    return (
        value.strftime("%H:%M") if isinstance(value, time) else str(value).replace("\r\n", "\n").replace("_x000D_", "")
    )


def _number(value: float, form: str) -> str:
    percent = "%" in form
    amount = value * 100 if percent else value
    if form in ("General", "@", ""):
        return str(int(amount)) if amount == int(amount) else repr(amount)
    bare = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", form)
    decimals = re.search(r"\.([0#]+)", bare)
    digits = len(decimals[1]) if decimals else 0
    text = f"{amount:{',' if ',' in bare else ''}.{digits}f}" if re.search(r"[0#]", bare) else repr(amount)
    zeros = len((re.match(r"[^0#]*(0+)(?:\.|%|$|[^0#.])", bare) or ["", ""])[1])
    return text.zfill(zeros + (digits + 1 if digits else 0)) + ("%" if percent else "")


def _date(value: date, form: str) -> str:
    """Write a date in its format's order of year, month and day; ISO where the format is no date's."""
    bare = re.sub(r"\[[^\]]*\]|;.*|\\", "", form).replace('"', "").lower()
    if "y" not in bare and "m" not in bare:
        return value.isoformat(" ", "minutes") if isinstance(value, datetime) else value.isoformat()
    parts = {"yyyy": f"{value.year:04}", "yy": f"{value.year % 100:02}", "mm": f"{value.month:02}", "m": str(value.month),
             "dd": f"{value.day:02}", "d": str(value.day)}  # fmt: skip
    text = re.sub(r"yyyy|yy|mm|m|dd|d", lambda found: parts[found[0]], bare.split(" h")[0].split(" @")[0])
    return text.strip(" @")
