//! Who listens to what on this node. What nobody listens to takes no room.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::broadcast::{self, Receiver, Sender};

/// Messages that a slow listener may be behind; what they miss is told with the next one.
const BEHIND: usize = 4;

/// What can be listened to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Topic {
    /// A question's new answers, by their numbers.
    Question(i64),
    /// Changes in triage, by how far the log has come.
    Triage,
    /// Changes in the review queue, likewise.
    Review,
    /// Somebody's unread notices, by how many there are.
    Inbox(i64),
    /// That somebody's rights are others now: whatever they listen to ends, and begins anew as it may.
    Rights(i64),
}

/// The listeners, by topic.
#[derive(Clone, Default)]
pub struct Channels(Arc<Mutex<HashMap<Topic, Sender<i64>>>>);

impl Channels {
    /// Listens for the numbers that are told of a topic.
    pub fn listen(&self, topic: Topic) -> Receiver<i64> {
        self.with(|by_topic| by_topic.entry(topic).or_insert_with(|| broadcast::channel(BEHIND).0).subscribe())
    }

    /// Tells everybody who listens to a topic.
    pub fn tell(&self, topic: Topic, number: i64) {
        self.with(|by_topic| {
            if by_topic.get(&topic).is_some_and(|channel| channel.send(number).is_err()) {
                by_topic.remove(&topic);
            }
        });
    }

    /// Ends the streams of a question that not everybody may see any more.
    pub fn end(&self, topic: Topic) {
        self.with(|by_topic| by_topic.remove(&topic));
    }

    /// Forgets topics to which nobody listens any more.
    pub fn tidy(&self) {
        self.with(|by_topic| by_topic.retain(|_, channel| channel.receiver_count() > 0));
    }

    /// Those of these people whose inbox somebody listens to.
    pub fn open_inboxes(&self, people: &[i64]) -> Vec<i64> {
        let open = |by_topic: &HashMap<Topic, _>, id: &&i64| by_topic.contains_key(&Topic::Inbox(**id));
        self.with(|by_topic| people.iter().filter(|id| open(by_topic, id)).copied().collect())
    }

    /// Whether anybody listens to an inbox.
    pub fn has_inboxes(&self) -> bool {
        self.with(|by_topic| by_topic.keys().any(|topic| matches!(topic, Topic::Inbox(_))))
    }

    /// How many listen, for the figures.
    pub fn listeners(&self) -> usize {
        self.with(|by_topic| by_topic.values().map(Sender::receiver_count).sum())
    }

    fn with<T>(&self, work: impl FnOnce(&mut HashMap<Topic, Sender<i64>>) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use super::Topic::Question;
    use super::*;

    #[test]
    fn only_those_who_listen_to_the_question_hear_of_it() {
        let channels = Channels::default();
        let (mut one, mut two) = (channels.listen(Question(1)), channels.listen(Question(2)));
        channels.tell(Question(1), 11);
        channels.tell(Topic::Triage, 31);
        assert_eq!(one.try_recv().ok(), Some(11));
        assert!(two.try_recv().is_err());
        assert_eq!(channels.listeners(), 2);
    }

    #[test]
    fn nothing_is_kept_for_those_who_left() {
        let channels = Channels::default();
        let (one, mut two) = (channels.listen(Question(1)), channels.listen(Question(2)));
        drop(one);
        channels.tell(Question(1), 11);
        channels.end(Question(2));
        assert!(matches!(two.try_recv(), Err(broadcast::error::TryRecvError::Closed)));
        drop(channels.listen(Topic::Triage));
        channels.tidy();
        assert_eq!(channels.with(|by_topic| by_topic.len()), 0);
    }
}
