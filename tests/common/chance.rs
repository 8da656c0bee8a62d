//! Random choices that a seed repeats.

/// The SplitMix64 generator: a few lines, the same on every machine.
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `limit`, which is at least 1.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    /// True `percent` times in a hundred.
    pub fn percent(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// Seconds until the next of events that come `per_hour` times an hour, at random.
    pub fn wait(&mut self, per_hour: f64) -> i64 {
        #[allow(clippy::cast_precision_loss, reason = "53 bits are plenty")]
        let uniform = ((self.next() >> 11) as f64 + 1.0) / (1u64 << 53) as f64;
        #[allow(clippy::cast_possible_truncation, reason = "a wait of seconds")]
        let seconds = (-uniform.ln() * 3600.0 / per_hour).ceil() as i64;
        seconds.max(1)
    }

    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        let index = self.below(of.len() as u64);
        &of[usize::try_from(index).expect("an index")]
    }

    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let other = self.below(last as u64 + 1);
            items.swap(last, usize::try_from(other).expect("an index"));
        }
    }
}
