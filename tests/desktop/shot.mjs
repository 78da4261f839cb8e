/**
 * Photographs the real window, title bar and all, in its states: `node shot.mjs [NAME…]`.
 * The pictures go to the folder in BROADSHEET_SHOTS, else to target/shots; those of the README, which are made
 * when `readme` is named, to docs.
 */
import { cp, mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Key } from 'selenium-webdriver'
import { DAYS, fillArchive, newspaper, stopNewspaper } from './newspaper.mjs'
import { photograph, resize } from './photograph.mjs'
import { readme } from './readme.mjs'
import { makeFolder, openWindow, removeFolder } from './session.mjs'
import { until } from './wait.mjs'

const shots = process.env.BROADSHEET_SHOTS ?? resolve(import.meta.dirname, '../../target/shots')
const names = process.argv.slice(2)
const wanted = (name) => names.length === 0 || names.includes(name)

const SIZE = { width: 1440, height: 900 }

/** States of a filled archive: how each is reached. */
const FILLED = {
  today: () => undefined,
  'today-next': (window) => window.type(Key.PAGE_DOWN),
  'today-last': (window) => window.type(Key.END),
  list: (window) => window.asList(),
  'list-below': async (window) => {
    await window.asList()
    await window.run(`document.querySelector('main section:nth-of-type(2)').scrollIntoView()`)
  },
  'list-opinion': (window) => scrollTo(window, 'Opinion'),
  'list-gallery': (window) => scrollTo(window, 'Photo Gallery'),
  'list-cartoon': (window) => scrollTo(window, 'Cartoon'),
  'list-urdu': async (window) => {
    await window.asList()
    await window.run(`document.querySelector('main section[dir=rtl]').scrollIntoView()`)
  },
  'day-menu': (window) => window.press('Days held'),
  settings: (window) => window.press('Type and colours'),
  keys: (window) => window.type('?'),
  section: async (window) => {
    await window.asList()
    await window.run(`document.querySelectorAll('main section > header button')[3].click()`)
  },
  story: (window) =>
    read(window, ({ featured, blocks, lang }) => featured !== null && blocks.length > 5 && lang === 'en'),
  'story-below': async (window) => {
    await FILLED.story(window)
    await window.run(`document.querySelector('main').scrollTop = 900`)
  },
  'story-quote': (window) => read(window, ({ features }) => features.includes('quote') || features.includes('table')),
  'story-urdu': (window) => read(window, ({ lang }) => lang === 'ur'),
  'story-hindi': (window) => read(window, ({ lang }) => lang === 'hi'),
  gallery: (window) => read(window, ({ kind }) => kind === 'gallery'),
  lightbox: async (window) => {
    await FILLED.gallery(window)
    await (await window.find('article .rows button:nth-of-type(1)')).click()
    await window.find('dialog[open]')
    await window.type(Key.ARROW_RIGHT)
  },
  epage: (window) => read(window, ({ kind }) => kind === 'epage'),
  search: (window) => ask(window, 'government website'),
  'search-empty': (window) => ask(window, ''),
  'search-none': (window) => ask(window, 'xyzzyplugh'),
  sources: (window) => window.goTo('#/sources'),
  'sources-removed': async (window) => {
    await window.goTo('#/sources')
    await window.press('Remove with its stories')
    await window.named('Undo')
  },
}

/** The same place, set otherwise. */
const SET = {
  'today-night': { theme: 'night', text_size: 100 },
  'today-eink': { theme: 'eink', text_size: 100 },
  'today-200': { theme: 'newsprint', text_size: 200 },
  'story-night': { theme: 'night', text_size: 100 },
  'search-night': { theme: 'night', text_size: 100 },
  'search-eink': { theme: 'eink', text_size: 100 },
  'sources-eink': { theme: 'eink', text_size: 100 },
}

/** The same place in a smaller window. */
const SMALLER = {
  'today-1024x700': { width: 1024, height: 700 },
  'story-1024x700': { width: 1024, height: 700 },
  'today-700x500': { width: 700, height: 500 },
}

let paper

async function scrollTo(window, name) {
  await window.asList()
  const script = `[...document.querySelectorAll('main h2')].find((it) => it.innerText === arguments[0]).closest('section').scrollIntoView()`
  await window.run(script, name)
}

