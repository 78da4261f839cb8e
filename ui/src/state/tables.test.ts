import type { Row } from '#bindings/Row.ts'
import { expect, test } from 'vitest'
import { figureColumns } from './tables.ts'

const row = (texts: string[], header = false): Row => ({
  cells: texts.map((text) => ({ header, colspan: 1, rowspan: 1, spans: [{ text }] })),
})

test('a column of figures is one below its head, whatever stands around the digits', () => {
  const rows = [
    row(['Club', 'Played', 'Goals', 'Price', 'Since'], true),
    row(['Railway', '5', '6–2', '₹ 1,200', '1931']),
    row(['Boatmen', '12', '9–4', '₹ 90', '']),
    row(['Looms', '5', '2–8', '−3', 'May 1940']),
  ]
  expect([...figureColumns(rows)]).toEqual([1, 2, 3])
})

test('a table of words, or with cells over several columns, has none', () => {
  expect(figureColumns([row(['a', 'b'])]).size).toBe(0)
  const wide = { header: false, colspan: 2, rowspan: 1, spans: [{ text: '1' }] }
  expect(figureColumns([{ cells: [wide] }]).size).toBe(0)
  expect(figureColumns([]).size).toBe(0)
})
