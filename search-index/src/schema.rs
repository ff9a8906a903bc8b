//! The index's fields, and how a document fills them. Each part of a thread has a field per
//! language; a document fills those of its own language only.
//!
//! A change here or in `analysis` makes older indexes unreadable: [`FORMAT`] goes up then, and
//! they are made again.

use tantivy::TantivyDocument;
use tantivy::Term;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, SchemaBuilder, TextFieldIndexing, TextOptions,
    Value,
};
use tantivy::tokenizer::{TextAnalyzer, TokenizerManager};

use crate::analysis::{Backwards, Beginnings, Lang, Words, primary};
use crate::ranking;
use crate::{AnswerText, Document, State};

/// The number of this layout, written into every commit.
pub(crate) const FORMAT: u32 = 2;

/// A part of a thread that is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Title,
    Tags,
    Body,
    /// Accepted, endorsed and well-voted answers.
    Best,
    /// All other answers.
    Answers,
}

impl Part {
    pub(crate) const ALL: [Part; 5] = [Part::Title, Part::Tags, Part::Body, Part::Best, Part::Answers];

    /// How much a word in this part counts.
    pub(crate) fn weight(self) -> f32 {
        match self {
            Part::Title => ranking::TITLE,
            Part::Tags => ranking::TAGS,
            Part::Body => ranking::BODY,
            Part::Best => ranking::BEST,
            Part::Answers => ranking::ANSWERS,
        }
    }

    fn prefix(self) -> &'static str {
        match self {
            Part::Title => "title",
            Part::Tags => "tags",
            Part::Body => "body",
            Part::Best => "best",
            Part::Answers => "answers",
        }
    }
}

/// Names of the fields that are sorted, counted and filtered by.
pub(crate) mod name {
    pub(crate) const STATE: &str = "state";
    pub(crate) const TAG: &str = "tag";
    pub(crate) const PRODUCT: &str = "product";
    pub(crate) const LANG: &str = "lang";
    pub(crate) const SCORE: &str = "score";
    pub(crate) const ID: &str = "id";
    pub(crate) const ASKED_AT: &str = "asked_at";
    pub(crate) const ACTIVE_AT: &str = "active_at";
    pub(crate) const SOLVED: &str = "solved";
    pub(crate) const WORTH: &str = "worth";
    pub(crate) const FINGERPRINT: &str = "fingerprint";
}

/// Handles to all fields.
#[derive(Debug, Clone)]
pub(crate) struct Fields {
    pub(crate) id: Field,
    pub(crate) state: Field,
    pub(crate) tag: Field,
    pub(crate) product: Field,
    pub(crate) lang: Field,
    pub(crate) person: Field,
    pub(crate) endorsed: Field,
    pub(crate) asked_at: Field,
    /// Every word as it is written, folded: what the forum's vocabulary is.
    pub(crate) words: Field,
    /// The long words, backwards.
    pub(crate) backwards: Field,
    /// How the words of a title begin.
    pub(crate) begins: Field,
    score: Field,
    active_at: Field,
    solved: Field,
    worth: Field,
    fingerprint: Field,
    title: Field,
    body: Field,
    answer_id: Field,
    answer: Field,
    parts: [[Field; Lang::COUNT]; 5],
}

/// What the store keeps of a document, for snippets.
#[derive(Debug, Default)]
pub(crate) struct Stored {
    pub(crate) id: i64,
    pub(crate) lang: String,
    pub(crate) state: String,
    pub(crate) title: String,
    pub(crate) body: String,
    /// All of them, parted by blanks.
    pub(crate) tags: String,
    /// Ids and texts, the accepted and endorsed first.
    pub(crate) answers: Vec<(i64, String)>,
}

impl Fields {
    pub(crate) fn build() -> (Schema, Fields) {
        let mut b = SchemaBuilder::new();
        let number = || FAST | INDEXED;
        let fields = Fields {
            id: b.add_i64_field(name::ID, number() | STORED),
            state: b.add_text_field(name::STATE, STRING | FAST | STORED),
            tag: b.add_text_field(name::TAG, STRING | FAST | STORED),
            product: b.add_text_field(name::PRODUCT, STRING | FAST),
            lang: b.add_text_field(name::LANG, STRING | FAST | STORED),
            person: b.add_i64_field("person", INDEXED),
            endorsed: b.add_bool_field("endorsed", INDEXED),
            words: b.add_text_field("words", bare(WORDS)),
            backwards: b.add_text_field("backwards", bare(BACKWARDS)),
            begins: b.add_text_field("begins", bare(BEGINNINGS)),
            score: b.add_i64_field(name::SCORE, FAST),
            asked_at: b.add_i64_field(name::ASKED_AT, number()),
            active_at: b.add_i64_field(name::ACTIVE_AT, FAST),
            solved: b.add_bool_field(name::SOLVED, FAST),
            worth: b.add_i64_field(name::WORTH, FAST),
            fingerprint: b.add_u64_field(name::FINGERPRINT, FAST),
            title: b.add_text_field("title", STORED),
            body: b.add_text_field("body", STORED),
            answer_id: b.add_i64_field("answer_id", STORED),
            answer: b.add_text_field("answer", STORED),
            parts: Part::ALL.map(|part| Lang::all().map(|lang| add_part(&mut b, part, lang))),
        };
        (b.build(), fields)
    }

