CREATE TABLE notices (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    person_id BIGINT NOT NULL REFERENCES people (id),
    kind TEXT NOT NULL,
    question_id BIGINT NOT NULL,
    post_id BIGINT,
    comment_id BIGINT,
    actor_id BIGINT,
    position BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    -- when it was sent by mail, too
    mailed_at BIGINT,
    read_at BIGINT,
    UNIQUE (person_id, position)
);
CREATE INDEX notices_by_person ON notices (person_id, id);
CREATE INDEX notices_by_question ON notices (question_id, kind, person_id);
CREATE INDEX notices_unread ON notices (person_id) WHERE read_at IS NULL;

-- Which foreign record became which of ours, so that an import can go on and be repeated.
CREATE TABLE imports (
    source TEXT NOT NULL,
    kind TEXT NOT NULL,
    foreign_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    PRIMARY KEY (source, kind, foreign_id)
);
