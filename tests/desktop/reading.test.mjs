import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { Key } from 'selenium-webdriver'
import { DAYS, fillArchive, folded } from './newspaper.mjs'
import { makeFolder, openWindow, removeFolder } from './session.mjs'

let folder, window, paper

before(async () => {
  folder = await makeFolder()
  paper = await fillArchive(join(folder, 'archive'))
  window = await openWindow(join(folder, 'archive'))
})

after(async () => {
  await window?.close()
  await removeFolder(folder)
})

/** The first story of the newest day that is so. */
const printed = (isSo) => paper.posts.find((post) => post.harvest && post.date.startsWith(DAYS[0]) && isSo(post))

/** Opens a story by its headline on Today and gives it as the program has it. */
async function open(post) {
  await window.reload('#/today')
  const { answer: story } = await window.ask('story', { id: post.url, revision: null })
  await window.follow(story.headline)
  await window.find('article h1')
  return story
}

test('a story shows its headline and every paragraph, in order', async () => {
  const plain = (post) => post.kind === 'article' && post.lang === 'en' && post.features.length === 0
  const post = printed((post) => plain(post) && post.blocks.length > 4)
  await open(post)
  assert.equal(folded(await window.text('article h1')), folded(post.title))
  const text = folded(await window.text('article'))
  let from = 0
  for (const block of post.blocks.map(folded).filter((block) => block !== '')) {
    const at = text.indexOf(block, from)
    assert.ok(at >= from, `in its place: ${block.slice(0, 60)}`)
    from = at + block.length
  }
})

test('its pictures are painted, with cutline and credit', async () => {
  const post = printed((post) => post.kind === 'article' && post.featured !== null && photo(post.featured).caption)
  await open(post)
  await window.picturesPainted('article')
  const { caption, credit } = photo(post.featured)
  const cutline = folded(await window.text('article figcaption'))
  assert.ok(cutline.includes(folded(caption)), `${caption} in ${cutline}`)
  assert.ok(cutline.includes(folded(credit)), `${credit} in ${cutline}`)
})

const photo = (number) => paper.photos.find(({ n }) => n === number)

test('Urdu runs from the right in its own letters', async () => {
  const post = printed(({ lang }) => lang === 'ur')
  await open(post)
  const set = await window.run(`
    const paragraph = document.querySelector('article .text p')
    const { direction, fontFamily, fontSize } = getComputedStyle(paragraph)
    const latin = getComputedStyle(document.querySelector('.status'))
    return {
      direction, lang: paragraph.closest('[lang]').lang,
      loaded: [...document.fonts].some((font) => /Nastaliq/.test(font.family) && font.status === 'loaded'),
      around: latin.direction,
    }`)
  assert.deepEqual(set, { direction: 'rtl', lang: 'ur', loaded: true, around: 'ltr' })
})

test('the next story and the one before are a key away, and Escape leads back', async () => {
  const post = printed(({ kind, sections }) => kind === 'article' && sections[0] === 'nation')
  const { headline } = await open(post)
  const [place] = await window.says(/\d+ of \d+/, '.tools').then((text) => text.match(/\d+(?= of)/))
  await window.type('j')
  await window.says(`${Number(place) + 1} of`, '.tools')
  await window.type('k')
  await window.says(`${place} of`, '.tools')
  await window.says(headline, 'h1')
  await window.type(Key.ESCAPE)
  await window.find('main h2')
  assert.equal((await window.focused()).name, headline, 'the focus is on the story that was read')
})

test('a gallery opens in the lightbox and is walked through by keys', async () => {
  const post = printed(({ kind }) => kind === 'gallery')
  await open(post)
  await window.picturesPainted('main')
  const buttons = await window.all('article .rows button')
  assert.equal(buttons.length, post.figures.length)
  await window.run(`arguments[0].focus()`, buttons[1])
  const { name } = await window.focused()
  await window.type(Key.ENTER)
  await window.says(`2 of ${post.figures.length}`, 'dialog')
  await window.type(Key.ARROW_RIGHT)
  await window.says(`3 of ${post.figures.length}`, 'dialog')
  await window.type(Key.END)
  await window.says(`${post.figures.length} of ${post.figures.length}`, 'dialog')
  await window.type(Key.HOME)
  await window.says(`1 of ${post.figures.length}`, 'dialog')
  const { original } = photo(post.figures[0])
  await window.picturesPainted('dialog .picture')
  const size = await window.run(`const { naturalWidth, naturalHeight } = document.querySelector('dialog .picture img')
    return [naturalWidth, naturalHeight]`)
  assert.deepEqual(size, [original.width, original.height], 'it is the original')
  const fits =
    await window.run(`const { top, bottom, left, right } = document.querySelector('dialog .picture img').getBoundingClientRect()
    return top >= 0 && left >= 0 && right <= innerWidth && bottom <= document.querySelector('dialog .strip').getBoundingClientRect().top`)
  assert.ok(fits, 'all of it is seen')
  for (let step = 0; step < post.figures.length + 6; step += 1) {
    await window.type(Key.TAB)
    assert.ok(
      await window.run(`return document.querySelector('dialog').contains(document.activeElement)
      || document.activeElement === document.body`),
      'the focus stays in the lightbox',
    )
  }
  await window.type(Key.ESCAPE)
  assert.equal((await window.all('dialog[open]')).length, 0)
  assert.equal((await window.focused()).name, name, 'the focus is where it was')
})

test('a section shows its stories over all days, newest first', async () => {
  await window.reload('#/today')
  const name = await window.run(`return document.querySelectorAll('main h2')[1].innerText`)
  await (await window.find('main section:nth-of-type(2) > header button')).click()
  await window.says(name, 'h1')
  const days = await window.run(
    `return [...document.querySelectorAll('main article .facts')].map((it) => it.innerText)`,
  )
  assert.ok(days.length > 5, `${days.length} stories`)
  const first = days.findIndex((facts) => facts.includes('19 November') || facts.includes('19 Nov'))
  const last = days.findLastIndex((facts) => facts.includes('20 November') || facts.includes('20 Nov'))
  assert.ok(first > 0 && last >= 0 && last < first, days.join(' | '))
})
