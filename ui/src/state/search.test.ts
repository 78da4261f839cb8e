import type { Answer } from '#bindings/Answer.ts'
import type { Query } from '#bindings/Query.ts'
import type { Backend } from '#backend/api.ts'
import { expect, test } from 'vitest'
import { Search } from './search.svelte.ts'

function answer(query: string, total: number, hits: number, from = 0): Answer {
  const facets = { section: [], source: [], year: [], byline: [], kind: [], language: [] }
  const hit = (index: number) => ({ id: `${query}-${String(from + index)}` }) as Answer['hits'][number]
  return {
    query,
    understood: '',
    ignored: [],
    total,
    took_ms: 1,
    hits: Array.from({ length: hits }, (_, i) => hit(i)),
    facets,
  }
}

/** A program that answers when the test says so, in the order that the test says. */
function slow() {
  const asked: { query: Query; resolve: (answer: Answer) => void; reject: (reason: unknown) => void }[] = []
  const search = (query: Query) =>
    new Promise<Answer>((resolve, reject) => {
      asked.push({ query, resolve, reject })
    })
  return { asked, search: new Search({ search } as unknown as Backend) }
}

test('an answer that comes late does not take the place of a newer one', async () => {
  const { asked, search } = slow()
  const first = search.ask('sno')
  const second = search.ask('snow')
  asked[1]?.resolve(answer('snow', 1, 1))
  asked[0]?.resolve(answer('sno', 9, 9))
  await Promise.all([first, second])
  expect(search.answer?.query).toBe('snow')
})

test('a failure that comes late is not shown', async () => {
  const { asked, search } = slow()
  const first = search.ask('sno')
  const second = search.ask('snow')
  asked[1]?.resolve(answer('snow', 1, 1))
  asked[0]?.reject({ code: 'storage', message: 'No.', hint: '' })
  await Promise.all([first, second])
  expect(search.failure).toBeNull()
})

test('an empty field asks nothing and forgets what was asked', async () => {
  const { asked, search } = slow()
  const first = search.ask('snow')
  await search.ask('  ')
  asked[0]?.resolve(answer('snow', 1, 1))
  await first
  expect(search.answer).toBeNull()
  expect(asked).toHaveLength(1)
})

test('more stories are added behind those that are there, and keep the facets', async () => {
  const { asked, search } = slow()
  const first = search.ask('snow')
  asked[0]?.resolve({
    ...answer('snow', 40, 30),
    facets: { ...answer('', 0, 0).facets, kind: [{ value: 'article', count: 40 }] },
  })
  await first
  expect(search.more).toBe(true)
  const more = search.readMore()
  expect(asked[1]?.query).toMatchObject({ offset: 30, facets: false })
  asked[1]?.resolve(answer('snow', 40, 10, 30))
  await more
  expect(search.answer?.hits.map((hit) => hit.id).at(-1)).toBe('snow-39')
  expect(search.answer?.facets.kind).toHaveLength(1)
  expect(search.more).toBe(false)
})

test('a failure keeps what was found before', async () => {
  const { asked, search } = slow()
  const first = search.ask('snow')
  asked[0]?.resolve(answer('snow', 1, 1))
  await first
  const second = search.sortBy('newest')
  expect(asked[1]?.query.sort).toBe('newest')
  asked[1]?.reject({ code: 'storage', message: 'The index cannot be read.', hint: '' })
  await second
  expect(search.failure?.message).toBe('The index cannot be read.')
  expect(search.answer?.total).toBe(1)
})

test('a ticked field still counts what else could be ticked', async () => {
  const section = (value: string, count: number) => ({ value, count })
  const search = new Search({
    search: (query: Query) => {
      const all = [section('Nation', 7), section('World', 4)]
      const counts = query.text.includes('section:') ? all.slice(0, 1) : all
      return Promise.resolve({ ...answer(query.text, 7, 1), facets: { ...answer('', 0, 0).facets, section: counts } })
    },
  } as unknown as Backend)
  await search.ask('snow section:Nation')
  expect(search.answer?.query).toBe('snow section:Nation')
  expect(search.answer?.facets.section.map(({ value }) => value)).toEqual(['Nation', 'World'])
})
