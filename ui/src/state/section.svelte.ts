import type { Error as Failure } from '#bindings/Error.ts'
import type { Summary } from '#bindings/Summary.ts'
import { asFailure, type Backend } from '#backend/api.ts'

const PAGE = 40

/** A section's stories over all days, newest first, read page by page. */
export class SectionRun {
  source = $state('')
  slug = $state('')
  path = $state.raw<string[]>([])
  total = $state(0)
  stories = $state.raw<Summary[]>([])
  loading = $state(false)
  failure = $state.raw<Failure | null>(null)
  #backend: Backend
  #generation = 0

  /** There are stories that are not read yet. */
  more = $derived(this.stories.length < this.total)

  constructor(backend: Backend) {
    this.#backend = backend
  }

  /** Opens a section; the one that is open already stays as far as it was read. */
  async open(source: string, slug: string): Promise<void> {
    if (source === this.source && slug === this.slug && this.stories.length > 0) return
    this.source = source
    this.slug = slug
    this.path = []
    this.stories = []
    this.total = 0
    await this.#read()
  }

  /** Reads the next page. */
  async readMore(): Promise<void> {
    if (this.more && !this.loading) await this.#read()
  }

  async #read(): Promise<void> {
    this.#generation += 1
    const generation = this.#generation
    this.loading = true
    try {
      const page = await this.#backend.section(this.source, this.slug, this.stories.length, PAGE)
      if (generation !== this.#generation) return
      this.path = page.path
      this.stories = [...this.stories, ...page.stories]
      // A page that came back empty is the last one, whatever the count says.
      this.total = page.stories.length === 0 ? this.stories.length : page.total
      this.failure = null
    } catch (reason) {
      if (generation === this.#generation) this.failure = asFailure(reason)
    }
    if (generation === this.#generation) this.loading = false
  }
}
