import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fillArchive } from './newspaper.mjs'
import { makeFolder, openWindow, removeFolder } from './session.mjs'

let folder, window, paper, axe

before(async () => {
  folder = await makeFolder()
  paper = await fillArchive(join(folder, 'archive'))
  window = await openWindow(join(folder, 'archive'))
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
})

after(async () => {
  await window?.close()
  await removeFolder(folder)
})

/** What axe finds that is serious or critical, in words. */
async function faults() {
  await window.run(axe)
  const { violations } = await window.driver.executeAsyncScript(`const done = arguments[0]
    axe.run(document, { resultTypes: ['violations'] }).then(done, (reason) => done({ violations: [{ id: String(reason), nodes: [] }] }))`)
  return violations
    .filter(({ impact }) => impact === undefined || ['serious', 'critical'].includes(impact))
    .flatMap(({ id, help, nodes }) => [`${id}: ${help}`, ...nodes.map(({ html }) => `  ${html.slice(0, 160)}`)])
}

for (const theme of ['newsprint', 'night', 'eink']) {
  test(`no place has a serious fault in ${theme}`, async () => {
    await window.ask('save_settings', { settings: { theme, text_size: 100 } })
    const story = (isSo) => paper.posts.find((post) => post.harvest && isSo(post)).url
    const urls = [
      story(({ featured }) => featured !== null),
      story(({ lang }) => lang === 'ur'),
      story(({ kind }) => kind === 'gallery'),
    ]
    const ids = []
    for (const id of urls) ids.push((await window.ask('story', { id, revision: null })).answer.id)
    const stories = ids.map((id) => `#/story/${id}`)
    for (const route of ['#/today', ...stories, '#/search/the', '#/search/', '#/sources', '#/add']) {
      await window.reload(route)
      assert.deepEqual(await faults(), [], route)
    }
  })
}

test('the lightbox and the list of keys have none either', async () => {
  const gallery = paper.posts.find(({ kind, harvest }) => kind === 'gallery' && harvest)
  const { answer } = await window.ask('story', { id: gallery.url, revision: null })
  await window.reload(`#/story/${answer.id}`)
  await (await window.find('article .rows button')).click()
  await window.find('dialog[open]')
  assert.deepEqual(await faults(), [], 'the lightbox')
  await window.reload('#/today')
  await window.type('?')
  await window.find('dialog[open]')
  assert.deepEqual(await faults(), [], 'the list of keys')
})
