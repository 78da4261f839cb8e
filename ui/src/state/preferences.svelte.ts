import type { Settings } from '#bindings/Settings.ts'
import type { Theme } from '#bindings/Theme.ts'
import type { Backend } from '#backend/api.ts'
import { keepTheme, keptTheme } from './keptTheme.ts'

/** Sizes of the reading text, in percent. */
export const TEXT_SIZES = [80, 90, 100, 110, 118, 125, 150, 175, 200]

/** Headlines grow slower than the text. */
const HEADLINE_GROWTH = 0.6

/** How the reader has set the window. */
export class Preferences {
  theme = $state<Theme>(keptTheme())
  textSize = $state(100)
  #backend: Backend
  #dark = matchMedia('(prefers-color-scheme: dark)')

  constructor(backend: Backend) {
    this.#backend = backend
    this.#dark.addEventListener('change', () => {
      this.#apply()
    })
    this.#apply()
  }

  /** Takes over what the archive has kept. */
  adopt(settings: Settings): void {
    this.theme = settings.theme
    this.textSize = settings.text_size
    this.#apply()
  }

  /** Colours the window. */
  setTheme(theme: Theme): void {
    this.theme = theme
    this.#keep()
  }

  /** Makes the text one step larger or smaller; with 0, as it is usual. */
  stepTextSize(step: 1 | -1 | 0): void {
    const size = step === 0 ? 100 : steppedSize(this.textSize, step)
    if (size === this.textSize) return
    this.textSize = size
    this.#keep()
  }

  #keep(): void {
    this.#apply()
    // A setting that cannot be kept still holds for as long as the window is open.
    void this.#backend.saveSettings({ theme: this.theme, text_size: this.textSize }).catch(() => undefined)
  }

  #apply(): void {
    const root = document.documentElement
    const system = this.#dark.matches ? 'night' : 'newsprint'
    root.dataset['theme'] = this.theme === 'system' ? system : this.theme
    keepTheme(this.theme)
    root.style.setProperty('--text', String(this.textSize / 100))
    root.style.setProperty('--head', String((this.textSize / 100) ** HEADLINE_GROWTH))
  }
}

/** Gives the next size of text in a direction; the last one stays. */
export function steppedSize(size: number, step: 1 | -1): number {
  const next = step > 0 ? TEXT_SIZES.find((one) => one > size) : TEXT_SIZES.findLast((one) => one < size)
  return next ?? size
}
