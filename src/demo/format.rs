//! What the community's files may say. An unknown key is an error, so that a typo never goes unnoticed.

use anyhow::Context;
use rust_embed::RustEmbed;
use serde::Deserialize;

/// The files, embedded.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/src/demo/community"]
struct Files;

/// Everything in all files.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs)] // here and below a field is a key of the files
pub struct Community {
    pub product: Vec<Product>,
    pub category: Vec<Category>,
    pub tag: Vec<Tag>,
    pub person: Vec<Person>,
    pub thread: Vec<Thread>,
    pub held_answer: Vec<HeldAnswer>,
    pub suggestion: Vec<Suggestion>,
}

/// A product of the company.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Product {
    pub key: String,
    pub name: String,
    pub description_de: String,
    pub description_en: String,
}

/// What a question is about.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Category {
    pub key: String,
    pub name_de: String,
    pub name_en: String,
}

/// A tag with its other names.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Tag {
    pub name: String,
    pub description_de: String,
    pub description_en: String,
    #[serde(default)]
    pub synonyms: Vec<String>,
}

/// Somebody.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Person {
    pub key: String,
    pub name: String,
    pub lang: String,
    pub joined: String,
    #[serde(default)]
    pub bio: String,
    pub owns: Vec<String>,
    /// `admin`, `moderator`, `expert:PRODUCT`, `expert:tag/TAG`, `staff:TEAM`.
    pub roles: Vec<String>,
}

/// A question with everything that came of it. Times: `age` is before now, `after` is after the question.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Thread {
    pub key: String,
    pub lang: String,
    pub product: String,
    pub category: String,
    pub tags: Vec<String>,
    pub asker: String,
    pub age: String,
    pub views: i64,
    pub title: String,
    pub body: String,
    #[serde(default)]
    pub up: Vec<String>,
    #[serde(default)]
    pub down: Vec<String>,
    #[serde(default)]
    pub also: Vec<String>,
    pub closed: Option<Act>,
    pub duplicate_of: Option<Duplicate>,
    pub hidden: Option<Act>,
    /// Waits for review.
    #[serde(default)]
    pub held: bool,
    #[serde(default)]
    pub edit: Vec<Edit>,
    #[serde(default)]
    pub comment: Vec<Comment>,
    #[serde(default)]
    pub answer: Vec<Answer>,
}

/// Somebody closed or hid something.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Act {
    pub by: String,
    pub after: String,
    pub reason: String,
}

/// Somebody found that it was asked before.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Duplicate {
    pub key: String,
    pub by: String,
    pub after: String,
}

/// A later text of a post, in full.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Edit {
    pub by: String,
    pub after: String,
    pub reason: String,
    pub title: Option<String>,
    pub body: String,
}

/// A comment.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Comment {
    pub by: String,
    pub after: String,
    pub body: String,
}

/// An answer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Answer {
    pub by: String,
    pub after: String,
    pub body: String,
    #[serde(default)]
    pub up: Vec<String>,
    #[serde(default)]
    pub down: Vec<String>,
    pub accepted: Option<String>,
    pub endorsed: Option<Endorsed>,
    #[serde(default)]
    pub comment: Vec<Comment>,
    #[serde(default)]
    pub edit: Vec<Edit>,
}

/// An expert vouches for an answer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Endorsed {
    pub by: String,
    pub after: String,
    #[serde(default)]
    pub note: String,
    #[serde(default)]
    pub version: String,
}

/// An answer that waits for review.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct HeldAnswer {
    pub thread: String,
    pub by: String,
    pub age: String,
    pub body: String,
}

/// An edit that waits for a decision: another title, or other words in the text.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Suggestion {
    pub thread: String,
    /// 1 for the first answer; without it the question is meant.
    pub answer: Option<usize>,
    pub by: String,
    pub age: String,
    pub reason: String,
    pub title: Option<String>,
    pub replace: Option<(String, String)>,
}

impl Community {
    /// Reads all files.
    ///
    /// # Errors
    /// The first fault, with its file.
    pub fn read() -> anyhow::Result<Self> {
        let mut all = Self::default();
        let mut names: Vec<_> = Files::iter().collect();
        names.sort();
        for name in names {
            let file = Files::get(&name).with_context(|| format!("{name} is not embedded"))?;
            let text = std::str::from_utf8(&file.data).with_context(|| format!("{name} is not UTF-8"))?;
            let one: Self = toml::from_str(text).with_context(|| format!("{name} will not do"))?;
            all.product.extend(one.product);
            all.category.extend(one.category);
            all.tag.extend(one.tag);
            all.person.extend(one.person);
            all.thread.extend(one.thread);
            all.held_answer.extend(one.held_answer);
            all.suggestion.extend(one.suggestion);
        }
        Ok(all)
    }
}
