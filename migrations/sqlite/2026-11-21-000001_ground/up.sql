CREATE TABLE settings (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

-- The one-row counter that gives every event its position. It stays locked from the
-- moment a batch takes its positions until that batch commits.
CREATE TABLE event_log (
    id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
    position BIGINT NOT NULL
);
INSERT INTO event_log (id, position) VALUES (1, 0);

CREATE TABLE events (
    position INTEGER PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    at BIGINT NOT NULL,
    actor_id BIGINT,
    payload TEXT NOT NULL
);
CREATE INDEX events_by_kind ON events (kind, position);

CREATE TABLE readers (
    name TEXT NOT NULL PRIMARY KEY,
    position BIGINT NOT NULL,
    moved_at BIGINT NOT NULL
);

CREATE TABLE jobs (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    unique_key TEXT UNIQUE,
    state TEXT NOT NULL,
    run_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL DEFAULT 0,
    leased_by TEXT,
    leased_until BIGINT,
    last_error TEXT,
    created_at BIGINT NOT NULL
);
CREATE INDEX jobs_due ON jobs (state, run_at, id);

-- One row for each form that was accepted, so that a retry finds the first answer.
CREATE TABLE accepted_forms (
    person_id BIGINT NOT NULL,
    form_key TEXT NOT NULL,
    location TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (person_id, form_key)
) WITHOUT ROWID;
CREATE INDEX accepted_forms_by_age ON accepted_forms (created_at);
