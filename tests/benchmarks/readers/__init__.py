"""Programs that read the feeds and are no libraries of this project: ical.js, node-ical and khal.

`make bench-feeds` installs them into the folder; what cannot be installed there is missing, and said to be.
"""

import json
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from calendars.zones import SHANGHAI
from tests.exchange.readers import Occurrence

_SCRIPTS = Path(__file__).parent
_KHAL_CONFIG = """
[calendars]
[[feed]]
path = {folder}/feed
[sqlite]
path = {folder}/khal.db
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M
longdatetimeformat = %Y-%m-%dT%H:%M
local_timezone = {zone}
default_timezone = {zone}
"""
_KHAL_LINE = "{uid}{tab}{start-long}{tab}{end-long}{tab}{title}{tab}{location}"


@dataclass(frozen=True, slots=True)
class InNode:
    """A package of npm, run by a script of this folder, in a zone that is not the feeds'."""

    package: str
    script: str
    installed: Path

    def missing(self) -> str:
        """What it lacks to run; "" when nothing."""
        if shutil.which("node") is None:
            return "node is not installed"
        module = self.installed / "node_modules" / self.package
        return "" if module.is_dir() else f"{module} is not there"

    def read(self, paths: Sequence[Path]) -> Iterator[list[Occurrence]]:
        done = subprocess.run(
            ("env", "TZ=America/New_York", "node", _SCRIPTS / self.script, self.installed.resolve()),
            input="\n".join(map(str, paths)),
            capture_output=True,
            text=True,
            check=True,
        )
        for line in done.stdout.splitlines():
            yield sorted(
                (uid, _moment(start), _moment(end), summary, location)
                for uid, start, end, summary, location in json.loads(line)
            )


@dataclass(frozen=True, slots=True)
class Khal:
    """khal: a calendar program that imports a file and lists what it then has."""

    installed: Path

    @property
    def _program(self) -> Path:
        return self.installed / "venv" / "bin" / "khal"

    def missing(self) -> str:
        """What it lacks to run; "" when nothing."""
        return "" if self._program.is_file() else f"{self._program} is not there"

    def read(self, paths: Sequence[Path]) -> Iterator[list[Occurrence]]:
        for path in paths:
            with TemporaryDirectory() as folder:
                yield self._one(path, Path(folder))

    def _one(self, path: Path, folder: Path) -> list[Occurrence]:
        config = folder / "config"
        (folder / "feed").mkdir()
        config.write_text(_KHAL_CONFIG.format(folder=folder, zone=SHANGHAI.key), encoding="utf-8")
        khal = (self._program, "--config", config)
        subprocess.run((*khal, "import", "--batch", "-a", "feed", path), check=True, capture_output=True)
        span = ("2026-01-01", "2028-01-01", "--day-format", "", "--format", _KHAL_LINE)
        listed = subprocess.run((*khal, "list", *span), check=True, capture_output=True, text=True)
        # What lasts several days is listed on each of them.
        return sorted({_listed(line) for line in listed.stdout.splitlines() if "\t" in line})


def _listed(line: str) -> Occurrence:
    """khal says the last day of a note, not the day after it."""
    uid, start, end, title, location = line.split("\t")
    first, last = _moment(start), _moment(end)
    if isinstance(first, datetime) and isinstance(last, datetime):
        return uid, first.replace(tzinfo=SHANGHAI), last.replace(tzinfo=SHANGHAI), title, location
    return uid, first, last + timedelta(days=1), title, location


def _moment(text: str) -> date:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
