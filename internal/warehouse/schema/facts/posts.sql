-- What people wrote and did on networks, in forums and in chats, as last seen.
-- Several sources may show one post: network and id say which it is.
CREATE TABLE golden.posts
(
    source            LowCardinality(String),
    network           LowCardinality(String) COMMENT 'mastodon, reddit, stackexchange, irc …',
    place             LowCardinality(String) COMMENT 'where on it: an instance, a subreddit, a site, a forum, a room',
    id                String COMMENT 'unique on the network',
    kind              LowCardinality(String) COMMENT 'post, comment, question, answer, reshare, quote; in chats line, action, notice, join, part, quit, nick, topic, mode, kick, system',
    url               String,
    author_alias_id   UUID COMMENT 'keyed hash, see golden_private.aliases',
    title             String COMMENT 'addresses replaced',
    words             UInt32 COMMENT 'of its own text',
    tags              Array(LowCardinality(String)) COMMENT 'in lower case, without #',
    thread            String COMMENT 'id of the post that began it',
    reply_to          String COMMENT 'id of what it answers directly',
    reshare_of        String COMMENT 'id of what it passes on or quotes',
    original_alias_id UUID COMMENT 'whose that is; of a nick the new name, of a kick who was put out',
    own               Bool COMMENT 'by an account of the community itself',
    mention           Bool COMMENT 'about the project, by the source''s terms',
    accepted          Bool COMMENT 'of an answer: whoever asked took it',
    auto              Bool COMMENT 'the network says that a program wrote it',
    engagement_read   DateTime('UTC') COMMENT 'when likes, reshares, replies and views were as many; 1970 where the network tells none',
    likes             UInt64,
    reshares          UInt64,
    replies           UInt64,
    views             UInt64,
    {{tail}}
)
ENGINE = {{engine}}
PARTITION BY cityHash64(source) % 16
ORDER BY (source, network, id)
SETTINGS {{settings}}
