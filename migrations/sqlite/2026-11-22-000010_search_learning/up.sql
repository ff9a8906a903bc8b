-- What was searched, by UTC day and term; no person, no address. The term '' stands for all that are not told apart.
CREATE TABLE search_days (
    day BIGINT NOT NULL,
    term TEXT NOT NULL,
    month BIGINT NOT NULL,
    searches BIGINT NOT NULL,
    without_hit BIGINT NOT NULL,
    followable BIGINT NOT NULL,
    clicked BIGINT NOT NULL,
    PRIMARY KEY (day, term)
);
CREATE INDEX search_days_by_month ON search_days (month, term);

-- Which hits were followed: 0 is a pinned answer, 21 everything behind the first page.
CREATE TABLE search_clicks (
    day BIGINT NOT NULL,
    term TEXT NOT NULL,
    position BIGINT NOT NULL,
    month BIGINT NOT NULL,
    clicks BIGINT NOT NULL,
    PRIMARY KEY (day, term, position)
);
CREATE INDEX search_clicks_by_month ON search_clicks (month, term);

-- How many people searched a term in a month.
CREATE TABLE search_terms (
    month BIGINT NOT NULL,
    term TEXT NOT NULL,
    people BIGINT NOT NULL,
    PRIMARY KEY (month, term)
);

-- A month's key, and what it made of terms and people, so that nobody counts twice. Both go when the month is over.
CREATE TABLE search_keys (
    month BIGINT PRIMARY KEY NOT NULL,
    secret TEXT NOT NULL
);
CREATE TABLE search_seekers (
    month BIGINT NOT NULL,
    term BIGINT NOT NULL,
    seeker BIGINT NOT NULL,
    PRIMARY KEY (month, term, seeker)
);

-- Words and phrases that mean the same.
CREATE TABLE search_word_groups (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    changed_by BIGINT REFERENCES people (id),
    changed_at BIGINT NOT NULL
);
CREATE TABLE search_synonyms (
    term TEXT PRIMARY KEY NOT NULL,
    group_id BIGINT NOT NULL REFERENCES search_word_groups (id),
    place BIGINT NOT NULL,
    word TEXT NOT NULL
);
CREATE INDEX search_synonyms_by_group ON search_synonyms (group_id);

-- Questions, or answers of theirs, that the team shows above the hits of a term.
CREATE TABLE search_pins (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    term TEXT NOT NULL,
    place BIGINT NOT NULL,
    question_id BIGINT NOT NULL REFERENCES questions (id),
    answer_id BIGINT REFERENCES posts (id),
    pinned_by BIGINT REFERENCES people (id),
    pinned_at BIGINT NOT NULL,
    UNIQUE (term, place),
    UNIQUE (term, question_id)
);

-- Questions that did not have to be asked, because this one was there.
CREATE TABLE search_saved (
    day BIGINT NOT NULL,
    question_id BIGINT NOT NULL REFERENCES questions (id),
    people BIGINT NOT NULL,
    PRIMARY KEY (day, question_id)
);
