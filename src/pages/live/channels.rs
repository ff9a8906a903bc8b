//! Who listens to which question on this node. A question that nobody listens to takes no room.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::broadcast::{self, Receiver, Sender};

/// Answers that a slow listener may be behind; what they miss is told with the next one.
const BEHIND: usize = 4;

/// The listeners, by question.
#[derive(Clone, Default)]
pub struct Channels(Arc<Mutex<HashMap<i64, Sender<i64>>>>);

impl Channels {
    /// Listens for the numbers of a question's new answers.
    pub fn listen(&self, question_id: i64) -> Receiver<i64> {
        self.with(|by_question| {
            by_question.entry(question_id).or_insert_with(|| broadcast::channel(BEHIND).0).subscribe()
        })
    }

    /// Tells everybody who listens to a question of an answer.
    pub fn tell(&self, question_id: i64, answer_id: i64) {
        self.with(|by_question| {
            if by_question.get(&question_id).is_some_and(|channel| channel.send(answer_id).is_err()) {
                by_question.remove(&question_id);
            }
        });
    }

    /// Ends the streams of a question that not everybody may see any more.
    pub fn end(&self, question_id: i64) {
        self.with(|by_question| by_question.remove(&question_id));
    }

    /// Forgets questions to which nobody listens any more.
    pub fn tidy(&self) {
        self.with(|by_question| by_question.retain(|_, channel| channel.receiver_count() > 0));
    }

    /// How many listen, for the figures.
    pub fn listeners(&self) -> usize {
        self.with(|by_question| by_question.values().map(Sender::receiver_count).sum())
    }

    fn with<T>(&self, work: impl FnOnce(&mut HashMap<i64, Sender<i64>>) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_those_who_listen_to_the_question_hear_of_it() {
        let channels = Channels::default();
        let (mut one, mut two) = (channels.listen(1), channels.listen(2));
        channels.tell(1, 11);
        channels.tell(3, 31);
        assert_eq!(one.try_recv().ok(), Some(11));
        assert!(two.try_recv().is_err());
        assert_eq!(channels.listeners(), 2);
    }

    #[test]
    fn nothing_is_kept_for_those_who_left() {
        let channels = Channels::default();
        let (one, mut two) = (channels.listen(1), channels.listen(2));
        drop(one);
        channels.tell(1, 11);
        channels.end(2);
        assert!(matches!(two.try_recv(), Err(broadcast::error::TryRecvError::Closed)));
        drop(channels.listen(3));
        channels.tidy();
        assert_eq!(channels.with(|by_question| by_question.len()), 0);
    }
}
