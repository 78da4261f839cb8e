import type { Row } from '#bindings/Row.ts'

const textOf = (cell: Row['cells'][number]) =>
  cell.spans
    .map(({ text }) => text)
    .join('')
    .trim()

/** A number as a paper prints it: with its sign, currency, points, or two by a dash: ₹ 1,200, 5–2, 45 %. */
const FIGURE = /^[^\p{L}\p{N}]{0,3}\p{N}[\p{N}.,:/–−-]*\s?%?$/u

/** Gives the columns of a table that hold figures alone, below their head. */
export function figureColumns(rows: Row[]): Set<number> {
  const body = rows.filter(({ cells }) => !cells.every(({ header }) => header))
  // Where a cell spans several columns, its number in the row is not that of its column.
  if (rows.some(({ cells }) => cells.some(({ colspan, rowspan }) => colspan > 1 || rowspan > 1))) return new Set()
  const columns = [...(body[0]?.cells.keys() ?? [])]
  return new Set(
    columns.filter((column) => {
      const texts = body.map(({ cells }) => (cells[column] ? textOf(cells[column]) : '')).filter((text) => text !== '')
      return texts.length > 0 && texts.every((text) => FIGURE.test(text))
    }),
  )
}
