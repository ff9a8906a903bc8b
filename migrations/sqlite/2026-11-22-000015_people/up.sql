-- Sanctions, second factors, devices, and the audit.
ALTER TABLE people ADD COLUMN silenced_until BIGINT;
-- the sanction that they have to read before it goes away, if there is one
ALTER TABLE people ADD COLUMN warning_id BIGINT;
ALTER TABLE people ADD COLUMN second_factor_at BIGINT;

CREATE TABLE sanctions (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    person_id BIGINT NOT NULL REFERENCES people (id),
    -- warn, silence, suspend
    kind TEXT NOT NULL,
    -- a template's word, or other; and own words, which only the person and moderators see
    reason TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    by_id BIGINT NOT NULL REFERENCES people (id),
    at BIGINT NOT NULL,
    until BIGINT,
    -- what became of their posts: kept, hidden, deleted, back
    posts TEXT NOT NULL DEFAULT 'kept',
    read_at BIGINT,
    ended_at BIGINT,
    ended_by BIGINT
);
CREATE INDEX sanctions_by_person ON sanctions (person_id, id);

-- What a sanction took away, as it was before: giving it back restores exactly this.
CREATE TABLE sanction_posts (
    sanction_id BIGINT NOT NULL REFERENCES sanctions (id),
    -- post, comment
    kind TEXT NOT NULL,
    subject_id BIGINT NOT NULL,
    status TEXT NOT NULL,
    status_by BIGINT,
    status_at BIGINT,
    status_reason TEXT,
    taken_by BIGINT NOT NULL,
    taken_at BIGINT NOT NULL,
    given_back_at BIGINT,
    PRIMARY KEY (sanction_id, kind, subject_id)
);

-- What concerns an account and no question: a new device, a sanction, a second factor.
CREATE TABLE account_notices (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    person_id BIGINT NOT NULL REFERENCES people (id),
    kind TEXT NOT NULL,
    -- a small value: a device's name, a sanction's number
    detail TEXT NOT NULL DEFAULT '',
    at BIGINT NOT NULL,
    read_at BIGINT
);
CREATE INDEX account_notices_by_person ON account_notices (person_id, id);

CREATE TABLE known_devices (
    person_id BIGINT NOT NULL REFERENCES people (id),
    token_hash TEXT NOT NULL,
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (person_id, token_hash)
);

