import { expect, test } from 'vitest'
import { leadIn } from './figures.ts'

test('a short first sentence leads a cutline in', () => {
  expect(leadIn('Three weeks early. The first snow lies on the range.')).toEqual([
    'Three weeks early.',
    ' The first snow lies on the range.',
  ])
})

test('an ordinary cutline has no lead-in', () => {
  expect(leadIn('Ferry boats drawn up at the north shore on Monday.')).toEqual([
    '',
    'Ferry boats drawn up at the north shore on Monday.',
  ])
  expect(leadIn('')).toEqual(['', ''])
})
