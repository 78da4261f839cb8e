import type { DayLedger } from '#bindings/DayLedger.ts'
import type { Error as Failure } from '#bindings/Error.ts'
import type { Event as RunEvent } from '#bindings/Event.ts'
import type { Fetch } from '#bindings/Fetch.ts'
import type { Period } from '#bindings/Period.ts'
import { asFailure, type Backend } from '#backend/api.ts'
import { clockNow } from '#kit/dates.ts'

/** How a run ended. */
export type Outcome =
  | { ended: 'done'; source: string; ledgers: DayLedger[]; at: string }
  | { ended: 'stopped'; fetch: Fetch }
  | { ended: 'failed'; fetch: Fetch; failure: Failure }

/** The least time between two looks at what a run has stored, in milliseconds. */
const LOOK_EVERY = 1000

/** The run that fetches stories: one at a time. */
export class Run {
  /** Id of the paper that is fetched, or null. */
  source = $state<string | null>(null)
  last = $state.raw<RunEvent | null>(null)
  stopping = $state(false)
  outcome = $state.raw<Outcome | null>(null)
  #backend: Backend
  #onStored: () => Promise<void>
  #timer: ReturnType<typeof setTimeout> | null = null

  /** Takes what looks at what was stored: at most once a second, and never twice at once. */
  constructor(backend: Backend, onStored: () => Promise<void>) {
    this.#backend = backend
    this.#onStored = onStored
  }

  /** Fetches days of a paper; `newestFirst`, its newest day before all others. */
  async start(source: string, period: Period, allowPrivate: boolean, newestFirst = false): Promise<void> {
    if (this.source !== null) return
    const fetch = { source, period, delay_ms: null, concurrency: null, allow_private: allowPrivate }
    this.source = source
    this.last = null
    this.stopping = false
    this.outcome = null
    const hear = (event: RunEvent) => {
      this.#hear(event)
    }
    try {
      if (newestFirst && period.period !== 'latest') {
        await this.#backend.fetchStories({ ...fetch, period: { period: 'latest' } }, hear)
      }
      const ledgers = this.stopping ? [] : await this.#backend.fetchStories(fetch, hear)
      this.outcome = this.stopping ? { ended: 'stopped', fetch } : { ended: 'done', source, ledgers, at: clockNow() }
    } catch (reason) {
      const failure = asFailure(reason)
      this.outcome = failure.code === 'stopped' ? { ended: 'stopped', fetch } : { ended: 'failed', fetch, failure }
    }
    this.#end()
  }

  /** Ends the run; what is stored stays. */
  async stop(): Promise<void> {
    this.stopping = true
    await this.#backend.stopFetch()
  }

  /** Follows a run that began before the window did: waits until it is over. */
  async follow(source: string): Promise<void> {
    this.source = source
    while ((await this.#backend.opened()).fetching === source) {
      await this.#onStored()
      await new Promise((resolve) => setTimeout(resolve, 2 * LOOK_EVERY))
    }
    this.#end()
  }

  #hear(event: RunEvent): void {
    this.last = event
    if (event.event !== 'stored' && event.event !== 'updated') return
    this.#timer ??= setTimeout(() => {
      void this.#onStored().finally(() => {
        this.#timer = null
      })
    }, LOOK_EVERY)
  }

  #end(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    this.source = null
    this.last = null
    this.stopping = false
    void this.#onStored()
  }
}
