//! Measures generated days: `cargo run --release -p makeup --example days -- FORMAT DAYS FIRST_SEED`.
#![expect(clippy::print_stdout, reason = "the table is what the example is for")]
#![expect(clippy::disallowed_methods, reason = "processor time is read from the system")]

mod day;
mod texts;

use std::time::{Duration, Instant};

use day::{Kind, named};
use makeup::{
    format::{Format, Top},
    quality::{Quality, faults, of_edition},
    stone::Stone,
};
use texts::lengths;

fn main() {
    let arguments = std::env::args().skip(1).collect::<Vec<_>>();
    let name = arguments.first().map_or("window", String::as_str);
    let number = |at: usize, default: u64| {
        arguments.get(at).and_then(|text| text.parse().ok()).unwrap_or(default)
    };
    let format = named(name);
    let all = lengths();
    if arguments.get(3).is_some_and(|mode| mode == "kinds") {
        kinds(&format, &all, number(1, 4), number(2, 50));
        return;
    }
    if arguments.get(3).is_some_and(|mode| mode == "pages") {
        pages(&format, &all, number(1, 4), number(2, 50));
        return;
    }
    let days = number(1, 6);
    println!("{name}: {} texts, {} columns, rows {:?}", all.len(), format.columns, format.rows);
    measure(name, &format, &all, (days, number(2, 100)), Kind::default());
}

/// Odd supplies.
fn kinds(format: &Format, all: &[day::Lengths], days: u64, seed: u64) {
    let usual = Kind::default();
    let kinds = [
        ("1 story", Kind { stories: 1, ..usual }),
        ("3 stories", Kind { stories: 3, ..usual }),
        ("12 stories", Kind { stories: 12, ..usual }),
        ("300 stories", Kind { stories: 300, ..usual }),
        ("500 stories", Kind { stories: 500, ..usual }),
        ("no pictures", Kind { pictures: 0, ..usual }),
        ("all pictures", Kind { pictures: 100, ..usual }),
        ("120 characters", Kind { title: 120, ..usual }),
        ("300 characters", Kind { title: 300, stories: 20, ..usual }),
        ("ten times as long", Kind { repeat: 10, stories: 12, ..usual }),
    ];
    for (name, kind) in kinds {
        measure(name, format, all, (days, seed), kind);
    }
}

/// One page from every start of a queue, on a stone that knows nothing yet.
fn pages(format: &Format, all: &[day::Lengths], days: u64, seed: u64) {
    let mut times = Vec::new();
    for seed in seed..seed + days {
        let supply = day::day(format, all, seed, Kind::default());
        for start in (0..supply.elements.len()).step_by(3) {
            let begun = Instant::now();
            let page = Stone::new(format, &supply).page_from(start);
            times.push(begun.elapsed());
            assert!(page.is_some());
        }
    }
    println!("single page, cold: {}", spread(&mut times));
}

/// Processor time of this process: other work on the machine does not count.
fn processor_time() -> Duration {
    let text = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    let nanoseconds = text.split(' ').next().and_then(|first| first.parse().ok());
    Duration::from_nanos(nanoseconds.unwrap_or(0))
}

fn spread(times: &mut [Duration]) -> String {
    times.sort();
    let at = |share: usize| times[(times.len() - 1) * share / 100].as_micros();
    format!("median {} µs, p95 {}, max {} ({} times)", at(50), at(95), at(100), times.len())
}

fn measure(
    name: &str,
    format: &Format,
    all: &[day::Lengths],
    (days, seed): (u64, u64),
    kind: Kind,
) {
    let (mut fronts, mut insides, mut times) = (Vec::new(), Vec::new(), Vec::new());
    let mut found = Vec::new();
    for seed in seed..seed + days {
        let supply = day::day(format, all, seed, kind);
        let begun = processor_time();
        let edition = Stone::new(format, &supply).edition();
        times.push(processor_time().saturating_sub(begun));
        found.extend(faults(&edition, &supply));
        let verbose = std::env::var_os("SHOW").is_some();
        for (page, quality) in edition.pages.iter().zip(of_edition(&edition, &supply)) {
            if verbose
                && (quality.white > 0
                    || quality.growing + quality.tombstones + quality.against_rank > 0)
            {
                println!("seed {seed} page {} cost {} {quality:?}", page.number, page.cost);
                for module in &page.modules {
                    println!(
                        "   {:?} {:?} head {:?} picture {:?} white {:?}",
                        module.kind,
                        module.rect,
                        module.head,
                        module.picture.map(|p| p.rect),
                        module.legs.iter().map(|l| l.white).collect::<Vec<_>>()
                    );
                }
            }
            let list = if page.top == Top::Front { &mut fronts } else { &mut insides };
            list.push(quality);
        }
    }
    println!("\n{name}: edition {}; faults {}", spread(&mut times), found.len());
    for fault in found.iter().take(5) {
        println!("  {fault:?}");
    }
    table("front", &fronts);
    table("inside", &insides);
}

