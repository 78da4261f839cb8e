import type { Error as Failure } from '#bindings/Error.ts'
import type { Estimate } from '#bindings/Estimate.ts'
import type { Found } from '#bindings/Found.ts'
import type { Period } from '#bindings/Period.ts'
import type { Reach } from '#bindings/Reach.ts'
import type { Section } from '#bindings/Section.ts'
import type { Source } from '#bindings/Source.ts'
import { asFailure, type Backend } from '#backend/api.ts'
import { SvelteSet } from 'svelte/reactivity'
import { chosenShare, scaled } from './finderEstimate.ts'

/** Adding a newspaper: from its address to its first run. */
export class Finder {
  address = $state('')
  busy = $state(false)
  found = $state.raw<Found | null>(null)
  failure = $state.raw<Failure | null>(null)
  reach = $state<Reach>('day')
  allowPrivate = $state(false)
  /** Keys of the sections that are to be followed. */
  chosen = new SvelteSet<string>()
  /** How far back it can be fetched, and what that takes of the sections that are chosen. */
  reaches: Estimate[] = $derived.by(() => {
    if (this.found === null) return []
    const share = chosenShare(this.found.sections, this.chosen)
    return this.found.reaches.map((estimate) => scaled(estimate, share))
  })
  /** What the chosen reach takes. */
  need: Estimate | undefined = $derived(this.reaches.find(({ reach }) => reach === this.reach) ?? this.reaches[0])
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
    this.reach = 'day'
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
      this.reach = 'day'
      this.chosen.clear()
      for (const section of found.sections) if (section.followed) this.chosen.add(section.key)
    } catch (reason) {
      if (generation === this.#generation) this.failure = asFailure(reason)
    }
    if (generation === this.#generation) this.busy = false
  }

  /** Tells whether a section is followed already, which adding the paper again does not undo. */
  isHeld(section: Section): boolean {
    return (this.found?.already_added ?? false) && section.followed
  }

  /** Ticks a section and those below it, or takes their ticks away. */
  toggle(section: Section): void {
    const below = this.found?.sections.filter((one) => isWithin(one, section) && !this.isHeld(one)) ?? []
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
    const all = !found.already_added && this.chosen.size === found.sections.length
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
    if (this.reach === 'day' || !newest || !this.need) return { period: 'latest' }
    return { period: 'days', since: this.need.since, until: newest }
  }
}

function isWithin(section: Section, above: Section): boolean {
  return above.path.every((name, depth) => section.path[depth] === name)
}
