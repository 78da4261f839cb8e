import { expect, test } from 'vitest'
import { steppedSize } from './preferences.svelte.ts'

test('text grows and shrinks in steps and stops at the ends', () => {
  expect(steppedSize(100, 1)).toBe(110)
  expect(steppedSize(118, -1)).toBe(110)
  expect(steppedSize(200, 1)).toBe(200)
  expect(steppedSize(80, -1)).toBe(80)
  expect(steppedSize(120, 1)).toBe(125)
})
