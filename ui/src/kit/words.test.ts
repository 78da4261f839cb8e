import { expect, test } from 'vitest'
import { counted, duration, grouped, listed, pictures, shownAddress, size, stories, titleCase } from './words.ts'

test('names in capitals are set as names', () => {
  expect(titleCase('CITY & TOWNS')).toBe('City & Towns')
  expect(titleCase('TOP NEWS')).toBe('Top News')
  expect(titleCase('LETTERS TO THE EDITOR')).toBe('Letters to the Editor')
  expect(titleCase('E-PAPER')).toBe('E-Paper')
  expect(titleCase('ART SPACE')).toBe('Art Space')
  expect(titleCase('J&K NEWS')).toBe('J&K News')
  expect(titleCase('ÉDITION SPÉCIALE')).toBe('Édition Spéciale')
})

test('other names stay as their paper writes them', () => {
  expect(titleCase('City & Towns')).toBe('City & Towns')
  expect(titleCase('iPhone NEWS')).toBe('iPhone NEWS')
  expect(titleCase('IPL')).toBe('IPL')
  expect(titleCase('شہر اور قصبے')).toBe('شہر اور قصبے')
  expect(titleCase('राष्ट्रीय')).toBe('राष्ट्रीय')
  expect(titleCase('')).toBe('')
})

test('numbers carry their noun', () => {
  expect(stories(1)).toBe('1 story')
  expect(stories(0)).toBe('0 stories')
  expect(pictures(1208)).toBe('1,208 pictures')
  expect(counted(2, 'day')).toBe('2 days')
  expect(grouped(1234567)).toBe('1,234,567')
})

test('sizes are said as people say them', () => {
  expect(size(512)).toBe('512 bytes')
  expect(size(86_214)).toBe('86 kB')
  expect(size(1_940_000)).toBe('1.9 MB')
  expect(size(31_400_000_000)).toBe('31 GB')
})

test('addresses are read in their own script', () => {
  expect(shownAddress('https://www.gazette.example/2026/11/%E0%A4%B9%E0%A4%BF/')).toBe('gazette.example/2026/11/हि')
  expect(shownAddress('http://gazette.example/100%')).toBe('gazette.example/100%')
  expect(shownAddress('http://xn--mgbaam7a8h.example:8080/a/')).toBe('امارات.example:8080/a')
})

test('time is said as people say it', () => {
  const said = [0, 60, 61, 5399, 5400, 25_200, 129_600, 216_000, 260_000].map(duration)
  expect(said.slice(0, 5)).toEqual(['a minute', 'a minute', '2 minutes', '90 minutes', '2 hours'])
  expect(said.slice(5)).toEqual(['7 hours', '1½ days', '2½ days', '3 days'])
})

test('names are joined as in a sentence', () => {
  expect(listed(['Nation'])).toBe('Nation')
  expect(listed(['Nation', 'World', 'Sports'])).toBe('Nation, World and Sports')
  expect(listed([])).toBe('')
})
