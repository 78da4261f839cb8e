/** Letters that find does not tell apart, as the search does not. */
const SAME = new Map(
  Object.entries({ ی: 'يىې', ک: 'ك', ہ: 'هەةۃ', ا: 'ٱ', 'ं': 'ँ' }).flatMap(([one, others]) =>
    [...others].map((other) => [other, one] as const),
  ),
)

/** Marks that are set or left out at will, and signs that only shape or part what stands beside them. */
const SILENT: [number, number][] = [
  // Combining diacritics.
  [0x300, 0x36f],
  // Arabic vowel signs, Koranic marks, tatweel.
  [0x610, 0x61a],
  [0x64b, 0x65f],
  [0x670, 0x670],
  [0x6d6, 0x6ed],
  [0x640, 0x640],
  // Soft hyphen, joiners, direction marks.
  [0xad, 0xad],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x2069],
  [0xfeff, 0xfeff],
  // Nukta.
  [0x93c, 0x93c],
]

/** The zeros of the digits that are written in other scripts. */
const ZEROS = ['٠', '۰', '०'].map((zero) => zero.charCodeAt(0))

function foldedLetter(letter: string): string {
  const code = letter.charCodeAt(0)
  if (SILENT.some(([first, last]) => first <= code && code <= last)) return ''
  const zero = ZEROS.find((one) => one <= code && code < one + 10)
  return zero === undefined ? (SAME.get(letter) ?? letter) : String(code - zero)
}

/** Letters without what finding words does not tell apart, and where each of them stood; at the end, where all end. */
export type Folded = { letters: string; at: number[] }

/** Folds capitals, accents, and the forms of Arabic letters and digits. */
export function fold(text: string): Folded {
  let letters = ''
  const at: number[] = []
  let place = 0
  for (const letter of text) {
    const plain = [...letter.normalize('NFKD').toLowerCase()].map(foldedLetter).join('')
    letters += plain
    for (let unit = 0; unit < plain.length; unit += 1) at.push(place)
    place += letter.length
  }
  return { letters, at: [...at, place] }
}
