CREATE TABLE tags (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    name TEXT NOT NULL UNIQUE,
    -- JSON: language code to text
    descriptions TEXT NOT NULL DEFAULT '{}',
    question_count BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL
);
CREATE INDEX tags_by_use ON tags (question_count, id);

CREATE TABLE tag_synonyms (
    name TEXT NOT NULL PRIMARY KEY,
    tag_id BIGINT NOT NULL REFERENCES tags (id)
);
CREATE INDEX tag_synonyms_by_tag ON tag_synonyms (tag_id);

-- What questions and answers share. question_id is the thread: a question's own id,
-- or the id of the question that is answered.
CREATE TABLE posts (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    kind TEXT NOT NULL,
    question_id BIGINT NOT NULL,
    author_id BIGINT NOT NULL REFERENCES people (id),
    body TEXT NOT NULL,
    html TEXT NOT NULL,
    lang TEXT NOT NULL,
    up BIGINT NOT NULL DEFAULT 0,
    down BIGINT NOT NULL DEFAULT 0,
    score BIGINT NOT NULL DEFAULT 0,
    -- the part of score that came with an import and has no voter
    imported_score BIGINT NOT NULL DEFAULT 0,
    comment_count BIGINT NOT NULL DEFAULT 0,
    revision BIGINT NOT NULL DEFAULT 1,
    created_at BIGINT NOT NULL,
    edited_at BIGINT,
    status TEXT NOT NULL,
    status_by BIGINT,
    status_at BIGINT,
    status_reason TEXT,
    accepted_at BIGINT,
    accepted_by BIGINT,
    endorsement_count BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX posts_by_thread ON posts (question_id, kind, created_at, id);
CREATE INDEX posts_by_author ON posts (author_id, kind, created_at, id);
CREATE INDEX posts_held ON posts (status_at, id) WHERE status = 'held';

CREATE TABLE questions (
    id INTEGER PRIMARY KEY NOT NULL REFERENCES posts (id),
    title TEXT NOT NULL,
    slug TEXT NOT NULL,
    asker_id BIGINT NOT NULL REFERENCES people (id),
    product_id BIGINT REFERENCES products (id),
    category_id BIGINT REFERENCES categories (id),
    lang TEXT NOT NULL,
    -- open, solved or closed; shown tells lists apart from what only some may see
    state TEXT NOT NULL,
    shown BOOLEAN NOT NULL,
    answer_count BIGINT NOT NULL DEFAULT 0,
    accepted_count BIGINT NOT NULL DEFAULT 0,
    endorsed_count BIGINT NOT NULL DEFAULT 0,
    also_count BIGINT NOT NULL DEFAULT 0,
    views BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL,
    active_at BIGINT NOT NULL,
    first_answer_at BIGINT,
    solved_at BIGINT,
    close_reason TEXT,
    closed_by BIGINT,
    closed_at BIGINT,
    duplicate_of BIGINT
);
CREATE INDEX questions_newest ON questions (created_at, id) WHERE shown;
CREATE INDEX questions_active ON questions (active_at, id) WHERE shown;
CREATE INDEX questions_unanswered ON questions (created_at, id) WHERE shown AND state = 'open' AND answer_count = 0;
CREATE INDEX questions_solved ON questions (active_at, id) WHERE shown AND state = 'solved';
CREATE INDEX questions_by_product ON questions (product_id, created_at, id) WHERE shown;
CREATE INDEX questions_by_category ON questions (category_id, created_at, id) WHERE shown;
CREATE INDEX questions_by_asker ON questions (asker_id, created_at, id);
CREATE INDEX questions_by_duplicate ON questions (duplicate_of) WHERE duplicate_of IS NOT NULL;

-- created_at repeats the question's own, so that a tag's list is one index walk.
CREATE TABLE question_tags (
    question_id BIGINT NOT NULL REFERENCES questions (id),
    tag_id BIGINT NOT NULL REFERENCES tags (id),
    created_at BIGINT NOT NULL,
    PRIMARY KEY (question_id, tag_id)
);
CREATE INDEX question_tags_by_tag ON question_tags (tag_id, created_at, question_id);

CREATE TABLE comments (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    post_id BIGINT NOT NULL REFERENCES posts (id),
    question_id BIGINT NOT NULL REFERENCES questions (id),
    author_id BIGINT NOT NULL REFERENCES people (id),
    body TEXT NOT NULL,
    html TEXT NOT NULL,
    status TEXT NOT NULL,
    status_by BIGINT,
    status_at BIGINT,
    status_reason TEXT,
    created_at BIGINT NOT NULL,
    edited_at BIGINT
);
CREATE INDEX comments_by_post ON comments (post_id, id);
CREATE INDEX comments_by_author ON comments (author_id, id);

CREATE TABLE votes (
    post_id BIGINT NOT NULL REFERENCES posts (id),
    voter_id BIGINT NOT NULL REFERENCES people (id),
    author_id BIGINT NOT NULL REFERENCES people (id),
    value BIGINT NOT NULL CHECK (value IN (-1, 1)),
    created_at BIGINT NOT NULL,
    PRIMARY KEY (post_id, voter_id)
);
CREATE INDEX votes_by_pair ON votes (voter_id, author_id, created_at);

CREATE TABLE endorsements (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    post_id BIGINT NOT NULL REFERENCES posts (id),
    expert_id BIGINT NOT NULL REFERENCES people (id),
    -- the field that entitled the expert: 'product:ID' or 'tag:ID'
    field TEXT NOT NULL,
    note TEXT NOT NULL,
    version TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    withdrawn_at BIGINT
);
CREATE INDEX endorsements_by_post ON endorsements (post_id, id);
CREATE INDEX endorsements_by_expert ON endorsements (expert_id, id);
CREATE UNIQUE INDEX endorsements_standing ON endorsements (post_id, expert_id) WHERE withdrawn_at IS NULL;

CREATE TABLE revisions (
    id INTEGER PRIMARY KEY NOT NULL,
    post_id BIGINT NOT NULL REFERENCES posts (id),
    number BIGINT NOT NULL,
    author_id BIGINT NOT NULL REFERENCES people (id),
    title TEXT,
    body TEXT NOT NULL,
    -- tag names, separated by one space; questions only
    tags TEXT,
    reason TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (post_id, number)
);

CREATE TABLE suggested_edits (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    post_id BIGINT NOT NULL REFERENCES posts (id),
    base_revision BIGINT NOT NULL,
    author_id BIGINT NOT NULL REFERENCES people (id),
    title TEXT,
    body TEXT NOT NULL,
    tags TEXT,
    reason TEXT NOT NULL,
    state TEXT NOT NULL,
    decided_by BIGINT,
    decided_at BIGINT,
    decision_reason TEXT,
    created_at BIGINT NOT NULL
);
CREATE INDEX suggested_edits_by_state ON suggested_edits (state, id);
CREATE INDEX suggested_edits_by_post ON suggested_edits (post_id, state);

CREATE TABLE also_have (
    question_id BIGINT NOT NULL REFERENCES questions (id),
    person_id BIGINT NOT NULL REFERENCES people (id),
    created_at BIGINT NOT NULL,
    PRIMARY KEY (question_id, person_id)
);
CREATE INDEX also_have_by_person ON also_have (person_id, created_at);

-- kind: question, tag or product
CREATE TABLE watches (
    person_id BIGINT NOT NULL REFERENCES people (id),
    kind TEXT NOT NULL,
    subject_id BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (person_id, kind, subject_id)
);
CREATE INDEX watches_by_subject ON watches (kind, subject_id, person_id);
