import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { Key } from 'selenium-webdriver'
import { openSample } from './sample.mjs'
import { until } from './wait.mjs'

let window, stories, close

before(async () => {
  ;({ window, stories, close } = await openSample())
})

after(() => close?.())

beforeEach(async () => {
  await window.reload('#/today')
  await window.chord(Key.CONTROL, 'k')
  await window.named('Search the archive')
})

/** A long word of a headline, and the headline. */
function rareWord() {
  const { headline } = stories.find(
    ({ language, headline }) => language === 'en' && /\b[A-Z][a-z]{7,}\b/.test(headline),
  )
  return { word: headline.match(/\b[A-Z][a-z]{7,}\b/)[0].toLowerCase(), headline }
}

test('each key asks anew, and what matches is marked', async () => {
  const { word, headline } = rareWord()
  const counts = []
  for (const letter of word) {
    await window.type(letter)
    await window.says(/\d+ stor(y|ies)|One story|No stor/, 'main [role=status]')
    counts.push(await window.text('main [role=status]'))
  }
  await window.says(headline, 'main ul')
  const marks = await window.run(`return [...document.querySelectorAll('main mark')].map((mark) => mark.innerText)`)
  assert.ok(marks.length > 0)
  for (const mark of marks) assert.equal(mark.slice(0, 5).toLowerCase(), word.slice(0, 5), 'a form of the word')
  assert.ok(new Set(counts).size > 1, counts.join())
})

test('hits are walked through by keys; Enter reads, Escape leads back to the same search', async () => {
  const { word, headline } = rareWord()
  await window.type(word)
  await window.says(headline, 'main ul')
  await window.type(Key.ARROW_DOWN)
  const { tag, name } = await window.focused()
  assert.equal(tag, 'a')
  await window.type(Key.ENTER)
  await window.says(name, 'article h1')
  await window.type(Key.ESCAPE)
  const field = await window.named('Search the archive')
  assert.equal(await field.getAttribute('value'), word)
  await window.says(headline, 'main ul')
  assert.equal((await window.focused()).name, name)
})

test('Urdu is found as it is typed', async () => {
  const { headline } = stories.find(({ language }) => language === 'ur')
  const word = headline.split(' ').toSorted((one, other) => other.length - one.length)[0]
  await window.type(word)
  await window.says(headline, 'main ul')
  const direction = await window.run(`return getComputedStyle(document.querySelector('main li a')).direction`)
  assert.equal(direction, 'rtl')
})

test('a ticked box narrows the search and stands in its text', async () => {
  await window.type('the')
  await window.says(/: the\b/, 'main .understood')
  const before = await total()
  const section = await window.run(`return document.querySelector('aside fieldset label .words').innerText`)
  await window.choose(section)
  await window.says(/section /, 'main .understood')
  const field = await window.named('Search the archive')
  assert.match(await field.getAttribute('value'), /section:/)
  const narrowed = await total()
  assert.ok(narrowed > 0 && narrowed < before, `${narrowed} of ${before}`)
})

const total = async () => Number((await window.text('main [role=status]')).match(/\d+/)[0])

test('a reader who comes to the end of the list by keys goes on with the hits that follow', async () => {
  await window.type('the')
  await window.says(/More: \d+ left/, 'main .more')
  const shown = await window.run(`const shown = document.querySelectorAll('main li a').length
  const more = document.querySelector('main .more button')
  more.focus({ preventScroll: true })
  more.scrollIntoView()
  return shown`)
  await until(
    () => window.run(`return document.activeElement === document.querySelectorAll('main li a')[${shown}]`),
    'the first new hit has the focus',
  )
})

test('what is not there is said, and what is not understood too', async () => {
  await window.type('xyzzyplugh')
  await window.says('No story in this archive says that')
  await window.type(Key.HOME, 'date:someday ')
  await window.says('not understood')
  await window.says('date:someday', 'main .understood')
})
