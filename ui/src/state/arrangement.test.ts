import type { Kind } from '#bindings/Kind.ts'
import type { Paper } from '#bindings/Paper.ts'
import type { Source } from '#bindings/Source.ts'
import type { Summary } from '#bindings/Summary.ts'
import { expect, test } from 'vitest'
import { arranged, frontSections } from './arrangement.ts'

const story = (id: number, pictured = true, kind: Kind = 'article') =>
  ({ id: String(id), kind, lead: pictured ? {} : null }) as Summary

test('every story is set once and in order', () => {
  for (let count = 0; count <= 12; count += 1) {
    const stories = Array.from({ length: count }, (_, index) => story(index, index % 3 > 0))
    const { lead, seconds, lines } = arranged(stories)
    expect([...(lead ? [lead] : []), ...seconds, ...lines]).toEqual(stories)
  }
})

test('lines are even in number, so that two columns end level, unless there is one alone', () => {
  for (let count = 3; count <= 12; count += 1) {
    const stories = Array.from({ length: count }, (_, index) => story(index, index % 2 === 0))
    expect(arranged(stories).lines.length % 2).toBe(0)
  }
  expect(arranged([story(1), story(2)]).lines).toHaveLength(1)
})

test('three stand side by side only where all have a picture', () => {
  expect(arranged([1, 2, 3, 4, 5, 6].map((id) => story(id))).seconds).toHaveLength(3)
  expect(arranged([story(1), story(2), story(3, false), story(4), story(5), story(6)]).seconds).toHaveLength(1)
})

test('galleries and cartoons are no stories to be led by', () => {
  const { lead, others } = arranged([story(1, true, 'gallery'), story(2), story(3, true, 'cartoon')])
  expect(lead?.id).toBe('2')
  expect(others.map(({ id }) => id)).toEqual(['1', '3'])
})

const source = {
  sections: [
    { path: ['Nation'], slug: 'nation' },
    { path: ['Opinion'], slug: 'opinion' },
  ],
} as Source
const paperOf = (...sections: [string[], string, number[]][]) =>
  ({ sections: sections.map(([path, slug, ids]) => ({ path, slug, stories: ids.map((id) => story(id)) })) }) as Paper

test('sections stand under those at the top, each story once', () => {
  const paper = paperOf(
    [['Nation'], 'nation', [1]],
    [['Opinion', 'Editorial'], 'editorial', [2]],
    [['Opinion'], 'opinion', [3]],
  )
  const sections = frontSections(paper, source)
  expect(sections.map(({ path, slug }) => [path, slug])).toEqual([
    [['Nation'], 'nation'],
    [['Opinion'], 'opinion'],
  ])
  expect(sections[1]?.stories.map(({ id }) => id)).toEqual(['2', '3'])
})

test('sections that the paper does not list have no address, but keys of their own', () => {
  const sections = frontSections(paperOf([['Weather'], '', [1]], [[], '', [2]]), source)
  expect(sections.map(({ slug }) => slug)).toEqual([null, null])
  expect(new Set(sections.map(({ key }) => key)).size).toBe(2)
})
