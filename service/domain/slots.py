"""Slots of the week, and which of them a joint lesson may stand in."""

from dataclasses import dataclass

from service.domain.people import EVERY_DAY


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """A weekday (1–7) and a period number of the host campus's bells."""

    weekday: int
    period: int


@dataclass(frozen=True, slots=True)
class SlotRange:
    """Some periods on some weekdays; of what is empty, every one."""

    weekdays: frozenset[int] = frozenset()
    periods: frozenset[int] = frozenset()

    def holds(self, slot: Slot) -> bool:
        return (not self.weekdays or slot.weekday in self.weekdays) and (
            not self.periods or slot.period in self.periods
        )

    def without(self, slot: Slot, numbers: frozenset[int]) -> tuple["SlotRange", ...]:
        """What is left of it without one slot; `numbers`: the periods that there are."""
        if not self.holds(slot):
            return (self,)
        day = frozenset({slot.weekday})
        other_days = (self.weekdays or EVERY_DAY) - day
        others = (self.periods or numbers) - {slot.period}
        return (
            *((SlotRange(other_days, self.periods),) if other_days else ()),
            *((SlotRange(day, others),) if others else ()),
        )

    def both(self, other: "SlotRange") -> "SlotRange | None":
        """What lies in both; None where nothing does."""
        weekdays = self.weekdays & other.weekdays if self.weekdays and other.weekdays else None
        periods = self.periods & other.periods if self.periods and other.periods else None
        if frozenset() in (weekdays, periods):
            return None
        return SlotRange(
            self.weekdays | other.weekdays if weekdays is None else weekdays,
            self.periods | other.periods if periods is None else periods,
        )


@dataclass(frozen=True, slots=True)
class SlotLimits:
    """可排时段、不排时段: where a wish may stand in the week (nothing said: anywhere), and where not.

    They are about the week's place: a single date of it may be moved to any slot, as all agree then.
    """

    allowed: tuple[SlotRange, ...] = ()
    forbidden: tuple[SlotRange, ...] = ()

    def allow(self, slot: Slot) -> bool:
        within = not self.allowed or any(one.holds(slot) for one in self.allowed)
        return within and not any(one.holds(slot) for one in self.forbidden)

    def both(self, other: "SlotLimits") -> "SlotLimits":
        """What neither of two rules out."""
        pairs = (one.both(another) for one in self.allowed for another in other.allowed)
        shared = tuple(one for one in pairs if one is not None)
        nowhere = self.allowed and other.allowed and not shared
        return SlotLimits(
            shared or self.allowed or other.allowed,
            (*self.forbidden, *other.forbidden, *((SlotRange(),) if nowhere else ())),
        )

    def allowing(self, slot: Slot, numbers: frozenset[int]) -> "SlotLimits":
        """The same with one slot more; `numbers`: the periods that there are."""
        alone = SlotRange(frozenset({slot.weekday}), frozenset({slot.period}))
        return SlotLimits(
            (*self.allowed, alone) if self.allowed else (),
            tuple(left for one in self.forbidden for left in one.without(slot, numbers)),
        )


NO_LIMITS = SlotLimits()
