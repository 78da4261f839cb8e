import type { Found } from '#bindings/Found.ts'
import type { Section } from '#bindings/Section.ts'
import type { Source } from '#bindings/Source.ts'
import type { Summary } from '#bindings/Summary.ts'
import { expect, test } from 'vitest'
import { chosenShare, dealt, firstWords, foundSentence, knownAt, sheetOf } from './finderEstimate.ts'

const section = (key: string, count: number) => ({ key, count }) as Section
const source = (id: string, following = 'followed') => ({ id, following }) as Source
const story = (headline: string, words: number, more: Partial<Summary> = {}) =>
  ({ headline, words, kind: 'article', language: 'en', lead: null, ...more }) as Summary

test('the share of sections is by their stories, or by their number where the paper counts none', () => {
  const counted = [section('a', 30), section('b', 10)]
  expect(chosenShare(counted, new Set(['a']))).toBe(0.75)
  expect(chosenShare(counted, new Set(['a', 'b']))).toBe(1)
  expect(chosenShare([section('a', 0), section('b', 0)], new Set(['a']))).toBe(0.5)
  expect(chosenShare([], new Set())).toBe(1)
})

test('a paper that is followed is known by its address, however it is typed', () => {
  const sources = [source('gazette.example'), source('gazette.example/urdu'), source('xn--mgbaam7a8h.example')]
  const known = (address: string) => knownAt(address, sources)?.id
  expect(known(' HTTP://WWW.Gazette.Example/2026/11/ ')).toBe('gazette.example')
  expect(known('gazette.example./urdu')).toBe('gazette.example/urdu')
  expect(known('gazette.example/urduword')).toBe('gazette.example')
  expect(known('امارات.example')).toBe('xn--mgbaam7a8h.example')
  expect(known('gazette.example:8080')).toBeUndefined()
  expect(known('two words')).toBeUndefined()
  expect(known('')).toBeUndefined()
  expect(knownAt('a.example', [source('a.example', 'kept')])).toBeUndefined()
})

test('an article in the language of the paper leads the sheet, and nothing is lost', () => {
  const preview = [
    story('E-paper', 0, { kind: 'epage' }),
    story('برف', 900, { language: 'ur' }),
    story('Short', 40),
    story('Long', 400),
    story('Cartoon', 0, { kind: 'cartoon' }),
  ]
  const sheet = sheetOf(preview, 'en')
  expect(sheet.lead?.headline).toBe('Long')
  expect(sheet.side.map(({ headline }) => headline)).toEqual(['Short', 'برف'])
  expect(sheet.below.map(({ headline }) => headline)).toEqual(['E-paper', 'Cartoon'])
  expect(sheetOf([], 'en').lead).toBeUndefined()
})

test('first words are cut at a word', () => {
  const opening = [{ text: 'Snow fell, ' }, { text: 'and it stayed.' }]
  expect(firstWords(story('Snow', 5, { opening }), 40)).toBe('Snow fell, and it stayed.')
  expect(firstWords(story('Snow', 5, { opening }), 12)).toBe('Snow fell…')
})

test('stories are dealt out into columns, and no column is empty', () => {
  const five = ['a', 'b', 'c', 'd', 'e'].map((headline) => story(headline, 9))
  const names = (columns: number) => dealt(five, columns).map((some) => some.map(({ headline }) => headline).join(''))
  expect(names(3)).toEqual(['ad', 'be', 'c'])
  expect(names(9)).toHaveLength(5)
  expect(dealt([], 3)).toEqual([])
})

test('what was found is said in a sentence, with the pause that the paper asks for', () => {
  const found = { stories: 214_806, oldest_day: '2010-05-04', newest_day: '2026-11-24', sections: [section('a', 1)] }
  expect(foundSentence({ ...found, delay_ms: 1000 } as Found)).toBe(
    'A WordPress site that lists 214,806 stories since 4 May 2010, in 1 section. The newest is of 24 November 2026. Asked for one thing at a time, a second apart.',
  )
  expect(foundSentence({ ...found, delay_ms: 10_000 } as Found)).toContain(
    'It asks for 10 seconds between two requests',
  )
})
