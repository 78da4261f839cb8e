import type { Day } from '#bindings/Day.ts'
import { expect, test } from 'vitest'
import { holdingSentence } from './shelf.svelte.ts'

const day = (day: string, complete = true, stored = 38): Day => ({
  ...{ source: 'gazette.example', day, stories: 54, pictures: 38, pictures_stored: stored, complete },
})

test('a paper that holds nothing says so', () => {
  expect(holdingSentence([])).toBe('Nothing is stored yet.')
})

test('one whole day is named', () => {
  expect(holdingSentence([day('2026-11-24')])).toBe(
    '54 stories and 38 pictures of 24 November 2026. Nothing is missing.',
  )
})

test('several days are counted, and what they lack is said', () => {
  expect(holdingSentence([day('2026-11-24', false, 36), day('2026-11-22')])).toBe(
    '108 stories and 74 pictures of 2 days, 22 November 2026 to 24 November 2026. 1 day not whole. 2 pictures not stored.',
  )
})
