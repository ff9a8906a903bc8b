//! A drawn picture for people who gave none: two initials on a calm, warm ground, the same for ever.
//!
//! It must never put a letter of a name unescaped into the SVG, ask another host, or draw text that is hard to read.

/// Grounds with their letters' colours: warm, and with a contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3).
pub(super) const COLOURS: [(u32, u32); 12] = [
    (0x8c3b2a, 0xfff6ec),
    (0x7a4a12, 0xfff6e0),
    (0x5e5310, 0xfffbe0),
    (0x3f5a2a, 0xf6fbe8),
    (0x22595a, 0xeafaf6),
    (0x2f4f6f, 0xf0f6fc),
    (0x54406f, 0xf8f0fc),
    (0x7a3358, 0xfff0f6),
    (0xf3c9a0, 0x5a2a12),
    (0xf0d890, 0x4f3c08),
    (0xcfdcb0, 0x2e4216),
    (0xe8b8a8, 0x5c2018),
];

/// A square SVG document with the initials of `name` on a ground and three soft shapes chosen by `seed` (a person's
/// number). Deterministic; scales to any size; decorative (`aria-hidden`), as the name stands beside it.
#[must_use]
pub fn generated(seed: i64, name: &str) -> String {
    let mut bits = Bits::new(seed);
    let (ground, ink) = COLOURS[bits.below(COLOURS.len() as u64) as usize];
    let mut shapes = String::new();
    for _ in 0..3 {
        let x = bits.below(100);
        let y = bits.below(100);
        let r = 18 + bits.below(30);
        // Shapes are a breath of the ink's opposite: darker on dark grounds, lighter on light ones.
        shapes.push_str(&format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\"/>"));
    }
    let veil = if brightness(ground) > brightness(ink) { "fff" } else { "000" };
    let initials = initials(name);
    let size = if initials.chars().count() > 1 { 38 } else { 46 };
    let initials = escape(&initials);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 100\" width=\"100\" height=\"100\" \
         aria-hidden=\"true\"><rect width=\"100\" height=\"100\" fill=\"#{ground:06x}\"/>\
         <g fill=\"#{veil}\" fill-opacity=\".12\">{shapes}</g>\
         <text x=\"50\" y=\"50\" dy=\".35em\" text-anchor=\"middle\" font-family=\"system-ui,sans-serif\" \
         font-size=\"{size}\" font-weight=\"600\" fill=\"#{ink:06x}\">{initials}</text></svg>"
    )
}

/// One or two capital letters: of the first and the last word that begin with a letter or digit; `?` for none.
fn initials(name: &str) -> String {
    let mut firsts = name
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '_' | '.'))
        .filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let Some(first) = firsts.next() else {
        return "?".to_owned();
    };
    first.to_uppercase().take(1).chain(firsts.next_back().into_iter().flat_map(|c| c.to_uppercase().take(1))).collect()
}

fn escape(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '&' => "&amp;".to_owned(),
            '<' => "&lt;".to_owned(),
            '>' => "&gt;".to_owned(),
            '"' => "&quot;".to_owned(),
            '\'' => "&#39;".to_owned(),
            c => c.to_string(),
        })
        .collect()
}

fn brightness(colour: u32) -> u32 {
    (colour >> 16 & 0xff) * 3 + (colour >> 8 & 0xff) * 6 + (colour & 0xff)
}

/// A small generator (SplitMix64, Steele and others 2014): stable for ever, unlike a library's.
struct Bits(u64);

impl Bits {
    fn new(seed: i64) -> Self {
        Bits(seed as u64)
    }

    /// A number from 0 to `limit - 1`.
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % limit
    }
}
