import type { Line } from '#bindings/page/Line.ts'
import type { Module } from '#bindings/page/Module.ts'
import type { Page } from '#bindings/page/Page.ts'

/** Units of the page description in one CSS pixel. */
const UNITS = 64

/** Gives a length of the page description in CSS pixels. */
export const pixels = (length: number) => length / UNITS

/** Gives a length of the page description as CSS has it. */
export const px = (length: number) => `${String(pixels(length))}px`

/** Gives the letters of a line. */
export const lettersOf = (line: Line) => line.fragments.map(({ text }) => text).join('')

/** Gives the lines of a module in the order of reading. */
function linesOf(module: Module): Line[] {
  return [
    ...(module.slug ? [module.slug] : []),
    ...module.headline,
    ...(module.deck ?? []),
    ...(module.byline ? [module.byline] : []),
    ...module.legs.flatMap(({ lines }) => lines),
    ...(module.jump ? [module.jump.line] : []),
    ...(module.quotation ?? []),
    ...(module.pictures ?? []).flatMap(({ cutline }) => cutline),
  ]
}

/** Gives the lines of a page in the order of reading. */
export const linesOnPage = (page: Page) => [...page.furniture, ...page.modules.flatMap(linesOf)]

/** Tells whether two lines that follow each other belong to one paragraph. */
export function goesOn(line: Line, next: Line): boolean {
  const isSame = line.source === next.source && line.paragraph === next.paragraph && line.story === next.story
  if (!isSame || line.kind !== next.kind || line.kind === 'cell' || line.kind === 'head') return false
  // The page's own words stand line by line, except the summary of a story.
  return line.source !== 'page' || (line.story != null && !namesPage(line) && !namesPage(next))
}

const namesPage = (line: Line) => pageNamed(line) !== null

/** Gives what stands between a line and the next of its paragraph: nothing where a word was divided. */
export function betweenLines(line: Line, next: Line): string {
  const touches = line.range && next.range && line.range[1] === next.range[0]
  return line.hyphen === true || touches ? '' : ' '
}

/** Gives the page to which a line of the page's own words leads, or null. */
export const pageNamed = (line: Line): number | null => line.to_page ?? null
