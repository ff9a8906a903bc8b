//! Icons, drawn for Kiez: 16×16, stroke currentColor. Made by icons.py; use `icon("up")|safe` in templates.

/// The inline SVG of an icon; empty for an unknown name (the word beside it still speaks).
#[must_use]
pub fn icon(name: &str) -> &'static str {
    match name {
        "logo" => {
            r#"<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="M2 6.5 3.2 2h9.6L14 6.5"/><path d="M2 6.5a2 2 0 0 0 4 0 2 2 0 0 0 4 0 2 2 0 0 0 4 0Z" fill="currentColor"/><path d="M3.2 9.5V14h9.6V9.5M9.2 14v-3.2H6.8V14"/></svg>"#
        }
        "waiting" => {
            r#"<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="M4 2h8M4 14h8M5 2v2.2c0 1.6 3 2.6 3 3.8s-3 2.2-3 3.8V14M11 2v2.2C11 5.8 8 6.8 8 8s3 2.2 3 3.8V14"/></svg>"#
        }
        "triage" => {
            r#"<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="M8 14V8.5M8 8.5 3.5 4M8 8.5 12.5 4M3.5 7V4h3M12.5 7V4h-3"/></svg>"#
        }
        "staff" => {
            r#"<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="M2 9V8a6 6 0 0 1 12 0v1"/><path d="M2 9h2.2v3.5H3A1 1 0 0 1 2 11.5ZM14 9h-2.2v3.5M14 9v2.5c0 1.7-1.2 2.5-3 2.5H9"/></svg>"#
        }
        "solved" => {
            r#"<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><circle cx="8" cy="8" r="6.2"/><path d="m5.2 8.2 2 2 3.7-4.2"/></svg>"#
        }
        "endorsed" => {
            r#"<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><circle cx="8" cy="6" r="4.2"/><path d="m5.6 9.6-1 4.6L8 12.4l3.4 1.8-1-4.6M6.3 6l1.2 1.2 2.2-2.3"/></svg>"#
        }
        "closed" => {
            r#"<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="m4 4 8 8M12 4l-8 8"/></svg>"#
        }
        "duplicate" => {
            r#"<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><rect x="5.5" y="5.5" width="8.5" height="8.5" rx="1.5"/><path d="M10.5 3.2A1.5 1.5 0 0 0 9 2H3.5A1.5 1.5 0 0 0 2 3.5V9a1.5 1.5 0 0 0 1.2 1.5"/></svg>"#
        }
        "hidden" => {
            r#"<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="M6.3 4A6.6 6.6 0 0 1 8 3.7C12 3.7 14.5 8 14.5 8a11 11 0 0 1-1.8 2.3M10 11.9a6 6 0 0 1-2 .4C4 12.3 1.5 8 1.5 8a11 11 0 0 1 2.6-3M2.5 2.5l11 11"/></svg>"#
        }
        "up" => {
            r#"<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="M8 13V3.2M3.8 7.2 8 3l4.2 4.2"/></svg>"#
        }
        "down" => {
            r#"<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="M8 3v9.8M3.8 8.8 8 13l4.2-4.2"/></svg>"#
        }
        "comment" => {
            r#"<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="M14 9.5A1.5 1.5 0 0 1 12.5 11H7l-3.5 3v-3A1.5 1.5 0 0 1 2 9.5v-5A1.5 1.5 0 0 1 3.5 3h9A1.5 1.5 0 0 1 14 4.5Z"/></svg>"#
        }
        "edit" => {
            r#"<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="m3 10.5-.7 3.2 3.2-.7 8-8a1.77 1.77 0 0 0-2.5-2.5ZM9.5 4 12 6.5"/></svg>"#
        }
        "share" => {
            r#"<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="M8 10V2M5 4.8 8 2l3 2.8M4.5 7.5h-1A1 1 0 0 0 2.5 8.5v4.5a1 1 0 0 0 1 1h9a1 1 0 0 0 1-1V8.5a1 1 0 0 0-1-1h-1"/></svg>"#
        }
        "watch" => {
            r#"<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8Z"/><circle cx="8" cy="8" r="2"/></svg>"#
        }
        "flag" => {
            r#"<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="M3.5 14.5v-13M3.5 2.5h9l-2 3 2 3h-9"/></svg>"#
        }
        "search" => {
            r#"<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><circle cx="7" cy="7" r="4.7"/><path d="m10.5 10.5 3.7 3.7"/></svg>"#
        }
        "menu" => {
            r#"<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><circle cx="3" cy="8" r=".8" fill="currentColor"/><circle cx="8" cy="8" r=".8" fill="currentColor"/><circle cx="13" cy="8" r=".8" fill="currentColor"/></svg>"#
        }
        "bell" => {
            r#"<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="M3 11.5c1-1 1.2-2 1.2-4.2a3.8 3.8 0 0 1 7.6 0c0 2.2.2 3.2 1.2 4.2ZM6.5 13.8a1.7 1.7 0 0 0 3 0M8 3.5V2"/></svg>"#
        }
        "me-too" => {
            r#"<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><circle cx="6" cy="5" r="2.5"/><path d="M1.5 13.5c0-2.6 1.9-4.3 4.5-4.3s4.5 1.7 4.5 4.3M13 5v5M10.5 7.5h5"/></svg>"#
        }
        "answer" => {
            r#"<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="M6.5 3.5 2.5 7.5l4 4M2.5 7.5H9a4.5 4.5 0 0 1 4.5 4.5v1"/></svg>"#
        }
        "history" => {
            r#"<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="M2.5 8A5.7 5.7 0 1 0 4.3 3.8L2.5 5.5M2.5 2.2v3.3h3.3M8 5v3.2l2.2 1.3"/></svg>"#
        }
        "tag" => {
            r#"<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="M2 2.5h5.5l6.2 6.2a1.2 1.2 0 0 1 0 1.7l-3.8 3.8a1.2 1.2 0 0 1-1.7 0L2 8Z"/><circle cx="5.2" cy="5.7" r=".9" fill="currentColor"/></svg>"#
        }
        "product" => {
            r#"<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="M2 5 8 2l6 3v6l-6 3-6-3ZM2 5l6 3 6-3M8 8v6"/></svg>"#
        }
        "link" => {
            r#"<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="M6.8 9.2a2.8 2.8 0 0 0 4 0l2.4-2.4a2.8 2.8 0 0 0-4-4L8 4M9.2 6.8a2.8 2.8 0 0 0-4 0L2.8 9.2a2.8 2.8 0 0 0 4 4L8 12"/></svg>"#
        }
        "lock" => {
            r#"<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><rect x="3" y="7" width="10" height="7" rx="1.5"/><path d="M5 7V5a3 3 0 0 1 6 0v2"/></svg>"#
        }
        "trash" => {
            r#"<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="M2.5 4h11M6 4V2.5h4V4M4 4l.6 9a1 1 0 0 0 1 1h4.8a1 1 0 0 0 1-1L12 4M6.7 7v4M9.3 7v4"/></svg>"#
        }
        "undo" => {
            r#"<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="M5.5 2.5 2.5 5.5l3 3M2.5 5.5H9a4.2 4.2 0 0 1 0 8.4H5"/></svg>"#
        }
        "check" => {
            r#"<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="m3 8.5 3.3 3.3L13 4.5"/></svg>"#
        }
        "star" => {
            r#"<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="m8 1.8 1.9 3.9 4.3.6-3.1 3 .8 4.3L8 11.6l-3.9 2 .8-4.3-3.1-3 4.3-.6Z"/></svg>"#
        }
        "sun" => {
            r#"<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><circle cx="8" cy="8" r="2.8"/><path d="M8 1.3v1.4M8 13.3v1.4M1.3 8h1.4M13.3 8h1.4M3.3 3.3l1 1M11.7 11.7l1 1M3.3 12.7l1-1M11.7 4.3l1-1"/></svg>"#
        }
        "moon" => {
            r#"<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="M13.5 9.7A5.9 5.9 0 0 1 6.3 2.5a5.9 5.9 0 1 0 7.2 7.2Z"/></svg>"#
        }
        "feed" => {
            r#"<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="M2.5 2.5a11 11 0 0 1 11 11M2.5 7a6.5 6.5 0 0 1 6.5 6.5"/><circle cx="3.7" cy="12.3" r="1.1" fill="currentColor"/></svg>"#
        }
        "external" => {
            r#"<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="M6.5 3h-3a1 1 0 0 0-1 1v8.5a1 1 0 0 0 1 1H12a1 1 0 0 0 1-1v-3M9.5 2.5h4v4M13.5 2.5 7.5 8.5"/></svg>"#
        }
        "person" => {
            r#"<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><circle cx="8" cy="5" r="3"/><path d="M2.5 14c0-3 2.3-4.8 5.5-4.8s5.5 1.8 5.5 4.8"/></svg>"#
        }
        "info" => {
            r#"<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><circle cx="8" cy="8" r="6.2"/><path d="M8 7.3v3.7M8 5v.01"/></svg>"#
        }
        "warning" => {
            r#"<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="M8 2.2 14.5 13.5h-13ZM8 6.5v3.3M8 11.7v.01"/></svg>"#
        }
        "newer" => {
            r#"<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="M13 8H3M7 4 3 8l4 4"/></svg>"#
        }
        "older" => {
            r#"<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="M3 8h10M9 4l4 4-4 4"/></svg>"#
        }
        "image" => {
            r#"<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><rect x="2" y="3" width="12" height="10" rx="1.5"/><path d="m2.5 11.5 3.3-3.5 2.7 2.7 2-2 3 3"/><circle cx="10.8" cy="6" r="1"/></svg>"#
        }
        "gear" => {
            r#"<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="M2 4.5h6M12 4.5h2M2 11.5h2M8 11.5h6"/><circle cx="10" cy="4.5" r="2"/><circle cx="6" cy="11.5" r="2"/></svg>"#
        }
        _ => "",
    }
}
