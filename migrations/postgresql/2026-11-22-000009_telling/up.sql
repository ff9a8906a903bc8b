-- When a notice is to go by mail; none if it is not.
ALTER TABLE notices ADD COLUMN mail_at BIGINT;
CREATE INDEX notices_to_mail ON notices (person_id, mail_at) WHERE mail_at IS NOT NULL AND mailed_at IS NULL;
CREATE INDEX notices_by_position ON notices (position);

-- How soon somebody wants to hear by mail of what; what is not here is as usual.
CREATE TABLE notice_preferences (
    person_id BIGINT NOT NULL REFERENCES people (id),
    topic TEXT NOT NULL,
    pace TEXT NOT NULL,
    PRIMARY KEY (person_id, topic)
);

-- Where somebody's clock hangs, and between which minutes of its day they get no mail.
CREATE TABLE mail_hours (
    person_id BIGINT PRIMARY KEY NOT NULL REFERENCES people (id),
    zone TEXT NOT NULL,
    quiet_from BIGINT,
    quiet_to BIGINT
);

-- Whether somebody may be asked to help others; nobody who is not here.
CREATE TABLE help_consents (
    person_id BIGINT PRIMARY KEY NOT NULL REFERENCES people (id),
    given BOOLEAN NOT NULL,
    decided_at BIGINT NOT NULL
);

-- What came of asking, in the last while.
CREATE INDEX nudges_by_time ON nudges (created_at);
