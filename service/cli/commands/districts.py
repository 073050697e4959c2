"""Commands that make a district up, and its database: generate, migrate."""

from pathlib import Path

from service import clock
from service.actions.generate_district import generate_into, generate_workbooks
from service.actions.migrate_database import migrate_database
from service.cli.commands.imports import tell_import
from service.cli.invocation import ACTOR, FINE, CommandError, Invocation
from service.domain.synthesis.plans import DistrictPlan
from service.storage.database import Database


async def generate(call: Invocation) -> int:
    """Make a synthetic district: as workbooks in a folder, or straight into the database."""
    plan = _plan(call)
    output: Path | None = call.arguments.output
    if output is not None:
        for path in generate_workbooks(plan, output):
            call.line(str(path))
        return FINE
    async with await Database.open(call.database, create=True) as database:
        reports = await generate_into(database, plan, actor=ACTOR, now=clock.now())
    return max([tell_import(call, report) for report in reports], default=FINE)


async def migrate(call: Invocation) -> int:
    """Bring the database to the newest schema."""
    report = await migrate_database(call.database)
    if report.before == report.after:
        call.say("The database is at the newest schema already ({step}).", step=report.after)
    else:
        call.say("The database is now at the newest schema ({step}).", step=report.after)
    return FINE


def _plan(call: Invocation) -> DistrictPlan:
    arguments = call.arguments
    try:
        return DistrictPlan(
            communities=arguments.communities,
            campuses=arguments.campuses,
            classes=(arguments.classes,),
            joint=arguments.joint,
            seed=arguments.seed,
            schools=arguments.schools,
            tight=arguments.tight,
        )
    except ValueError as problem:
        raise CommandError(call.words.text(str(problem))) from problem
