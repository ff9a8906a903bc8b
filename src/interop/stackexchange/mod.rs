//! The XML dump of a Stack Exchange forum: a folder with Users.xml, Posts.xml and their companions.
//!
//! Two passes. `survey` reads every file to its end and writes nothing: a broken file is found here, with its line.
//! Then each step writes in batches, remembering in the same transaction what became of what, so that a killed
//! import goes on and a repeated one changes nothing. Files are streamed; kept in memory are only numbers: about
//! a hundred bytes for each post.
//!
//! | file      | what it knows                                             |
//! |-----------|-----------------------------------------------------------|
//! | `xml`     | rows of a file, and the line of a fault                   |
//! | `records` | what a row says: people, posts, comments, votes …         |
//! | `survey`  | the first pass                                            |
//! | `source`  | the dump's name, and that it belongs to no other dump     |
//! | `text`    | HTML into Markdown, tags, titles                          |
//! | `people`  | people, and stand-ins for those who are gone              |
//! | `posts`   | questions and answers with their votes                    |
//! | `comments`| comments                                                  |
//! | `settle`  | duplicates, states and one event for each thread          |
//! | `extras`  | tags' descriptions and badges                             |
//! | `rows`    | the few writes that no verb of another room offers        |
//! | `report`  | what was read, brought in and left out, and why           |

mod comments;
mod extras;
mod people;
mod posts;
mod records;
mod report;
mod rows;
mod run;
mod settle;
mod source;
mod survey;
mod text;
mod xml;

pub use report::{Line, Report};
pub use run::{Dump, import};
