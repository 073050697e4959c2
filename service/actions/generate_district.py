"""Generate a synthetic district: its workbooks in a folder, and from there into a database."""

import asyncio
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from service.actions.importing.import_workbooks import ImportReport, import_workbooks
from service.domain.synthesis.districts import synthetic_district
from service.domain.synthesis.plans import DistrictPlan
from service.exchange.workbook_writing.files import write_workbook
from service.storage.database import Database


def generate_workbooks(plan: DistrictPlan, folder: Path) -> tuple[Path, ...]:
    """One workbook per community in `folder`, which is made if need be; each appears whole or not at all.

    Raises OSError where the folder cannot be written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    district = synthetic_district(plan)
    return tuple(write_workbook(district, community.id, folder) for community in district.communities)


async def generate_into(
    database: Database, plan: DistrictPlan, *, actor: str, now: datetime
) -> tuple[ImportReport, ...]:
    """The workbooks of the plan imported, one by one, as a school's own would be; a report for each.

    The first that has problems is the last: what follows it is not imported.
    """
    reports: list[ImportReport] = []
    with TemporaryDirectory(prefix="tongke-") as folder:
        for path in await asyncio.to_thread(generate_workbooks, plan, Path(folder)):
            weeks = plan.term.lesson_weeks
            reports.append(await import_workbooks(database, [path], actor=actor, now=now, lesson_weeks=weeks))
            if reports[-1].problems:
                break
    return tuple(reports)
