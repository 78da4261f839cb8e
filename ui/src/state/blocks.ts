import type { Line } from '#bindings/page/Line.ts'
import { goesOn } from './lines.ts'

/** Lines that belong together, and as what they are read: a list has several items. */
export type Block = { tag: 'p' | 'h3' | 'blockquote' | 'ul'; parts: Line[][] }

/** Blocks of one story. */
export type Told = { story: string | null; blocks: Block[] }

function tagOf({ source, kind }: Line): Block['tag'] {
  if (source === 'headline' || kind === 'crosshead') return 'h3'
  if (kind === 'quotation') return 'blockquote'
  return kind === 'item' ? 'ul' : 'p'
}

/** Puts lines together to paragraphs, headings, quotations and lists. */
export function blocksOf(lines: Line[]): Block[] {
  const blocks: Block[] = []
  let last: Line | undefined
  for (const line of lines) {
    const block = blocks.at(-1)
    const tag = tagOf(line)
    if (block && last && goesOn(last, line)) block.parts.at(-1)?.push(line)
    else if (block?.tag === 'ul' && tag === 'ul') block.parts.push([line])
    else blocks.push({ tag, parts: [[line]] })
    last = line
  }
  return blocks
}

/** Puts lines together by the story that they tell. */
export function toldIn(lines: Line[]): Told[] {
  const stories: { story: string | null; lines: Line[] }[] = []
  for (const line of lines) {
    const story = line.story ?? null
    const last = stories.at(-1)
    if (last && last.story === story) last.lines.push(line)
    else stories.push({ story, lines: [line] })
  }
  return stories.map(({ story, lines: own }) => ({ story, blocks: blocksOf(own) }))
}
