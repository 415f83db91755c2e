"""Times of saves that contradict each other, at the edge of what two honest clocks may be apart."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from ledger.core.audit.clocks import APART, SKEW, implausible, zone_changes
from tests.core.audit.made import at, save, signed

OFFICE = ZoneInfo("America/Chicago")
SECOND = timedelta(seconds=1)


def test_as_far_as_two_honest_clocks_may_be_apart_nothing_is_said() -> None:
    late = save("b", ("a", "cut off"), author=signed(at(10) - SKEW - APART), committer=signed(at(10) - SKEW))
    assert list(implausible([save("a", author=signed(at(10))), late], at(10) - SKEW)) == []


def test_beyond_that_each_of_the_three_is_named() -> None:
    early = at(10) - SKEW - SECOND
    late = save("b", ("a",), author=signed(early - APART - SECOND), committer=signed(early))
    found = list(implausible([save("a", author=signed(at(10))), late], early))
    assert [(one.save, one.finding.code, one.finding.message) for one in found] == [
        ("a", "LED746", "the save bears a time that has not come: 2026-03-10 16:00 +0000"),
        ("b", "LED746", "the save bears 2026-03-10 15:54 +0000, and one it stands on bears 2026-03-10 16:00 +0000"),
        ("b", "LED746", "written 2026-03-09 15:54 +0000, as it says, and saved 2026-03-10 15:54 +0000"),
    ]
    ahead = save(author=signed(at(12)), committer=signed(at(10)))
    assert [one.finding.message for one in implausible([ahead], at(12))] == [
        "written 2026-03-12 16:00 +0000, as it says, and saved 2026-03-10 16:00 +0000"
    ]


def test_a_clock_in_another_zone_is_a_journey_unless_the_office_turns() -> None:
    def zoned(version: str, day: int, zone: str, email: str = "jlee@bluestem.example"):  # type: ignore[no-untyped-def] # noqa: ANN202
        return save(version, author=signed(at(day).astimezone(ZoneInfo(zone)), email=email))

    turned = [zoned("a", 6, "America/Chicago"), zoned("b", 9, "America/Chicago")]
    assert list(zone_changes(turned, OFFICE)) == []
    saves = [*turned, zoned("x", 9, "Asia/Tokyo", "mo@x"), zoned("c", 10, "Europe/Paris", "JLEE@bluestem.example")]
    [found] = zone_changes([*saves, zoned("d", 11, "Europe/Paris")], OFFICE)
    assert (found.save, found.at, found.before, found.after) == ("c", at(10), "-0500", "+0100")
    [home] = zone_changes([zoned("a", 10, "Europe/Paris"), zoned("b", 11, "America/Chicago")], OFFICE)
    assert (home.before, home.after) == ("+0100", "-0500")
