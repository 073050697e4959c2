"""Which typeface the sheets are set in: the first of those with Chinese that the machine has."""

from collections.abc import Iterable

#: In the order of preference: those without serifs stay readable when small.
CHINESE_FONTS = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "思源黑体",
    "思源黑体 CN",
    "Microsoft YaHei",
    "微软雅黑",
    "PingFang SC",
    "Hiragino Sans GB",
    "HarmonyOS Sans SC",
    "Alibaba PuHuiTi",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "SimHei",
    "STHeiti",
    "Heiti SC",
    "DengXian",
    "Noto Serif CJK SC",
    "Noto Serif SC",
    "Source Han Serif SC",
    "Source Han Serif CN",
    "思源宋体",
    "SimSun",
    "NSimSun",
    "宋体",
    "STSong",
    "Songti SC",
    "FangSong",
    "KaiTi",
    "AR PL UMing CN",
    "Droid Sans Fallback",
)


class NoChineseFontError(Exception):
    """The machine has no typeface with Chinese characters."""


def chinese_font(families: Iterable[str]) -> str:
    """The family to use, spelled as the machine spells it; NoChineseFontError when it has none of them."""
    known = {family.casefold(): family for family in families}
    for font in CHINESE_FONTS:
        if font.casefold() in known:
            return known[font.casefold()]
    raise NoChineseFontError
