-- What texts look like, so that repeated ones are recognised: hashes, never words. Kept for a month.
CREATE TABLE text_prints (
    print BIGINT NOT NULL,
    -- post:ID or comment:ID
    about TEXT NOT NULL,
    author_id BIGINT NOT NULL,
    -- the hash of the whole text, or one of its shingles
    whole BOOLEAN NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (print, about)
);
CREATE INDEX text_prints_by_text ON text_prints (about);
CREATE INDEX text_prints_by_time ON text_prints (at);

-- What moderators' decisions taught: in how many texts of each kind a word stood.
CREATE TABLE spam_words (
    word TEXT PRIMARY KEY NOT NULL,
    spam BIGINT NOT NULL,
    fine BIGINT NOT NULL,
    seen_at BIGINT NOT NULL
);
CREATE INDEX spam_words_by_time ON spam_words (seen_at);

-- The same of the hosts that were linked to.
CREATE TABLE spam_domains (
    domain TEXT PRIMARY KEY NOT NULL,
    spam BIGINT NOT NULL,
    fine BIGINT NOT NULL,
    seen_at BIGINT NOT NULL
);
CREATE INDEX spam_domains_by_spam ON spam_domains (spam, domain);

-- From which posts, so that each counts once and can be forgotten again; words and hosts separated by one space.
CREATE TABLE spam_lessons (
    post_id BIGINT PRIMARY KEY NOT NULL,
    spam BOOLEAN NOT NULL,
    words TEXT NOT NULL,
    domains TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX spam_lessons_by_kind ON spam_lessons (spam, at);

-- Nights in which votes were looked through: one row for each UTC day, whichever node did it.
CREATE TABLE vote_passes (
    day BIGINT PRIMARY KEY NOT NULL,
    at BIGINT NOT NULL,
    found BIGINT NOT NULL
);

-- People whose votes look like an arrangement.
CREATE TABLE vote_rings (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    -- one_sided, reciprocal, ring
    kind TEXT NOT NULL,
    -- ids in ascending order, separated by one space
    members TEXT NOT NULL,
    -- found, reversed, left, undone
    state TEXT NOT NULL,
    found_at BIGINT NOT NULL,
    -- votes cast before are not looked at
    since BIGINT NOT NULL,
    decided_by BIGINT,
    decided_at BIGINT,
    reason TEXT
);
CREATE INDEX vote_rings_by_members ON vote_rings (members, id);
CREATE INDEX vote_rings_by_state ON vote_rings (state, id);

-- Who of them votes for whom: how often, and what share of all their votes in hundredths.
CREATE TABLE vote_ring_pairs (
    ring_id BIGINT NOT NULL REFERENCES vote_rings (id),
    voter_id BIGINT NOT NULL,
    author_id BIGINT NOT NULL,
    value BIGINT NOT NULL,
    votes BIGINT NOT NULL,
    share BIGINT NOT NULL,
    PRIMARY KEY (ring_id, voter_id, author_id, value)
);

-- Votes that were taken away, so that they can be put back as they were.
CREATE TABLE reversed_votes (
    ring_id BIGINT NOT NULL REFERENCES vote_rings (id),
    post_id BIGINT NOT NULL,
    voter_id BIGINT NOT NULL,
    author_id BIGINT NOT NULL,
    value BIGINT NOT NULL,
    cast_at BIGINT NOT NULL,
    PRIMARY KEY (ring_id, post_id, voter_id)
);
CREATE INDEX votes_by_time ON votes (created_at);
-- Why a line takes another one back, where that is not what its subject did: serial
ALTER TABLE ledger ADD COLUMN why TEXT;

-- What only the team and its author see of a post or comment; everything else holds a mark in its place.
CREATE TABLE masked (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    token TEXT NOT NULL,
    post_id BIGINT NOT NULL,
    comment_id BIGINT,
    author_id BIGINT NOT NULL,
    -- email, phone, iban, card, number, other
    kind TEXT NOT NULL,
    original TEXT NOT NULL,
    masked_by BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX masked_by_post ON masked (post_id, id);
CREATE INDEX masked_by_author ON masked (author_id, id);

-- Who of the team looked, for the author to read.
CREATE TABLE masked_looks (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    post_id BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX masked_looks_by_post ON masked_looks (post_id, id);
