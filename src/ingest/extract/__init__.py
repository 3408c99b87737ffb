from ingest.extract.facts import extract_facts
