/** The lines of type that stand in the window: which element is which line, and their exact widths. */
import type { Line } from '#bindings/page/Line.ts'
import { unique } from '#kit/lists.ts'
import { copiedText, type Selected } from '#state/copiedText.ts'
import type { Stretch } from '#state/findInPages.ts'
import { lettersOf, pixels } from '#state/lines.ts'

const lines = new WeakMap<Element, () => Line>()

/** Remembers which line an element shows, now and when its page is made anew. */
export const register = (line: () => Line) => (element: Element) => {
  lines.set(element, line)
}

const lineOf = (element: Element) => lines.get(element)?.()

const elementsOf = (sheet: Element) => [...sheet.querySelectorAll<HTMLElement>('.line')]

/** Waits until every face is there in which the lines of a sheet are set. */
export async function facesOf(sheet: Element): Promise<void> {
  const spans = [...sheet.querySelectorAll<HTMLElement>('.line, .line span')]
  const fonts = unique(spans.map(({ style }) => `${style.fontStyle} ${style.fontWeight} 16px ${style.fontFamily}`))
  await Promise.all(fonts.map((font) => document.fonts.load(font)))
}

/** Nearer to its width than this many pixels, a line is let be. */
const NEAR = 0.01
/** How often lines are measured: not every space of a line in several faces takes what it is given. */
const ROUNDS = 4

/** Makes each line exactly as wide as the page description says: what the browser rounded goes to its spaces. */
export function correctWidths(sheet: Element): void {
  let wrong = elementsOf(sheet)
  for (let round = 0; round < ROUNDS && wrong.length > 0; round += 1) {
    const measured = wrong.flatMap((element) => {
      const line = lineOf(element)
      const spaces = line ? (lettersOf(line).match(/[ \u00a0]/g)?.length ?? 0) : 0
      const lacks = line ? pixels(line.width) - element.getBoundingClientRect().width : 0
      return spaces > 0 && Math.abs(lacks) > NEAR ? [{ element, share: lacks / spaces }] : []
    })
    for (const { element, share } of measured) {
      const set = Number.parseFloat(element.style.wordSpacing) || 0
      element.style.wordSpacing = `${String(set + share || 0.001)}px`
    }
    wrong = measured.map(({ element }) => element)
  }
}

/** Gives what is selected in the lines of a sheet, as the stories have it. */
export function selectedText(sheet: Element, selection: Selection): string {
  if (selection.rangeCount === 0) return ''
  const range = selection.getRangeAt(0)
  const selected = elementsOf(sheet).flatMap((element): Selected[] => {
    const line = lineOf(element)
    if (!line || !range.intersectsNode(element)) return []
    const own = document.createRange()
    own.selectNodeContents(element)
    if (range.compareBoundaryPoints(Range.START_TO_START, own) > 0)
      own.setStart(range.startContainer, range.startOffset)
    if (range.compareBoundaryPoints(Range.END_TO_END, own) < 0) own.setEnd(range.endContainer, range.endOffset)
    const letters = own.toString()
    return letters === '' ? [] : [{ line, letters }]
  })
  return copiedText(selected)
}

/** Marks stretches of lines under a name that the style sheet knows. */
export function highlight(sheet: Element, name: string, stretches: Stretch[]): void {
  const found = new Map(elementsOf(sheet).map((element) => [lineOf(element), element]))
  const ranges = stretches.flatMap(({ line, from, until }) => {
    const element = found.get(line)
    const begin = element && pointIn(element, from)
    const end = element && pointIn(element, until)
    if (!begin || !end) return []
    const range = document.createRange()
    range.setStart(begin.node, begin.offset)
    range.setEnd(end.node, end.offset)
    return [range]
  })
  if (ranges.length === 0) CSS.highlights.delete(name)
  else CSS.highlights.set(name, new Highlight(...ranges))
}

function pointIn(element: Element, at: number): { node: Node; offset: number } | null {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  let left = at
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.textContent?.length ?? 0
    if (left <= length) return { node, offset: left }
    left -= length
  }
  return null
}
