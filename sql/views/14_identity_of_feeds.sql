-- Grain: one feed of a list (null: all) that listed entries: what names its entries, and the evidence for that.
--
-- A guid is meant to name one entry for ever (RSS 2.0; RFC 4287 section 4.2.6). Feeds break that in two ways:
-- one guid stands for several entries, or one entry gets a new guid when its headline or its campaign changes.
-- Single guids that stand for several entries are set aside wherever they occur (news.entries); what is
-- judged here is whether the guids of a feed as a whole can be trusted.
CREATE OR REPLACE MACRO main.identity_of_feeds(feeds) AS TABLE
WITH
    entry AS (
        SELECT
            feed_url,
            guid,
            guid_form,
            shares_guid,
            article_id,
            shares_link
        FROM main.fact_entry
        WHERE
            producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current)
            AND (feeds IS NULL OR list_contains(feeds, feed_url))
    ),

    -- the form of a guid follows from the guid, or, for headlines, from one of its titles
    guids AS (
        SELECT
            feed_url,
            count(DISTINCT guid) AS guids,
            count(DISTINCT guid) FILTER (shares_guid) AS guids_shared,
            count(DISTINCT guid) FILTER (guid_form = 'tagged') AS guids_tagged,
            count(DISTINCT guid) FILTER (guid_form = 'headline') AS guids_headline
        FROM entry
        GROUP BY feed_url
    ),

    -- an address under several guids that no document lists side by side: its guid was changed
    links AS (
        SELECT
            feed_url,
            count(*) AS links,
            count(*) FILTER (is_shared) AS links_shared,
            count(*) FILTER (NOT is_shared AND first_guid <> last_guid) AS links_renamed
        FROM (
            SELECT
                feed_url,
                article_id,
                bool_or(shares_link) AS is_shared,
                min(guid) AS first_guid,
                max(guid) AS last_guid
            FROM entry
            WHERE article_id IS NOT NULL
            GROUP BY feed_url, article_id
        ) AS one_link
        GROUP BY feed_url
    ),

    counted AS (
        SELECT
            feed.feed_url,
            coalesce(guids.guids, 0) AS guids,
            coalesce(guids.guids_shared, 0) AS guids_shared,
            coalesce(guids.guids_tagged, 0) AS guids_tagged,
            coalesce(guids.guids_headline, 0) AS guids_headline,
            coalesce(links.links, 0) AS links,
            coalesce(links.links_shared, 0) AS links_shared,
            coalesce(links.links_renamed, 0) AS links_renamed
        FROM (SELECT DISTINCT feed_url FROM entry) AS feed
        LEFT JOIN guids ON guids.feed_url = feed.feed_url
        LEFT JOIN links ON links.feed_url = feed.feed_url
    ),

    judged AS (
        SELECT
            *,
            CASE
                WHEN guids = 0 THEN 'it has none'
                WHEN guids_shared * 2 > guids THEN 'most stand for several entries'
                WHEN links_renamed >= 3 AND links_renamed * 10 > links THEN 'they change while the address stays'
                WHEN guids_headline * 2 > guids THEN 'they are headlines'
                WHEN guids_tagged * 2 > guids THEN 'they are addresses with fragments or tracking parameters'
                ELSE ''
            END AS against_guids,
            links > 0 AND links_shared * 2 <= links AS are_links_good
        FROM counted
    )

SELECT
    feed_url,
    CASE WHEN against_guids = '' THEN 'guid' WHEN are_links_good THEN 'link' ELSE 'title' END AS policy,
    CASE
        WHEN against_guids = '' THEN ''
        WHEN are_links_good THEN 'guids: ' || against_guids
        WHEN links = 0 THEN 'guids: ' || against_guids || '; links: it has none'
        ELSE 'guids: ' || against_guids || '; links: most stand for several entries'
    END AS why,
    guids,
    guids_shared,
    guids_tagged,
    guids_headline,
    links,
    links_shared,
    links_renamed
FROM judged;
