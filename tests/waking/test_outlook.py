"""A glance is enough until something has changed; what is due is seen when its time comes."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from ingest.capture import Agenda
from ingest.waking.outlook import Glance, Outlook

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@dataclass
class _Home:
    """A home with one feed that falls due at a time."""

    due_at: datetime
    seen: Glance = field(default_factory=lambda: Glance(state="0"))
    plans: list[datetime] = field(default_factory=list)

    def agenda(self, now: datetime) -> Agenda:
        self.plans.append(now)
        is_due = self.due_at <= now
        return Agenda(
            is_anything=is_due, feeds=int(is_due), pages=0, dropped=0, delivered=0,
            next_at=None if is_due else self.due_at,
        )  # fmt: skip

    def outlook(self) -> Outlook:
        return Outlook(glance=lambda: self.seen, agenda=self.agenda)


def test_a_feed_is_seen_to_be_due_when_its_time_comes_without_a_thorough_look_before() -> None:
    home = _Home(NOW + MINUTE)
    outlook = home.outlook()
    assert [outlook.reasons(NOW + number * MINUTE / 4) for number in range(4)] == [frozenset()] * 4
    assert home.plans == [NOW]
    assert outlook.reasons(NOW + MINUTE)


def test_a_poll_that_was_made_changes_the_state_and_so_the_outlook() -> None:
    home = _Home(NOW)
    outlook = home.outlook()
    before = outlook.reasons(NOW)
    assert before
    home.seen, home.due_at = Glance(state="1"), NOW + MINUTE
    assert outlook.reasons(NOW + MINUTE / 2) == frozenset()
    assert outlook.reasons(NOW + MINUTE) != before, "due again is another reason than due before"


def test_what_arrives_is_a_reason_at_once() -> None:
    home = _Home(NOW + MINUTE)
    outlook = home.outlook()
    assert not outlook.reasons(NOW)
    home.seen = Glance(state="0", arrivals=frozenset({"a.warc.gz"}))
    assert outlook.reasons(NOW) == {"a.warc.gz"}
    assert len(home.plans) == 1
