/** Moving the focus by keys. */
import { tick } from 'svelte'

const FOCUSABLE = 'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), [tabindex="0"]'

/** Puts the focus on the next (or, with −1, the previous) element that carries `data-item`. */
export function focusItem(step: 1 | -1): void {
  const items = [...document.querySelectorAll<HTMLElement>('[data-item]')]
  const now = items.findIndex((item) => item === document.activeElement || item.contains(document.activeElement))
  const next = now < 0 ? firstInView(items) : items[now + step]
  next?.focus({ preventScroll: true })
  next?.scrollIntoView({ block: 'nearest' })
}

/** Adds to a list whose end has the focus, and puts the focus on the first item that came. */
export async function followItems(add: () => Promise<void>): Promise<void> {
  const before = document.querySelectorAll('[data-item]').length
  await add()
  await tick()
  document.querySelectorAll<HTMLElement>('[data-item]')[before]?.focus()
}

function firstInView(items: HTMLElement[]): HTMLElement | undefined {
  return items.find((item) => item.getBoundingClientRect().top > 80) ?? items[0]
}

/** Puts the focus into the next (or the previous) pane: an element that carries `data-pane`. */
export function focusPane(step: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter((pane) => pane.offsetParent !== null)
  const now = panes.findIndex((pane) => pane.contains(document.activeElement))
  const pane = panes[(now + step + panes.length) % panes.length]
  const within = [...(pane?.querySelectorAll<HTMLElement>(FOCUSABLE) ?? [])]
  const first = pane?.matches('[tabindex]') ? pane : within.find((element) => element.offsetParent !== null)
  first?.focus()
}
