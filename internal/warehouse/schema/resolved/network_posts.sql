-- One thing that somebody wrote or passed on, on a network, in a forum or in a chat.
CREATE TABLE {{db}}network_posts
(
    network    LowCardinality(String) COMMENT 'mastodon, reddit, stackexchange, irc …',
    place      LowCardinality(String) COMMENT 'where on it: an instance, a subreddit, a site, a forum, a room',
    id         String COMMENT 'unique on the network',
    kind       LowCardinality(String) COMMENT 'post, comment, question, answer, reshare, quote; in chats line, action',
    ref        String COMMENT 'its page, or network and id',
    title      String,
    date       DateTime('UTC'),
    person_id  UUID,
    bot        Bool COMMENT 'a program wrote it: as people are judged, or as the network says',
    thread     String COMMENT 'id of the post that began it',
    accepted   Bool COMMENT 'of an answer: whoever asked took it',
    read       DateTime('UTC') COMMENT 'when engagement was so much; 1970-01-01 where the network tells none',
    engagement UInt64 COMMENT 'likes, reshares and replies',
    scopes     Array(LowCardinality(String)) COMMENT 'where sources show it',
    about      Array(LowCardinality(String)) COMMENT 'those of them in which it mentions the project',
    own        Array(LowCardinality(String)) COMMENT 'those of them whose own account wrote it',
    passes     Array(LowCardinality(String)) COMMENT 'of a reshare or quote: scopes whose own account wrote what another passes on',
    sources    Array(LowCardinality(String))
)
ENGINE = MergeTree
ORDER BY (date, network, id)
SETTINGS {{settings}}
