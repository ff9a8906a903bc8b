-- When moderators and teams work.
CREATE TABLE calendars (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    name TEXT NOT NULL UNIQUE,
    -- IANA name
    zone TEXT NOT NULL,
    -- JSON: seven lists of {from, to} in minutes, Monday first
    week TEXT NOT NULL,
    -- JSON: [{date, name, slots}]; no slots is a closed day
    days TEXT NOT NULL
);

-- Under which terms a question waits; the first that matches, by position. The fallback is the last one.
CREATE TABLE policies (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    name TEXT NOT NULL,
    position BIGINT NOT NULL,
    fallback BOOLEAN NOT NULL,
    -- JSON: products, categories, tags, languages, priorities
    conditions TEXT NOT NULL,
    -- windows in microseconds
    peer_window BIGINT NOT NULL,
    triage_window BIGINT NOT NULL,
    first_response BIGINT NOT NULL,
    solution BIGINT,
    warn_before BIGINT NOT NULL,
    -- JSON: percents of the peer window
    nudges TEXT NOT NULL,
    send_backs BIGINT NOT NULL,
    answered TEXT NOT NULL,
    triage_calendar_id BIGINT NOT NULL REFERENCES calendars (id),
    staff_calendar_id BIGINT NOT NULL REFERENCES calendars (id),
    team_id BIGINT REFERENCES teams (id),
    starts_at BIGINT NOT NULL,
    retired_at BIGINT
);
CREATE UNIQUE INDEX policies_fallback ON policies (fallback) WHERE fallback AND retired_at IS NULL;

-- Who changed which terms, from what to what (JSON).
CREATE TABLE terms_changes (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    subject TEXT NOT NULL,
    subject_id BIGINT NOT NULL,
    actor_id BIGINT,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    -- open questions whose due time moved
    moved BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX terms_changes_by_subject ON terms_changes (subject, subject_id, id);

-- Where a question stands. None for what is older than its policy and for what was imported: that never escalates.
CREATE TABLE escalations (
    question_id BIGINT NOT NULL PRIMARY KEY REFERENCES questions (id),
    policy_id BIGINT NOT NULL REFERENCES policies (id),
    team_id BIGINT REFERENCES teams (id),
    priority BIGINT NOT NULL DEFAULT 0,
    stage TEXT NOT NULL,
    since BIGINT NOT NULL,
    counted_from BIGINT NOT NULL,
    due BIGINT,
    answered BOOLEAN NOT NULL,
    closed BOOLEAN NOT NULL,
    sent_back BIGINT NOT NULL,
    -- neither answered nor closed
    waits BOOLEAN NOT NULL,
    -- when the clock looks at it next; none while nothing can become due
    next_at BIGINT,
    -- nudges of the present peer window that are done
    nudged BIGINT NOT NULL DEFAULT 0,
    warned_at BIGINT,
    overdue_at BIGINT,
    -- when the asker still needed help; only later answers count
    asked_again_at BIGINT,
    -- the answer after which they did: once for each
    asked_again_post BIGINT,
    -- a moderator's soft lock
    claimed_by BIGINT REFERENCES people (id),
    claimed_until BIGINT,
    -- the one of the team whose it is
    assigned_to BIGINT REFERENCES people (id),
    assigned_at BIGINT,
    snoozed_until BIGINT,
    -- counts every change: what was looked at may have changed since
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX escalations_next ON escalations (next_at, question_id) WHERE next_at IS NOT NULL;
CREATE INDEX escalations_by_stage ON escalations (stage, due, question_id) WHERE waits;
CREATE INDEX escalations_by_team ON escalations (team_id, stage, due, question_id) WHERE waits;
CREATE INDEX escalations_by_person ON escalations (assigned_to, due) WHERE waits AND assigned_to IS NOT NULL;

-- What happened to it, each with its true time.
CREATE TABLE escalation_steps (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    question_id BIGINT NOT NULL REFERENCES questions (id),
    kind TEXT NOT NULL,
    stage TEXT NOT NULL,
    at BIGINT NOT NULL,
    due BIGINT,
    policy_id BIGINT NOT NULL,
    actor_id BIGINT,
    team_id BIGINT,
    -- what whoever acted said; for the company's eyes
    reason TEXT NOT NULL DEFAULT '',
    -- JSON: the row before somebody acted, for undo
    before TEXT,
    -- the row's version after it
    version BIGINT NOT NULL,
    undone_at BIGINT
);
CREATE INDEX escalation_steps_by_question ON escalation_steps (question_id, id);
CREATE INDEX escalation_steps_by_kind ON escalation_steps (kind, at);

-- What staff say among themselves about a question.
CREATE TABLE internal_notes (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    question_id BIGINT NOT NULL REFERENCES questions (id),
    author_id BIGINT NOT NULL REFERENCES people (id),
    body TEXT NOT NULL,
    html TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    deleted_at BIGINT
);
CREATE INDEX internal_notes_by_question ON internal_notes (question_id, id);

-- Texts that staff start an answer with; team_id: for that team only.
CREATE TABLE canned_answers (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    name TEXT NOT NULL,
    lang TEXT NOT NULL,
    team_id BIGINT REFERENCES teams (id),
    body TEXT NOT NULL,
    used BIGINT NOT NULL DEFAULT 0,
    changed_by BIGINT,
    changed_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX canned_answers_by_name ON canned_answers (lang, name);

-- Whom we asked to help with what, and what came of it.
CREATE TABLE nudges (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    question_id BIGINT NOT NULL REFERENCES questions (id),
    person_id BIGINT NOT NULL REFERENCES people (id),
    -- why they: JSON
    why TEXT NOT NULL,
    -- asked, declined, answered or held_out (would have been asked: to see whether it helps)
    state TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    decided_at BIGINT,
    UNIQUE (question_id, person_id)
);
CREATE INDEX nudges_by_person ON nudges (person_id, created_at);
