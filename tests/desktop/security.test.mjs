import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { after, before, test } from 'node:test'
import { Key } from 'selenium-webdriver'
import { openSample } from './sample.mjs'

let window, close

before(async () => {
  ;({ window, close } = await openSample())
})

after(() => close?.())

/** Violations of the policy since the page was loaded, those before this script too. */
const VIOLATIONS = `const done = arguments[0]
  const found = []
  const observer = new ReportingObserver((reports) => found.push(...reports), { types: ['csp-violation'], buffered: true })
  observer.observe()
  setTimeout(() => done([...found, ...observer.takeRecords()].map(({ body }) => body.effectiveDirective + ' ' + body.blockedURL)), 100)`

test('the interface keeps to its own policy in every place', async () => {
  for (const route of ['#/today', '#/search/the', '#/sources', '#/add']) {
    await window.reload(route)
    if (route === '#/today') {
      await window.press('Type and colours')
      await window.type(Key.ESCAPE)
    }
    assert.deepEqual(await window.driver.executeAsyncScript(VIOLATIONS), [], route)
  }
})

test('what a newspaper could smuggle in is stopped before it is asked for', async () => {
  const asked = []
  const site = createServer((request, response) => {
    asked.push(request.url)
    response.end()
  })
  await new Promise((done) => site.listen(0, '127.0.0.1', done))
  await window.reload('#/today')
  const { stopped, smuggled } = await window.driver.executeAsyncScript(
    SMUGGLE,
    `http://127.0.0.1:${site.address().port}`,
  )
  site.close()
  assert.deepEqual(asked, [])
  assert.equal(smuggled, false)
  for (const directive of ['script-src-elem', 'img-src', 'style-src-elem', 'connect-src']) {
    assert.ok(stopped.includes(directive), `${directive} in ${stopped}`)
  }
})

const SMUGGLE = `const [site, done] = arguments
  const stopped = []
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => stopped.push(effectiveDirective))
  const add = (tag, values) => document.body.append(Object.assign(document.createElement(tag), values))
  add('script', { textContent: 'window.smuggled = true' })
  add('script', { src: site + '/script' })
  add('img', { src: site + '/picture' })
  add('iframe', { src: site + '/frame' })
  add('style', { textContent: 'body { display: none }' })
  add('link', { rel: 'stylesheet', href: site + '/style' })
  fetch(site + '/fetched').catch(() => undefined)
    .then(() => setTimeout(() => done({ stopped, smuggled: window.smuggled === true }), 200))`

test('the window stays at home and opens no other', async () => {
  await window.reload('#/today')
  const address = await window.driver.getCurrentUrl()
  for (const elsewhere of ['http://127.0.0.1:9/', 'photo://localhost/x', 'data:text/html,x', 'file:///etc/hostname']) {
    await window.run(`location.href = arguments[0]`, elsewhere).catch(() => undefined)
    assert.equal(await window.driver.getCurrentUrl(), address, elsewhere)
  }
  assert.equal(await window.run(`return window.open('http://127.0.0.1:9/') === null`), true)
  assert.equal((await window.driver.getAllWindowHandles()).length, 1)
})

test('only addresses of the web and of mail are opened outside', async () => {
  for (const url of ['file:///etc/passwd', 'javascript:alert(1)', '/etc/passwd', 'smb://host/share']) {
    const { refused } = await window.ask('open_link', { url })
    assert.equal(refused?.code, 'bad-address', url)
  }
})

test('commands that the window has no use for are refused', async () => {
  for (const command of ['plugin:window|set_title', 'plugin:webview|create_webview', 'plugin:path|resolve_directory']) {
    const { refused } = await window.ask(command, { value: 'x', title: 'x', directory: 1 })
    assert.match(String(refused), /not allowed/, command)
  }
})

test('the photo protocol answers hashes alone', async () => {
  const statuses = await window.driver.executeAsyncScript(`const done = arguments[0]
    const names = ['0'.repeat(64), 'archive.db', '%2e%2e%2farchive.db', '']
    const load = (name) => new Promise((loaded) => {
      const picture = new Image()
      picture.onload = () => loaded(name + ' was shown')
      picture.onerror = () => loaded('refused')
      picture.src = 'photo://localhost/' + name
    })
    Promise.all(names.map(load)).then(done)`)
  assert.deepEqual(new Set(statuses), new Set(['refused']))
})
