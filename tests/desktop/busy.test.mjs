import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import { Key } from 'selenium-webdriver'
import { makeFolder, openWindow, program, removeFolder } from './session.mjs'
import { until } from './wait.mjs'

const run = promisify(execFile)

/**
 * How long the page that is read may take from the last change of the window, in milliseconds: many times what it takes
 * a program that is built for use on a machine that does nothing else (see `PAGE_READ` in the diagnostics).
 */
const MOST = 4_000

let window, folder

/** A day of eighty stories of our own words, the same each time. */
function* stories() {
  const words =
    'the lake ferry harbour council said water engineers bridge on of and by noon under winter road market'.split(' ')
  const sections = ['Nation', 'City & Towns', 'World', 'Business', 'Sports', 'Opinion']
  let state = 7
  const next = (below) => (state = (state * 48271) % 2147483647) % below
  const sentence = () => {
    const said = Array.from({ length: 8 + next(14) }, () => words[next(words.length)]).join(' ')
    return `${said[0].toUpperCase()}${said.slice(1)}.`
  }
  for (let at = 0; at < 80; at += 1) {
    const paragraphs = Array.from({ length: 4 + next(12) }, () => Array.from({ length: 3 }, sentence).join(' '))
    yield {
      id: `busy-${at}`,
      url: `https://busy.example/${at}/`,
      date: '2026-11-24',
      section: sections[at % sections.length],
      headline: `Ferry ${at} Waits for ${words[next(10)]} and ${words[next(10)]}`,
      body: paragraphs.join('\n\n'),
    }
  }
}

/** Notes when the window last changed, when the page that is read was painted, and when the others were there. */
const WATCH = `window.changed = 0
  window.painted = []
  const change = () => { window.changed = performance.now(); window.painted = [] }
  addEventListener('resize', change, true)
  addEventListener('keydown', ({ ctrlKey }) => { if (ctrlKey) change() }, true)
  new MutationObserver(() => {
    const { changed } = window
    requestAnimationFrame(() => setTimeout(() => window.painted.push(performance.now() - changed)))
  }).observe(document.querySelector('.spread'), { attributeFilter: ['data-alone'] })`

before(async () => {
  folder = await makeFolder()
  const file = join(folder, 'stories.jsonl')
  await writeFile(file, [...stories()].map((story) => JSON.stringify(story)).join('\n'))
  await run(program.line, ['--archive', join(folder, 'archive'), 'import', file])
  window = await openWindow(join(folder, 'archive'))
})

after(async () => {
  await window?.close()
  await removeFolder(folder)
})

const CHANGES = [
  () => window.driver.manage().window().setRect({ x: 0, y: 0, width: 1180, height: 800 }),
  () => window.chord(Key.CONTROL, '+'),
  () => window.driver.manage().window().setRect({ x: 0, y: 0, width: 1440, height: 900 }),
  () => window.chord(Key.CONTROL, '-'),
]

test('of a day of eighty stories, the page that is read comes first and the others follow', async (context) => {
  await window.find('.sheet article p .line')
  await until(async () => /of \d\d/.test(await window.text('.status')), 'all pages are made')
  await window.type(Key.PAGE_DOWN, Key.PAGE_DOWN, Key.PAGE_DOWN)
  await window.says('Page 4 ', '.status')
  await window.run(WATCH)
  const first = []
  const all = []
  for (const change of CHANGES) {
    await change()
    const [page, whole] = await until(async () => {
      const painted = await window.run(`return window.painted`)
      return painted.length > 1 && painted
    }, 'a page is painted, and then all of them are there')
    first.push(Math.round(page))
    all.push(Math.round(whole))
  }
  context.diagnostic(`PAGE_READ ${first.join(', ')} ms; all pages ${all.join(', ')} ms`)
  assert.ok(Math.max(...first) < MOST, `${first.join(', ')} ms`)
})

test('a page that is made anew keeps the elements of its stories, so that a press on one is not lost', async () => {
  const heldBy = `return document.querySelector('.held')?.dataset.item ?? null`
  await window.run(`document.querySelector('.sheet article h2 a').classList.add('held')`)
  const held = await window.run(heldBy)
  assert.notEqual(held, null)
  await window.run(WATCH)
  await window.chord(Key.CONTROL, '+')
  await until(() => window.run(`return window.painted.length > 1`), 'all pages are there')
  assert.equal(await window.run(heldBy), held)
})
