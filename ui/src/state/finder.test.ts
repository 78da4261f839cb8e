import type { Found } from '#bindings/Found.ts'
import type { Section } from '#bindings/Section.ts'
import type { Backend } from '#backend/api.ts'
import { expect, test, vi } from 'vitest'
import { Finder } from './finder.svelte.ts'

const section = (key: string, ...path: string[]): Section => ({
  key,
  slug: key,
  path,
  url: '',
  count: 1,
  followed: true,
})
const sections = [
  section('1', 'Nation'),
  section('2', 'Opinion'),
  section('3', 'Opinion', 'Editorial'),
  section('4', 'Opinion', 'Letters'),
]

const reaches = [
  { reach: 'day', since: '2026-11-24', stories: 40, pictures: 80, bytes: 20_000_000, seconds: 90 },
  { reach: 'month', since: '2026-10-26', stories: 1200, pictures: 2400, bytes: 600_000_000, seconds: 2600 },
]

async function looked(more: Partial<Found> = {}) {
  const found = { url: 'https://gazette.example/', sections, newest_day: '2026-11-24', reaches, ...more } as Found
  const addSource = vi.fn(() => Promise.resolve({ id: 'gazette.example' }))
  const finder = new Finder({ findSource: () => Promise.resolve(found), addSource } as unknown as Backend)
  finder.address = ' gazette.example '
  await finder.look()
  return { finder, addSource }
}

test('all sections are chosen at first, and then none is named', async () => {
  const { finder, addSource } = await looked()
  await finder.add()
  expect(addSource).toHaveBeenCalledWith('https://gazette.example/', null, false)
})

test('a section goes with those below it, and each of them alone', async () => {
  const { finder, addSource } = await looked()
  finder.toggle(sections[1] as Section)
  expect([...finder.chosen]).toEqual(['1'])
  finder.toggle(sections[3] as Section)
  await finder.add()
  expect(addSource).toHaveBeenCalledWith('https://gazette.example/', ['1', '4'], false)
})

test('the reach counts back from the newest day', async () => {
  const { finder } = await looked()
  expect(finder.period).toEqual({ period: 'latest' })
  finder.reach = 'month'
  expect(finder.period).toEqual({ period: 'days', since: '2026-10-26', until: '2026-11-24' })
})

test('fewer sections take less, by what the paper counts in them', async () => {
  const { finder } = await looked()
  expect(finder.need).toEqual(reaches[0])
  finder.reach = 'month'
  finder.toggle(sections[1] as Section)
  expect(finder.reaches.map((estimate) => estimate.stories)).toEqual([10, 300])
  expect(finder.need).toMatchObject({ stories: 300, pictures: 600, bytes: 150_000_000, seconds: 650 })
})

test('sections of a paper that is followed stay so, and the others are added', async () => {
  const held = sections.map((one) => ({ ...one, followed: one.key === '2' || one.key === '3' }))
  const { finder, addSource } = await looked({ already_added: true, sections: held })
  expect([...finder.chosen]).toEqual(['2', '3'])
  finder.toggle(held[1] as Section)
  expect([...finder.chosen]).toEqual(['2', '3'])
  finder.toggle(held[0] as Section)
  await finder.add()
  expect(addSource).toHaveBeenCalledWith('https://gazette.example/', ['2', '3', '1'], false)
})

test('a private address is looked at only when that is allowed', async () => {
  const findSource = vi.fn((_: string, allow: boolean) =>
    allow
      ? Promise.resolve({ sections, reaches } as Found)
      : Promise.reject({ code: 'private-address', message: 'No.', hint: '' }),
  )
  const finder = new Finder({ findSource } as unknown as Backend)
  finder.address = 'localhost:8080'
  await finder.look()
  expect(finder.failure?.code).toBe('private-address')
  await finder.look(true)
  expect(finder.failure).toBeNull()
  expect(finder.allowPrivate).toBe(true)
})
