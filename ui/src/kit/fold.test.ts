import { expect, test } from 'vitest'
import { fold } from './fold.ts'

test('capitals, accents and vowel signs are folded, and each letter knows where it stood', () => {
  expect(fold('Café')).toEqual({ letters: 'cafe', at: [0, 1, 2, 3, 4] })
  expect(fold('e\u0301t')).toEqual({ letters: 'et', at: [0, 2, 3] })
  expect(fold('İş').letters).toBe('is')
  expect(fold('\u{1d400}b').at).toEqual([0, 2, 3])
})

test('the Arabic forms of Urdu letters and digits are those of Urdu', () => {
  expect(fold('كتابي').letters).toBe(fold('کتابی').letters)
  expect(fold('مدرسة').letters).toBe(fold('مدرسہ').letters)
  expect(fold('۱۲٣').letters).toBe('123')
  expect(fold('مُحَمّد').letters).toBe('محمد')
})
