//! One function over many values, on all cores.

/// `work` of each item, in the items' order.
pub fn map<'a, T: Sync, U: Send>(items: &'a [T], work: impl Fn(&'a T) -> U + Sync) -> Vec<U> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let size = items.len().div_ceil(cores).max(1);
    if items.len() <= 4 || cores == 1 {
        return items.iter().map(work).collect();
    }
    let work = &work;
    std::thread::scope(|scope| {
        let parts: Vec<_> =
            items.chunks(size).map(|part| scope.spawn(move || part.iter().map(work).collect::<Vec<U>>())).collect();
        parts
            .into_iter()
            .flat_map(|part| part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn keeps_the_order() {
        let items: Vec<i64> = (0..1_000).collect();
        assert_eq!(super::map(&items, |n| n * 2), (0..1_000).map(|n| n * 2).collect::<Vec<_>>());
    }
}
