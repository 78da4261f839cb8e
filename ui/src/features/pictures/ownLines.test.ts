import type { OwnData } from '#bindings/OwnData.ts'
import { expect, test } from 'vitest'
import { ownLines } from './ownLines.ts'

const silent: OwnData = {
  headline: '',
  caption: '',
  byline: '',
  credit: '',
  copyright: '',
  taken: '',
  place: '',
  position: null,
  camera: '',
  keywords: [],
}

test('what a file does not say has no line', () => {
  expect(ownLines(silent)).toEqual([])
})

test('a time and a position are written as people read them', () => {
  const said = {
    ...silent,
    taken: '2026-11-24T14:05:11+05:30',
    position: [34_152_600, -77_577_100] as [number, number],
  }
  expect(ownLines(said)).toEqual([
    ['Taken', '2026-11-24 14:05:11+05:30'],
    ['Position', '34.15260, -77.57710'],
  ])
})
