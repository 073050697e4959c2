"""Whose a wish or a plan is: the community its row names, else its workbook's, else that of its campuses."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from service.domain.collecting.corrections import CorrectionKind
from service.domain.identity import CampusId
from service.domain.sources import Source
from service.exchange.notation.plain_text import plain
from service.exchange.reporting.reports import Report
from service.exchange.understanding.district.community_understood import CommunityUnderstood
from service.exchange.understanding.district.names import Names, key


@dataclass(frozen=True)
class Whose:
    """`communities` are all that a row may belong to; `of_file` is the one that a workbook describes."""

    communities: tuple[CommunityUnderstood, ...]
    names: Names
    report: Report
    of_file: Mapping[str, CommunityUnderstood] = field(default_factory=dict)

    def named(self, text: str, source: Source) -> CommunityUnderstood | None:
        """The community a cell names; None where it is empty, or nobody knows it: see `of_unknown`."""
        found = self._called(text) if plain(text) else None
        if found is None and (meant := self.report.meant(CorrectionKind.TEXT, text, source)) is not None:
            found = self._called(meant)
        if found is not None:
            self.report.mark(source, found.community.name)
        return found

    def of_unknown(
        self, text: str, campuses: Iterable[CampusId], source: Source
    ) -> CommunityUnderstood | None:
        """By its schools, where a row names a community nobody knows: the only one, noted; or a problem."""
        wanted = set(campuses)
        shared = [one for one in self.communities if wanted and wanted <= set(one.members)]
        exact = [one for one in shared if set(one.members) == wanted]
        for found in (exact, shared):
            if len(found) == 1:
                name = found[0].community.name
                self.report.note("community_taken_as", source, text=plain(text), name=name)
                return found[0]
        names = tuple(one.community.name for one in shared or self.communities)
        self.report.problem("community_unknown", source, text=plain(text), candidates=names)
        return None

    def of(self, code: str, campuses: Iterable[CampusId], source: Source) -> CommunityUnderstood | None:
        """The only one there is; else the workbook's own, if they are members of it; else the one whose
        members they are, exactly before among others.

        None, and a question, where several would do; it is answered for that row and those campuses.
        """
        if len(self.communities) == 1:
            return self.communities[0]
        wanted = list(dict.fromkeys(campuses))
        if (own := self.of_workbook(wanted, source)) is not None:
            return own
        exact = [one for one in self.communities if set(one.members) == set(wanted)]
        wide = [one for one in self.communities if set(wanted) <= set(one.members)]
        for found in (exact, wide):
            if len(found) == 1:
                return found[0]
        candidates = exact or wide or [one for one in self.communities if wanted and wanted[0] in one.members]
        if len(candidates) == 1:
            self._outside(candidates[0], wanted, source)
            return candidates[0]
        return self.asked(code, wanted, source, candidates or self.communities)

    def of_workbook(self, campuses: Iterable[CampusId], source: Source) -> CommunityUnderstood | None:
        """The one that the row's own workbook describes, if these are members of it."""
        own = self.of_file.get(source.file)
        return own if own is not None and set(campuses) <= set(own.members) else None

    def asked(
        self,
        code: str,
        campuses: Sequence[CampusId],
        source: Source,
        candidates: Sequence[CommunityUnderstood],
    ) -> CommunityUnderstood | None:
        """As it was answered for that row and those campuses; None, and the question, where it was not."""
        text = f"{code}({'、'.join(map(self.names.name_of, campuses))})"
        meant = self.report.meant(CorrectionKind.TEXT, text, source)
        answered = None if meant is None else self._called(meant)
        if answered is None:
            names = tuple(one.community.name for one in candidates)
            self.report.problem("community_unclear", source, text=text, candidates=names)
        return answered

    def _called(self, text: str) -> CommunityUnderstood | None:
        wanted = key(text)
        names = {key(one.community.name): one for one in self.communities}
        for found in (
            [one for name, one in names.items() if name == wanted],
            [one for name, one in names.items() if name.startswith(wanted) or wanted.startswith(name)],
            [one for name, one in names.items() if name in wanted or wanted in name],
        ):
            if len(found) == 1:
                return found[0]
        return None

    def _outside(self, community: CommunityUnderstood, campuses: list[CampusId], source: Source) -> None:
        for campus_id in campuses:
            if campus_id not in community.members:
                self.report.note(
                    "campus_outside_community",
                    source,
                    campus=self.names.name_of(campus_id),
                    community=community.community.name,
                )
