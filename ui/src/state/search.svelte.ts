import type { Answer } from '#bindings/Answer.ts'
import type { Error as Failure } from '#bindings/Error.ts'
import type { Sort } from '#bindings/Sort.ts'
import { asFailure, type Backend } from '#backend/api.ts'

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
      const answer = await this.#backend.search(query)
      if (generation !== this.#generation) return
      this.answer = offset === 0 || this.answer === null ? answer : joined(this.answer, answer)
      this.failure = null
    } catch (reason) {
      if (generation === this.#generation) this.failure = asFailure(reason)
    }
  }
}

function joined(before: Answer, page: Answer): Answer {
  return { ...before, total: page.total, hits: [...before.hits, ...page.hits] }
}
