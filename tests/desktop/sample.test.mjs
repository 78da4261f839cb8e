import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { Key } from 'selenium-webdriver'
import { faults } from './axe.mjs'
import { sampleArchive } from './sample.mjs'
import { makeFolder, openWindow, removeFolder } from './session.mjs'
import { until } from './wait.mjs'
import { unspaced } from './window.mjs'

/** From the start of the program on a fresh profile to the first story, in milliseconds. */
const FIRST_STORY = 10_000

let folder, window
const archive = () => join(folder, 'archive')

beforeEach(async () => {
  folder = await makeFolder()
})

afterEach(async () => {
  await window?.close()
  window = undefined
  await removeFolder(folder)
})

test('the first run leads to a story of the sample paper by two clicks', async (context) => {
  const begun = performance.now()
  window = await openWindow(archive())
  await window.named('Address of the newspaper')
  await window.run(`window.clicks = 0; addEventListener('click', () => { window.clicks += 1 }, true)`)
  const asked = performance.now()
  await (await window.named('Read the sample paper')).click()
  const headline = await window.find('main h2 a .line')
  const words = await window.run(`return arguments[0].innerText`, headline)
  await window.pressLine('main h2 a .line')
  await window.says(words.trim(), 'article h1')
  const read = performance.now()
  const clicks = await window.run(`return window.clicks`)
  context.diagnostic(
    `${clicks} clicks, ${Math.round(read - asked)} ms from the first; ${Math.round(read - begun)} ms from the start`,
  )
  assert.equal(clicks, 2)
  assert.ok(read - begun < FIRST_STORY, `${Math.round(read - begun)} ms`)
})

test('the same goes by the keyboard alone', async () => {
  window = await openWindow(archive())
  const reached = []
  await until(async () => {
    reached.push((await window.focused()).name)
    if (reached.at(-1) === 'Read the sample paper') return true
    await window.type(Key.TAB)
    return false
  }, 'Tab reaches the sample paper')
  assert.equal(reached[0], 'Address of the newspaper', 'the field has the focus at first')
  assert.ok(reached.length <= 3, reached.join())
  await window.type(Key.ENTER)
  await window.find('main h2 a .line')
  await window.type('j')
  const { name } = await window.focused()
  await window.type(Key.ENTER)
  await window.find('article h1')
  assert.equal(unspaced(await window.text('article h1')), unspaced(name))
})

test('the first run and the sample’s front have no serious fault in any theme', async () => {
  window = await openWindow(archive())
  for (const theme of ['newsprint', 'night', 'eink']) {
    await window.ask('save_settings', { settings: { theme, text_size: 100 } })
    await window.reload('#/today')
    await window.says('Which paper do you read?')
    assert.deepEqual(await faults(window), [], `first run, ${theme}`)
    await window.press('Read the sample paper')
    await window.find('main h2 a .line')
    assert.deepEqual(await faults(window), [], `front, ${theme}`)
    await window.press('Remove the sample')
    await window.says('Which paper do you read?')
  }
})

test('whatever is open says that it is a sample', async () => {
  await sampleArchive(archive())
  window = await openWindow(archive())
  const invented = /all in it is invented/i
  await window.says(invented, '.status')
  await window.press('Remove the sample')
  await window.press('Undo')
  await window.pressLine('main h2 a .line')
  await window.find('article h1')
  await window.says(invented, 'aside')
  await window.goTo('#/sources')
  await window.says(invented, 'main')
})

test('removed from its front it leaves no trace, and comes back whole', async () => {
  const [{ headline }] = await sampleArchive(archive())
  window = await openWindow(archive())
  await window.find('main h2 a .line')
  await window.picturesPainted()
  const before = await headlines()
  await window.press('Remove the sample')
  await window.says('Which paper do you read?', 'main')
  assert.equal(
    (
      await window.ask('search', {
        query: { text: headline, exact: false, limit: 5, offset: 0, sort: 'relevance', facets: false },
      })
    ).answer?.total,
    0,
  )
  assert.deepEqual(await kept(), [], 'no picture, no thumbnail and no index of words')
  await window.press('Undo')
  await window.find('main h2 a .line')
  assert.deepEqual(await headlines(), before)
  await window.picturesPainted()
  await window.press('Remove the sample')
  await window.says('Which paper do you read?', 'main')
  await window.close()
  window = undefined
  const database = await readFile(join(archive(), 'archive.db'))
  assert.equal(database.includes(headline), false, 'its words are gone from the database too')
})

const headlines = () =>
  window.run(`return [...document.querySelectorAll('main [data-item]')].map((item) => item.dataset.item)`)

/** Files of the archive beside its empty database and the bare books of its index. */
async function kept() {
  const files = await readdir(archive(), { recursive: true, withFileTypes: true })
  const names = files.filter((file) => file.isFile()).map(({ name }) => name)
  return names.filter(
    (name) => !/^archive\.(db|db-wal|db-shm|lock)$|^meta\.json$|^\.managed\.json$|^\.tantivy/.test(name),
  )
}

test('removed from Sources it leaves the first run', async () => {
  await sampleArchive(archive())
  window = await openWindow(archive())
  await window.goTo('#/sources')
  await window.press('Remove the sample paper')
  await window.says('Which paper do you read?', 'main')
  await window.chord(Key.ALT, '3')
  await window.named('Read the sample paper')
})

test('a story that the paper corrected says so, and both versions can be read', async () => {
  const stories = await sampleArchive(archive())
  window = await openWindow(archive())
  const { url } = stories.find((story) => story.url.includes('lake-at-its-lowest'))
  const { answer: latest } = await window.ask('story', { id: url, revision: null })
  const { answer: first } = await window.ask('story', { id: url, revision: 1 })
  assert.notEqual(latest.headline, first.headline)
  await window.goTo(`#/story/${latest.id}`)
  await window.says('The paper changed this story on 24 November 2026; all versions are kept.', 'article')
  await window.press('Read the first')
  await window.says(first.headline, 'article h1')
  await window.press('Read the latest')
  await window.says(latest.headline, 'article h1')
  await window.press('reported here')
  await window.says('Lake Authority Takes Back', 'article h1')
})
