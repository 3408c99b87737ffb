"""The language of a text, by py3langid's model; the model is read once a process, when first needed."""

_CHARACTERS = 2_000
_SHORTEST = 20  # characters: below this any answer is a guess


def detected_language(title: str, text: str) -> str | None:
    """The language of title and text, ISO 639-1; None for a text too short to tell."""
    from py3langid import classify  # noqa: PLC0415 - its model takes 0.3 s to read, and only articles need it

    sample = f"{title}\n{text[:_CHARACTERS]}".strip()
    if len(sample) < _SHORTEST:
        return None
    language, _ = classify(sample)
    return str(language)
