//! What a ranking is worth. `ranked` is how much each hit helps, best hit first; 0 is not at all.

/// Normalised discounted cumulative gain of the first `depth`: each hit's help divided by the binary logarithm of its
/// place plus one, against the best order there could be (Järvelin and Kekäläinen 2002, with linear gain as in trec_eval).
pub fn ndcg(ranked: &[u32], all: &[u32], depth: usize) -> f64 {
    let gain = |grades: &mut dyn Iterator<Item = u32>| -> f64 {
        grades.take(depth).zip(2u32..).map(|(grade, place)| f64::from(grade) / f64::from(place).log2()).sum()
    };
    let mut best = all.to_vec();
    best.sort_unstable_by(|a, b| b.cmp(a));
    let ideal = gain(&mut best.into_iter());
    if ideal > 0.0 { gain(&mut ranked.iter().copied()) / ideal } else { 0.0 }
}

/// One divided by the place of the first hit that helps, if it is among the first `depth`; else 0.
pub fn reciprocal_rank(ranked: &[u32], depth: usize) -> f64 {
    let first = ranked.iter().take(depth).zip(1u32..).find(|(grade, _)| **grade > 0);
    first.map_or(0.0, |(_, place)| 1.0 / f64::from(place))
}

/// Share of what helps that is among the first `depth`.
pub fn recall(ranked: &[u32], all: &[u32], depth: usize) -> f64 {
    let helping = |grades: &[u32]| grades.iter().filter(|grade| **grade > 0).count() as f64;
    let there = helping(all);
    if there > 0.0 { helping(&ranked[..ranked.len().min(depth)]) / there } else { 0.0 }
}

/// Means over queries.
#[derive(Debug, Default)]
pub struct Mean {
    queries: usize,
    ndcg_at_10: f64,
    mrr_at_10: f64,
    p_at_1: f64,
    r_at_10: f64,
    r_at_100: f64,
}

impl Mean {
    /// Adds a query's hits; `all` is everything that helps.
    pub fn add(&mut self, ranked: &[u32], all: impl Iterator<Item = u32>) {
        let all: Vec<u32> = all.collect();
        self.queries += 1;
        self.ndcg_at_10 += ndcg(ranked, &all, 10);
        self.mrr_at_10 += reciprocal_rank(ranked, 10);
        self.p_at_1 += reciprocal_rank(ranked, 1);
        self.r_at_10 += recall(ranked, &all, 10);
        self.r_at_100 += recall(ranked, &all, 100);
    }

    /// One line of JSON.
    pub fn json(&self, documents: usize, seconds: f64) -> serde_json::Value {
        let mean = |sum: f64| (sum / self.queries.max(1) as f64 * 1e4).round() / 1e4;
        serde_json::json!({
            "ndcg_at_10": mean(self.ndcg_at_10),
            "mrr_at_10": mean(self.mrr_at_10),
            "p_at_1": mean(self.p_at_1),
            "r_at_10": mean(self.r_at_10),
            "r_at_100": mean(self.r_at_100),
            "queries": self.queries,
            "documents": documents,
            "queries_per_second": (self.queries as f64 / seconds.max(1e-9)).round(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: f64, b: f64) {
        assert!((a - b).abs() < 1e-9, "{a} is not {b}");
    }

    #[test]
    fn by_hand() {
        // One document helps and is second: 1/log2(3) of 1/log2(2).
        near(ndcg(&[0, 1, 0], &[1], 10), 1.0 / 3f64.log2());
        // Grades 1, 0, 3 where 3, 1 would have been best: (1 + 3/2) / (3 + 1/log2(3)).
        near(ndcg(&[1, 0, 3], &[3, 1], 10), 2.5 / (3.0 + 1.0 / 3f64.log2()));
        near(ndcg(&[1, 1], &[1, 1], 10), 1.0);
        near(ndcg(&[0, 0, 1], &[1], 2), 0.0);
        near(ndcg(&[], &[1], 10), 0.0);
        near(reciprocal_rank(&[0, 0, 2, 1], 10), 1.0 / 3.0);
        near(reciprocal_rank(&[0, 0, 2, 1], 2), 0.0);
        near(recall(&[1, 0, 1], &[1, 1, 1, 1], 10), 0.5);
        near(recall(&[1, 0, 1], &[1, 1, 1, 1], 1), 0.25);
        near(recall(&[], &[], 10), 0.0);
    }

    #[test]
    fn means_are_over_queries() {
        let mut mean = Mean::default();
        mean.add(&[1], [1].into_iter());
        mean.add(&[0, 1], [1].into_iter());
        let json = mean.json(2, 1.0);
        assert_eq!((json["mrr_at_10"].as_f64(), json["p_at_1"].as_f64()), (Some(0.75), Some(0.5)));
        assert_eq!((json["queries"].as_u64(), json["queries_per_second"].as_f64()), (Some(2), Some(2.0)));
        near(json["ndcg_at_10"].as_f64().unwrap(), 0.8155);
    }
}
