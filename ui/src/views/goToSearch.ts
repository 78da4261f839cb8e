import type { App } from '#state/app.svelte.ts'
import { tick } from 'svelte'

/** Goes to Search with what is typed there selected, ready to be typed over. */
export function goToSearch(app: App): void {
  app.goTo('search')
  void tick().then(() => {
    document.querySelector<HTMLInputElement>('[data-search]')?.select()
  })
}
