/** One picture of a row: which one, and how large it is set, in pixels. */
export type Placed = { index: number; width: number; height: number }

/** How rows are filled, in pixels. */
export type Rows = { width: number; target: number; gap: number }

/** A last row is not made higher than this many times the target. */
const HIGHEST_LAST = 1.35

function placeRow(shapes: number[], from: number, until: number, rows: Rows, last: boolean): Placed[] {
  const row = shapes.slice(from, until)
  const free = rows.width - rows.gap * (row.length - 1)
  const full = free / row.reduce((sum, shape) => sum + shape, 0)
  const height = last ? Math.min(full, rows.target * HIGHEST_LAST) : full
  return row.map((shape, position) => ({ index: from + position, width: shape * height, height }))
}

/**
 * Sets pictures in rows that fill the width, each picture uncropped, all of a row equally high.
 *
 * Takes the shapes (width by height) in order; a row is closed where its height comes nearest to the target.
 */
export function justify(shapes: number[], rows: Rows): Placed[][] {
  const placed: Placed[][] = []
  let from = 0
  let sum = 0
  for (const [index, shape] of shapes.entries()) {
    const heightOf = (total: number, count: number) => (rows.width - rows.gap * (count - 1)) / total
    const before = index > from ? heightOf(sum, index - from) : Infinity
    const after = heightOf(sum + shape, index - from + 1)
    if (index > from && after < rows.target && before - rows.target < rows.target - after) {
      placed.push(placeRow(shapes, from, index, rows, false))
      from = index
      sum = 0
    }
    sum += shape
  }
  if (from < shapes.length && rows.width > 0) placed.push(placeRow(shapes, from, shapes.length, rows, true))
  return placed
}
