import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import { Key } from 'selenium-webdriver'
import { resize } from './photograph.mjs'
import { sampleArchive } from './sample.mjs'
import { makeFolder, openWindow, program, removeFolder } from './session.mjs'
import { until } from './wait.mjs'

const run = promisify(execFile)

/** Wide enough for eight columns and more. */
const WIDE = { width: 2400, height: 880 }

let window, folder

/** A day of a paper in Urdu, in words of our own. */
const URDU = Array.from({ length: 24 }, (_, at) => ({
  id: `ur-${at}`,
  url: `https://akhbar.example/${at}/`,
  date: '2026-12-24',
  lang: 'ur',
  section: ['شہر', 'دنیا', 'کھیل'][at % 3],
  headline: `جھیل کا پانی نیچے ہے ${at}`,
  body: 'جھیل کا پانی بہت نیچے ہے اور کشتی دو بار رکی۔ '.repeat(20 + (at % 5) * 12),
}))

before(async () => {
  folder = await makeFolder()
  const archive = join(folder, 'archive')
  const file = join(folder, 'urdu.jsonl')
  await writeFile(file, URDU.map((story) => JSON.stringify(story)).join('\n'))
  await sampleArchive(archive)
  await run(program.line, ['--archive', archive, 'import', file])
  window = await openWindow(archive)
})

after(async () => {
  await window?.close()
  await removeFolder(folder)
})

/** Waits until the status bar says which pages are in sight, and gives where they stand. */
const shows = async (told, count) => {
  await window.says(told, '.status')
  // One page may be there before the other.
  return until(async () => {
    const shown = await sheets()
    return shown.length === count && shown
  }, `${count} pages`)
}

/** Left edges and widths of the pages in sight, the first one first. */
const sheets = () =>
  window.run(`return [...document.querySelectorAll('.sheet')].map((sheet) => {
    const { left, width } = sheet.getBoundingClientRect()
    return { left: Math.round(left), width: Math.round(width) }
  })`)

test('a wide window shows two pages, which are turned at once, and one again when it is narrow', async () => {
  await window.reload('#/today/lantern.example/2026-11-24')
  await window.find('main h2 a .line')
  await resize(window, WIDE)
  assert.deepEqual(await shows('Pages 1 and 2 of ', 2), [
    { left: 0, width: 1200 },
    { left: 1200, width: 1200 },
  ])
  await window.type(Key.PAGE_DOWN)
  await shows('Pages 3 and 4 of ', 2)
  await window.type(Key.PAGE_DOWN, Key.PAGE_UP, Key.PAGE_UP)
  await shows('Pages 1 and 2 of ', 2)
  await resize(window, { width: 1440, height: 880 })
  await shows('Page 1 of ', 1)
})

test('a paper in Urdu has its first page at the right, and the arrows follow the eye', async () => {
  await window.goTo('#/today/akhbar.example/2026-12-24')
  await until(() => window.run(`return document.querySelector('.sheet[lang=ur] .line') !== null`), 'the paper in Urdu')
  await resize(window, WIDE)
  const [first, second] = await shows('Pages 1 and 2 of ', 2)
  assert.ok(first.left > second.left, `${first.left} and ${second.left}`)
  await window.type(Key.ARROW_LEFT)
  await shows('Pages 3 and 4 of ', 2)
  await window.type(Key.ARROW_RIGHT)
  await shows('Pages 1 and 2 of ', 2)
})
