-- What members flag, what authors appeal against, and the texts with which moderators say why.
CREATE TABLE flags (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    -- post:ID or comment:ID
    subject TEXT NOT NULL,
    person_id BIGINT NOT NULL REFERENCES people (id),
    -- whose post or comment it is
    author_id BIGINT NOT NULL REFERENCES people (id),
    question_id BIGINT NOT NULL,
    -- spam, rude, not_an_answer, duplicate, personal_data, other
    reason TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    -- what it counted when it was raised, in hundredths
    weight BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    -- the item whose decision decided it
    item_id BIGINT,
    decided_at BIGINT,
    -- whether moderators agreed; none while undecided, and where nobody judged
    agreed BOOLEAN
);
CREATE UNIQUE INDEX flags_once ON flags (subject, person_id);
CREATE INDEX flags_by_person ON flags (person_id, id);
CREATE INDEX flags_judged ON flags (person_id, decided_at) WHERE agreed IS NOT NULL;
CREATE INDEX flags_judged_lately ON flags (decided_at) WHERE agreed IS NOT NULL;
CREATE INDEX flags_by_item ON flags (item_id) WHERE item_id IS NOT NULL;

CREATE TABLE appeals (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    -- post:ID, comment:ID or person:ID
    subject TEXT NOT NULL,
    person_id BIGINT NOT NULL REFERENCES people (id),
    question_id BIGINT,
    body TEXT NOT NULL,
    -- who decided what it is against; none for flags alone
    against BIGINT,
    created_at BIGINT NOT NULL,
    decided_by BIGINT,
    decided_at BIGINT,
    -- whether the decision stays; none while undecided, and where it was settled otherwise
    upheld BOOLEAN,
    -- what the author was told: a text by language as JSON, or own words
    reason TEXT
);
CREATE UNIQUE INDEX appeals_open ON appeals (subject) WHERE decided_at IS NULL;
CREATE INDEX appeals_by_subject ON appeals (subject, id);
CREATE INDEX appeals_by_person ON appeals (person_id, id);

CREATE TABLE review_reasons (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    -- hide, keep, release, reject, accept, decline, overturn, uphold
    decision TEXT NOT NULL,
    name TEXT NOT NULL,
    -- JSON: what the person is told, by language
    texts TEXT NOT NULL,
    -- for hide and reject: as what the post is hidden
    hide_as TEXT,
    changed_by BIGINT,
    changed_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX review_reasons_name ON review_reasons (decision, name);

-- How the subject of a decided item was before, so that the decision can be taken back.
ALTER TABLE review_items ADD COLUMN before TEXT;
CREATE INDEX review_items_urgent ON review_items (weight DESC, opened_at, id) WHERE decided_at IS NULL;

INSERT INTO review_reasons (decision, name, texts, hide_as, changed_at) VALUES
('hide', 'Advertising', '{"en":"This is advertising, and this forum is no place for it.","de":"Das ist Werbung, und dafür ist dieses Forum nicht da."}', 'spam', 0),
('hide', 'Rude', '{"en":"This hurts somebody. Please say what you mean without attacking anybody.","de":"Das verletzt jemanden. Bitte sag, worum es geht, ohne jemanden anzugreifen."}', 'rude', 0),
('hide', 'Personal data', '{"en":"This holds personal data that not everybody should read.","de":"Hier stehen persönliche Daten, die nicht alle lesen sollten."}', 'personal_data', 0),
('hide', 'Dangerous or misleading', '{"en":"Whoever follows this may come to harm or break something.","de":"Wer das befolgt, kann zu Schaden kommen oder etwas kaputt machen."}', 'wrong', 0),
('hide', 'Not an answer', '{"en":"This does not answer the question. A comment or a question of its own fits better.","de":"Das beantwortet die Frage nicht. Ein Kommentar oder eine eigene Frage passt besser."}', 'other', 0),
('hide', 'Said before', '{"en":"This says the same as another post here.","de":"Das steht so schon in einem anderen Beitrag."}', 'other', 0),
('keep', 'Within the rules', '{"en":"We looked at it, and it keeps to the rules of this forum.","de":"Wir haben es uns angesehen: Es hält sich an die Regeln dieses Forums."}', NULL, 0),
('reject', 'Advertising', '{"en":"This is advertising, and this forum is no place for it.","de":"Das ist Werbung, und dafür ist dieses Forum nicht da."}', 'spam', 0),
('reject', 'No context', '{"en":"A link alone helps nobody. Please say in your own words what is behind it.","de":"Ein Link allein hilft niemandem. Bitte sag mit eigenen Worten, was dahinter steht."}', 'other', 0),
('decline', 'Changes the meaning', '{"en":"This changes what the author wanted to say.","de":"Das ändert, was gemeint war."}', NULL, 0),
('decline', 'Too little', '{"en":"This makes the post neither clearer nor more correct.","de":"Das macht den Beitrag weder klarer noch richtiger."}', NULL, 0),
('uphold', 'The rule applies', '{"en":"We looked again, and the decision stays: the rule applies here.","de":"Wir haben noch einmal hingesehen, und die Entscheidung bleibt: Die Regel gilt hier."}', NULL, 0),
('overturn', 'We were wrong', '{"en":"We looked again: you are right. Sorry for the trouble.","de":"Wir haben noch einmal hingesehen: Der Einspruch stimmt. Entschuldigung für die Umstände."}', NULL, 0);

-- What has waited since before the queue was there.
INSERT INTO review_items (kind, subject, person_id, question_id, weight, opened_at)
SELECT 'held', 'post:' || CAST(posts.id AS TEXT), author_id, question_id, 100, COALESCE(status_at, created_at)
FROM posts
WHERE status = 'held'
AND NOT EXISTS (SELECT 1 FROM review_items AS known WHERE known.kind = 'held'
    AND known.subject = 'post:' || CAST(posts.id AS TEXT) AND known.decided_at IS NULL);
INSERT INTO review_items (kind, subject, person_id, question_id, weight, opened_at)
SELECT 'edit', 'edit:' || CAST(suggested_edits.id AS TEXT), posts.author_id, posts.question_id, 50, suggested_edits.created_at
FROM suggested_edits JOIN posts ON posts.id = suggested_edits.post_id
WHERE suggested_edits.state = 'waiting';
