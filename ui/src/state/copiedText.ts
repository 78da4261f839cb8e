import type { Line } from '#bindings/page/Line.ts'
import { betweenLines, goesOn } from './lines.ts'

/** What is selected of a line. */
export type Selected = { line: Line; letters: string }

/** Puts selected lines together as the story has them: no hyphen of the setting, a line for a paragraph. */
export function copiedText(selected: Selected[]): string {
  let text = ''
  let last: Line | null = null
  for (const { line, letters } of selected) {
    if (last !== null) text += goesOn(last, line) ? betweenLines(last, line) : '\n'
    text += letters
    last = line
  }
  return text
}
