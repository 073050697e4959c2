"""The lists of the template: their columns, what each means and what else is accepted, and sample rows."""

from dataclasses import dataclass

_WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五")
_PERIODS = tuple(f"第{number}节" for number in range(1, 9))


@dataclass(frozen=True, slots=True)
class BlankColumn:
    """`choices` are offered in a list; anything else may be typed, too."""

    header: str
    explained: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BlankList:
    name: str
    title: str
    columns: tuple[BlankColumn, ...]
    samples: tuple[tuple[str, ...], ...]


OVERVIEW = BlankList(
    "说明",
    "",
    (
        BlankColumn(
            "项目", "教联体、核心校、成员校、支援校、受援校、集团总校、组长单位、轮值牵头。一行一项。"
        ),
        BlankColumn("内容", "教联体写名称，括号里写融合型、共建型或协作型；其余写学校名称，多所用顿号隔开。"),
    ),
    (("教联体", "城北小学教联体(融合型)"), ("核心校", "城北小学"), ("成员校", "柳河校区、石桥校区")),
)
BELLS = BlankList(
    "统一作息",
    "作息时间表(各校一致；不一致时复制本表，改名为 作息_学校名称)",
    (
        BlankColumn("节次", "早读、第1节、大课间、午休、课后服务、晚自习等。3、３、第3节、第三节都可以。"),
        BlankColumn("开始", "如 08:30；8：30、8.30 也可以。"),
        BlankColumn("结束", "如 09:10。"),
    ),
    (("早读", "08:05", "08:25"), ("第1节", "08:30", "09:10"), ("午休", "12:00", "13:50")),
)
CALENDAR = BlankList(
    "校历",
    "2026—2027学年第一学期校历(请改为本学期)",
    (
        BlankColumn("周次", "1、2、3… 或 第1周。"),
        BlankColumn("日期", "这一周的起止，如 08.31—09.06 或 8月31日—9月6日。"),
        BlankColumn("单/双", "单或双；空着按周次推算。", ("单", "双")),
        BlankColumn(
            "备注", "放假、调休、开学，如 10.01-10.07国庆放假；9.20(日)补10.06(二)课。多项用分号隔开。"
        ),
    ),
    (("1", "08.31—09.06", "单", "9.01正式上课"), ("5", "09.28—10.04", "单", "10.01-10.07国庆放假")),
)
EVENTS = BlankList(
    "校区活动",
    "校区活动(只影响个别学校的停课与调休)",
    (
        BlankColumn("校区", "学校名称；全体、全体(柳河校区除外)也可以。"),
        BlankColumn("日期", "如 10.29-10.30 或 2026-11-12。"),
        BlankColumn("事项", "如 秋季运动会。"),
        BlankColumn(
            "课表", "停课、5、6年级停课、下午停课、上周三课、照常。", ("停课", "上午停课", "下午停课", "照常")
        ),
    ),
    (("柳河校区", "10.29-10.30", "秋季运动会", "停课"),),
)
ROOMS = BlankList(
    "网络功能室",
    "网络功能室(同步教室、录播教室)",
    (
        BlankColumn("校区", "学校名称。"),
        BlankColumn("教室", "教室名称，如 主讲室、网络功能室。"),
        BlankColumn("用途", "主讲+听讲：可以主讲；听讲、仅接收：只能听讲。", ("主讲+听讲", "听讲", "仅接收")),
        BlankColumn("最多连接", "主讲时最多连几个校区；— 或空着为不限。"),
    ),
    (("城北小学", "主讲室", "主讲+听讲", "4"), ("柳河校区", "网络功能室", "听讲", "—")),
)
WISHES = BlankList(
    "空中同步课堂计划",
    "同步课堂需求",
    (
        BlankColumn("编号", "每项一个编号，如 S01；以后修改按编号对应。"),
        BlankColumn("类型", "课堂类型。", ("同步课堂", "专递课堂", "名师课堂", "示范课")),
        BlankColumn("学科", "语文、数学… 道法、体育、信息等简称也可以。"),
        BlankColumn("年级", "如 3年级、三年级。"),
        BlankColumn("主讲校区", "学校名称；空着按主讲班和主讲教师查找。"),
        BlankColumn("主讲班", "如 三(1)班、301。"),
        BlankColumn("主讲教师", "教师名册中的姓名。"),
        BlankColumn("星期", "星期一；单次的写日期，如 2026-11-05；空着为任意时间。", _WEEKDAYS),
        BlankColumn("节次", "主讲校区的节次，如 第2节；单次的可写 14:00-14:40。", _PERIODS),
        BlankColumn("周次", "每周、单周、双周、1-16周、3,5,7-9周。", ("每周", "单周", "双周")),
        BlankColumn("主讲室", "网络功能室中的教室名称。"),
        BlankColumn("听讲校区(同年级)", "一行一个，如 柳河校区三(1)班；该年级只有一个班时可只写学校。"),
        BlankColumn("辅助教师", "一行一个，如 柳河校区:赵霞；或写 本班学科教师。", ("本班学科教师",)),
        BlankColumn("课题", "可空。"),
    ),
    (
        ("S01", "同步课堂", "语文", "3年级", "城北小学", "三(1)班", "赵霞", "星期三", "第2节", "每周",
         "主讲室",
         "柳河校区三(1)班\n石桥校区三(2)班", "柳河校区:周杰\n石桥校区:本班学科教师", ""),
    ),
)  # fmt: skip
ITINERANTS = BlankList(
    "走教教师",
    "走教教师(一人在几所学校任教；不列出的同名教师按不同的人处理)",
    (
        BlankColumn("姓名", "与教师名册一致。"),
        BlankColumn("学科", "任教学科。"),
        *(BlankColumn(f"周{day}", "这一天在哪所学校；空着为不在。") for day in "一二三四五"),
        BlankColumn("路程", "两校之间的分钟数，如 20分钟。"),
    ),
    (("何静", "音乐", "柳河校区", "石桥校区", "柳河校区", "石桥校区", "石桥校区", "20分钟"),),
)
PLANS = BlankList(
    "集体教研规划(四定)",
    "期初规划:集体教研(四定:时间、地点、主题、主持人)",
    (
        BlankColumn("编号", "每次一个编号，如 Y01。"),
        BlankColumn("学科", "教研的学科。"),
        BlankColumn("周次", "如 第3周。"),
        BlankColumn("定时间", "如 9.15(二) 13:50-15:25，或 周二第5-6节。"),
        BlankColumn("方式", "线上或线下。", ("线上", "线下")),
        BlankColumn("主办校区", "轮流主办的学校。"),
        BlankColumn("定地点", "如 柳河校区会议室。"),
        BlankColumn("定主题", "教研主题。"),
        BlankColumn("定主持人", "教师名册中的姓名。"),
        BlankColumn("主讲人", "可空。"),
        BlankColumn("参加人员", "如 全体语文教师，或姓名，用顿号隔开。"),
        BlankColumn("类型", "可空；如 集体教研、集体备课。", ("集体教研", "集体备课")),
    ),
    (
        ("Y01", "语文", "第3周", "9.15(二) 13:50-15:25", "线下", "柳河校区", "柳河校区会议室", "单元整体教学",
         "周杰", "", "全体语文教师", "集体教研"),
    ),
)  # fmt: skip
ROSTER = BlankList(
    "教师名册",
    "教师名册(学校名称以本表为准；不填联系方式)",
    (
        BlankColumn("校区", "学校或校区全称，其他各表照此书写。"),
        BlankColumn("工号", "本校内不重复；用来区分同名教师。"),
        BlankColumn("姓名", "教师姓名；未定的写 待定 或 新教师1。"),
        BlankColumn("学科", "主要任教学科。"),
    ),
    (("城北小学", "CB01", "赵霞", "语文"), ("柳河校区", "LH01", "周杰", "语文")),
)
LISTS = (BELLS, CALENDAR, EVENTS, ROOMS, WISHES, ITINERANTS, PLANS, ROSTER)
