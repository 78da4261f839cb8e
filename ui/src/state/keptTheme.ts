import type { Theme } from '#bindings/Theme.ts'

const KEY = 'theme'
const THEMES: readonly string[] = ['system', 'newsprint', 'night', 'eink'] satisfies Theme[]

const isTheme = (word: string | null): word is Theme => word !== null && THEMES.includes(word)

/** Gives the theme that the window had last, for the frames before the archive tells it. */
export function keptTheme(): Theme {
  const kept = localStorage.getItem(KEY)
  return isTheme(kept) ? kept : 'system'
}

/** Keeps the theme for the next start. */
export function keepTheme(theme: Theme): void {
  localStorage.setItem(KEY, theme)
}
