import type { Press } from '#kit/keys.ts'

/** Where a turn leads. */
export type Turn = 'next' | 'previous' | 'first' | 'last'

/** Tells how a key turns the pages; in an edition that runs from the right, the arrows follow the eye. */
export function turnOf(press: Press, fromRight: boolean): Turn | null {
  if (press.ctrlKey || press.altKey || press.metaKey) return null
  switch (press.key) {
    case 'PageDown':
    case 'ArrowDown':
      return 'next'
    case 'PageUp':
    case 'ArrowUp':
      return 'previous'
    case ' ':
      return press.shiftKey ? 'previous' : 'next'
    case 'ArrowRight':
      return fromRight ? 'previous' : 'next'
    case 'ArrowLeft':
      return fromRight ? 'next' : 'previous'
    case 'Home':
      return 'first'
    case 'End':
      return 'last'
    default:
      return null
  }
}
