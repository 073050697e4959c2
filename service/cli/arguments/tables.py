"""The arguments of the commands that take tables in and give them out."""

from argparse import ArgumentParser
from pathlib import Path

from service.cli.arguments import values, weeks
from service.cli.arguments.starts import from_day
from service.domain.collecting.corrections import CorrectionKind
from service.exchange.print_sheets.parts import Part
from service.exchange.table_sheets.csv_lists import CsvTable
from service.words.catalogue import Words


def import_(parser: ArgumentParser, words: Words) -> None:
    parser.add_argument(
        "paths", nargs="+", type=Path, metavar="PATH", help=words.text("workbooks, or folders of workbooks")
    )
    from_day(parser, words, words.text("the first day of these timetables (default: the term's first day)"))
    parser.add_argument(
        "--lesson-weeks",
        metavar="WEEKS",
        help=words.text("weeks with lessons, as 1-18 (default: all but the last three)"),
    )
    weeks.dry_run(parser, words)
    parser.add_argument(
        "--verbose", action="store_true", help=words.text("say one by one what is new, not only how many")
    )


def correct(parser: ArgumentParser, words: Words) -> None:
    kinds = [kind.value for kind in CorrectionKind]
    parser.add_argument(
        "kind",
        choices=kinds,
        metavar="KIND",
        help=words.text(
            "what is written differently: campus, sheet (whose table it is), class, subject, period, "
            "teacher, cell (a lesson), room, text (a date, a time, weeks)"
        ),
    )
    parser.add_argument("written", metavar="WRITTEN", help=words.text("as the workbook writes it"))
    parser.add_argument(
        "meant",
        nargs="?",
        metavar="MEANT",
        help=words.text("what it means (nothing: not to be read)"),
    )
    parser.add_argument("--campus", metavar="NAME", help=words.text("who writes so"))
    parser.add_argument("--everywhere", action="store_true", help=words.text("every school writes so"))
    parser.add_argument(
        "--new", action="store_true", help=words.text("the campus comes with the workbook that asks")
    )
    parser.add_argument("--forget", action="store_true", help=words.text("ask again at the next import"))


def name(parser: ArgumentParser, words: Words) -> None:
    parser.add_argument("campus", metavar="CAMPUS", help=words.text("the campus she teaches at"))
    parser.add_argument("placeholder", metavar="PLACEHOLDER", help=words.text("as written, such as 新教师1"))
    parser.add_argument("teacher", metavar="TEACHER", help=words.text("her name"))
    parser.add_argument(
        "--number", metavar="STAFF_NUMBER", help=words.text("her staff number, where two have her name")
    )
    parser.add_argument("--subject", help=words.text("only who has this subject of several written so"))


def generate(parser: ArgumentParser, words: Words) -> None:
    for option, default, does in (
        ("--communities", 1, "communities of the district"),
        ("--campuses", 5, "campuses of each community"),
        ("--classes", 20, "classes of each campus"),
        ("--joint", 30, "joint lessons of each community"),
        ("--seed", 1, "another seed makes another district"),
        ("--schools", None, "schools of all communities together, instead of --campuses"),
        ("--tight", 0, "so many communities wish more than their only room to host from has periods"),
    ):
        parser.add_argument(option, type=values.whole(words), default=default, help=words.text(does))
    parser.add_argument(
        "--output",
        type=Path,
        metavar="FOLDER",
        help=words.text("write the workbooks there instead of importing them"),
    )


def template(parser: ArgumentParser, words: Words) -> None:
    parser.add_argument(
        "--output", type=Path, metavar="PATH", help=words.text("a file or a folder (default: here)")
    )
    parser.add_argument(
        "--campus",
        action="append",
        metavar="NAME",
        help=words.text("a school or campus; may be given several times"),
    )
    parser.add_argument(
        "--classes", metavar="LABELS", help=words.text("the classes of each, as 一(1)班,一(2)班")
    )


def export(parser: ArgumentParser, words: Words) -> None:
    parser.add_argument(
        "--format",
        choices=("json", "xlsx", "csv", "pdf", "ics"),
        help=words.text(
            "json: the one table; xlsx: a workbook to read, edit and import again; csv: one list of it; "
            "pdf: A3 sheets; ics: every feed (default: as the file of --output is called, else json)"
        ),
    )
    parser.add_argument(
        "--output",
        type=Path,
        metavar="PATH",
        help=words.text("a file (json, xlsx, csv, pdf) or a folder (xlsx, ics)"),
    )
    week = words.text(
        "xlsx, csv, pdf: the week as it stands on that day (default: xlsx, csv: today; "
        "pdf: the first it holds in)"
    )
    from_day(parser, words, week)
    parser.add_argument(
        "--sheets",
        choices=[part.value for part in Part],
        help=words.text("pdf: these alone (default: table, campuses and signatures)"),
    )
    parser.add_argument(
        "--what",
        choices=[table.value for table in CsvTable],
        default=CsvTable.JOINT.value,
        help=words.text("csv: which list (default: joint, the joint lessons with a row for each end)"),
    )
