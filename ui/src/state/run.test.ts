import type { DayLedger } from '#bindings/DayLedger.ts'
import type { Event as RunEvent } from '#bindings/Event.ts'
import type { Backend } from '#backend/api.ts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Run } from './run.svelte.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const stored = (done: number): RunEvent => ({
  ...{ event: 'stored', source: 'gazette.example', section: 'Nation', day: '2026-11-24', url: '' },
  ...{ done, total: 9, bytes: 1, next_request_ms: 0, message: '' },
})

function begun() {
  let hear: (event: RunEvent) => void = () => undefined
  let resolve: (ledgers: DayLedger[]) => void = () => undefined
  let reject: (reason: unknown) => void = () => undefined
  const fetchStories = (_: unknown, onEvent: typeof hear) => {
    hear = onEvent
    return new Promise<DayLedger[]>((...settle) => {
      ;[resolve, reject] = settle
    })
  }
  const stopFetch = vi.fn(() => Promise.resolve(undefined))
  const look = vi.fn(() => Promise.resolve())
  const run = new Run({ fetchStories, stopFetch } as unknown as Backend, look)
  const ended = run.start('gazette.example', { period: 'latest' }, false)
  return { run, look, stopFetch, ended, hear, resolve, reject }
}

test('what is stored is looked at once a second, however much comes', async () => {
  const { run, look, hear } = begun()
  for (let done = 1; done <= 9; done += 1) hear(stored(done))
  expect(run.last?.done).toBe(9)
  expect(look).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1000)
  expect(look).toHaveBeenCalledTimes(1)
  hear(stored(9))
  await vi.advanceTimersByTimeAsync(999)
  expect(look).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(look).toHaveBeenCalledTimes(2)
})

test('the end is looked at at once and frees the window for the next run', async () => {
  const { run, look, ended, resolve } = begun()
  resolve([])
  await ended
  expect(run.source).toBeNull()
  expect(run.outcome?.ended).toBe('done')
  expect(look).toHaveBeenCalledTimes(1)
})

test('a run that the reader stopped is no failure', async () => {
  const { run, stopFetch, ended, reject } = begun()
  await run.stop()
  expect(run.stopping).toBe(true)
  expect(stopFetch).toHaveBeenCalledOnce()
  reject({ code: 'stopped', message: 'Stopped.', hint: '' })
  await ended
  expect(run.outcome).toMatchObject({ ended: 'stopped', fetch: { source: 'gazette.example' } })
  expect(run.stopping).toBe(false)
})

test('a failure keeps what was to be fetched, so that it can be tried again', async () => {
  const { run, ended, reject } = begun()
  reject({ code: 'no-answer', message: 'gazette.example does not answer.', hint: '' })
  await ended
  expect(run.outcome).toMatchObject({ ended: 'failed', failure: { code: 'no-answer' } })
})

test('a look that takes long is not begun again before it is over', async () => {
  const { look, hear } = begun()
  let seen: () => void = () => undefined
  look.mockImplementation(() => new Promise((resolve) => (seen = resolve)))
  hear(stored(1))
  await vi.advanceTimersByTimeAsync(1000)
  hear(stored(2))
  await vi.advanceTimersByTimeAsync(5000)
  expect(look).toHaveBeenCalledTimes(1)
  seen()
  await vi.advanceTimersByTimeAsync(0)
  hear(stored(3))
  await vi.advanceTimersByTimeAsync(1000)
  expect(look).toHaveBeenCalledTimes(2)
})

test('the newest day comes first, then all that was chosen, as one run', async () => {
  const asked: unknown[] = []
  const fetchStories = ({ period }: { period: unknown }) => {
    asked.push(period)
    return Promise.resolve([])
  }
  const run = new Run({ fetchStories } as unknown as Backend, () => Promise.resolve())
  const all = { period: 'days', since: '2010-05-04', until: '2026-11-24' } as const
  await run.start('gazette.example', all, false, true)
  expect(asked).toEqual([{ period: 'latest' }, all])
  await run.start('gazette.example', { period: 'latest' }, false, true)
  expect(asked).toHaveLength(3)
})

test('a first day that was stopped goes on with all that was chosen', async () => {
  const fetchStories = vi.fn(() => Promise.reject({ code: 'stopped', message: 'Stopped.', hint: '' }))
  const run = new Run({ fetchStories } as unknown as Backend, () => Promise.resolve())
  const all = { period: 'days', since: '2010-05-04', until: '2026-11-24' } as const
  await run.start('gazette.example', all, false, true)
  expect(fetchStories).toHaveBeenCalledOnce()
  expect(run.outcome).toMatchObject({ ended: 'stopped', fetch: { period: all } })
})
