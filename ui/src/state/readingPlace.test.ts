import type { Edition } from '#bindings/page/Edition.ts'
import type { Line } from '#bindings/page/Line.ts'
import type { Page } from '#bindings/page/Page.ts'
import { describe, expect, test } from 'vitest'
import { copiedText } from './copiedText.ts'
import { hitsOf } from './findInPages.ts'
import { breakOffs, findPlace, placeOfPage } from './readingPlace.ts'

/** A line of a story's text. */
const line = (text: string, begin: number, more: Partial<Line> = {}): Line => ({
  x: 0,
  y: 0,
  width: 0,
  source: 'text',
  paragraph: 0,
  range: [begin, begin + new TextEncoder().encode(text).length],
  word_space: 0,
  letter_space: 0,
  fragments: [{ text, face: 'text', size: 68, ink: 'ink' }],
  ...more,
})

const area = { x: 0, y: 0, width: 100, height: 100 }

const page = (number: number, story: string, lines: Line[], more: Partial<Page> = {}): Page => ({
  number,
  width: 100,
  height: 100,
  kind: 'news',
  section: 'City',
  furniture: [],
  rules: [],
  modules: [{ kind: 'story', story, part: 'lead', area, headline: [], legs: [{ area, lines }] }],
  ...more,
})

const edition = (pages: Page[]): Edition => ({
  version: 1,
  faces: '',
  title: 'The Lantern',
  day: '2026-11-24',
  language: 'en',
  format: { script: 'latin', facing: false, columns: 4, row: 22, gutter: 21, from_right: false },
  pages,
})

const lake = [
  line('The lake is at its', 0),
  line('lowest, and the fer', 19, { hyphen: true }),
  line('rymen foretold it.', 38),
]

describe('the place of a reader', () => {
  const whole = edition([page(1, 'lake', lake.slice(0, 1), { kind: 'front' }), page(2, 'lake', lake)])

  test('is the first letter of a page, and found again where the lines are others', () => {
    const place = placeOfPage(page(3, 'lake', lake.slice(1)))
    expect(place).toEqual({ story: 'lake', paragraph: 0, at: 19, front: false })
    const long = line('The lake is at its lowest, and the ferrymen foretold it.', 0)
    expect(place && findPlace(edition([page(1, 'lake', [long])]), place)).toEqual({ page: 1, line: long })
  })

  test('on a front is on the front, and inside it is inside', () => {
    const front = { story: 'lake', paragraph: 0, at: 0, front: true }
    expect(findPlace(whole, front)?.page).toBe(1)
    expect(findPlace(whole, { ...front, front: false })?.page).toBe(2)
  })

  test('is the story’s beginning where its text is not printed, and none without the story', () => {
    const untold = edition([page(4, 'gallery', [])])
    expect(findPlace(untold, { story: 'gallery', paragraph: 0, at: -1, front: false })).toEqual({ page: 4, line: null })
    expect(findPlace(untold, { story: 'lake', paragraph: 0, at: 3, front: false })).toBeNull()
  })

  test('at which a front broke a story off is the line that goes on', () => {
    const jump = { line: line('Continued on Page 2', 0, { source: 'page' }), to_page: 2 }
    const [first, second] = whole.pages
    const front = { ...first, modules: first?.modules.map((module) => ({ ...module, jump })) } as Page
    const made = edition([front, second as Page])
    expect(breakOffs(made, second as Page)).toEqual([{ line: lake[1], column: area, from: 1, on: second }])
    expect(breakOffs(made, front)).toEqual([])
  })
})

describe('finding in pages', () => {
  const found = (words: string, lines = lake) => hitsOf(edition([page(1, 'lake', lines)]), words)

  test('finds a word that a line divides, in both lines', () => {
    const [hit] = found('ferrymen')
    expect(hit?.stretches.map(({ from, until }) => [from, until])).toEqual([
      [16, 19],
      [0, 5],
    ])
  })

  test('finds over capitals and accents, and marks the letters as they are printed', () => {
    const cafe = [line('At the Cafe\u0301 de la Paix', 0)]
    const [hit] = found('cafe', cafe)
    expect(hit?.stretches[0]).toMatchObject({ from: 7, until: 12 })
    expect(found('café', cafe)).toHaveLength(1)
    expect(found('   ')).toEqual([])
  })

  test('finds Urdu that is typed with Arabic letters', () => {
    expect(found('كشتي', [line('جھیل کی کشتی', 0)])).toHaveLength(1)
  })
})

test('what is copied is as the story has it: no hyphens of the setting, a line a paragraph', () => {
  const lines = [...lake, line('Nobody asked.', 60, { paragraph: 1 })]
  const selected = lines.map((one) => ({ line: one, letters: one.fragments.map(({ text }) => text).join('') }))
  expect(copiedText(selected)).toBe('The lake is at its lowest, and the ferrymen foretold it.\nNobody asked.')
})
