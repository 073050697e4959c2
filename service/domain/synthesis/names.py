"""Fictional names of schools, campuses and teachers."""

from collections.abc import Set as AbstractSet
from random import Random

# A place and the letters of its staff numbers.
PLACES = (
    ("青松", "QS"), ("云岭", "YL"), ("白沙", "BS"), ("枫桥", "FQ"), ("清溪", "QX"), ("石潭", "ST"),
    ("竹园", "ZY"), ("荷塘", "HT"), ("金坪", "JP"), ("桃源", "TY"), ("南浦", "NP"), ("北湾", "BW"),
    ("东湖", "DH"), ("西岭", "XL"), ("龙泉坪", "LP"), ("凤鸣", "FM"), ("月亮湾", "YW"), ("茶亭", "CT"),
    ("梅林", "ML"), ("兰溪口", "LK"), ("新河", "XH"), ("大圩", "DX"), ("长堤", "CD"), ("柏林冲", "BL"),
    ("沙洲", "SZ"), ("泉口", "QK"), ("芦花", "LH"), ("板桥", "BQ"), ("槐荫", "HY"), ("杉木", "SM"),
    ("银杏", "YX"), ("望江", "WJ"), ("双港", "SG"), ("马鞍", "MA"), ("青石", "QI"), ("古渡", "GD"),
    ("莲池", "LC"), ("响水", "XS"), ("鹤鸣", "HM"), ("翠屏", "CP"),
)  # fmt: skip
_KINDS = ("中心小学", "小学", "希望小学", "第二小学", "完全小学")
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_DOUBLE_SURNAMES = ("欧阳", "上官", "司马", "诸葛")
_GIVEN = (
    "伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳",
    "杰", "娟", "涛", "明", "超", "霞", "平", "刚", "桂英", "秀兰", "建国", "建华",
    "志强", "春梅", "海燕", "丽华", "晓东", "晓燕", "文静", "雨桐", "子涵", "思远", "佳怡", "梦洁",
    "浩然", "宇航", "俊杰", "欣怡", "嘉豪", "诗涵", "梓萱", "若溪", "一鸣", "立新", "国平", "永刚",
    "慧敏", "小红", "美玲", "婷婷", "雪梅", "玉兰", "鹏飞", "振华", "海涛", "雅琴", "素珍", "凤英",
    "晓峰", "红梅", "爱国", "卫东", "新宇", "倩", "颖", "琳", "莉", "斌", "波", "辉",
    "鑫", "凯", "飞", "燕", "玲", "萍", "蕾", "帆", "健",
)  # fmt: skip


def place_name(index: int) -> tuple[str, str]:
    """The index-th place and its letters; all different, however many are asked for."""
    name, letters = PLACES[index % len(PLACES)]
    turn = index // len(PLACES)
    return (name, letters) if turn == 0 else (f"{name}{_ordinal(turn + 1)}村", f"{letters}{turn + 1}")


def school_name(place: str, rng: Random) -> str:
    return place + rng.choice(_KINDS)


def person_name(rng: Random, taken: AbstractSet[str]) -> str:
    """A name that nobody in `taken` has; beyond its set it may well come twice, as in life."""
    while True:
        surname = rng.choice(_DOUBLE_SURNAMES) if rng.random() < 0.01 else rng.choice(_SURNAMES)
        name = surname + rng.choice(_GIVEN)
        if name not in taken:
            return name


def _ordinal(number: int) -> str:
    """2 → 二, 12 → 十二, 21 → 二十一."""
    digits = " 一二三四五六七八九"
    tens, units = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{digits[tens]}十"
    return f"{head}{digits[units]}".strip()
