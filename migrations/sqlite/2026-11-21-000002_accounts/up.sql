CREATE TABLE people (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    handle TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    email TEXT UNIQUE,
    email_verified_at BIGINT,
    password_hash TEXT,
    bio TEXT NOT NULL DEFAULT '',
    bio_html TEXT NOT NULL DEFAULT '',
    lang TEXT NOT NULL,
    formal BOOLEAN NOT NULL DEFAULT FALSE,
    picture TEXT,
    reputation BIGINT NOT NULL DEFAULT 1,
    -- notices not read yet; kept right in the transactions that add and read them
    unread BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL,
    seen_at BIGINT,
    suspended_until BIGINT,
    suspended_reason TEXT,
    erased_at BIGINT
);
CREATE INDEX people_by_reputation ON people (reputation, id);
CREATE INDEX people_by_created ON people (created_at, id);

CREATE TABLE sessions (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    person_id BIGINT NOT NULL REFERENCES people (id),
    device TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_by_person ON sessions (person_id, id);

-- Links sent by mail (verify, reset, change of address) and the first admin's link.
CREATE TABLE links (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    person_id BIGINT REFERENCES people (id),
    purpose TEXT NOT NULL,
    address TEXT,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX links_by_person ON links (person_id, purpose);

CREATE TABLE teams (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    name TEXT NOT NULL UNIQUE
);

CREATE TABLE products (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    -- JSON: language code to text
    descriptions TEXT NOT NULL,
    position BIGINT NOT NULL,
    retired BOOLEAN NOT NULL DEFAULT FALSE
);

CREATE TABLE categories (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    -- JSON: language code to text
    names TEXT NOT NULL,
    position BIGINT NOT NULL,
    retired BOOLEAN NOT NULL DEFAULT FALSE
);

-- A role is a grant. scope: '' or 'product:ID', 'tag:ID', 'team:ID'.
CREATE TABLE grants (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    person_id BIGINT NOT NULL REFERENCES people (id),
    role TEXT NOT NULL,
    scope TEXT NOT NULL,
    granted_by BIGINT,
    granted_at BIGINT NOT NULL,
    UNIQUE (person_id, role, scope)
);
CREATE INDEX grants_by_role ON grants (role, person_id);

CREATE TABLE owned_products (
    person_id BIGINT NOT NULL REFERENCES people (id),
    product_id BIGINT NOT NULL REFERENCES products (id),
    PRIMARY KEY (person_id, product_id)
);

CREATE TABLE uploads (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    name TEXT NOT NULL UNIQUE,
    person_id BIGINT NOT NULL REFERENCES people (id),
    mime TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX uploads_by_person ON uploads (person_id, id);
