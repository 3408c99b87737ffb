"""The door: loaded and staged versions are one corpus, and where the line runs between them changes nothing."""



from tests.deduplicate.wording import story, text
from tests.warehouse.segments import Answer

from ingest.knowledge import Knowledge
from ingest.records import Agency

KNOWN = Knowledge(agencies=(Agency(agency_id="nna", name="National News", domain="nna.example"),))
FIRST = (
    Answer("https://nna.example/1", 0, text=text(1), title="Bridge"),
    Answer("https://one.example/a", 9, text=text(1), title="Bridge again"),
)
SECOND = (
    Answer("https://two.example/b", 70, text=" ".join(story(1)[:9]), title="Bridge cut"),
    Answer("https://three.example/c", 75, text=text(2), title="Canal"),
)
