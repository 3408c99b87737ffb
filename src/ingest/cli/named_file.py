"""Files that a person names on the command line."""

from pathlib import Path

from ingest.errors import UnreadableFile

_FILE_BYTES = 50_000_000  # a page or a statement on disk that is larger is none


def read_file(file: Path) -> bytes:
    """The bytes of a file of reasonable size.

    Raises:
        UnreadableFile: it is not there, cannot be read, or is too large.
    """
    try:
        size = file.stat().st_size
        if size > _FILE_BYTES:
            raise UnreadableFile(f"{file} has {size:,} bytes; more than {_FILE_BYTES:,} is no page")
        return file.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"{file} cannot be read: {error.strerror}") from error
