import type { Day as HeldDay } from '#bindings/Day.ts'
import type { Error as Failure } from '#bindings/Error.ts'
import type { Paper } from '#bindings/Paper.ts'
import type { Summary } from '#bindings/Summary.ts'
import type { Wish } from '#bindings/Wish.ts'
import { asFailure, type Backend } from '#backend/api.ts'
import { unique } from '#kit/lists.ts'

/** The paper of one day, as Today shows it. */
export class Day {
  /** The paper that is read: the one chosen last. */
  source = $state<string | null>(null)
  /** The day that was asked for; null is the newest. */
  asked = $state<string | null>(null)
  paper = $state.raw<Paper | null>(null)
  held = $state.raw<HeldDay[]>([])
  loading = $state(false)
  failure = $state.raw<Failure | null>(null)
  #backend: Backend
  #generation = 0

  /** Ids of the day's stories in the order of the paper, each once. */
  order = $derived(unique(this.paper?.sections.flatMap(({ stories }) => stories.map(({ id }) => id)) ?? []))

  #summaries = $derived(
    Object.fromEntries(this.paper?.sections.flatMap(({ stories }) => stories.map((story) => [story.id, story])) ?? []),
  )

  constructor(backend: Backend) {
    this.#backend = backend
  }

  /** Opens a day of a paper; without a day, the newest. */
  async open(source: string, day: string | null): Promise<void> {
    if (source !== this.source) {
      this.paper = null
      this.held = []
    }
    this.source = source
    this.asked = day
    await this.refresh()
  }

  /** Reads the open day anew; what is shown stays until the new is there. */
  async refresh(): Promise<void> {
    if (this.source === null) return
    const { source, asked } = this
    this.#generation += 1
    const generation = this.#generation
    this.loading = true
    try {
      const [paper, held] = await Promise.all([this.#backend.paper(source, asked), this.#backend.days(source)])
      if (generation !== this.#generation) return
      this.paper = paper
      this.held = held.toSorted((a, b) => b.day.localeCompare(a.day))
      this.failure = null
    } catch (reason) {
      if (generation === this.#generation) this.failure = asFailure(reason)
    }
    if (generation === this.#generation) this.loading = false
  }

  /** Gives what is said of one of the day's stories. */
  summary(id: string): Summary | undefined {
    return this.#summaries[id]
  }

  /** Gives what the reader wishes for one of the day's stories, or null. */
  wish(id: string): Wish | null {
    return this.paper?.wishes[id] ?? null
  }

  /** Gives the stories for which the reader wishes something, in the order of the paper. */
  wished(wish: Wish): Summary[] {
    return this.order.filter((id) => this.wish(id) === wish).flatMap((id) => this.summary(id) ?? [])
  }

  /** Keeps what the reader wishes for a story of the day, and reads the day anew. */
  async setWish(id: string, wish: Wish | null): Promise<void> {
    await this.#backend.wish(id, wish)
    await this.refresh()
  }

  /** Forgets a paper that was removed. */
  forget(source: string): void {
    if (this.source !== source) return
    this.#generation += 1
    this.source = null
    this.asked = null
    this.paper = null
    this.held = []
  }
}
