import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { Key } from 'selenium-webdriver'
import { DAYS, newspaper } from './newspaper.mjs'
import { freePort, makeFolder, openWindow, removeFolder } from './session.mjs'

let folder, window, paper

before(async () => {
  folder = await makeFolder()
  paper = await newspaper()
  // Slow enough that what happens during a run can be seen, quick enough for a test.
  window = await openWindow(join(folder, 'archive'), { BROADSHEET_DELAY_MS: '400' })
  await window.asList()
})

after(async () => {
  await window?.close()
  await removeFolder(folder)
})

/** Looks at an address on this machine, which is refused until the reader allows it. */
async function lookAt(address) {
  const field = await window.named('Address of the newspaper')
  await field.clear()
  await field.sendKeys(address, Key.ENTER)
  await window.says('private network', '[role=alert]')
  await window.press('Allow this address')
}

test('a window without a paper asks for one', async () => {
  const text = await window.text('main')
  assert.match(text, /Which paper do you read\?/)
  assert.equal(await window.driver.getTitle(), 'Broadsheet')
  assert.deepEqual(await window.focused(), { tag: 'input', name: 'Address of the newspaper' })
})

test('what is no address is refused with a hint', async () => {
  const field = await window.named('Address of the newspaper')
  await field.sendKeys('not an address', Key.ENTER)
  await window.says(/is no address of a website\. Broadsheet does not search the web/, '[role=alert]')
})

test('a host that does not answer is named, with a hint', async () => {
  await window.reload('#/add')
  await lookAt(`http://127.0.0.1:${await freePort()}`)
  await window.says(/127\.0\.0\.1.* did not answer: .+\. Check the address and your connection/, '[role=alert]')
})

test('a page that is no newspaper is named, with a hint', async () => {
  const site = createServer((_, response) => {
    response.setHeader('content-type', 'text/html')
    response.end('<!doctype html><title>A page</title><p>Nothing that is printed.')
  })
  await new Promise((done) => site.listen(0, '127.0.0.1', done))
  try {
    await window.reload('#/add')
    await lookAt(`http://127.0.0.1:${site.address().port}`)
    await window.says(
      /no newspaper that can be followed at .+\. Give the address of the paper’?'?s front page/,
      '[role=alert]',
    )
  } finally {
    site.close()
  }
})

test('a newspaper is found by its address and can be looked at first', async () => {
  await window.reload('#/add')
  await lookAt(paper.url)
  await window.says(`Found: ${paper.name}`)
  const text = await window.text('main')
  for (const section of ['City & Towns', 'Editorial', 'Sports', 'اردو']) assert.ok(text.includes(section), section)
  assert.match(text, /The newest is of 20 November 2026/)
  assert.match(
    text,
    /How far back[\s\S]+The newest day only[\s\S]+Everything, newest first[\s\S]+It will need[\s\S]+ free/,
  )
  assert.equal((await window.all('aside article h2')).length, 10, 'ten stories are shown')
  assert.deepEqual((await window.ask('opened')).answer.sources, [], 'nothing is stored before Start')
})

test('its newest day comes in, and stories can be read while pictures are on their way', async () => {
  await window.press('Start with 20 November 2026')
  const headline = await window.find('main h3 a')
  await window.named('Stop')
  await headline.click()
  await window.says(/\S/, 'article .text, article .words')
  assert.ok(await window.named('Stop'), 'the run goes on meanwhile')
  await window.press('The paper')
})

test('a run that was stopped keeps what it stored and goes on where it was', async () => {
  await window.press('Stop')
  await window.says('goes on where it was')
  const stored = await storyCount()
  assert.ok(stored > 0)
  await window.press('Go on')
  await window.says('A whole day.', 'main', 60_000)
  assert.ok((await storyCount()) >= stored)
})

test('the day stands section by section, in the order of the paper, and nothing is missing', async () => {
  await window.reload('#/today')
  const printed = paper.posts.filter((post) => post.harvest && post.date.startsWith(DAYS[0]))
  await window.says(`All ${printed.length} stories`, 'main')
  const shown = await window.run(`return document.querySelectorAll('main [data-item]').length`)
  assert.equal(shown, printed.length)
  const plates = await window.run(`return [...document.querySelectorAll('main h2')].map((plate) => plate.innerText)`)
  const [source] = (await window.ask('opened')).answer.sources
  const names = source.sections.map(({ path }) => path.at(-1).toLowerCase())
  const places = plates.map((plate) => names.indexOf(plate.toLowerCase()))
  assert.ok(plates.length >= 10 && !places.includes(-1), plates.join())
  assert.deepEqual(
    places,
    places.toSorted((one, other) => one - other),
    plates.join(),
  )
  await window.picturesPainted()
})

test('a paper that is followed says so at once, and is opened instead of added twice', async () => {
  await window.goTo('#/add')
  const field = await window.named('Address of the newspaper')
  await field.sendKeys(paper.url)
  await window.says(`${paper.name} is followed already.`)
  await window.type(Key.ENTER)
  await window.press('Allow this address')
  await window.named('Add what is chosen')
  assert.deepEqual(await window.all('main input[type=checkbox]:enabled'), [], 'what is followed stays so')
  await window.press('Open it')
  await window.says('A whole day.')
  assert.equal((await window.ask('opened')).answer.sources.length, 1)
})

async function storyCount() {
  const { answer } = await window.ask('days', { source: new URL(paper.url).host })
  return answer.reduce((sum, day) => sum + day.stories, 0)
}