    /// The searched field of a part in a language.
    pub(crate) fn part(&self, part: Part, lang: Lang) -> Field {
        self.parts[part as usize][lang.place()]
    }

    pub(crate) fn id_term(&self, id: i64) -> Term {
        Term::from_field_i64(self.id, id)
    }

    pub(crate) fn fill(&self, document: &Document) -> TantivyDocument {
        let lang = Lang::of(&document.lang);
        let mut doc = TantivyDocument::default();
        doc.add_i64(self.id, document.id);
        doc.add_text(self.state, document.state.word());
        doc.add_text(self.lang, primary(&document.lang));
        doc.add_i64(self.score, document.score);
        doc.add_i64(self.asked_at, document.asked_at);
        doc.add_i64(self.active_at, document.active_at);
        doc.add_bool(self.solved, document.state == State::Solved);
        doc.add_i64(self.worth, worth(document));
        doc.add_u64(self.fingerprint, document.fingerprint());
        doc.add_bool(self.endorsed, document.answers.iter().any(|answer| answer.endorsed));
        for person in &document.people {
            doc.add_i64(self.person, *person);
        }
        doc.add_text(self.begins, &document.title);
        for text in [&document.title, &document.body] {
            doc.add_text(self.words, text);
            doc.add_text(self.backwards, text);
        }
        doc.add_text(self.title, &document.title);
        doc.add_text(self.body, &document.body);
        doc.add_text(self.part(Part::Title, lang), &document.title);
        doc.add_text(self.part(Part::Body, lang), &document.body);
        if let Some(product) = document.product.as_ref().filter(|slug| !slug.is_empty()) {
            doc.add_text(self.product, product);
        }
        let mut tags: Vec<&String> = document.tags.iter().filter(|tag| !tag.is_empty()).collect();
        tags.sort();
        tags.dedup();
        for tag in tags {
            doc.add_text(self.tag, tag);
            doc.add_text(self.part(Part::Tags, lang), tag);
        }
        let mut answers: Vec<&AnswerText> = document.answers.iter().collect();
        answers.sort_by_key(|a| (!a.accepted, !a.endorsed, std::cmp::Reverse(a.score), a.id));
        for answer in answers {
            let good = answer.accepted || answer.endorsed || answer.score >= ranking::WELL_VOTED;
            let part = if good { Part::Best } else { Part::Answers };
            doc.add_text(self.words, &answer.text);
            doc.add_text(self.backwards, &answer.text);
            doc.add_i64(self.answer_id, answer.id);
            doc.add_text(self.answer, &answer.text);
            doc.add_text(self.part(part, lang), &answer.text);
        }
        doc
    }

    pub(crate) fn read(&self, doc: &TantivyDocument) -> Stored {
        let text = |field| doc.get_first(field).and_then(|v| v.as_str()).unwrap_or_default().to_owned();
        let ids = doc.get_all(self.answer_id).filter_map(|v| v.as_i64());
        let answers = doc.get_all(self.answer).filter_map(|v| v.as_str()).map(str::to_owned);
        Stored {
            id: doc.get_first(self.id).and_then(|v| v.as_i64()).unwrap_or_default(),
            lang: text(self.lang),
            state: text(self.state),
            title: text(self.title),
            body: text(self.body),
            tags: doc.get_all(self.tag).filter_map(|v| v.as_str()).collect::<Vec<_>>().join(" "),
            answers: ids.zip(answers).collect(),
        }
    }
}

const WORDS: &str = "words_1";
const BACKWARDS: &str = "backwards_1";
const BEGINNINGS: &str = "beginnings_1";

/// All that the schema's fields need to read texts.
pub(crate) fn tokenizers() -> TokenizerManager {
    let tokenizers = TokenizerManager::default();
    for lang in Lang::all() {
        tokenizers.register(&lang.analyser_name(), lang.analyser());
    }
    tokenizers.register(WORDS, TextAnalyzer::from(Words::spelling_umlauts()));
    tokenizers.register(BACKWARDS, TextAnalyzer::builder(Words::spelling_umlauts()).filter(Backwards).build());
    tokenizers.register(BEGINNINGS, TextAnalyzer::builder(Words::spelling_umlauts()).filter(Beginnings).build());
    tokenizers
}

/// Only which documents have a word: neither how often nor where.
fn bare(tokenizer: &str) -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(tokenizer)
        .set_index_option(IndexRecordOption::Basic)
        .set_fieldnorms(false);
    TextOptions::default().set_indexing_options(indexing)
}

/// The order in which titles are offered while somebody types: the solved first, then by votes.
fn worth(document: &Document) -> i64 {
    let solved = i64::from(document.state == State::Solved);
    let open = i64::from(document.state != State::Closed);
    ((open << 1) | solved) * 1_000_000 + document.score.clamp(-100_000, 100_000)
}

fn add_part(builder: &mut SchemaBuilder, part: Part, lang: Lang) -> Field {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(&lang.analyser_name())
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let options = TextOptions::default().set_indexing_options(indexing);
    builder.add_text_field(&format!("{}_{}", part.prefix(), lang.suffix()), options)
}
