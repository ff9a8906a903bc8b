//! Charts as SVG, drawn on the server: a pure function from numbers to a picture. Whoever shows one writes a title that
//! says what it shows, and a table of the same numbers beneath; the picture itself is then only for eyes.
//!
//! Drawn 320 wide, so that its letters can be read on a phone. The template puts it into `<figure class="chart">`.

use std::fmt::Write;

use super::Html;
use super::html::escape;

/// Width of every chart.
const WIDTH: f64 = 320.0;
/// Height of the part with the bars or lines.
const PLOT: f64 = 120.0;
/// Room above it for the legend, one line for each series.
const LINE: f64 = 16.0;
/// Room for the numbers at the left.
const LEFT: f64 = 26.0;
/// Room for the words beneath.
const BOTTOM: f64 = 18.0;

/// Numbers that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// What they are.
    pub name: String,
    /// One for each label.
    pub values: Vec<f64>,
}

impl Series {
    /// Numbers with what they are.
    pub fn new(name: impl Into<String>, values: impl IntoIterator<Item = f64>) -> Self {
        Self { name: name.into(), values: values.into_iter().collect() }
    }
}

/// Whole numbers for a chart.
#[allow(clippy::cast_precision_loss)] // a picture
pub fn count(n: usize) -> f64 {
    n as f64
}

/// One bar for each label.
pub fn bars(title: &str, labels: &[String], values: &[f64]) -> Html {
    grouped(title, labels, &[Series { name: String::new(), values: values.to_vec() }])
}

/// For each label one bar of each series (three at most), side by side.
pub fn grouped(title: &str, labels: &[String], series: &[Series]) -> Html {
    let series = &series[..series.len().min(3)];
    let mut picture = Picture::new(title, series, |place| {
        let class = class(place);
        format!("<rect class=\"{class}\" width=\"10\" height=\"10\" rx=\"2\"/>")
    });
    let groups = labels.len().max(1);
    let room = (WIDTH - LEFT) / count(groups);
    let bar = room * 0.8 / count(series.len().max(1));
    for (group, label) in labels.iter().enumerate() {
        let left = LEFT + room * count(group);
        for (place, one) in series.iter().enumerate() {
            let value = one.values.get(group).copied().unwrap_or_default();
            let (x, y) = (left + room * 0.1 + bar * count(place), picture.y(value));
            let (class, height) = (class(place), picture.bottom() - y);
            picture.add(&format!(
                "<rect class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{:.1}\" height=\"{height:.1}\"/>",
                bar * 0.92
            ));
        }
        picture.label(left + room / 2.0, label);
    }
    picture.finish()
}

/// A line for each series (two at most, the second one dashed). `labels` are spread evenly beneath, each at the
/// beginning of its part.
pub fn lines(title: &str, labels: &[String], series: &[Series]) -> Html {
    let series = &series[..series.len().min(2)];
    let mut picture = Picture::new(title, series, |place| format!("<polyline points=\"0,5 14,5\"{}/>", dashes(place)));
    for (place, one) in series.iter().enumerate() {
        let step = (WIDTH - LEFT) / count(one.values.len().saturating_sub(1).max(1));
        let mut points = String::new();
        for (at, value) in one.values.iter().enumerate() {
            let _ = write!(points, "{:.1},{:.1} ", LEFT + step * count(at), picture.y(*value));
        }
        picture.add(&format!("<polyline points=\"{}\"{}/>", points.trim_end(), dashes(place)));
    }
    let room = (WIDTH - LEFT) / count(labels.len().max(1));
    for (place, label) in labels.iter().enumerate() {
        picture.label(LEFT + room * (count(place) + 0.5), label);
    }
    picture.finish()
}

fn class(place: usize) -> &'static str {
    ["bar", "bar-2", "bar-3"][place.min(2)]
}

fn dashes(place: usize) -> &'static str {
    if place == 0 { "" } else { " stroke-dasharray=\"2 3\"" }
}

/// The next round number that is not smaller: 1, 2 or 5 times a power of ten.
fn round_up(value: f64) -> f64 {
    let power = 10f64.powf(value.max(1e-9).log10().floor());
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|times| times * power).find(|round| *round >= value).unwrap_or(value)
}

