"""How long an outlet's terms let its articles be kept: `retention.csv`, by whoever knows the contract."""

import csv
from pathlib import Path

from pydantic import Field, ValidationError

from ingest.errors import UnreadableFile
from ingest.records import Record

RETENTION = "retention.csv"


class Terms(Record):
    """One row of `retention.csv`."""

    outlet_id: str  # its domain
    keep_days: int = Field(gt=0)  # from the first sighting of an article
    terms: str = Field(min_length=1)  # where that is written: a contract, a page


def read_terms(home: Path) -> tuple[Terms, ...]:
    """The terms that somebody wrote down; none where there is no such file.

    Raises:
        UnreadableFile: a row cannot be read: nothing is let go then.
    """
    path = home / RETENTION
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            return tuple(Terms.model_validate(row) for row in csv.DictReader(lines))
    except FileNotFoundError:
        return ()
    except ValidationError as error:
        first = error.errors()[0]
        raise UnreadableFile(
            f"{path}: column {first['loc'][0] if first['loc'] else '?'}: {first['msg']}"
        ) from error
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UnreadableFile(f"{path}: cannot be read ({error})") from error
