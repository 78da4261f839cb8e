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

async function looked() {
  const found = { url: 'https://gazette.example/', sections, newest_day: '2026-11-24' } as unknown as Found
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
  finder.reach = 'week'
  expect(finder.period).toEqual({ period: 'days', since: '2026-11-18', until: '2026-11-24' })
  finder.reach = 'month'
  expect(finder.period).toEqual({ period: 'days', since: '2026-10-26', until: '2026-11-24' })
})

test('a private address is looked at only when that is allowed', async () => {
  const findSource = vi.fn((_: string, allow: boolean) =>
    allow
      ? Promise.resolve({ sections } as Found)
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
