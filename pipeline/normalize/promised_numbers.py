"""A sentence promises a number, or only names one: which, and what it measures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.normalize.target_words import Words
from pipeline.text import half_width, visible

# What stands in quotes or brackets is a name or an aside: “6411”, 《…》, 〔2024〕12号.
_aside = re.compile('“[^”]*”|「[^」]*」|《[^》]*》|〔[^〕]*〕|【[^】]*】|\\([^()]*\\)|"[^"]*"')
_digit = re.compile(r"\d")
_sentence = re.compile(r"[^。;!?\n]+")
# A comma between digits may part thousands.
_clause = re.compile(r"(?:[^,:]|(?<=\d),(?=\d{3}(?!\d)))+")
_time = re.compile(
    r"^(?:到|至|在)?(?:(?:(?:19|20)\d\d|今|本|明|当)年度?)?(?:[上下]半年|[一二三四]季度)?"
    r"(?:\d{1,2}月)?(?:\d{1,2}日)?(?:年?[底末])?(?:之?前|以前)?"
)
# What may follow a number and its unit without being what is counted: S205大中修7公里建设.
_tail = re.compile(r"(?:的|项目|工程)?(?:建设|改造|修复|治理|整治|安装|铺设|目标|任务|指标|工作)*")


class Promise(NamedTuple):
    """A promise found in a text: what is measured, whether it grows or shrinks, how it compares, where it stands."""

    measure: str
    change: str
    comparison: str
    number: float
    unit: str
    start: int
    end: int


def promises(text: str, words: Words, base: int | None = None) -> Iterator[Promise]:
    """Give the promises of a text in their order; ``base`` is the year before which all is past.

    >>> from pipeline.normalize.target_words import words_of
    >>> words = words_of(profile)
    >>> for text in ("力争引进5千万以上项目8个，盘活停产企业5家以上", "2023年新建学校3所", "推进S205大中修"):
    ...     print([(each.measure, each.comparison, each.number) for each in promises(text, words, 2024)])
    [('引进5千万以上项目', '=', 8.0), ('盘活停产企业', '≥', 5.0)]
    []
    []
    """
    seen = _aside.sub(lambda found: re.sub(r"\d", "□", found[0]), half_width(text))
    if words.quantity.fullmatch(seen.strip("。 \n")) and not words.past.search(seen):
        seen = seen.replace("。", " ")
    for sentence in _sentence.finditer(seen):
        start, end = sentence.span()
        if not _digit.search(seen, start, end):
            continue
        past = _past(sentence[0], words, base)
        for clause in _clause.finditer(seen, start, end if past is None else start + past):
            yield from _of_clause(text, seen, clause.span(), words)


def _past(sentence: str, words: Words, base: int | None) -> int | None:
    """Say from where on a sentence tells what was, not what shall be; from its beginning where it names a year gone by."""
    years = (int(year) for year in re.findall(r"((?:19|20)\d\d)年", sentence))
    if base and any(year < base for year in years):
        return 0
    found = words.past.search(sentence)
    return max(sentence.rfind(",", 0, found.start()), 0) if found else None


def _of_clause(text: str, seen: str, span: tuple[int, int], words: Words) -> Iterator[Promise]:
    """Give the promises of a clause; the verb of its first part holds for the parts after it."""
    verb = ""
    for start, end in _parts(seen, span, words):
        if words.describing.search(seen, start, end):
            continue
        leads = words.promise.match(seen, _begin(seen, start, end, words), end)
        found = _of_part(text, seen, (start, end), verb if not leads else "", words)
        verb = leads[0] if leads else verb
        if found:
            yield found


def _parts(seen: str, span: tuple[int, int], words: Words) -> Iterator[tuple[int, int]]:
    """Part a clause at 、 so that each part holds a quantity; what holds none belongs to the next."""
    start = since = span[0]
    for mark in re.finditer("、", seen[span[0] : span[1]]):
        at = span[0] + mark.start()
        if words.quantity.search(seen, since, at):  # what stands before has none
            yield start, at
            start = at + 1
        since = at + 1
    if words.quantity.search(seen, since, span[1]):
        yield start, span[1]


def _begin(seen: str, start: int, end: int, words: Words) -> int:
    """Give where what is measured begins: behind 力争全年, 到2024年底, 其中."""
    for hedge in words.hedge.finditer(seen, start, end):
        start = hedge.end()
    moment = _time.match(seen[start:end])
    return start + (moment.end() if moment else 0)


def _of_part(text: str, seen: str, span: tuple[int, int], verb: str, words: Words) -> Promise | None:
    """Read the last quantity of a part: the ones before it only tell what is counted (1000亩以上示范区2个)."""
    *earlier, quantity = words.quantity.finditer(seen, *span)
    start = _begin(seen, span[0], quantity.start(), words)
    relation = _relation(seen, start, quantity, words)
    stop = relation.start() if relation else quantity.start()
    if earlier and earlier[-1].end() == stop:
        stop = _risen_from(seen, earlier[-1].start(), start)
    before, after = seen[start:stop], seen[quantity.end() : span[1]]
    if stop < 0 or before[-1:].isdigit() or words.compared.search(before):
        return None  # 3至5家; 不少于年度计划的60%
    if after.strip() and quantity["unit"].endswith(("元", "%")):
        promised: object = False  # 5亿元以上项目 only tells a size
    elif _tail.fullmatch(after.strip()):
        timeless = quantity["bound"] or verb or words.hedge.search(seen, *span) or words.promise.search(before)
        promised = relation or (timeless and not quantity["time"])
    else:
        promised = _counts_what_follows(before, quantity, words)
    comparison, change = _compared(relation, quantity)
    measure = visible(verb + text[start:stop] + text[quantity.end() : span[1]])
    number = float(quantity["digits"].replace(",", ""))
    return Promise(measure, change, comparison, number, quantity["unit"], start, span[1]) if promised else None


def _relation(seen: str, start: int, quantity: re.Match[str], words: Words) -> re.Match[str] | None:
    """Find the words that lead to a number; where a verb does, there are none: 改造提升3万亩 is no growth."""
    verb = words.promise.match(seen, start, quantity.start())
    return None if verb and verb.end() == quantity.start() else words.relation.search(seen, start, quantity.start())


def _risen_from(seen: str, at: int, start: int) -> int:
    """Take off where a number comes from, 由5家增加到8家; two numbers side by side are not told apart."""
    return at - 1 if at > start and seen[at - 1] in "由从" else -1


def _counts_what_follows(before: str, quantity: re.Match[str], words: Words) -> bool:
    """Ask whether 4个老旧小区改造 is promised: a verb stands right before it."""
    return not quantity["time"] and any(not before[verb.end() :].strip() for verb in words.promise.finditer(before))


def _compared(relation: re.Match[str] | None, quantity: re.Match[str]) -> tuple[str, str]:
    """Say how the number compares, by the word behind it before the one in front, and whether it is a growth."""
    bound = {"以上": "≥", "以下": "≤", "以内": "≤", "之内": "≤", "左右": "≈"}.get(quantity["bound"] or "")
    said = {name: word for name, word in relation.groupdict().items() if word} if relation else {}
    signs = {"over": ">", "under": "<", "at_least": "≥", "at_most": "≤", "about": "≈"}
    comparison = bound or next((sign for name, sign in signs.items() if name in said), "=")
    change = next((name for name in ("increase", "decrease") if name in said and "reach" not in said), "")
    return comparison, change
