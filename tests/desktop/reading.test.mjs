import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Key } from 'selenium-webdriver'
import { DAYS, openSample } from './sample.mjs'

let window, stories, close

before(async () => {
  ;({ window, stories, close } = await openSample())
  await window.asList()
})

after(() => close?.())

/** The first story of the newest day that is so. */
const printed = (isSo) => stories.find((story) => story.day === DAYS[0] && isSo(story))

/** Opens a story by its headline on Today and gives it as the program has it. */
async function open(printed) {
  await window.reload('#/today')
  const { answer: story } = await window.ask('story', { id: printed.url, revision: null })
  await window.follow(story.headline)
  await window.find('article h1')
  return story
}

test('a story shows its headline and every paragraph, in order', async () => {
  const story = printed(
    ({ kind, language, paragraphs }) => kind === 'article' && language === 'en' && paragraphs?.length > 4,
  )
  await open(story)
  assert.equal(await window.text('article h1'), story.headline)
  const shown = await window.run(
    `return [...document.querySelectorAll('article .text p.paragraph')].map((it) => it.innerText)`,
  )
  assert.deepEqual(shown, story.paragraphs)
})

test('its pictures are painted, with cutline and credit', async () => {
  const story = printed(({ kind, lead }) => kind === 'article' && lead)
  const { lead } = await open(story)
  await window.picturesPainted('article')
  assert.notEqual(lead.credit, '')
  assert.equal(await window.text('article figcaption'), `${story.cutlines[0]} ${lead.credit}`)
})

test('Urdu runs from the right in its own letters', async () => {
  await open(printed(({ language }) => language === 'ur'))
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
  const { headline } = await open(printed(({ kind, section }) => kind === 'article' && section === 'World'))
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
  const { cutlines } = printed(({ kind }) => kind === 'gallery')
  const { gallery } = await open(printed(({ kind }) => kind === 'gallery'))
  await window.picturesPainted('main')
  const buttons = await window.all('article .rows button')
  assert.equal(buttons.length, cutlines.length)
  await window.run(`arguments[0].focus()`, buttons[1])
  const { name } = await window.focused()
  await window.type(Key.ENTER)
  await window.says(`2 of ${cutlines.length}`, 'dialog')
  await window.type(Key.ARROW_RIGHT)
  await window.says(`3 of ${cutlines.length}`, 'dialog')
  await window.type(Key.END)
  await window.says(`${cutlines.length} of ${cutlines.length}`, 'dialog')
  await window.type(Key.HOME)
  await window.says(`1 of ${cutlines.length}`, 'dialog')
  await window.picturesPainted('dialog .picture')
  const { size, src } =
    await window.run(`const { naturalWidth, naturalHeight, src } = document.querySelector('dialog .picture img')
    return { size: [naturalWidth, naturalHeight], src }`)
  assert.deepEqual(size, [gallery[0].width, gallery[0].height])
  assert.ok(src.endsWith(gallery[0].photo), `the original, no thumbnail: ${src}`)
  const fits =
    await window.run(`const { top, bottom, left, right } = document.querySelector('dialog .picture img').getBoundingClientRect()
    return top >= 0 && left >= 0 && right <= innerWidth && bottom <= document.querySelector('dialog .strip').getBoundingClientRect().top`)
  assert.ok(fits, 'all of it is seen')
  for (let step = 0; step < cutlines.length + 6; step += 1) {
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
  await window.picturesPainted()
  const whole = await window.find('main section:nth-of-type(2) > header button')
  const name = await window.run(`return document.querySelectorAll('main h2')[1].innerText`)
  await whole.click()
  await window.says(name, 'h1')
  const days = await window.run(
    `return [...document.querySelectorAll('main article .facts')].map((it) => it.innerText)`,
  )
  assert.ok(days.length > 5, `${days.length} stories`)
  const first = days.findIndex((facts) => facts.includes('23 Nov'))
  const last = days.findLastIndex((facts) => facts.includes('24 Nov'))
  assert.ok(first > 0 && last >= 0 && last < first, days.join(' | '))
})
