"""The version of this package, as it appears in requests, captures and `ingest --version`."""

VERSION = "0.1.0"
SOFTWARE = f"ingest/{VERSION}"
