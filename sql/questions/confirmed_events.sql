-- Grain: one event that several texts tell.
-- Title: Which events do several texts of their own report, and not one text many times?
-- Topic: copies
-- Meaning: Stories: families about the same event, found by headline, people, places, figures and day. `texts` counts texts,
--   `articles` counts their copies as well, `outlets` the first outlet of each text. Compare `ingest ask false_confirmation`.
-- Cannot know: Texts about an event whose headlines share fewer than two words, or that are in another language, stay apart.
-- Parameter texts (integer, default 2): at least so many texts
-- Parameter rows (integer, default 50): rows at most
SELECT
    story.title,
    story.first_day,
    story.last_day,
    story.families AS texts,
    story.articles,
    list(DISTINCT member.outlet ORDER BY member.outlet) AS outlets,
    story.story_id
FROM news.stories AS story
INNER JOIN news.story_members AS member ON member.story_id = story.story_id
WHERE story.families >= $texts::INTEGER
GROUP BY ALL
ORDER BY story.families DESC, story.articles DESC, story.first_day DESC, story.story_id
LIMIT $rows::INTEGER
