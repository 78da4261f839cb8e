import { expect, test } from 'vitest'
import { TODAY, formatRoute, parseRoute, placeOf, type Route } from './routes.ts'

test('every route comes back from its address', () => {
  const routes: Route[] = [
    TODAY,
    { place: 'today', source: 'gazette.example', day: '2026-11-24' },
    { place: 'section', source: 'gazette.example', slug: 'city-towns' },
    { place: 'story', id: 'a1/b2', revision: null },
    { place: 'story', id: 'a1', revision: 2 },
    { place: 'search', text: 'section:"City & Towns" 50% a/b' },
    { place: 'search', text: '' },
    { place: 'sources' },
    { place: 'add' },
  ]
  for (const route of routes) expect(parseRoute(formatRoute(route))).toEqual(route)
})

test('what is not understood leads to Today', () => {
  expect(parseRoute('')).toEqual(TODAY)
  expect(parseRoute('#/story')).toEqual(TODAY)
  expect(parseRoute('#/elsewhere/%E0%A4%A')).toEqual(TODAY)
})

test('a story belongs to where it was opened from', () => {
  expect(placeOf({ place: 'story', id: 'a', revision: null }, 'search')).toBe('search')
  expect(placeOf({ place: 'add' }, 'today')).toBe('sources')
  expect(placeOf({ place: 'section', source: 's', slug: 'nation' }, 'search')).toBe('today')
})
