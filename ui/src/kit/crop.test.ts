import { expect, test } from 'vitest'
import { modestCrop, shapeOf } from './crop.ts'

test('a picture within the bounds is not cropped', () => {
  expect(modestCrop(1.5, 1.2, 1.9)).toBe(1.5)
})

test('a fifth at most is cut off', () => {
  expect(modestCrop(2.2, 1.2, 1.9)).toBe(1.9)
  expect(modestCrop(3, 1.2, 1.9)).toBeCloseTo(2.4)
  expect(modestCrop(0.8, 1.2, 1.9)).toBeCloseTo(1)
})

test('a shape needs both sides', () => {
  expect(shapeOf(1200, 800)).toBe(1.5)
  expect(shapeOf(1200, null)).toBeNull()
  expect(shapeOf(0, 0)).toBeNull()
})
