import { expect, test } from 'vitest'
import { cutAfter } from './endAtWord.ts'

test('a text that goes on ends at a word, without the sign that stood after it', () => {
  const words = 'Snow fell, and it stayed.'.split(' ')
  expect(cutAfter(words, 2)).toBe('Snow fell…')
  expect(cutAfter(words, 3)).toBe('Snow fell, and…')
  expect(cutAfter(words, 5)).toBe('Snow fell, and it stayed.')
})
