import { expect, test } from 'vitest'
import { groupedBy, named, unique } from './lists.ts'

test('items keep their order', () => {
  expect(unique(['b', 'a', 'b', 'c', 'a'])).toEqual(['b', 'a', 'c'])
  expect(groupedBy(['nov 24', 'nov 23', 'oct 31', 'nov 1'], (day) => day.slice(0, 3))).toEqual([
    ['nov', ['nov 24', 'nov 23', 'nov 1']],
    ['oct', ['oct 31']],
  ])
})

test('items of one name are told apart by their order', () => {
  const names = named(['ferry', 'bridge', 'ferry'], (word) => word).map(({ name }) => name)
  expect(names).toEqual(['ferry 0', 'bridge 0', 'ferry 1'])
})
