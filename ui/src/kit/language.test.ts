import { expect, test } from 'vitest'
import { languageName } from './language.ts'

test('languages are named, and what is none is left alone', () => {
  expect(languageName('ur')).toBe('Urdu')
  expect(languageName('hi-IN')).toBe('Hindi (India)')
  expect(languageName('not a code')).toBe('not a code')
})
