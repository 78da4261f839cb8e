/** Pictures of the real window, title bar and all, once what is in sight has been painted. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { until } from './wait.mjs'

const run = promisify(execFile)

/** Photographs the window into a file. */
export async function photograph(window, file) {
  await until(() => window.run(`return document.fonts.status === 'loaded'`), 'the letters are there')
  const waiting = `return [...document.querySelectorAll('img')].some((image) => {
    const { top, bottom } = image.getBoundingClientRect()
    return bottom > 0 && top < innerHeight && !image.complete
  })`
  await until(async () => !(await window.run(waiting)), 'the pictures in sight are there')
  await window.driver.executeAsyncScript(PAINT_ANEW)
  const { stdout } = await run('xdotool', ['search', '--onlyvisible', '--name', '^Broadsheet$'])
  await run('import', ['-window', stdout.trim().split('\n').at(-1), file])
}

/** Gives the window a size. */
export async function resize(window, { width, height }) {
  await window.driver.manage().window().setRect({ x: 0, y: 0, width, height })
  await until(() => window.run(`return innerWidth === arguments[0]`, width), 'the window has its size')
}

// Where only a part is painted again, its edges are smoothed twice: so all of it is painted, once. Complete is not yet
// decoded, and nothing tells when the screen shows it: hence the time at the end.
const PAINT_ANEW = `const done = arguments[0]
  const { style } = document.documentElement
  const afterFrames = (then) => requestAnimationFrame(() => requestAnimationFrame(then))
  style.visibility = 'hidden'
  afterFrames(() => {
    style.visibility = ''
    afterFrames(() => setTimeout(done, 300))
  })`