struct Picture {
    svg: String,
    top: f64,
    most: f64,
}

impl Picture {
    fn new(title: &str, series: &[Series], sample: impl Fn(usize) -> String) -> Self {
        let named: Vec<&Series> = series.iter().filter(|one| !one.name.is_empty()).collect();
        let top = LINE * count(named.len()) + 10.0;
        let values = series.iter().flat_map(|one| &one.values).copied().filter(|value| value.is_finite());
        let most = round_up(values.fold(0.0, f64::max).max(1.0));
        let height = top + PLOT + BOTTOM;
        let mut svg = format!("<svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"{}\">", escape(title));
        for (place, one) in named.iter().enumerate() {
            let y = LINE * count(place);
            let (sample, name) = (sample(place), escape(&one.name));
            let _ =
                write!(svg, "<g transform=\"translate({LEFT} {y})\">{sample}<text x=\"20\" y=\"9\">{name}</text></g>");
        }
        let mut picture = Self { svg, top, most };
        for part in [0.0, most / 2.0, most] {
            let (y, text) = (picture.y(part), number(part));
            picture.add(&format!("<line x1=\"{LEFT}\" x2=\"{WIDTH}\" y1=\"{y:.1}\" y2=\"{y:.1}\"/>"));
            let x = LEFT - 4.0;
            picture.add(&format!("<text x=\"{x}\" y=\"{:.1}\" text-anchor=\"end\">{text}</text>", y + 4.0));
        }
        picture
    }

    fn bottom(&self) -> f64 {
        self.top + PLOT
    }

    fn y(&self, value: f64) -> f64 {
        let part = if value.is_finite() { (value / self.most).clamp(0.0, 1.0) } else { 0.0 };
        self.bottom() - PLOT * part
    }

    fn add(&mut self, element: &str) {
        self.svg.push_str(element);
    }

    fn label(&mut self, x: f64, label: &str) {
        let y = self.bottom() + 14.0;
        self.add(&format!("<text x=\"{x:.1}\" y=\"{y}\" text-anchor=\"middle\">{}</text>", escape(label)));
    }

    fn finish(mut self) -> Html {
        self.svg.push_str("</svg>");
        Html(self.svg)
    }
}

/// A number at the axis; halves come up where the most is 1.
fn number(value: f64) -> String {
    if value >= 1000.0 { format!("{}k", value / 1000.0) } else { format!("{value}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn axes_end_at_round_numbers() {
        for (value, round) in [(0.3, 0.5), (1.0, 1.0), (1.2, 2.0), (31.0, 50.0), (240.0, 500.0), (1000.0, 1000.0)] {
            assert_eq!(round_up(value), round, "{value}");
        }
    }

    #[test]
    fn bars_are_as_high_as_their_numbers() {
        let svg = bars("Two", &labels(&["Mon", "Tue"]), &[5.0, 10.0]).0;
        assert_eq!(svg.matches("<rect").count(), 2);
        assert!(svg.contains("height=\"60.0\"") && svg.contains("height=\"120.0\""), "{svg}");
    }

    #[test]
    fn whatever_is_said_is_escaped_and_whatever_is_counted_stays_inside() {
        let series = [
            Series::new("<b>", [f64::NAN, -1.0, f64::INFINITY]),
            Series::new("&", [1e18]),
            Series::new("c", []),
            Series::new("too many", [1.0]),
        ];
        for svg in [grouped("\"x\"", &labels(&["<", "b", "c"]), &series).0, lines("'", &[], &series).0] {
            assert!(!svg.contains("NaN") && !svg.contains("inf") && !svg.contains("<b>"), "{svg}");
            assert!(!svg.contains("too many"));
        }
        assert!(grouped("", &[], &[]).0.ends_with("</svg>"));
    }

    #[test]
    fn the_second_line_is_told_by_more_than_its_colour() {
        let svg = lines("Load", &labels(&["Mon"]), &[Series::new("a", [1.0, 2.0]), Series::new("b", [0.0, 1.0])]).0;
        // Each line and its sample in the legend.
        assert_eq!((svg.matches("<polyline").count(), svg.matches("dasharray").count()), (4, 2));
    }
}
