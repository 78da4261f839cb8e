import type { Summary } from '#bindings/Summary.ts'
import { expect, test } from 'vitest'
import { factsOf, fitOf, kickerOf, scriptOf, sectionName, sectionPath, takesInitial, voiceOf } from './voice.ts'

const story = (over: Partial<Summary>) =>
  ({
    section: ['Nation'],
    byline: '',
    agency: '',
    published: null,
    pictures: 0,
    revisions: 1,
    gone: false,
    ...over,
  }) as Summary

test('sections speak in their own voice', () => {
  expect(voiceOf(['OPINION', 'Editorial'])).toBe('opinion')
  expect(voiceOf(['Sports'])).toBe('sports')
  expect(voiceOf(['Nation'])).toBe('news')
  expect(voiceOf([])).toBe('news')
})

test('names are shown as names', () => {
  expect(sectionName(['OPINION', 'ON HERITAGE'])).toBe('On Heritage')
  expect(sectionPath(['OPINION', 'ON HERITAGE'])).toBe('Opinion, On Heritage')
})

test('only a deeper section stands over a headline', () => {
  expect(kickerOf(story({ section: ['Opinion', 'EDITORIAL'] }), ['Opinion'])).toBe('Editorial')
  expect(kickerOf(story({}), ['Nation'])).toBe('')
})

test('facts name who, when and what is special, and nothing that is not known', () => {
  expect(factsOf(story({}))).toEqual([])
  expect(
    factsOf(
      story({ agency: 'Agencies', published: '2026-11-24T06:30:00+05:30', pictures: 3, revisions: 2, gone: true }),
    ),
  ).toEqual(['Agencies', '06.30', '3 pictures', '2 versions', 'Taken down by the paper'])
})

test('a section turns round when most of its stories do', () => {
  const urdu = story({ language: 'ur', direction: 'rtl' })
  const english = story({ language: 'en', direction: 'ltr' })
  expect(scriptOf([urdu, urdu, english])).toEqual({ language: 'ur', direction: 'rtl' })
  expect(scriptOf([urdu, english])).toEqual({ language: 'ur', direction: 'ltr' })
  expect(scriptOf([])).toEqual({ language: '', direction: 'ltr' })
})

test('a long headline steps down', () => {
  const sizes = [40, 100, 160, 300].map((length) => fitOf('x'.repeat(length)))
  expect(sizes).toEqual(sizes.toSorted((a, b) => b - a))
  expect(new Set(sizes).size).toBe(4)
})

test('an initial stands on a long story that begins plainly', () => {
  const begun = (
    text: string,
    over: { strong?: boolean; dateline?: string; length?: number; opening?: number } = {},
  ) => ({
    body: [
      {
        type: 'paragraph' as const,
        spans: [{ text, strong: over.strong ?? false }, { text: 'x'.repeat(over.opening ?? 200) }],
      },
    ],
    dateline: over.dateline ?? '',
    text: 'x'.repeat(over.length ?? 3000),
  })
  expect(takesInitial(begun('Snow fell on the pass.'))).toBe(true)
  expect(takesInitial(begun('Snow fell on the pass.', { length: 300 }))).toBe(false)
  expect(takesInitial(begun('Snow fell.', { opening: 20 }))).toBe(false)
  expect(takesInitial(begun('VALLEY: ', { strong: true }))).toBe(false)
  expect(takesInitial(begun('VALLEY: Snow fell.', { dateline: 'Valley' }))).toBe(false)
  expect(takesInitial(begun('“Snow fell,” he said.'))).toBe(false)
  expect(takesInitial(begun('برف گری'))).toBe(false)
})
