import type { Edition } from '#bindings/page/Edition.ts'
import { hitsOf, type Hit } from './findInPages.ts'
import type { Paging } from './paging.svelte.ts'

/** Finding words in the pages of the open day. */
export class PageFind {
  /** The field is shown. */
  open = $state(false)
  words = $state('')
  /** Which hit is looked at, from 0. */
  at = $state(0)
  #paging: Paging

  hits: Hit[] = $derived.by(() => {
    const edition: Edition | null = this.#paging.edition
    return this.open && edition ? hitsOf(edition, this.words) : []
  })
  current = $derived(this.hits[Math.min(this.at, this.hits.length - 1)] ?? null)

  constructor(paging: Paging) {
    this.#paging = paging
  }

  /** Looks for words; goes to the first that is on the open page or after it. */
  ask(words: string): void {
    this.words = words
    const next = this.hits.findIndex(({ page }) => page >= this.#paging.number)
    this.#goTo(Math.max(next, 0))
  }

  /** Goes to the next hit or the one before; after the last comes the first. */
  step(step: 1 | -1): void {
    const { length } = this.hits
    if (length > 0) this.#goTo((Math.min(this.at, length - 1) + step + length) % length)
  }

  /** Shows the field, or selects what is in it. */
  show(): void {
    this.open = true
    document.querySelector<HTMLInputElement>('[data-find]')?.select()
  }

  /** Puts the field away. */
  close(): void {
    this.open = false
  }

  #goTo(at: number): void {
    this.at = at
    const hit = this.hits[at]
    if (hit) this.#paging.goTo(hit.page)
  }
}
