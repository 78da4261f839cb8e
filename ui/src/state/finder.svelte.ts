import type { Error as Failure } from '#bindings/Error.ts'
import type { Found } from '#bindings/Found.ts'
import type { Period } from '#bindings/Period.ts'
import type { Section } from '#bindings/Section.ts'
import type { Source } from '#bindings/Source.ts'
import { asFailure, type Backend } from '#backend/api.ts'
import { daysBefore } from '#kit/dates.ts'
import { SvelteSet } from 'svelte/reactivity'

/** How far back a new paper is fetched. */
export type Reach = 'latest' | 'week' | 'month'

/** Adding a newspaper: from its address to its first run. */
export class Finder {
  address = $state('')
  busy = $state(false)
  found = $state.raw<Found | null>(null)
  failure = $state.raw<Failure | null>(null)
  reach = $state<Reach>('latest')
  allowPrivate = $state(false)
  /** Keys of the sections that are to be followed. */
  chosen = new SvelteSet<string>()
  #backend: Backend
  #generation = 0

  constructor(backend: Backend) {
    this.#backend = backend
  }

  /** Begins anew. */
  clear(): void {
    this.#generation += 1
    this.address = ''
    this.busy = false
    this.found = null
    this.failure = null
    this.reach = 'latest'
    this.allowPrivate = false
    this.chosen.clear()
  }

  /** Looks what is at the address. */
  async look(allowPrivate = this.allowPrivate): Promise<void> {
    const address = this.address.trim()
    if (address === '' || this.busy) return
    this.#generation += 1
    const generation = this.#generation
    this.busy = true
    this.found = null
    this.failure = null
    this.allowPrivate = allowPrivate
    try {
      const found = await this.#backend.findSource(address, allowPrivate)
      if (generation !== this.#generation) return
      this.found = found
      this.chosen.clear()
      for (const section of found.sections) if (section.followed) this.chosen.add(section.key)
    } catch (reason) {
      if (generation === this.#generation) this.failure = asFailure(reason)
    }
    if (generation === this.#generation) this.busy = false
  }

  /** Ticks a section and those below it, or takes their ticks away. */
  toggle(section: Section): void {
    const below = this.found?.sections.filter((one) => isWithin(one, section)) ?? []
    const ticked = this.chosen.has(section.key)
    for (const { key } of below) {
      if (ticked) this.chosen.delete(key)
      else this.chosen.add(key)
    }
  }

  /** Adds the paper that was found; null where that failed. */
  async add(): Promise<Source | null> {
    const { found } = this
    if (found === null || this.busy) return null
    this.busy = true
    this.failure = null
    const all = this.chosen.size === found.sections.length
    try {
      return await this.#backend.addSource(found.url, all ? null : [...this.chosen], this.allowPrivate)
    } catch (reason) {
      this.failure = asFailure(reason)
      return null
    } finally {
      this.busy = false
    }
  }

  /** The days that are to be fetched. */
  get period(): Period {
    const newest = this.found?.newest_day
    if (this.reach === 'latest' || !newest) return { period: 'latest' }
    return { period: 'days', since: daysBefore(newest, this.reach === 'week' ? 6 : 29), until: newest }
  }
}

function isWithin(section: Section, above: Section): boolean {
  return above.path.every((name, depth) => section.path[depth] === name)
}
