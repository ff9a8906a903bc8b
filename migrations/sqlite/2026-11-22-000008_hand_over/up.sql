-- Systems that staff hand questions over to.
CREATE TABLE ticket_systems (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    name TEXT NOT NULL,
    -- webhook, mail, zammad
    kind TEXT NOT NULL,
    -- where to: a URL, or a mail address
    address TEXT NOT NULL,
    -- signs what goes out and checks what comes in; HMAC needs it as it is
    secret TEXT NOT NULL,
    -- Zammad: the access token, the group of new tickets, whose tickets they are (a mail address)
    token TEXT NOT NULL,
    group_name TEXT NOT NULL,
    customer TEXT NOT NULL,
    -- whose questions it takes; every team's if none
    team_id BIGINT REFERENCES teams (id),
    created_at BIGINT NOT NULL,
    retired_at BIGINT
);

-- Questions that staff handed over.
CREATE TABLE hand_overs (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    question_id BIGINT NOT NULL REFERENCES questions (id),
    system_id BIGINT NOT NULL REFERENCES ticket_systems (id),
    -- who did it, and answers here for what the ticket system posts back
    person_id BIGINT NOT NULL REFERENCES people (id),
    -- for the ticket system only
    note TEXT NOT NULL,
    -- the ticket as the system knows it
    ticket_id TEXT,
    ticket_number TEXT,
    ticket_url TEXT,
    -- its state in the system's own word, and when the system said so
    ticket_state TEXT,
    reported_at BIGINT,
    -- what needs a look: closed_without_answer, answer_refused
    trouble TEXT,
    -- the last answer that came from there
    answer_id BIGINT REFERENCES posts (id),
    created_at BIGINT NOT NULL,
    ended_at BIGINT,
    -- answered, closed, taken_back
    outcome TEXT
);
CREATE INDEX hand_overs_by_question ON hand_overs (question_id, id);
CREATE INDEX hand_overs_by_ticket ON hand_overs (system_id, ticket_id);
-- A question is with one system at a time.
CREATE UNIQUE INDEX hand_overs_open ON hand_overs (question_id) WHERE ended_at IS NULL;

-- What a ticket system is told, and how far that is. The text is made anew from what everybody can see at each try.
CREATE TABLE deliveries (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    -- the same at every try, so that the receiver can tell
    message_id TEXT NOT NULL UNIQUE,
    system_id BIGINT NOT NULL REFERENCES ticket_systems (id),
    -- none for a test
    hand_over_id BIGINT REFERENCES hand_overs (id),
    -- question.handed_over, question.answered, ...
    event TEXT NOT NULL,
    -- waiting, delivered, failed, dropped
    state TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    last_tried_at BIGINT,
    delivered_at BIGINT,
    last_status BIGINT,
    last_error TEXT
);
CREATE INDEX deliveries_by_state ON deliveries (state, id);
CREATE INDEX deliveries_by_hand_over ON deliveries (hand_over_id, id);

-- Every try of a delivery.
CREATE TABLE delivery_tries (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    delivery_id BIGINT NOT NULL REFERENCES deliveries (id),
    at BIGINT NOT NULL,
    -- the HTTP status; none if there was no answer
    status BIGINT,
    -- what was wrong, or a word of the answer
    said TEXT NOT NULL,
    took_ms BIGINT NOT NULL
);
CREATE INDEX delivery_tries_by_delivery ON delivery_tries (delivery_id, id);

-- Messages of ticket systems that were taken, so that none is taken twice.
CREATE TABLE inbound_seen (
    system_id BIGINT NOT NULL REFERENCES ticket_systems (id),
    message_id TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (system_id, message_id)
);
CREATE INDEX inbound_seen_by_time ON inbound_seen (at);
