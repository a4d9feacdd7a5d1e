"""Texts such as stand in the cells of official tables, drawn at random."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

Maker = Callable[[Random, int], str]

FAMILY = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国志红海波立勤晓东文辉"
PLACES = ("城关镇", "河口乡", "龙泉街道", "新华街道", "大桥镇", "石门镇", "双河乡", "柳林镇", "东山街道", "白沙镇")
VILLAGES = ("和平村", "胜利村", "新民村", "向阳社区", "高桥村", "杨家湾村", "二龙村", "红旗社区")
UNITS = (
    "发改局", "财政局", "教育局", "住建局", "农业农村局", "自然资源局", "公安分局", "商务局", "市场监管局", "卫健局",
    "人社局", "水利局", "交通运输局", "民政局", "应急管理局", "生态环境分局", "文旅局", "城投公司", "审计局", "税务局",
    "组织部", "宣传部", "政法委", "团县委", "妇联", "残联", "各乡镇（街道）", "县直各单位", "高新区管委会", "信访局",
)  # fmt: skip
VERBS = (
    "推进",
    "加快",
    "完善",
    "开展",
    "落实",
    "强化",
    "提升",
    "组织",
    "实施",
    "建立健全",
    "深化",
    "抓好",
    "统筹",
    "规范",
)
THINGS = (
    "基础设施建设", "招商引资工作", "项目前期手续办理", "农村人居环境整治", "安全生产专项检查", "义务教育优质均衡发展",
    "营商环境优化", "污染防治攻坚", "数字政府建设", "老旧小区改造", "高标准农田建设", "基层治理体系", "医共体改革",
    "企业帮扶机制", "河湖长制", "耕地保护责任", "防返贫动态监测", "矛盾纠纷排查化解", "文明城市创建", "干部教育培训",
)  # fmt: skip
PROJECTS = ("污水处理厂", "产业园标准厂房", "通村公路", "第二小学", "中医院综合楼", "智慧停车场", "供水管网", "灌区")
POSTS = ("局长", "副局长", "主任", "书记", "镇长", "办公室主任", "科长", "四级调研员", "工作人员")
GOODS = (
    "台式计算机",
    "激光打印机",
    "多功能一体机",
    "投影仪",
    "空调",
    "办公桌椅",
    "执法记录仪",
    "无人机",
    "血压计",
    "救生衣",
)
SUBJECTS = ("语文", "数学", "英语", "物理", "化学", "道德与法治", "历史", "行政职业能力测验", "申论", "公共基础知识")


def name(r: Random, at: int = 0) -> str:
    family, given = r.choice(FAMILY), "".join(r.choices(GIVEN, k=r.choice((1, 2))))
    return f"{family}  {given}" if len(given) == 1 and r.random() < 0.6 else family + given


def names(r: Random, at: int = 0) -> str:
    return r.choice(("\n", "、", "  ")).join(name(r) for _ in range(r.choice((1, 1, 2, 3))))


def units(r: Random, at: int = 0) -> str:
    return r.choice(("\n", "、", "、", "，")).join(r.sample(UNITS, r.choice((1, 1, 1, 2, 3))))


def unit(r: Random, at: int = 0) -> str:
    return r.choice(UNITS)


def matter(r: Random, at: int = 0) -> str:
    return r.choice((r.choice(VERBS) + r.choice(THINGS), r.choice(THINGS), r.choice(THINGS) + "不到位"))


def project(r: Random, at: int = 0) -> str:
    return f"{r.choice(PLACES)}{r.choice(PROJECTS)}{r.choice(('建设项目', '改扩建工程', '提质改造项目', ''))}"


def sentence(r: Random, at: int = 0) -> str:
    clauses = (r.choice(VERBS) + r.choice(THINGS) for _ in range(r.randint(1, 4)))
    return "，".join(clauses) + r.choice(("。", "。", "；", ""))


def paragraphs(r: Random, at: int = 0) -> str:
    count = r.choice((1, 1, 1, 2, 3, 4))
    marks = r.choice(("{}.", "{}、", "（{}）", ""))
    return "\n".join((marks.format(no) if count > 1 else "") + sentence(r) for no in range(1, count + 1))


def law(r: Random, at: int = 0) -> str:
    numeral = "一二三四五六七八九十"
    count = r.choice((1, 2, 3))
    return "\n".join(f"《{r.choice(THINGS)}条例》第{r.choice(numeral)}条：{sentence(r)}" for _ in range(count))


def deadline(r: Random, at: int = 0) -> str:
    month = r.randint(1, 12)
    day = f"2024年{month}月{r.randint(1, 28)}日前"
    return r.choice((f"{month}月底前", f"2024年{month}月", "长期坚持", "立行立改", day, "全年"))


def date(r: Random, at: int = 0) -> str:
    return r.choice(("{}月{}日", "5月{1}日", "2024.{}.{}", "2024-{:02}-{:02}")).format(
        r.randint(1, 12), r.randint(1, 28)
    )


def amount(r: Random, at: int = 0) -> str:
    value = r.choice((r.randint(1, 90_000), r.randint(10, 9_999) / 10))
    return r.choice((str(value), f"{value:,}"))


def small(r: Random, at: int = 0) -> str:
    return str(r.randint(1, 40))


def phone(r: Random, at: int = 0) -> str:
    return r.choice((f"13{r.randint(10**8, 10**9 - 1)}", f"{r.randint(2, 8)}{r.randint(10**5, 10**6 - 1)}"))


def identity(r: Random, at: int = 0) -> str:
    return f"43{r.randint(10**9, 10**10 - 1)}{r.randint(1000, 9999)}{r.choice(('**', '0X', '12'))}"


def of(*choices: str) -> Maker:
    """Make a maker that takes one of some texts."""
    return lambda r, at: r.choice(choices)


def at_times(maker: Maker, share: float = 0.4) -> Maker:
    """Make a maker that leaves most cells blank."""
    return lambda r, at: maker(r, at) if r.random() < share else ""
