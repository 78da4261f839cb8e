import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { faults } from './axe.mjs'
import { openSample } from './sample.mjs'

let window, stories, close

before(async () => {
  ;({ window, stories, close } = await openSample())
})

after(() => close?.())

const routeOf = async ({ url }) => `#/story/${(await window.ask('story', { id: url, revision: null })).answer.id}`

for (const theme of ['newsprint', 'night', 'eink']) {
  test(`no place has a serious fault in ${theme}`, async () => {
    await window.ask('save_settings', { settings: { theme, text_size: 100 } })
    const read = [
      ({ kind, lead }) => kind === 'article' && lead,
      ({ language }) => language === 'ur',
      ({ language }) => language === 'hi',
      ({ kind }) => kind === 'gallery',
      ({ url }) => url.includes('lake-at-its-lowest'),
      ({ url }) => url.includes('railway-leads'),
      ({ url }) => url.includes('letters-to-the-editor'),
    ]
    const routes = []
    for (const isSo of read) routes.push(await routeOf(stories.find(isSo)))
    for (const route of ['#/today', ...routes, '#/search/the', '#/search/', '#/sources', '#/add']) {
      await window.reload(route)
      assert.deepEqual(await faults(window), [], route)
    }
  })
}

test('the lightbox and the list of keys have none either', async () => {
  await window.reload(await routeOf(stories.find(({ kind }) => kind === 'gallery')))
  await (await window.find('article .rows button')).click()
  await window.find('dialog[open]')
  assert.deepEqual(await faults(window), [], 'the lightbox')
  await window.reload('#/today')
  await window.type('?')
  await window.find('dialog[open]')
  assert.deepEqual(await faults(window), [], 'the list of keys')
})
