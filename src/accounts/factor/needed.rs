//! Roles that work only with a second factor: whoever lacks one is as if they did not hold the role, on every page, until
//! they have set it up.

use crate::accounts::Actor;
use crate::ground::settings::Settings;

/// Whether somebody holds a role that they cannot use because they lack the second factor.
pub fn lacks(actor: &Actor, settings: &Settings) -> bool {
    actor.second_factor_at.is_none() && actor.grants.iter().any(|grant| needs(settings, grant.role.word()))
}

/// Somebody without the roles that they cannot use.
pub fn stripped(mut actor: Actor, settings: &Settings) -> Actor {
    if actor.second_factor_at.is_none() {
        actor.grants.retain(|grant| !needs(settings, grant.role.word()));
    }
    actor
}

fn needs(settings: &Settings, role: &str) -> bool {
    settings.second_factor.iter().any(|needing| needing == role)
}
