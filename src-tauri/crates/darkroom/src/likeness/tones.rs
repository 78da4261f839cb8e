use image::{GrayImage, imageops};

/// The longer side, in fields.
const SIDE: u32 = 24;

/// A picture's tones, coarsely: whether two that may be the same are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tones {
    width: u32,
    height: u32,
    values: Vec<u8>,
}

impl Tones {
    pub(super) fn of(grey: &GrayImage) -> Self {
        let (width, height) = grey.dimensions();
        let longer = width.max(height).max(1);
        let part = |side: u32| (side * SIDE / longer).max(1);
        let small = imageops::thumbnail(grey, part(width), part(height));
        Self { width: small.width(), height: small.height(), values: small.into_raw() }
    }

    /// Width, height, then the fields row by row.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let side = |side: u32| u8::try_from(side).unwrap_or(u8::MAX);
        let mut bytes = vec![side(self.width), side(self.height)];
        bytes.extend(&self.values);
        bytes
    }

    /// Reads what [`Tones::to_bytes`] wrote, and gives what stands behind it.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let ([width, height], rest) = bytes.split_first_chunk::<2>()?;
        let (values, rest) = rest.split_at_checked(usize::from(*width) * usize::from(*height))?;
        let (width, height) = (u32::from(*width), u32::from(*height));
        let is_one = (1..=SIDE).contains(&width) && (1..=SIDE).contains(&height);
        is_one.then(|| (Self { width, height, values: values.to_owned() }, rest))
    }

    fn at(&self, x: i32, y: i32) -> f32 {
        let clamped = |at: i32, side: u32| u32::try_from(at).unwrap_or_default().min(side - 1);
        let at = clamped(y, self.height) * self.width + clamped(x, self.width);
        self.values.get(at as usize).copied().map_or(0.0, f32::from)
    }

    /// The tone at a place of the picture, in parts of its sides from 0 to 1; none beyond it.
    fn between(&self, x: f32, y: f32) -> Option<f32> {
        if !(0.0..=1.0).contains(&x) || !(0.0..=1.0).contains(&y) {
            return None;
        }
        let (x, y) = (x * self.width as f32 - 0.5, y * self.height as f32 - 0.5);
        let (left, top) = (x.floor(), y.floor());
        let (across, down) = (x - left, y - top);
        let (left, top) = (left as i32, top as i32);
        let row = |y: i32| self.at(left, y) * (1.0 - across) + self.at(left + 1, y) * across;
        Some(row(top) * (1.0 - down) + row(top + 1) * down)
    }

    /// How alike the steps from tone to tone are where this picture lies on another, from -1 to 1; `on` says where a
    /// place of this one lies on the other, both in parts of their sides.
    ///
    /// None if they hardly lie on each other.
    pub(super) fn likeness(
        &self,
        other: &Self,
        on: impl Fn(f32, f32) -> (f32, f32),
    ) -> Option<f32> {
        let (mut both, mut own, mut others, mut fields) = (0.0, 0.0, 0.0, 0);
        let tones = |x: u32, y: u32| {
            let (x, y) =
                ((x as f32 + 0.5) / self.width as f32, (y as f32 + 0.5) / self.height as f32);
            let (on_x, on_y) = on(x, y);
            Some((self.between(x, y)?, other.between(on_x, on_y)?))
        };
        for (x, y) in (0..self.height).flat_map(|y| (0..self.width).map(move |x| (x, y))) {
            let Some(here) = tones(x, y) else { continue };
            fields += 1;
            for next in [tones(x + 1, y), tones(x, y + 1)].into_iter().flatten() {
                let (step, on_step) = (next.0 - here.0, next.1 - here.1);
                both += step * on_step;
                own += step * step;
                others += on_step * on_step;
            }
        }
        let enough = fields * 3 >= self.width * self.height;
        (enough && own > 0.0 && others > 0.0).then(|| both / (own * others).sqrt())
    }
}
