//! What one node writes, the other hears of.

use kiez::ground::clock::Stopwatch;

use super::*;

#[test]
fn another_node_hears_of_a_write_without_looking() {
    let Some(redis) = RedisServer::start() else { return };
    let Some([here, there]) = nodes(&redis.url()) else { return };
    let heard = [ears(&here), ears(&there)];
    let mut took = Vec::new();
    for number in 0..20 {
        let (writer, other) = if number % 2 == 0 { (&here, &heard[1]) } else { (&there, &heard[0]) };
        let watch = Stopwatch::start();
        hears(other, note(writer, number));
        took.push(watch.elapsed());
    }
    took.sort();
    println!("heard after {:?}, at the latest after {:?}", took[10], took[19]);
}

#[test]
fn whoever_lost_redis_hears_again_when_it_is_back() {
    let Some(mut redis) = RedisServer::start() else { return };
    let Some([here, there]) = nodes(&redis.url()) else { return };
    let heard = ears(&there);
    hears(&heard, note(&here, 1));
    for number in 2..4 {
        redis.kill();
        until("the nodes notice", || !is_up(&here) && !is_up(&there));
        let missed = note(&here, number);
        redis.start_again();
        // Nobody has to write once more: what was not said is said now.
        hears(&heard, missed);
        until("both are back", || is_up(&here) && is_up(&there));
        hears(&heard, note(&here, number));
    }
}