fn table(name: &str, pages: &[Quality]) {
    if pages.is_empty() {
        return;
    }
    let count = pages.len() as f64;
    let share = |what: &dyn Fn(&Quality) -> bool| {
        100.0 * pages.iter().filter(|page| what(page)).count() as f64 / count
    };
    let mean = |what: &dyn Fn(&Quality) -> f64| pages.iter().map(what).sum::<f64>() / count;
    let known = |what: &dyn Fn(&Quality) -> Option<i32>| {
        let known = pages.iter().filter_map(what).collect::<Vec<_>>();
        let count = known.len().max(1) as f64;
        let good = known.iter().filter(|value| **value >= 80).count() as f64;
        (known.iter().sum::<i32>() as f64 / count / 100.0, 100.0 * good / count)
    };
    let worst = pages.iter().map(|page| page.fill).min().unwrap_or(0);
    let (area, area_good) = known(&|page| page.rank_area);
    let (head, head_good) = known(&|page| page.rank_head);
    let pairs = pages.iter().fold((0, 0, 0), |sum, page| {
        (sum.0 + page.pairs.0, sum.1 + page.pairs.1, sum.2 + page.pairs.2)
    });
    let of_pairs = |part: usize| 100.0 * part as f64 / pairs.0.max(1) as f64;
    let two = |page: &Quality| page.dominant > 0;
    let weak = |page: &Quality| two(page) && page.dominant < 150;
    let ratio = share(&weak) / share(&two).max(0.01) * 100.0;
    println!(
        "  {name}: {} pages, fill {:.2} worst {:.2}, >= 98.5: {:.1} %",
        pages.len(),
        mean(&|p| f64::from(p.fill)) / 100.0,
        f64::from(worst) / 100.0,
        share(&|p| p.fill >= 9_850)
    );
    println!(
        "    no white line {:.1} %, white > 3 {:.2} %, legs differ > 1: {:.2} %, white lines a page {:.3}",
        share(&|p| p.white == 0),
        share(&|p| p.white_blocks > 0),
        share(&|p| p.legs_differ > 1),
        mean(&|p| p.white as f64)
    );
    println!(
        "    tombstones {:.3}, growing {:.3}, against rank {:.3} a page; widows {:.3}, orphans {:.3}",
        mean(&|p| p.tombstones as f64),
        mean(&|p| p.growing as f64),
        mean(&|p| p.against_rank as f64),
        mean(&|p| p.widows as f64),
        mean(&|p| p.orphans as f64)
    );
    println!(
        "    rank: area {area:.2} (>= .8: {area_good:.0} %), headline {head:.2} (>= .8: {head_good:.0} %); pairs {:.0} / {:.0} %; lead clear {:.0} %",
        of_pairs(pairs.1),
        of_pairs(pairs.2),
        share(&|p| p.lead_clear)
    );
    println!(
        "    stories {:.2}, pictures {:.2}, jumps {:.2} (most {}), stubs {:.3}, dominant < 1.5: {ratio:.0} %, odd shapes {:.3}",
        mean(&|p| p.stories as f64),
        mean(&|p| p.pictures as f64),
        mean(&|p| p.jumps as f64),
        pages.iter().map(|p| p.jumps).max().unwrap_or(0),
        mean(&|p| p.stub_jumps as f64),
        mean(&|p| p.odd_shapes as f64)
    );
    println!(
        "    briefs on {:.0} % of pages, {:.1} column rows a page; imprint {:.2}; loosened {:.2}",
        share(&|p| p.briefs > 0),
        mean(&|p| p.briefs as f64),
        mean(&|p| p.imprint as f64),
        mean(&|p| p.loosened as f64)
    );
}
