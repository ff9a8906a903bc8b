-- Tags by the beginning of their name, whatever the database's own order of letters is.
CREATE INDEX tags_by_beginning ON tags (name COLLATE "C");
CREATE INDEX tag_synonyms_by_beginning ON tag_synonyms (name COLLATE "C");
