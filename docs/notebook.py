"""A marimo notebook over the demonstration's warehouse: who copied whom, and how many voices there are.

pip install marimo
ingest demo
marimo edit docs/notebook.py        # or: python docs/notebook.py
"""

import marimo

app = marimo.App(width="medium")


@app.cell
def _():
    import os

    import ingest

    news = ingest.connect(os.environ.get("INGEST_HOME", ".ingest/demo"))
    return (news,)


@app.cell
def _(news):
    # Many outlets, few voices: each family is one text, however many ran it.
    voices = news.sql(
        """
        SELECT title, articles, outlets, owners, first_seen_at
        FROM families
        WHERE outlets > 1
        ORDER BY outlets DESC, family_id
        LIMIT 10
        """
    ).to_arrow_table()
    voices
    return (voices,)


@app.cell
def _(news):
    # Who takes from whom, and how much of it remains unchanged.
    takers = news.sql(
        """
        SELECT taken_from, outlet, count(*) AS copies, round(avg(score), 2) AS kept
        FROM copies
        WHERE taken_from IS NOT NULL
        GROUP BY ALL
        ORDER BY copies DESC, taken_from, outlet
        LIMIT 10
        """
    ).to_arrow_table()
    takers
    return (takers,)


@app.cell
def _(news):
    # The sources that stand behind the text that most outlets ran, the farthest last.
    sources = news.sql(
        """
        SELECT source, kind, farthest_depth, evidence
        FROM sources_behind((SELECT arg_max(family_id, (outlets, family_id)) FROM families))
        """
    ).to_arrow_table()
    sources
    return (sources,)


@app.cell
def _(news):
    # What did we know on the first morning? Nothing that was seen later is in it.
    first_morning = news.sql(
        """
        SELECT outlet, count(*) AS articles
        FROM as_of((SELECT min(started_at) + INTERVAL 1 HOUR FROM runs))
        GROUP BY outlet
        ORDER BY articles DESC, outlet
        """
    ).to_arrow_table()
    first_morning
    return (first_morning,)


if __name__ == "__main__":
    app.run()
