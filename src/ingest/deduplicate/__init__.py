from ingest.deduplicate.find import find_families
__all__=["find_families"]
