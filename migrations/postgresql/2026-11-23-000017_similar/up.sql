-- Questions like a question, for the margin of its page: numbers only, looked up by search and renewed by it.
CREATE TABLE search_similar (
    question_id BIGINT PRIMARY KEY NOT NULL REFERENCES questions (id),
    -- JSON: an array of ids, the likeliest first
    ids TEXT NOT NULL,
    looked_at BIGINT NOT NULL,
    -- from when on it is to be looked up anew
    due_at BIGINT NOT NULL
);