async function read(window, isSo) {
  const post = paper.posts.find((one) => one.harvest && one.date.startsWith(DAYS[0]) && isSo(one))
  const { answer } = await window.ask('story', { id: post.url, revision: null })
  await window.goTo(`#/story/${answer.id}`)
  await window.find('article h1')
}

async function ask(window, words) {
  await window.chord(Key.CONTROL, 'k')
  await window.named('Search the archive')
  if (words === '') return
  await window.type(words)
  await window.find('main [role=status]')
}

/** Photographs the window into the folder of pictures. */
async function shoot(window, name) {
  await photograph(window, join(shots, `${name}.png`))
  console.log(`${name}.png`)
}

/** The first run: from the empty window to a day that comes in. */
async function firstRun(folder) {
  if (!['welcome', 'add-failure', 'add-found', 'progress'].some(wanted)) return
  const { url } = await newspaper()
  const window = await openWindow(join(folder, 'first'), { BROADSHEET_DELAY_MS: '700' })
  await resize(window, SIZE)
  if (wanted('welcome')) await shoot(window, 'welcome')
  const field = await window.named('Address of the newspaper')
  await field.sendKeys(url, Key.ENTER)
  await window.named('Allow this address')
  if (wanted('add-failure')) await shoot(window, 'add-failure')
  await window.press('Allow this address')
  await window.says('Found:')
  if (wanted('add-found')) await shoot(window, 'add-found')
  await window.press('Start with 20 November 2026')
  if (wanted('progress')) {
    await window.find('main h2 a .line')
    await until(
      async () => (await window.run(`return document.querySelectorAll('main img').length`)) > 3,
      'pictures come',
    )
    await shoot(window, 'progress')
  }
  await window.close()
}

async function filled(folder) {
  paper = await fillArchive(join(folder, 'filled'))
  const window = await openWindow(join(folder, 'filled'))
  await resize(window, SIZE)
  const begin = async (settings = { theme: 'newsprint', text_size: 100 }) => {
    await window.ask('save_settings', { settings })
    await window.run(`localStorage.removeItem('view')`)
    await window.reload('#/today')
    await window.find('main h2 a .line')
  }
  const reach = (name) => FILLED[name.replace(/-(night|eink|200|\d+x\d+)$/, '')](window)
  for (const name of Object.keys(FILLED).filter(wanted)) {
    await begin()
    await reach(name)
    await shoot(window, name)
    if (name === 'sources-removed') await window.press('Undo')
  }
  for (const [name, settings] of Object.entries(SET).filter(([name]) => wanted(name))) {
    await begin(settings)
    await reach(name)
    await shoot(window, name)
  }
  for (const [name, size] of Object.entries(SMALLER).filter(([name]) => wanted(name))) {
    await resize(window, size)
    await begin()
    await reach(name)
    await shoot(window, name)
  }
  await window.close()
}

/** What goes wrong: no network, and an archive that cannot be opened. */
async function troubles(folder) {
  if (!['offline-error', 'read-only', 'unwritable'].some(wanted)) return
  await newspaper()
  paper = await fillArchive(join(folder, 'troubled'))
  await stopNewspaper()
  const window = await openWindow(join(folder, 'troubled'))
  await resize(window, SIZE)
  if (wanted('read-only')) {
    const second = await openWindow(join(folder, 'troubled'))
    await resize(second, SIZE)
    await second.find('main h2 a .line')
    await shoot(second, 'read-only')
    await second.close()
  }
  await window.press('Fetch the latest')
  await window.says('did not answer')
  if (wanted('offline-error')) await shoot(window, 'offline-error')
  await window.close()
  if (!wanted('unwritable')) return
  await cp(join(import.meta.dirname, 'package.json'), join(folder, 'file'))
  const shut = await openWindow(join(folder, 'file', 'archive'))
  await resize(shut, SIZE)
  await shoot(shut, 'unwritable')
  await shut.close()
}

async function states() {
  await mkdir(shots, { recursive: true })
  const folder = await makeFolder()
  try {
    await firstRun(folder)
    await filled(folder)
    await troubles(folder)
  } finally {
    await removeFolder(folder)
  }
}

if (names.includes('readme')) await readme()
if (names.length === 0 || names.some((name) => name !== 'readme')) await states()
