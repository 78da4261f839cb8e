import type { Answer } from '#bindings/Answer.ts'
import type { Error as Failure } from '#bindings/Error.ts'
import type { Facets } from '#bindings/Facets.ts'
import type { Query } from '#bindings/Query.ts'
import type { Sort } from '#bindings/Sort.ts'
import { asFailure, type Backend } from '#backend/api.ts'
import { FIELDS, tickedFields, withoutField } from './query.ts'

const PAGE = 30

/** The search that the reader is typing, and what it found. */
export class Search {
  text = $state('')
  sort = $state<Sort>('relevance')
  answer = $state.raw<Answer | null>(null)
  failure = $state.raw<Failure | null>(null)
  #backend: Backend
  #generation = 0

  /** Nothing is asked for. */
  idle = $derived(this.text.trim() === '')
  /** There are stories that are not read yet. */
  more = $derived(this.answer !== null && this.answer.hits.length < this.answer.total)

  constructor(backend: Backend) {
    this.#backend = backend
  }

  /** Asks for something else; answers to what was asked before are no longer wanted. */
  async ask(text: string): Promise<void> {
    this.text = text
    await this.#read(0)
  }

  /** Puts the stories found in another order. */
  async sortBy(sort: Sort): Promise<void> {
    this.sort = sort
    await this.#read(0)
  }

  /** Reads the next page of stories found. */
  async readMore(): Promise<void> {
    if (this.more) await this.#read(this.answer?.hits.length ?? 0)
  }

  async #read(offset: number): Promise<void> {
    this.#generation += 1
    const generation = this.#generation
    if (this.idle) {
      this.answer = null
      this.failure = null
      return
    }
    const query = { text: this.text, exact: false, limit: PAGE, offset, sort: this.sort, facets: offset === 0 }
    try {
      const [answer, others] = await Promise.all([this.#backend.search(query), this.#readOthers(query)])
      if (generation !== this.#generation) return
      const facets = { ...answer.facets, ...others }
      this.answer = offset === 0 || this.answer === null ? { ...answer, facets } : joined(this.answer, answer)
      this.failure = null
    } catch (reason) {
      if (generation === this.#generation) this.failure = asFailure(reason)
    }
  }

  /** Counts what else each ticked field could be ticked for: without its own ticks, which leave nothing else. */
  async #readOthers(query: Query): Promise<Partial<Facets>> {
    if (!query.facets) return {}
    const counts = tickedFields(query.text).map(async (field) => {
      const answer = await this.#backend.search({ ...query, text: withoutField(query.text, field), limit: 1 })
      return [FIELDS[field], answer.facets[FIELDS[field]]] as const
    })
    return Object.fromEntries(await Promise.all(counts))
  }
}

function joined(before: Answer, page: Answer): Answer {
  // Stories that were stored meanwhile move the pages: what is there already does not come again.
  const fresh = page.hits.filter((hit) => !before.hits.some(({ id }) => id === hit.id))
  return { ...before, total: page.total, hits: [...before.hits, ...fresh] }
}