-- One-time codes. The secret is sealed with a key that comes from the installation's own.
CREATE TABLE second_factors (
    person_id BIGINT PRIMARY KEY NOT NULL REFERENCES people (id),
    sealed TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    confirmed_at BIGINT,
    -- the last half minute whose code was used; it and those before are worth nothing
    used_step BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE recovery_codes (
    person_id BIGINT NOT NULL REFERENCES people (id),
    code_hash TEXT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (person_id, code_hash)
);

-- Signed in by password, not yet by the second factor.
CREATE TABLE factor_challenges (
    token_hash TEXT PRIMARY KEY NOT NULL,
    person_id BIGINT NOT NULL REFERENCES people (id),
    tries BIGINT NOT NULL DEFAULT 0,
    expires_at BIGINT NOT NULL
);
CREATE INDEX factor_challenges_by_person ON factor_challenges (person_id);
CREATE INDEX factor_challenges_old ON factor_challenges (expires_at);

-- Who did what to whom, and why. Only ever added to.
CREATE TABLE audit_lines (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    at BIGINT NOT NULL,
    -- the event's kind
    act TEXT NOT NULL,
    actor_id BIGINT,
    -- the mightiest role that the actor held then
    role TEXT NOT NULL DEFAULT '',
    -- to whom: the person, or the author of what it was done to
    person_id BIGINT,
    -- what it was done to: post:3, person:7
    subject TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    -- JSON: the event's ids and small values
    detail TEXT NOT NULL DEFAULT '{}'
);
CREATE INDEX audit_lines_by_time ON audit_lines (at, id);
CREATE INDEX audit_lines_by_act ON audit_lines (act, id);
CREATE INDEX audit_lines_by_actor ON audit_lines (actor_id, id);
CREATE INDEX audit_lines_by_person ON audit_lines (person_id, id);
CREATE INDEX audit_lines_by_subject ON audit_lines (subject, id);
CREATE INDEX audit_lines_by_role ON audit_lines (role, id);

-- Whence, for 90 days: a network, never a whole address.
CREATE TABLE audit_origins (
    line_id BIGINT PRIMARY KEY NOT NULL REFERENCES audit_lines (id),
    at BIGINT NOT NULL,
    network TEXT NOT NULL,
    device TEXT NOT NULL
);
CREATE INDEX audit_origins_by_time ON audit_origins (at);

-- What the admins' log showed until now stands in the audit from its first day.
INSERT INTO audit_lines (at, act, actor_id, person_id, subject, detail)
SELECT at, kind, actor_id, json_extract(payload, '$.person_id'), CASE
    WHEN json_extract(payload, '$.post_id') IS NOT NULL THEN 'post:' || json_extract(payload, '$.post_id')
    WHEN json_extract(payload, '$.tag_id') IS NOT NULL THEN 'tag:' || json_extract(payload, '$.tag_id')
    WHEN json_extract(payload, '$.product_id') IS NOT NULL THEN 'product:' || json_extract(payload, '$.product_id')
    WHEN json_extract(payload, '$.category_id') IS NOT NULL THEN 'category:' || json_extract(payload, '$.category_id')
    WHEN json_extract(payload, '$.team_id') IS NOT NULL THEN 'team:' || json_extract(payload, '$.team_id')
    WHEN json_extract(payload, '$.policy_id') IS NOT NULL THEN 'policy:' || json_extract(payload, '$.policy_id')
    WHEN json_extract(payload, '$.calendar_id') IS NOT NULL THEN 'calendar:' || json_extract(payload, '$.calendar_id')
    WHEN json_extract(payload, '$.system_id') IS NOT NULL THEN 'system:' || json_extract(payload, '$.system_id')
    WHEN json_extract(payload, '$.delivery_id') IS NOT NULL THEN 'delivery:' || json_extract(payload, '$.delivery_id')
    WHEN json_extract(payload, '$.job_id') IS NOT NULL THEN 'job:' || json_extract(payload, '$.job_id')
    WHEN json_extract(payload, '$.person_id') IS NOT NULL THEN 'person:' || json_extract(payload, '$.person_id')
    ELSE '' END, payload FROM events
WHERE kind IN ('role.granted', 'role.revoked', 'person.suspended', 'person.unsuspended', 'person.erased',
    'product.changed', 'category.changed', 'team.changed', 'settings.changed', 'job.retried', 'ticket_system.changed',
    'delivery.repeated', 'search.words_changed', 'tag.changed', 'post.hidden', 'post.shown', 'policy.changed',
    'calendar.changed')
ORDER BY position;
-- And those who are suspended at this moment can read why.
INSERT INTO sanctions (person_id, kind, reason, note, by_id, at, until)
SELECT p.id, 'suspend', 'other', COALESCE(p.suspended_reason, ''),
    COALESCE((SELECT e.actor_id FROM events e WHERE e.kind = 'person.suspended' AND json_extract(e.payload, '$.person_id') = p.id
        AND e.actor_id IS NOT NULL ORDER BY e.position DESC LIMIT 1), p.id),
    COALESCE((SELECT e.at FROM events e WHERE e.kind = 'person.suspended' AND json_extract(e.payload, '$.person_id') = p.id
        ORDER BY e.position DESC LIMIT 1), p.created_at), p.suspended_until
FROM people p WHERE p.suspended_until IS NOT NULL;

CREATE TRIGGER audit_lines_stay BEFORE UPDATE ON audit_lines
BEGIN SELECT RAISE(ABORT, 'lines of the audit stay as they are'); END;
CREATE TRIGGER audit_lines_remain BEFORE DELETE ON audit_lines
BEGIN SELECT RAISE(ABORT, 'lines of the audit stay as they are'); END;
