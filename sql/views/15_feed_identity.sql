-- Grain: one feed that listed entries: what names its entries, and the evidence for that.
CREATE OR REPLACE VIEW news.feed_identity AS
SELECT
    feed_url,
    policy,
    why,
    guids,
    guids_shared,
    guids_tagged,
    guids_headline,
    links,
    links_shared,
    links_renamed
FROM main.identity_of_feeds(NULL::TEXT[]);

COMMENT ON VIEW news.feed_identity IS 'Grain: one feed that listed entries: what names its entries, and the evidence for that.';
COMMENT ON COLUMN news.feed_identity.feed_url IS 'feed';
COMMENT ON COLUMN news.feed_identity.policy IS 'what names its entries: guid, link or title (with its day)';
COMMENT ON COLUMN news.feed_identity.why IS 'why not by guid; empty where by guid';
COMMENT ON COLUMN news.feed_identity.guids IS 'different guids';
COMMENT ON COLUMN news.feed_identity.guids_shared IS 'of them: given to entries with different links in one document';
COMMENT ON COLUMN news.feed_identity.guids_tagged IS 'of them: addresses with a fragment or tracking parameters';
COMMENT ON COLUMN news.feed_identity.guids_headline IS 'of them: made from the title';
COMMENT ON COLUMN news.feed_identity.links IS 'different articles linked';
COMMENT ON COLUMN news.feed_identity.links_shared IS 'of them: linked by different entries of one document';
COMMENT ON COLUMN news.feed_identity.links_renamed IS 'of them: listed under several guids, never in one document';
