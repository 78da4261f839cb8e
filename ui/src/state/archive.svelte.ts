import type { Error as Failure } from '#bindings/Error.ts'
import type { Opened } from '#bindings/Opened.ts'
import type { Source } from '#bindings/Source.ts'
import { asFailure, type Backend } from '#backend/api.ts'

/** The archive that is open: its papers, and whether it can be written. */
export class Archive {
  opened = $state.raw<Opened | null>(null)
  failure = $state.raw<Failure | null>(null)
  #backend: Backend

  /** Papers that are followed or kept. */
  sources = $derived(this.opened?.sources ?? [])
  /** Why it cannot be written, or not even be read. */
  problem = $derived(this.failure ?? this.opened?.problem ?? null)
  /** The same where nothing can be shown either. */
  obstacle = $derived(this.sources.length > 0 ? null : this.problem)
  /** New stories can be stored. */
  writable = $derived(this.opened?.writable ?? false)
  /** It is open and has no paper yet. */
  empty = $derived(this.opened !== null && this.problem === null && this.sources.length === 0)

  constructor(backend: Backend) {
    this.#backend = backend
  }

  /** Reads anew what the archive holds; what is shown stays if that fails. */
  async load(): Promise<Opened | null> {
    try {
      this.opened = await this.#backend.opened()
      this.failure = null
    } catch (reason) {
      this.failure = asFailure(reason)
    }
    return this.opened
  }

  /** Finds a paper by its id. */
  source(id: string): Source | undefined {
    return this.sources.find((source) => source.id === id)
  }

  /** Names a paper; one that is gone, by its id. */
  name(id: string): string {
    return this.source(id)?.name ?? id
  }
}
