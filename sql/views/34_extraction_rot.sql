-- Grain: one outlet, one field of its articles and one UTC day on which new articles were seen.
CREATE OR REPLACE VIEW news.extraction_rot AS
WITH article AS (
    SELECT
        version.outlet_id,
        version.first_seen_at::DATE AS "day",
        (version.published_at IS NULL)::INTEGER AS published_at,
        (version.published_day IS NULL)::INTEGER AS published_day,
        (coalesce(len(version.authors), 0) = 0)::INTEGER AS authors,
        (words.title = '')::INTEGER AS title,
        (words.summary IS NULL)::INTEGER AS summary,
        (version.section IS NULL)::INTEGER AS section,
        (version.lead_image_url IS NULL)::INTEGER AS lead_image,
        (version.word_count < 80)::INTEGER AS "text"
    FROM main.fact_version AS version
    INNER JOIN main.article_text AS words ON words.version_id = version.version_id
    WHERE
        version.version_no = 1
        AND version.producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current)
),

lacking AS (
    UNPIVOT article
    ON published_at, published_day, authors, title, summary, section, lead_image, "text"
    INTO NAME field VALUE is_missing
),

page AS (
    SELECT
        feed.outlet_id,
        capture.fetched_at::DATE AS "day",
        'article' AS field,
        (capture.result = 'rejected')::INTEGER AS is_missing
    FROM main.fact_fetch AS capture
    INNER JOIN main.dim_feed AS feed ON feed.feed_url = capture.feed_url
    WHERE capture.kind = 'page' AND capture.result IN ('article', 'rejected')
),

daily AS (
    SELECT
        outlet_id,
        field,
        "day",
        count(*) AS articles,
        sum(is_missing)::BIGINT AS missing,
        avg(is_missing) AS share
    FROM (FROM lacking UNION ALL BY NAME FROM page)
    GROUP BY ALL
),

compared AS (
    SELECT
        *,
        quantile_cont(share, 0.5) OVER earlier AS usual_share,
        count(*) OVER earlier AS days_before
    FROM daily
    WINDOW earlier AS (
        PARTITION BY outlet_id, field
        ORDER BY "day"
        RANGE BETWEEN INTERVAL 28 DAYS PRECEDING AND INTERVAL 1 DAY PRECEDING
    )
)

SELECT
    compared.outlet_id,
    coalesce(outlet.name, compared.outlet_id) AS outlet,
    compared.field,
    compared."day",
    compared.articles,
    compared.missing,
    compared.share,
    compared.usual_share,
    compared.days_before,
    coalesce(
        compared.articles >= 3 AND compared.days_before >= 3 AND compared.share >= compared.usual_share + 0.3, false
    ) AS is_rotten
FROM compared
LEFT JOIN main.dim_outlet AS outlet ON outlet.outlet_id = compared.outlet_id;

COMMENT ON VIEW news.extraction_rot IS 'Grain: one outlet, one field of its articles and one UTC day on which new articles were seen.';
COMMENT ON COLUMN news.extraction_rot.outlet_id IS 'publisher';
COMMENT ON COLUMN news.extraction_rot.outlet IS 'publisher''s name';
COMMENT ON COLUMN news.extraction_rot.field IS 'published_at, published_day, authors, title, summary, section, lead_image, text (under 80 words) or article (pages refused as none)';
COMMENT ON COLUMN news.extraction_rot.day IS 'UTC day of the first capture';
COMMENT ON COLUMN news.extraction_rot.articles IS 'articles first seen on that day; for the field article: pages read';
COMMENT ON COLUMN news.extraction_rot.missing IS 'of them without the field';
COMMENT ON COLUMN news.extraction_rot.share IS 'missing by articles, 0 to 1';
COMMENT ON COLUMN news.extraction_rot.usual_share IS 'median share of the days with articles among the 28 before; null where there are none';
COMMENT ON COLUMN news.extraction_rot.days_before IS 'days that the median is of';
COMMENT ON COLUMN news.extraction_rot.is_rotten IS 'whether three articles or more lack it, by 0.3 more than usual on three days or more: the page was probably redesigned';
