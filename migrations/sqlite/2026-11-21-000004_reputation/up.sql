CREATE TABLE ledger (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    person_id BIGINT NOT NULL REFERENCES people (id),
    cause TEXT NOT NULL,
    -- points as the table of causes says, and what they came to under the day's cap and the floor of 1
    nominal BIGINT NOT NULL,
    points BIGINT NOT NULL,
    post_id BIGINT,
    -- whose act it was; never shown for votes
    actor_id BIGINT,
    -- the line that this one takes back
    reverses BIGINT,
    -- days since 1970-01-01 UTC
    day BIGINT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX ledger_by_person ON ledger (person_id, id);
CREATE INDEX ledger_by_day ON ledger (person_id, day, cause);
CREATE INDEX ledger_by_post ON ledger (post_id, cause, actor_id);

CREATE TABLE badges (
    person_id BIGINT NOT NULL REFERENCES people (id),
    badge TEXT NOT NULL,
    -- 0 when the badge is not for one post
    post_id BIGINT NOT NULL,
    awarded_at BIGINT NOT NULL,
    PRIMARY KEY (person_id, badge, post_id)
);
CREATE INDEX badges_by_badge ON badges (badge, awarded_at);

-- Points by tag and month for the leaderboards; tag_id 0 is every tag, month is year*12+month-1, 0 is all time.
CREATE TABLE tag_points (
    tag_id BIGINT NOT NULL,
    month BIGINT NOT NULL,
    person_id BIGINT NOT NULL REFERENCES people (id),
    points BIGINT NOT NULL,
    PRIMARY KEY (tag_id, month, person_id)
);
CREATE INDEX tag_points_best ON tag_points (tag_id, month, points);
