/** Letters that find does not tell apart, as the search does not. */
const SAME = new Map(
  Object.entries({ ی: 'يىې', ک: 'ك', ہ: 'هەةۃ', ا: 'ٱ', 'ं': 'ँ' }).flatMap(([one, others]) =>
    [...others].map((other) => [other, one] as const),
  ),
)

/** Marks that are set or left out at will, and signs that only shape or part what stands beside them. */
const SILENT =
  /[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u093c]/

/** The zeros of the digits that are written in other scripts. */
const ZEROS = ['٠', '۰', '०'].map((zero) => zero.charCodeAt(0))

function foldedLetter(letter: string): string {
  if (SILENT.test(letter)) return ''
  const zero = ZEROS.find((one) => letter.charCodeAt(0) >= one && letter.charCodeAt(0) < one + 10)
  return zero === undefined ? (SAME.get(letter) ?? letter) : String(letter.charCodeAt(0) - zero)
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
