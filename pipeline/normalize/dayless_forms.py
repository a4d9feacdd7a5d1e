"""Deadlines that name no day: 长期坚持, 立行立改, 每月, 春节前."""

from __future__ import annotations

import re

# What lasts, what is due at once, what comes again, what hangs on an event.
_FORMS = {
    "长期": re.compile(
        "(?:长期|持续|常态化?|常年|经常|长效)(?:性|坚持|持续|推进|实施|开展|进行|落实|整改|抓好|整治|任务|有效|工作)*"
    ),
    "立即": re.compile(
        "(?:立行立改|立知立改|即知即改|边查边改|立即|即时|即办|马上|当场)(?:整改|办理|完成|执行|落实|就办|到位)*"
    ),
    "定期": re.compile(
        "(?:每个?(?:两个|半)?(?:年度?|季度?|月度?|周|星期|日|天|旬)|按(?:年度?|季度?|月度?|周)|逐(?:年|季|月)|不?定期).{0,12}"
    ),
    "节点": re.compile(
        r"(?:20\d\d年)?(?:春节|元旦|清明|五一|端午|中秋|国庆|主?汛期|春耕|秋收|入冬|供暖季|开学|高考|中考|两会|[暑寒]假)(?:节日?|长假)?(?:之?前|期间|以前|后|结束前)?(?:完成)?"
        r"|(?:自|从|收到|接到|在)?.{2,10}(?:之日起|后|起)\d{1,3}个?(?:工作日|自然日|日|天|月|小时)之?内(?:完成|办结|报送)?"
    ),
}


def dayless(text: str) -> str:
    """Give the kind of a deadline that names no day; nothing for any other.

    >>> [dayless(text) for text in ("长期坚持", "立行立改", "收到通知后20日内", "2026年春节前", "6月底")]
    ['长期', '立即', '节点', '节点', '']
    """
    return next((kind for kind, form in _FORMS.items() if form.fullmatch(text)), "")


def parts_of(text: str) -> list[str]:
    """Part a deadline at signs, and before 并长期坚持.

    >>> parts_of("立行立改，长期坚持"), parts_of("6月底前并长期坚持")
    (['立行立改', '长期坚持'], ['6月底前', '长期坚持'])
    """
    return [part for part in re.split("[、，,;；/]并?|并(?=长期|持续)", text) if part]
