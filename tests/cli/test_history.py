"""What was published and what changed, on the command line."""

from tests.cli.test_week_edits import Run, document, run

__all__ = ["run"]


def test_revisions_are_listed(run: Run) -> None:
    document(run("close", "乙小学", "9月14日", "--reason", "台风", "--json"))
    acts = document(run("revisions", "--json"))["acts"]
    assert [(one["kind"], one["number"], one["effective_from"]) for one in acts] == [
        ("revision", 1, "2026-09-01"),
        ("revision", 2, "2026-09-07"),
    ]
    assert [one["cause"] for one in acts] == ["", "台风"]
    assert run("revisions")[1].splitlines() == [
        "甲乙教共体 第1版 · 9月7日 10:00 · 命令行 · 自9月1日(周二)起",
        "甲乙教共体 第2版 · 9月7日 10:00 · 命令行 · 自9月7日(周一)起 · 台风",
    ]
    assert run("diff")[1].splitlines()[0].endswith("· 台风")


def test_what_the_last_changed_is_told_for_whom_it_concerns(run: Run) -> None:
    run("close", "乙小学", "9月14日", "--reason", "台风")
    told = document(run("diff", "--by", "class", "--json"))
    assert [(sheet["campus"], sheet["name"]) for sheet in told["sheets"]] == [
        ("乙小学", "三(1)班"),
        ("乙小学", "三(2)班"),
        ("甲小学", "三(1)班"),
    ]
    assert "   转本班自上：J01 音乐 三(1)班，甲小学（9月14日(周一)）" in run("diff")[1].splitlines()
    assert "该通知的校区：乙小学、甲小学" in run("diff")[1].splitlines()


def test_a_closure_is_a_sentence_for_each_campus_and_is_told_once(run: Run) -> None:
    """Two days, of which one campus was closed on the first already: it is told of the second alone."""
    run("close", "乙小学", "9月14日", "--reason", "校庆")
    run("close", "全部", "9月14日-9月15日", "--reason", "台风")
    lines = run("diff")[1].splitlines()
    assert [line for line in lines if "台风" in line and "·" not in line] == [
        "   乙小学：9月15日(周二)停课：台风，5节校内课不上",
        "   甲小学：9月14日(周一)–15日(周二)停课：台风，9节校内课不上",
    ]
    run("close", "甲小学", "9月16日", "--reason", "考试", "--grades", "三年级", "--hours", "08:00-08:45")
    run("close", "乙小学", "9月17日-9月21日", "--reason", "停电")
    assert [line for line in run("diff", "--since", "3")[1].splitlines() if line.startswith("   甲")] == [
        "   甲小学：9月16日(周三)停课（三年级 08:00–08:45）：考试，2节校内课不上"
    ]
    assert "   乙小学：9月17日(周四)–21日(周一)停课：停电，21节校内课不上" in run("diff")[1].splitlines()


def test_everything_since_a_revision_or_a_day(run: Run) -> None:
    run("close", "乙小学", "9月14日")
    run("reopen", "乙小学", "9月14日")
    assert document(run("diff", "--since", "1", "--json"))["changes"] == []
    assert len(document(run("diff", "--since", "2026-09-07", "--json"))["acts"]) == 3
    assert run("diff", "--since", "3")[1] == "大家看到的课表没有变化。\n"


def test_what_there_is_not_is_said_with_what_there_is(run: Run) -> None:
    code, _, complaint = run("diff", "9")
    assert (code, "没有“9”" in complaint) == (1, True)
    assert run("diff", "1", "--since", "1")[0] == 1
