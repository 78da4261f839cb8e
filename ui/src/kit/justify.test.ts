import { expect, test } from 'vitest'
import { justify } from './justify.ts'

const rows = { width: 1000, target: 150, gap: 8 }
const widthOf = (row: { width: number }[]) => row.reduce((sum, { width }) => sum + width, 8 * (row.length - 1))

test('all pictures are placed once and in order', () => {
  const shapes = Array.from({ length: 23 }, (_, index) => 0.6 + (index % 5) * 0.4)
  const indices = justify(shapes, rows)
    .flat()
    .map(({ index }) => index)
  expect(indices).toEqual([...shapes.keys()])
})

test('full rows fill the width and stay near the target', () => {
  const placed = justify(Array<number>(20).fill(1.5), rows)
  for (const row of placed.slice(0, -1)) {
    expect(widthOf(row)).toBeCloseTo(1000)
    expect(row[0]?.height).toBeGreaterThan(110)
    expect(row[0]?.height).toBeLessThan(210)
  }
})

test('no picture is cropped', () => {
  for (const { width, height, index } of justify([1.5, 0.66, 2, 1], rows).flat()) {
    expect(width / height).toBeCloseTo([1.5, 0.66, 2, 1][index] ?? 0)
  }
})

test('a short last row is not blown up', () => {
  const [row] = justify([1.5], rows)
  expect(row?.[0]?.height).toBeCloseTo(202.5)
})

test('nothing is placed without width or pictures', () => {
  expect(justify([], rows)).toEqual([])
  expect(justify([1.5], { ...rows, width: 0 })).toEqual([])
})
