-- What lists walk: by language, a product's activity and what waits there, an expert's answers.
CREATE INDEX questions_newest_by_lang ON questions (lang, created_at, id) WHERE shown;
CREATE INDEX questions_active_by_lang ON questions (lang, active_at, id) WHERE shown;
CREATE INDEX questions_active_by_product ON questions (product_id, active_at, id) WHERE shown;
CREATE INDEX questions_active_by_category ON questions (category_id, active_at, id) WHERE shown;
CREATE INDEX questions_unanswered_by_product ON questions (product_id, created_at, id)
    WHERE shown AND state = 'open' AND answer_count = 0;
CREATE INDEX posts_unendorsed ON posts (created_at, id)
    WHERE kind = 'answer' AND status = 'visible' AND endorsement_count = 0;
