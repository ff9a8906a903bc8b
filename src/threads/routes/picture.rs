//! Pictures that come with a form, for readers without scripts; with scripts they go up by themselves.

use crate::accounts::{Actor, Visit, upload};
use crate::ground::refusal::{FieldError, Refusal, Verdict};

/// What a form brought of a picture.
pub struct Picture {
    /// Whether the button that sends it was pressed.
    pub pressed: bool,
    /// The name of a file that was chosen but not sent: a form without that button carries names only.
    pub chosen: String,
    /// The file.
    pub file: Verdict<Vec<u8>>,
}

impl Picture {
    /// Stores the picture if the button for it was pressed, and writes it below the text. Returns whether it was.
    ///
    /// # Errors
    /// What is wrong with the picture, or that one was chosen but not added.
    pub async fn add(self, visit: &Visit, actor: &Actor, body: &mut String) -> Verdict<bool> {
        if !self.pressed {
            let left = Refusal::field("body", "problem-picture-left");
            return if self.chosen.is_empty() { Ok(false) } else { Err(left) };
        }
        let received = match self.file {
            Ok(bytes) => upload::receive(visit, actor, bytes).await,
            Err(why) => Err(why),
        };
        let path = received.map_err(at_the_text)?;
        let above = body.trim_end();
        let gap = if above.is_empty() { "" } else { "\n\n" };
        *body = format!("{above}{gap}{}\n", upload::markdown(visit, &path));
        Ok(true)
    }
}

/// The field for the file is empty when the form comes back; what was wrong is said at the text beside it.
fn at_the_text(why: Refusal) -> Refusal {
    match why {
        Refusal::Invalid(errors) => {
            Refusal::Invalid(errors.into_iter().map(|error| FieldError { field: "body", ..error }).collect())
        }
        other => other,
    }
}
