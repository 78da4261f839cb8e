import { expect, test } from 'vitest'
import { runsOf, withoutMarks } from './marks.ts'

test('hits stand between their marks', () => {
  expect(runsOf('The \uE000pass\uE001 was \uE000shut\uE001.')).toEqual([
    { text: 'The ', marked: false },
    { text: 'pass', marked: true },
    { text: ' was ', marked: false },
    { text: 'shut', marked: true },
    { text: '.', marked: false },
  ])
})

test('hostile text stays text', () => {
  expect(runsOf('<b>\uE000<script>\uE001')).toEqual([
    { text: '<b>', marked: false },
    { text: '<script>', marked: true },
  ])
})

test('a half mark loses no word', () => {
  expect(runsOf('snow\uE001 on \uE000roofs')).toEqual([
    { text: 'snow', marked: false },
    { text: ' on ', marked: false },
    { text: 'roofs', marked: true },
  ])
  expect(runsOf('')).toEqual([])
  expect(withoutMarks('The \uE000pass\uE001')).toBe('The pass')
})
