import type { OwnData } from '#bindings/OwnData.ts'

/** Names and values of what a photograph's file says, what it does not say left out. */
export function ownLines(own: OwnData): [string, string][] {
  const lines: [string, string][] = [
    ['Headline', own.headline],
    ['Caption', own.caption],
    ['By', own.byline],
    ['Credit', own.credit],
    ['Rights', own.copyright],
    ['Taken', own.taken.replace('T', ' ')],
    ['Place', own.place],
    ['Position', own.position ? own.position.map((degrees) => (degrees / 1e6).toFixed(5)).join(', ') : ''],
    ['Camera', own.camera],
    ['Keywords', own.keywords.join(', ')],
  ]
  return lines.filter(([, value]) => value !== '')
}
