import type { Area } from '#bindings/page/Area.ts'
import type { Edition } from '#bindings/page/Edition.ts'
import type { Line } from '#bindings/page/Line.ts'
import type { Module } from '#bindings/page/Module.ts'
import type { Page } from '#bindings/page/Page.ts'

/** Where the reader is: the first letter of a page, whatever size the pages have. */
export type ReadingPlace = {
  story: string
  paragraph: number
  /** Byte of the story's text; −1 before it. */
  at: number
  /** On a front, which begins stories that are whole inside. */
  front: boolean
}

/** A page and the line in which a place lies. */
type Found = { page: number; line: Line | null }

const storyOf = (module: Module, line: Line) => line.story ?? module.story ?? ''

type TextLine = { story: string; line: Line; column: Area }

function textLines(page: Page): TextLine[] {
  const told = page.modules.filter(({ kind }) => kind === 'story' || kind === 'rest' || kind === 'group')
  return told.flatMap((module) =>
    module.legs.flatMap(({ area, lines }) =>
      lines
        .filter(({ source, range }) => source === 'text' && range)
        .map((line) => ({ story: storyOf(module, line), line, column: area })),
    ),
  )
}

/** Gives the place of a page: where its first line of text begins, or its first story where it has none. */
export function placeOfPage(page: Page): ReadingPlace | null {
  const front = page.kind === 'front'
  const [first] = textLines(page)
  if (first) return { story: first.story, paragraph: first.line.paragraph, at: first.line.range?.[0] ?? -1, front }
  const story = page.modules.find((module) => module.story)?.story
  return story ? { story, paragraph: 0, at: -1, front } : null
}

/** Finds a place in an edition; null where its story is not in it. */
export function findPlace(edition: Edition, place: ReadingPlace): Found | null {
  const isLike = (page: Page) => (page.kind === 'front') === place.front
  const liked = edition.pages.filter(isLike)
  return findIn(liked, place) ?? findIn(edition.pages, place) ?? beginningOf(edition.pages, place.story)
}

/** The last line that begins at the place or before it, where the page that has it goes on to the place. */
function findIn(pages: Page[], { story, at }: ReadingPlace): Found | null {
  let best: { page: number; line: Line } | null = null
  for (const page of pages) {
    for (const { story: of, line } of textLines(page)) {
      const [begin, end] = line.range ?? [0, 0]
      if (of !== story || begin > Math.max(at, 0)) continue
      if (at < end) return { page: page.number, line }
      best = { page: page.number, line }
    }
  }
  return best
}

function beginningOf(pages: Page[], story: string): Found | null {
  const page = pages.find(({ modules }) => modules.some((module) => module.story === story))
  return page ? { page: page.number, line: null } : null
}

/** Where a front broke a story off that is whole on a page: the line there that its reader has not seen, and its column. */
export type BreakOff = { line: Line; column: Area; from: number; on: Page }

/** Finds the lines of a page at which fronts broke its stories off. */
export function breakOffs(edition: Edition, page: Page): BreakOff[] {
  if (page.kind === 'front') return []
  const fronts = edition.pages.filter(({ kind }) => kind === 'front')
  return fronts.flatMap((front) =>
    front.modules
      .filter(({ jump, story }) => jump?.to_page === page.number && story)
      .flatMap(({ legs, story }) => {
        const last = legs.flatMap(({ lines }) => lines).findLast(({ range }) => range)
        const end = last?.range?.[1] ?? 0
        const next = textLines(page).find((one) => one.story === story && (one.line.range?.[1] ?? 0) > end)
        return next ? [{ line: next.line, column: next.column, from: front.number, on: page }] : []
      }),
  )
}

const KEPT = 'places'
/** Days whose place is kept. */
const MOST = 60

type Kept = Record<string, ReadingPlace>

function keptPlaces(): Kept {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? '{}') as Kept
  } catch {
    return {}
  }
}

/** Gives the place where the reader left a day. */
export const keptPlace = (source: string, day: string): ReadingPlace | null => keptPlaces()[`${source} ${day}`] ?? null

/** Keeps the place of a day for the next time, and forgets the days that were read longest ago. */
export function keepPlace(source: string, day: string, place: ReadingPlace): void {
  const key = `${source} ${day}`
  const others = Object.entries(keptPlaces()).filter(([kept]) => kept !== key)
  localStorage.setItem(KEPT, JSON.stringify(Object.fromEntries([...others.slice(1 - MOST), [key, place]])))
}
