"""Every template has a Chinese text with the same fields, in every area's .po file."""

import re
from datetime import date
from importlib.resources import files
from io import BytesIO

import pytest
from babel.messages.pofile import read_po

from calendars.weeks import ALL_WEEKS, EVEN_WEEKS, ODD_WEEKS, Weeks
from service.domain.findings import Code
from service.words.catalogue import Words
from service.words.tables import finding_texts

CATALOGUES = sorted(
    entry.name for entry in (files("service.words") / "locale" / "zh").iterdir() if entry.name.endswith(".po")
)


def fields(text: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", text))


@pytest.mark.parametrize("name", CATALOGUES)
def test_chinese_has_the_same_fields_as_the_english(name: str) -> None:
    catalogue = read_po(BytesIO((files("service.words") / "locale" / "zh" / name).read_bytes()), locale="zh")
    differing = {
        str(message.id): str(message.string)
        for message in catalogue
        if message.id and fields(str(message.id)) != fields(str(message.string))
    }
    assert differing == {}


#: What is said of several only.
ALWAYS_SEVERAL = {
    "   {name}: {count} days off, {first} to {last}",
    " ({count} dates, {first} to {last})",
    " ({count} days, {first} to {last})",
    "What changed by {count} revisions and amendments",
    "cell {cell} of sheet “{sheet}” has {count} characters; at most {limit} are read",
    "draft; revision {n} was published on {day}",
    "the workbook has {count} sheets; at most {limit} are read",
    "“{text}” cannot be told apart for {count} receivers; expected one for each, in lines",
    "{cause}: {count} changes; to take all of them back: tongke undo {id}",
    "{change} ({count} times from {day})",
    "{count} feeds are called {asked}; say which by its id: {kinds}",
    "{count} joint lessons",
    "{count} lessons at other times",
    "{count} lessons",
    "{count} own lessons",
    "{first} and others, {count} files",
    "{first} to {last}, {count} days",
    "{first} to {last}, {count} times",
    "{resource}: {classes} classes have {subject} at once ({one}), its special rooms hold {most}.",
    "{minutes} minutes before",
    "{subject}: {resource} hosts none of the {count} planned sessions.",
    "{subject}: {resource} hosts {count} planned sessions in a row: {sides}.",
}


def test_english_counts_are_right_for_one() -> None:
    """A count stands behind what is counted, but where there always are several."""
    before_a_plural = re.compile(
        r"{(?:count|n|value|moves|moved|placed|missed|changed|lessons|classes|minutes|gap|need|least|most|ends)}"
        r" (?:\w+ )?\w+s\b"
    )
    found = {
        str(message.id)
        for name in CATALOGUES
        for message in read_po(BytesIO((files("service.words") / "locale" / "zh" / name).read_bytes()))
        if message.id and before_a_plural.search(str(message.id))
    }
    assert found == ALWAYS_SEVERAL


@pytest.mark.parametrize("name", CATALOGUES)
def test_nothing_is_left_untranslated(name: str) -> None:
    catalogue = read_po(BytesIO((files("service.words") / "locale" / "zh" / name).read_bytes()), locale="zh")
    assert [message.id for message in catalogue if message.id and not message.string] == []


def test_no_text_stands_in_two_files() -> None:
    """The files are one catalogue: of two texts for the same English only one would ever be seen."""
    found: dict[str, list[str]] = {}
    for name in CATALOGUES:
        for message in read_po(BytesIO((files("service.words") / "locale" / "zh" / name).read_bytes())):
            if message.id:
                found.setdefault(str(message.id), []).append(name)
    assert {text: names for text, names in found.items() if len(names) > 1} == {}


def test_every_finding_has_a_template_and_a_chinese_text() -> None:
    chinese = Words("zh")
    templates = finding_texts._TEMPLATES
    assert set(templates) == set(Code)
    blank = {name: "" for template in templates.values() for name in fields(template)}
    assert [code for code, template in templates.items() if chinese.text(template, **blank).isascii()] == []


@pytest.mark.parametrize(
    ("weeks", "chinese", "english"),
    [
        (ALL_WEEKS, "每周", "every week"),
        (ODD_WEEKS, "单周", "odd weeks"),
        (EVEN_WEEKS, "双周", "even weeks"),
        (Weeks.parse("3,5,7-9周"), "第3、5、7–9周", "weeks 3, 5, 7–9"),
        (Weeks.parse("1-16单周"), "第1–16周(单周)", "weeks 1–16 odd weeks"),
    ],
)
def test_weeks_are_worded(weeks: Weeks, chinese: str, english: str) -> None:
    assert (Words("zh").weeks(weeks), Words("en").weeks(weeks)) == (chinese, english)


def test_a_fact_is_worded_in_the_reader_s_language() -> None:
    day = date(2026, 9, 20)
    assert (Words("zh").text("{day}", day=day), Words("en").text("{day}", day=day)) == (
        "9月20日(周日)",
        "Sun 20 Sep",
    )


def test_an_untranslated_template_stays_as_it_is() -> None:
    assert Words("zh").text("No such template {name}", name="x") == "No such template x"


def test_days_name_a_month_where_it_changes_and_a_weekday_once() -> None:
    days = {date(2026, 10, 13), date(2026, 9, 8), date(2026, 9, 15)}
    assert Words("zh").days(days) == "9月8日、15日、10月13日(周二)"
    assert Words("en").days(days) == "Tue 8, 15 Sep, 13 Oct"


def test_days_of_several_weekdays_name_each() -> None:
    days = [date(2026, 9, 9), date(2026, 9, 8)]
    assert Words("zh").days(days) == "9月8日(周二)、9月9日(周三)"
    assert Words("en").days(days[:1]) == "Wed 9 Sep"
    assert Words("zh").days(()) == ""


#: What is written as it is typed, or as tables have it: code, addresses, clocks, classes, dates, weeks.
_AS_TYPED = re.compile(
    r"^{(?:prog|argument)}:|`[^`]*`|[a-z]+://[^\s…）]*|\d{1,2}:\d{2}|[一二三四五六七八九]\(\d+\)班?|日\(周[一二三四五六日]\)"
    r"|\((?:单/双|\d+-\d+周)\)|[A-Za-z]\([^一-龥]*\)|\([A-Z][A-Za-z ]*/[A-Za-z ]*\)"
)


@pytest.mark.parametrize("name", CATALOGUES)
def test_chinese_has_the_punctuation_of_chinese(name: str) -> None:
    catalogue = read_po(BytesIO((files("service.words") / "locale" / "zh" / name).read_bytes()), locale="zh")
    texts = (str(message.string) for message in catalogue if message.id)
    chinese = (_AS_TYPED.sub("", text) for text in texts if re.search("[一-龥{]", text))
    half = re.compile(r"[,;!?()]|:(?!\w)|(?<=[一-龥}”）]):")
    assert [text for text in chinese if half.search(text)] == []
