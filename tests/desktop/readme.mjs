/**
 * The pictures of the README: the sample paper in the real window, into the folder `docs`.
 * Nothing in them is left to chance: on one machine they come out the same each time.
 */
import { execFile } from 'node:child_process'
import { statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { Key } from 'selenium-webdriver'
import { photograph, resize } from './photograph.mjs'
import { SAMPLE, sampleArchive } from './sample.mjs'
import { makeFolder, openWindow, removeFolder } from './session.mjs'

const run = promisify(execFile)
const docs = resolve(import.meta.dirname, '../../docs')
const SIZE = { width: 1440, height: 900 }
/** A picture may weigh as much, in bytes. */
const HEAVIEST = 280_000
/** Flat colours and a palette: type stays sharp, and a picture of the window stays small. */
const REDUCED = ['-strip', '-define', 'png:exclude-chunk=all', '+dither', '-colors', '256']

/** Painted by the processor on one thread: else edges differ by a shade from run to run. */
const PAINTED_ALIKE = { WEBKIT_SKIA_ENABLE_CPU_RENDERING: '1', WEBKIT_SKIA_CPU_PAINTING_THREADS: '0' }

/** What is shown, and in which theme. */
const PICTURES = {
  window: { theme: 'newsprint', reach: (window) => window.find('main h2 a .line') },
  story: { theme: 'newsprint', reach: (window) => read(window, 'lake-at-its-lowest') },
  search: {
    theme: 'newsprint',
    reach: async (window) => {
      await window.chord(Key.CONTROL, 'k')
      await window.named('Search the archive')
      await window.type('bell OR lake -cricket ')
      await window.says('not: cricket.', 'main .understood')
      // How long it took is another figure each time.
      await window.run(
        `const took = document.querySelector('main [role=status] span'); took.textContent = took.textContent.replace(/[\\d.]+/, '4')`,
      )
    },
  },
  gallery: { theme: 'newsprint', reach: (window) => read(window, 'a-lake-wakes') },
  night: { theme: 'night', reach: (window) => read(window, 'be-zaban-ghanti') },
  eink: { theme: 'eink', reach: (window) => window.find('main h2 a .line') },
}

// A caret blinks, a scroll bar shows itself for a while, and a picture that is decoded beside the painting may come late.
const STILL = `document.activeElement?.blur()
  for (const image of document.images) image.decoding = 'sync'
  for (const pane of document.querySelectorAll('.pane')) pane.style.scrollbarWidth = 'none'`

let stories

async function read(window, name) {
  const { url } = stories.find((story) => story.url.includes(name))
  const { answer } = await window.ask('story', { id: url, revision: null })
  await window.goTo(`#/story/${answer.id}`)
  await window.says(answer.headline, 'article h1')
}

/** Makes them all. */
export async function readme() {
  const folder = await makeFolder()
  try {
    stories = await sampleArchive(join(folder, 'archive'))
    const window = await openWindow(join(folder, 'archive'), PAINTED_ALIKE)
    await resize(window, SIZE)
    for (const [name, { theme, reach }] of Object.entries(PICTURES)) {
      await window.ask('save_settings', { settings: { theme, text_size: 100 } })
      await window.reload(`#/today/${SAMPLE}`)
      await window.find('main h2 a .line')
      await reach(window)
      await window.run(STILL)
      const file = join(docs, `${name}.png`)
      await photograph(window, file)
      await run('convert', [file, ...REDUCED, `PNG8:${file}`])
      const { size } = statSync(file)
      console.log(`docs/${name}.png, ${Math.round(size / 1000)} kB`)
      if (size > HEAVIEST) throw new Error(`docs/${name}.png has ${size} bytes; ${HEAVIEST} are allowed`)
    }
    await window.close()
  } finally {
    await removeFolder(folder)
  }
}
