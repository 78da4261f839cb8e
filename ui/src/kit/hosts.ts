import punycode from 'punycode/'

/** Figures, hyphens and joiners belong to every script. */
const NEUTRAL = '0-9\\-\u200c\u200d'
/** Scripts that are written out: Latin up to ɏ, Hebrew, Arabic, Chinese with kana, Hangul. */
const SCRIPTS = [
  'a-z\u00df-\u024f',
  '\u05d0-\u05f2',
  '\u0620-\u06ff\u0750-\u077f',
  '\u3041-\u30ff\u4e00-\u9fff',
  '\uac00-\ud7a3',
]
/** Devanagari to Sinhala, then Thai: a block of 128 for each. */
for (let block = 0x900; block < 0xe80; block += 0x80)
  SCRIPTS.push(`${String.fromCharCode(block)}-${String.fromCharCode(block + 0x7f)}`)

const ONE_SCRIPT = new RegExp(SCRIPTS.map((script) => `^[${script}${NEUTRAL}]+$`).join('|'), 'u')

/**
 * Writes a host as people read it: `xn--…` in its own script, unless that could be taken for another name.
 *
 * A label is written out if all its letters belong to one script of the list; the program does the same
 * (`model::shown_host`).
 */
export function shownHost(host: string): string {
  return host.split('.').map(shownLabel).join('.')
}

function shownLabel(label: string): string {
  if (!label.startsWith('xn--')) return label
  try {
    const shown = punycode.toUnicode(label)
    return ONE_SCRIPT.test(shown) ? shown : label
  } catch {
    return label
  }
}
