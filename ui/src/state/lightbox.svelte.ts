import type { Direction } from '#bindings/Direction.ts'
import type { Figure } from '#bindings/Figure.ts'
import type { PhotoUses } from '#bindings/PhotoUses.ts'
import type { Backend } from '#backend/api.ts'

/** The pictures that are looked at large, one at a time. */
export class Lightbox {
  figures = $state.raw<Figure[]>([])
  index = $state(0)
  title = $state('')
  language = $state('')
  direction = $state<Direction>('ltr')

  /** The story that the pictures are of. */
  story = $state('')
  #backend: Backend

  open = $derived(this.figures.length > 0)
  figure = $derived(this.figures[this.index])
  /** What is known of the picture's photo; null while its bytes are not stored, or where nothing could be read. */
  known: Promise<PhotoUses | null> = $derived(this.#ask(this.figure?.photo ?? null))

  constructor(backend: Backend) {
    this.#backend = backend
  }

  /** The picture is shown whatever becomes of this: a failure is none that a reader need hear of. */
  async #ask(photo: string | null): Promise<PhotoUses | null> {
    return photo === null ? null : this.#backend.photoUses(photo).catch(() => null)
  }

  /** Shows one of the pictures of a story large. */
  show(
    figures: Figure[],
    index: number,
    story: { id: string; headline: string; language: string; direction: Direction },
  ): void {
    this.figures = figures
    this.index = index
    this.title = story.headline
    this.story = story.id
    this.language = story.language
    this.direction = story.direction
  }

  /** Goes on to the next picture, or back to the one before; the ends are ends. */
  step(step: 1 | -1): void {
    this.goTo(this.index + step)
  }

  /** Goes to a picture by its place, from 0. */
  goTo(index: number): void {
    this.index = Math.min(Math.max(index, 0), this.figures.length - 1)
  }

  /** Puts the pictures away. */
  close(): void {
    this.figures = []
  }
}
