import type { Error as Failure } from '#bindings/Error.ts'
import type { Story } from '#bindings/Story.ts'
import { asFailure, type Backend } from '#backend/api.ts'
import { unique } from '#kit/lists.ts'

/** The story that is read, and its neighbours in the day's paper. */
export class Reader {
  story = $state.raw<Story | null>(null)
  /** The number of its latest revision. */
  latest = $state(1)
  /** Ids of the day's stories in the order of the paper. */
  order = $state.raw<string[]>([])
  failure = $state.raw<Failure | null>(null)
  #backend: Backend
  #generation = 0
  #orderOf = ''

  /** Its place in the day's paper, from 0; −1 where it has none. */
  position = $derived(this.order.indexOf(this.story?.id ?? ''))
  previous = $derived(this.position > 0 ? this.order[this.position - 1] : undefined)
  next = $derived(this.position >= 0 ? this.order[this.position + 1] : undefined)

  constructor(backend: Backend) {
    this.#backend = backend
  }

  /** Opens a story, in its latest revision where none is named. */
  async open(id: string, revision: number | null): Promise<void> {
    this.#generation += 1
    const generation = this.#generation
    try {
      const story = await this.#backend.story(id, revision)
      if (generation !== this.#generation) return
      if (revision === null) this.latest = story.revision
      else if (id !== this.story?.id) this.latest = (await this.#backend.story(id, null)).revision
      this.story = story
      this.failure = null
      await this.#readOrder(story)
    } catch (reason) {
      if (generation !== this.#generation) return
      this.story = null
      this.failure = asFailure(reason)
    }
  }

  /** Reads the open story anew, for its pictures may have come. */
  async refresh(): Promise<void> {
    const { story } = this
    if (story === null) return
    await this.open(story.id, story.revision === this.latest ? null : story.revision)
  }

  async #readOrder({ source, day }: Story): Promise<void> {
    const orderOf = `${source} ${day}`
    if (orderOf === this.#orderOf) return
    const paper = await this.#backend.paper(source, day)
    this.order = unique(paper?.sections.flatMap(({ stories }) => stories.map(({ id }) => id)) ?? [])
    this.#orderOf = orderOf
  }

  /** Forgets the order of the day, for a run may have brought new stories. */
  forgetOrder(): void {
    this.#orderOf = ''
  }
}
