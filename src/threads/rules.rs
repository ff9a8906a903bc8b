//! What verbs need to know about the forum.

use super::screen::Screener;
use crate::accounts::Actor;
use crate::accounts::permissions::{Act, may};
use crate::ground::clock::Micros;
use crate::ground::refusal::Verdict;
use crate::ground::settings::Thresholds;
use crate::ground::web::Services;
use crate::ground::web::stamp::Sent;

/// The forum's settings as far as verbs care.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// What privileges cost.
    pub thresholds: Thresholds,
    /// The forum's address without a slash at the end.
    pub site: String,
    /// Who looks at texts before everybody sees them.
    pub screen: Screener,
    /// How the form was sent that a text came with.
    pub sent: Sent,
}

impl Rules {
    /// As they are at this moment.
    pub fn of(services: &Services) -> Self {
        Self {
            thresholds: services.settings.get().thresholds.clone(),
            site: services.public_url.to_string(),
            screen: services.handed.get().unwrap_or_default(),
            sent: Sent::default(),
        }
    }

    /// For a text that came with a form.
    #[must_use]
    pub fn sent(mut self, sent: Sent) -> Self {
        self.sent = sent;
        self
    }

    /// Refuses who is suspended or silenced, has not confirmed their address or may not do `act`; `own` says whether the thread
    /// is theirs.
    pub(crate) fn allow(&self, actor: &Actor, act: Act, own: bool, now: Micros) -> Verdict<()> {
        actor.active(now)?;
        actor.may_speak(now)?;
        actor.may_post()?;
        may(actor, act, &self.thresholds, own)
    }
}
