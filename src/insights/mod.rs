//! Insights: how long people wait, who helps them, whether what was promised was kept.
//!
//! | file       | what it knows                                                       |
//! |------------|---------------------------------------------------------------------|
//! | `period`   | the days that are looked at, and the parts they are shown in        |
//! | `spread`   | what is usual and what is nearly always so                          |
//! | `cases`    | questions of a period, and what became of each                      |
//! | `kept`     | deadlines of a period: kept or missed, by policy and by team        |
//! | `ages`     | what waits now, by with whom and for how long                       |
//!
//! It reads and counts. It must never name or rate a single person, and never say a figure whose definition cannot be
//! said beside it.

pub mod ages;
pub mod cases;
pub mod kept;
pub mod period;
pub mod spread;
