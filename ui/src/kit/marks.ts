/** A run of text, marked or not. */
export type Run = { text: string; marked: boolean }

const START = '\uE000'
const END = '\uE001'

/** Cuts a text at its marks (U+E000 before a hit, U+E001 after it); a mark without its other half ends with the text. */
export function runsOf(text: string): Run[] {
  const runs: Run[] = []
  let marked = false
  for (const piece of text.split(/([\uE000\uE001])/u)) {
    if (piece === START || piece === END) marked = piece === START
    else if (piece !== '') runs.push({ text: piece, marked })
  }
  return runs
}

/** Gives the text without its marks. */
export function withoutMarks(text: string): string {
  return text.replaceAll(START, '').replaceAll(END, '')
}
