//! Escalation: a question that peers do not answer in time goes to moderators, and if that runs out too, to staff.
//!
//! | file       | what it knows                                                         |
//! |------------|-----------------------------------------------------------------------|
//! | `calendar` | opening hours: what is due when somebody works only part of the time  |
//! | `policy`   | which terms a question falls under                                    |
//! | `stage`    | where a question stands, since when, due when, and what comes next    |
//!
//! These are rules: pure functions of what they are given, without clock or database. They must never move a due
//! time back, let one fall into closed hours, or escalate what is older than its policy.

pub mod calendar;
pub mod policy;
pub mod stage;
