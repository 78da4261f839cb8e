import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { Key } from 'selenium-webdriver'
import { fillArchive, newspaper, stopNewspaper } from './newspaper.mjs'
import { SAMPLE } from './sample.mjs'
import { makeFolder, openWindow, removeFolder } from './session.mjs'

let folder, window, paper

before(async () => {
  folder = await makeFolder()
  // Files that need the newspaper after this one start it again.
  await newspaper()
  paper = await fillArchive(join(folder, 'archive'))
  await stopNewspaper()
  window = await openWindow(join(folder, 'archive'))
  await window.asList()
})

after(async () => {
  await window?.close()
  await removeFolder(folder)
})

test('after a restart without a network everything is there', async () => {
  await window.says('A whole day.', 'main')
  await window.picturesPainted('main')
  const post = paper.posts.find(({ harvest, featured, kind }) => harvest && kind === 'article' && featured !== null)
  const { answer: story } = await window.ask('story', { id: post.url, revision: null })
  await window.goTo(`#/story/${story.id}`)
  await window.says(story.headline, 'article h1')
  await window.picturesPainted('article')
  await window.chord(Key.CONTROL, 'k')
  await window.named('Search the archive')
  await window.type('the')
  await window.says(/\d+ stories/, 'main [role=status]')
})

test('fetching then says what is wrong, what to do, and loses nothing', async () => {
  await window.reload('#/today')
  const before = await headlines()
  await window.press('Fetch the latest')
  await window.says(
    /did not answer: .+\. Check the address and your connection, then try again; what was stored is safe/,
  )
  await window.named('Try again')
  await window.says('Offline', 'header')
  assert.deepEqual(await headlines(), before)
})

test('the sample paper comes and goes beside another paper, which is open afterwards', async () => {
  const [other] = (await window.ask('opened')).answer.sources
  await window.ask('read_sample')
  await window.reload(`#/today/${SAMPLE}`)
  await window.says('The Lantern', 'main h1')
  await window.press('Remove the sample')
  await window.says(other.name, 'main h1')
  await window.find('main [data-item]')
  assert.deepEqual((await window.ask('opened')).answer.sources, [other])
})

const headlines = () =>
  window.run(`return [...document.querySelectorAll('main [data-item]')].map((item) => item.innerText)`)
