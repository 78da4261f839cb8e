import { expect, test } from 'vitest'
import { isTicked, ticked, toggled } from './query.ts'

test('a tick adds its words to the query', () => {
  expect(toggled('snow', 'section', 'City & Towns')).toBe('snow section:"City & Towns"')
  expect(toggled('', 'kind', 'gallery')).toBe('kind:gallery')
  expect(toggled('snow', 'date', '2026')).toBe('snow date:2026')
})

test('several ticks of a field are joined by OR', () => {
  const two = toggled('snow section:Nation', 'section', 'Opinion > Editorial')
  expect(two).toBe('snow (section:Nation OR section:"Opinion > Editorial")')
  expect(ticked(two, 'section')).toEqual(['Nation', 'Opinion > Editorial'])
  expect(toggled(two, 'section', 'Nation')).toBe('snow section:"Opinion > Editorial"')
})

test('a tick that is taken away leaves the query as it was', () => {
  for (const text of ['snow', '"the pass" -cricket', 'snow kind:gallery', '(shut OR closed) near']) {
    expect(toggled(toggled(text, 'section', 'City & Towns'), 'section', 'city & towns')).toBe(text)
  }
})

test('what is asked not to be there is no tick', () => {
  expect(ticked('snow -section:Sports NOT section:World', 'section')).toEqual([])
  expect(toggled('snow -section:Sports', 'section', 'Nation')).toBe('snow -section:Sports section:Nation')
  expect(toggled('snow NOT section:World', 'section', 'Nation')).toBe('snow NOT section:World section:Nation')
})

test('typed values count as ticks, in any case, in any script', () => {
  expect(isTicked('section:nation', 'section', 'Nation')).toBe(true)
  expect(isTicked('byline:"فرح لون"', 'byline', 'فرح لون')).toBe(true)
  expect(toggled('byline:"فرح لون" برف', 'byline', 'فرح لون')).toBe('برف')
  expect(isTicked('subsection:nation', 'section', 'Nation')).toBe(false)
})

test('an open quotation mark still counts', () => {
  expect(ticked('section:"City & To', 'section')).toEqual(['City & To'])
})
