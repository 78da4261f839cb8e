import type { Figure } from '#bindings/Figure.ts'
import type { Backend } from '#backend/api.ts'
import { SvelteMap } from 'svelte/reactivity'

/** The pictures of the galleries, cartoons and e-pages that a list of stories shows. */
export class Galleries {
  #figures = new SvelteMap<string, Figure[]>()
  #asked: string[] = []
  #backend: Backend

  constructor(backend: Backend) {
    this.#backend = backend
  }

  /** Gives a story's pictures; null while they are not read. */
  figures(id: string): Figure[] | null {
    return this.#figures.get(id) ?? null
  }

  /** Reads a story's pictures, once until they may have changed. */
  async read(id: string): Promise<void> {
    if (this.#asked.includes(id)) return
    this.#asked.push(id)
    const story = await this.#backend.story(id, null).catch(() => null)
    if (story) this.#figures.set(id, story.gallery.length > 0 ? story.gallery : story.lead ? [story.lead] : [])
  }

  /** Reads all pictures anew that were read, for they may have been stored since. */
  async refresh(): Promise<void> {
    const ids = this.#asked
    this.#asked = []
    await Promise.all(ids.map((id) => this.read(id)))
  }
}
