/** The sample paper: archives that hold it, and what its own files say is in it. */
import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { makeFolder, openWindow, program, removeFolder } from './session.mjs'

const run = promisify(execFile)
const paper = resolve(import.meta.dirname, '../../src-tauri/crates/sample/paper')

/** The days that it printed, newest first. */
export const DAYS = ['2026-11-24', '2026-11-23', '2026-11-22']
/** Its id in an archive. */
export const SAMPLE = 'lantern.example'

/** Puts an archive that holds the sample paper into a folder; gives its stories as its files have them. */
export async function sampleArchive(into) {
  await run(program.line, ['--archive', into, 'sample'])
  const stories = []
  for (const day of DAYS) stories.push(...(await printedOn(day)))
  return stories
}

/** Opens a window on an archive of its own that holds the sample paper; gives its stories too, and how to close it. */
export async function openSample() {
  const folder = await makeFolder()
  const archive = join(folder, 'archive')
  try {
    const stories = await sampleArchive(archive)
    const window = await openWindow(archive)
    const close = async () => {
      await window.close()
      await removeFolder(folder)
    }
    return { window, stories, close }
  } catch (reason) {
    await removeFolder(folder)
    throw reason
  }
}

async function printedOn(day) {
  // A file with a number is a later form of the story that has the name without it.
  const files = (await readdir(join(paper, day))).filter((file) => /^[^.]+\.md$/.test(file)).toSorted()
  return Promise.all(
    files.map(async (file) => {
      const newest = await readFile(join(paper, day, file.replace('.md', '.2.md')), 'utf8').catch(() => null)
      return parsed(newest ?? (await readFile(join(paper, day, file), 'utf8')), day, file.slice(0, -3))
    }),
  )
}

/** Takes from a file what the tests ask for. */
function parsed(text, day, name) {
  const [, head, body] = text.split(/^\+\+\+$/m)
  const value = (key) => head.match(new RegExp(`^${key} = "(.*)"$`, 'm'))?.[1] ?? ''
  return {
    url: `https://${SAMPLE}/${day.replaceAll('-', '/')}/${name}/`,
    day,
    headline: value('headline'),
    language: value('language') || 'en',
    kind: value('kind') || 'article',
    section: value('section'),
    lead: head.includes('[lead]'),
    cutlines: [...head.matchAll(/^cutline = "(.*)"$/gm)].map(([, cutline]) => cutline),
    /** Its paragraphs, where it is made of nothing else. */
    paragraphs: /^([-#>|!]|\d+\.|.*[*_[\\])/m.test(body) ? null : body.trim().split(/\n{2,}/),
  }
}
