-- Keeping order in threads: reading only, only for members who are known, merged into another thread.
ALTER TABLE questions ADD COLUMN locked_at BIGINT;
ALTER TABLE questions ADD COLUMN locked_by BIGINT;
-- heated, noise, settled, checking, other
ALTER TABLE questions ADD COLUMN lock_reason TEXT;
ALTER TABLE questions ADD COLUMN protected_at BIGINT;
ALTER TABLE questions ADD COLUMN protected_by BIGINT;
-- the thread that has its answers now, and to which its address leads for ever
ALTER TABLE questions ADD COLUMN merged_into BIGINT;
CREATE INDEX questions_by_merge ON questions (merged_into) WHERE merged_into IS NOT NULL;

-- What was moved between threads, or between answers and comments: old addresses follow it, and it can be taken back.
CREATE TABLE moves (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    -- merge, split, answer, to_comment, to_answer
    kind TEXT NOT NULL,
    from_question BIGINT NOT NULL REFERENCES questions (id),
    to_question BIGINT NOT NULL REFERENCES questions (id),
    -- the answer that moved; for conversions both, what it was and what it is
    post_id BIGINT,
    comment_id BIGINT,
    actor_id BIGINT NOT NULL REFERENCES people (id),
    reason TEXT NOT NULL DEFAULT '',
    -- JSON: how things were before, ids and small values
    detail TEXT NOT NULL DEFAULT '{}',
    created_at BIGINT NOT NULL,
    undone_at BIGINT,
    undone_by BIGINT
);
CREATE INDEX moves_from ON moves (from_question, id);
CREATE INDEX moves_to ON moves (to_question, id);
CREATE INDEX moves_by_post ON moves (post_id, id) WHERE post_id IS NOT NULL;
CREATE INDEX moves_by_comment ON moves (comment_id, id) WHERE comment_id IS NOT NULL;
