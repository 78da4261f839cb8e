import type { Press } from '#kit/keys.ts'
import type { Place, Route } from './routes.ts'

/** What a key asks the window to do. */
export type Action =
  | { do: 'go'; place: Place }
  | { do: 'search' | 'find' | 'keys' | 'back' | 'forward' }
  | { do: 'pane' | 'item' | 'day'; step: 1 | -1 }
  | { do: 'text-size'; step: 1 | -1 | 0 }

/** One line of the list of keys. */
export type KeyLine = { does: string; keys: string[] }

const PLACES: Place[] = ['today', 'search', 'sources']

/** Tells what a key press asks for; while a field takes text, only chords and Escape count. */
export function actionOf(press: Press, typing: boolean): Action | null {
  if (press.key === 'F6') return { do: 'pane', step: press.shiftKey ? -1 : 1 }
  if (press.key === 'Escape') return { do: 'back' }
  if (press.ctrlKey || press.metaKey) return press.altKey ? null : chordAction(press, typing)
  if (press.altKey) return altAction(press, typing)
  return typing ? null : plainAction(press.key)
}

function chordAction(press: Press, typing: boolean): Action | null {
  switch (press.key.toLowerCase()) {
    case 'k':
      return { do: 'search' }
    case 'f':
      return { do: 'find' }
    case '+':
    case '=':
      return { do: 'text-size', step: 1 }
    case '-':
      return { do: 'text-size', step: -1 }
    case '0':
      return { do: 'text-size', step: 0 }
    case 'arrowleft':
      return typing ? null : { do: 'day', step: -1 }
    case 'arrowright':
      return typing ? null : { do: 'day', step: 1 }
    default:
      return null
  }
}

function altAction(press: Press, typing: boolean): Action | null {
  if (press.key === 'ArrowLeft') return typing ? null : { do: 'back' }
  if (press.key === 'ArrowRight') return typing ? null : { do: 'forward' }
  const place = PLACES[Number(press.key) - 1]
  return place ? { do: 'go', place } : null
}

function plainAction(key: string): Action | null {
  switch (key) {
    case '/':
      return { do: 'search' }
    case '?':
      return { do: 'keys' }
    case 'j':
    case 'J':
      return { do: 'item', step: 1 }
    case 'k':
    case 'K':
      return { do: 'item', step: -1 }
    default:
      return null
  }
}

/** All keys, as the list of keys shows them. */
export const KEYS: { title: string; lines: KeyLine[] }[] = [
  {
    title: 'Anywhere',
    lines: [
      { does: 'Search', keys: ['Ctrl K', '/'] },
      { does: 'Today, Search, Sources', keys: ['Alt 1–3'] },
      { does: 'Back', keys: ['Esc', 'Alt ←'] },
      { does: 'Next pane', keys: ['F6'] },
      { does: 'Larger, smaller text', keys: ['Ctrl +', 'Ctrl −'] },
      { does: 'These keys', keys: ['?'] },
    ],
  },
  {
    title: 'The paper',
    lines: [
      { does: 'Next, previous page', keys: ['PgDn', 'PgUp'] },
      { does: 'Turn', keys: ['→', '←', 'Space'] },
      { does: 'First, last page', keys: ['Home', 'End'] },
      { does: 'Find in this paper', keys: ['Ctrl F'] },
      { does: 'Next, previous day', keys: ['Ctrl →', 'Ctrl ←'] },
      { does: 'Next, previous story', keys: ['J', 'K'] },
      { does: 'Read the story', keys: ['Enter'] },
      { does: 'Pin it to the front', keys: ['F'] },
      { does: 'Leave it out of the pages', keys: ['Del'] },
    ],
  },
  {
    title: 'Pictures',
    lines: [
      { does: 'Larger', keys: ['Enter'] },
      { does: 'Next, previous', keys: ['→', '←'] },
      { does: 'First, last', keys: ['Home', 'End'] },
      { does: 'Close', keys: ['Esc'] },
    ],
  },
  {
    title: 'Search',
    lines: [
      { does: 'From the field to what was found', keys: ['↓'] },
      { does: 'Next, previous', keys: ['J', 'K'] },
      { does: 'Open', keys: ['Enter'] },
    ],
  },
]

/** Gives the few keys that the status bar shows. */
export function hintsFor(route: Route, empty: boolean): KeyLine[] {
  const all = { does: 'Keys', keys: ['?'] }
  if (empty) return [all]
  switch (route.place) {
    case 'today':
      return [{ does: 'Next page', keys: ['PgDn'] }, { does: 'Next story', keys: ['J'] }, all]
    case 'story':
      return [{ does: 'Next story', keys: ['J'] }, { does: 'Back', keys: ['Esc'] }, all]
    case 'search':
      return [{ does: 'Next', keys: ['J'] }, { does: 'Open', keys: ['Enter'] }, all]
    case 'section':
      return [{ does: 'Next story', keys: ['J'] }, { does: 'Back', keys: ['Esc'] }, all]
    default:
      return [{ does: 'Back', keys: ['Esc'] }, all]
  }
}
