-- What moderators have to look at. One open item for a kind and a subject; deciding closes it.
CREATE TABLE review_items (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    -- flags, held, edit, appeal, votes
    kind TEXT NOT NULL,
    -- what it is about: post:ID, comment:ID, edit:ID, person:ID, ring:ID
    subject TEXT NOT NULL,
    -- whose text or doings it is about
    person_id BIGINT NOT NULL REFERENCES people (id),
    -- the thread, if it is about a post or a comment
    question_id BIGINT,
    -- the higher, the sooner; hundredths
    weight BIGINT NOT NULL,
    -- JSON, of the kind's own making: ids and small values
    detail TEXT NOT NULL DEFAULT '{}',
    opened_at BIGINT NOT NULL,
    claimed_by BIGINT,
    claimed_until BIGINT,
    decided_by BIGINT,
    decided_at BIGINT,
    decision TEXT,
    reason TEXT
);
CREATE UNIQUE INDEX review_items_open ON review_items (kind, subject) WHERE decided_at IS NULL;
CREATE INDEX review_items_waiting ON review_items (opened_at, id) WHERE decided_at IS NULL;
CREATE INDEX review_items_decided ON review_items (decided_at, id) WHERE decided_at IS NOT NULL;
CREATE INDEX review_items_by_person ON review_items (person_id, id);
CREATE INDEX review_items_by_subject ON review_items (subject, id);
