//! Trees of decisions, added up: what `cargo xtask learn` wrote, and what they say of measures.

/// The byte that stands for a leaf in place of a measure's number.
const LEAF: u8 = u8::MAX;

/// Trees whose leaves are added up to log odds.
#[derive(Debug, Default)]
pub(super) struct Trees {
    nodes: Vec<Node>,
    /// Where each tree begins.
    roots: Vec<usize>,
}

/// A question: measures up to the bound go on to the next node, others to `right`. A leaf has its worth as the bound.
#[derive(Debug, Clone, Copy)]
struct Node {
    measure: u8,
    right: u32,
    bound: f32,
}

impl Trees {
    /// Reads trees: for each node, the left one first, the number of the measure (255 for a leaf) and a half-precision number, little end first.
    pub(super) fn of(bytes: &[u8]) -> Self {
        let mut trees = Self::default();
        // Questions whose right branch is still to come.
        let mut open: Vec<usize> = Vec::new();
        // Nodes that the tree still lacks.
        let mut lacking = 0_usize;
        let (nodes, _) = bytes.as_chunks::<3>();
        for &[measure, low, high] in nodes {
            let at = trees.nodes.len();
            if lacking == 0 {
                trees.roots.push(at);
                lacking = 1;
            }
            trees.nodes.push(Node {
                measure,
                right: 0,
                bound: half(u16::from_le_bytes([low, high])),
            });
            if measure != LEAF {
                open.push(at);
                lacking += 1;
                continue;
            }
            lacking -= 1;
            if let Some(question) = open.pop() {
                trees.nodes[question].right = u32::try_from(at + 1).unwrap_or(u32::MAX);
            }
        }
        trees
    }

    /// The log odds of what has these measures.
    ///
    /// What the first third of the trees is sure of is not asked of the others.
    pub(super) fn odds(&self, measures: &[f32], sure: f32) -> f32 {
        let mut sum = 0.0;
        for (number, root) in self.roots.iter().enumerate() {
            if number == self.roots.len() / 3 && sum < -sure {
                break;
            }
            let mut at = *root;
            sum += loop {
                let node = self.nodes[at];
                if node.measure == LEAF {
                    break node.bound;
                }
                let is_left = measures[usize::from(node.measure)] <= node.bound;
                at = if is_left { at + 1 } else { node.right as usize };
            };
        }
        sum
    }
}

/// A number in half precision (IEEE 754, binary16).
fn half(bits: u16) -> f32 {
    let sign = u32::from(bits >> 15) << 31;
    let (exponent, fraction) = (u32::from(bits >> 10) & 31, u32::from(bits & 1023));
    match exponent {
        0 => f32::from_bits(sign) + f32::from_bits(sign | 0x3380_0000) * f32::from(bits & 1023),
        31 => f32::from_bits(sign | 0x7f80_0000 | fraction << 13),
        _ => f32::from_bits(sign | (exponent + 112) << 23 | fraction << 13),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numbers_of_half_precision() {
        for (bits, number) in [
            (0x3c00, 1.0),
            (0xc500, -5.0),
            (0x3555, 0.333_251_95),
            (0, 0.0),
            (0x0001, 5.960_464_5e-8),
            (0x7bff, 65_504.0),
        ] {
            assert!((half(bits) - number).abs() <= f32::EPSILON * number.abs(), "{bits:x}");
        }
    }

    #[test]
    fn adds_up_what_the_leaves_say() {
        // Measure 1 up to 1? then 1; else measure 0 up to -5? then 1, else -5. A second tree says 1 to all.
        let one = [0, 0x3c];
        let minus = [0, 0xc5];
        let tree = [
            [1, one[0], one[1]],
            [LEAF, one[0], one[1]],
            [0, minus[0], minus[1]],
            [LEAF, one[0], one[1]],
            [LEAF, minus[0], minus[1]],
            [LEAF, one[0], one[1]],
        ];
        let trees = Trees::of(tree.as_flattened());
        assert_eq!(
            [[0.0, 1.0], [-5.0, 2.0], [0.0, 2.0]].map(|measures| trees.odds(&measures, 9.0)),
            [2.0, 2.0, -4.0]
        );
    }
}
