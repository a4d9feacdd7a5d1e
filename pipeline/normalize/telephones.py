"""Telephones printed beside the names of people and units."""

from __future__ import annotations

import re

_label = r"(?:(?:联系|办公|值班)?电话|联系方式|手机|座机)(?:号码?)?\s*[:：]?\s*"
_area = r"[（(]?0\d{2,3}[）)]?\s*[-－—]?\s*"
_number = rf"(?<![\dA-Za-z第])(?:1\d{{10}}|{_area}[1-9]\d{{6,7}}|[2-8]\d{{6,7}})(?:[-转]\d{{1,5}})?(?!\d)"
_said = rf"[:：]?(?:{_label})?{_number}(?:[/、,，;；]\s*{_number})*"
# A telephone with what introduces it, and with the bracket that holds nothing else.
TELEPHONE = re.compile(rf"[（(]\s*{_said}\s*[）)]|{_said}")
