//! What somebody reads on top of every page: sanctions that stand, with reason, end and the way to appeal; and that a role
//! waits for a second factor.

use super::Visit;
use super::sanctions::{Sanction, SanctionKind, why};
use crate::ground::i18n::T;
use crate::ground::web::Alert;

/// All of it.
pub(super) fn of(visit: &Visit) -> Vec<Alert> {
    let t = visit.t;
    let mut all: Vec<Alert> = visit.sanctions.iter().map(|sanction| sanction_alert(t, sanction)).collect();
    if visit.lacks_factor && !visit.here.starts_with("/settings/second-factor") {
        all.push(Alert {
            label: t.s("factor-needed-label"),
            icon: "lock",
            texts: vec![t.s("factor-needed")],
            links: vec![(t.s("factor-needed-link"), "/settings/second-factor".into())],
            button: None,
        });
    }
    all
}

fn sanction_alert(t: T, sanction: &Sanction) -> Alert {
    let until = sanction.until.map(|until| t.exact(until)).unwrap_or_default();
    let what = match sanction.kind {
        SanctionKind::Warn => t.s("sanction-alert-warn"),
        SanctionKind::Silence => t.a("sanction-alert-silence", "until", until),
        SanctionKind::Suspend => t.a("sanction-alert-suspend", "until", until),
    };
    let appeal = (t.s("sanction-appeal"), format!("/appeals/new?about=person:{}", sanction.person_id));
    let warns = sanction.kind == SanctionKind::Warn;
    let read = || (t.s("sanction-read"), format!("/settings/sanctions/{}/read", sanction.id));
    Alert {
        label: t.s("sanction-alert-label"),
        icon: "warning",
        texts: vec![what, why(t, sanction)],
        links: vec![appeal, (t.s("sanction-all"), "/settings/sanctions".into())],
        button: warns.then(read),
    }
}
