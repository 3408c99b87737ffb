-- Grain: one article, with the address of its page.

SELECT url
FROM news.articles
ORDER BY url
