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

use crate::analysis::{Lang, primary};
use crate::{AnswerText, Document};

/// The number of this layout, written into every commit.
pub(crate) const FORMAT: u32 = 1;

/// A part of a thread that is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Title,
    Tags,
    Body,
    /// Accepted and endorsed answers.
    Best,
    /// All other answers.
    Answers,
}

impl Part {
    pub(crate) const ALL: [Part; 5] = [Part::Title, Part::Tags, Part::Body, Part::Best, Part::Answers];

    /// How much a word in this part counts.
    pub(crate) fn weight(self) -> f32 {
        match self {
            Part::Title => 4.0,
            Part::Tags => 2.5,
            Part::Body | Part::Best => 1.5,
            Part::Answers => 1.0,
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
    pub(crate) const ASKED_AT: &str = "asked_at";
}

/// Handles to all fields.
#[derive(Debug, Clone)]
pub(crate) struct Fields {
    pub(crate) id: Field,
    pub(crate) state: Field,
    pub(crate) tag: Field,
    pub(crate) product: Field,
    pub(crate) lang: Field,
    score: Field,
    asked_at: Field,
    active_at: Field,
    title: Field,
    body: Field,
    answer_id: Field,
    answer: Field,
    parts: [[Field; 3]; 5],
}

/// What the store keeps of a document, for snippets.
#[derive(Debug, Default)]
pub(crate) struct Stored {
    pub(crate) id: i64,
    pub(crate) lang: String,
    pub(crate) state: String,
    pub(crate) title: String,
    pub(crate) body: String,
    /// Ids and texts, the accepted and endorsed first.
    pub(crate) answers: Vec<(i64, String)>,
}

impl Fields {
    pub(crate) fn build() -> (Schema, Fields) {
        let mut b = SchemaBuilder::new();
        let number = || FAST | INDEXED;
        let fields = Fields {
            id: b.add_i64_field("id", number() | STORED),
            state: b.add_text_field(name::STATE, STRING | FAST | STORED),
            tag: b.add_text_field(name::TAG, STRING | FAST),
            product: b.add_text_field(name::PRODUCT, STRING | FAST),
            lang: b.add_text_field(name::LANG, STRING | FAST | STORED),
            score: b.add_i64_field(name::SCORE, number()),
            asked_at: b.add_i64_field(name::ASKED_AT, number()),
            active_at: b.add_i64_field("active_at", number()),
            title: b.add_text_field("title", STORED),
            body: b.add_text_field("body", STORED),
            answer_id: b.add_i64_field("answer_id", STORED),
            answer: b.add_text_field("answer", STORED),
            parts: Part::ALL.map(|part| Lang::ALL.map(|lang| add_part(&mut b, part, lang))),
        };
        (b.build(), fields)
    }

    /// The searched field of a part in a language.
    pub(crate) fn part(&self, part: Part, lang: Lang) -> Field {
        self.parts[part as usize][lang as usize]
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
            let part = if answer.accepted || answer.endorsed { Part::Best } else { Part::Answers };
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
            answers: ids.zip(answers).collect(),
        }
    }
}

fn add_part(builder: &mut SchemaBuilder, part: Part, lang: Lang) -> Field {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(lang.analyser_name())
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let options = TextOptions::default().set_indexing_options(indexing);
    builder.add_text_field(&format!("{}_{}", part.prefix(), lang.suffix()), options)
}
