import { expect, test } from 'vitest'
import { below, lead } from './sampleFront.ts'

const paper = import.meta.glob<string>('#sample/2026-11-24/*.md', { query: '?raw', import: 'default', eager: true })

test.each([lead, ...below])('the first run shows $file as the sample paper prints it', (story) => {
  const printed = Object.entries(paper).find(([path]) => path.endsWith(`/${story.file}.md`))?.[1] ?? ''
  expect(printed).toContain(`headline = "${story.headline}"`)
  expect(printed).toContain(`deck = "${story.deck}"`)
  for (const words of story.opening) expect(printed).toContain(words)
})
