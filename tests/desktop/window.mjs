/** What a person can do in a window. */
import { By, Key } from 'selenium-webdriver'
import { PATIENCE, until } from './wait.mjs'

/** How long the driver may take to close the window before its program is ended, in milliseconds. */
const CLOSING = 3000

/** A text without its spaces: on a page, a headline is broken into lines. */
export const unspaced = (text) => text.replace(/\s/g, '')

/** Something was drawn anew between being found and being used: all pages follow the one that is shown first. */
const wasDrawnAnew = (reason) => /stale|not interactable|intercepted/i.test(`${reason.name} ${reason.message}`)

/** A window that is open, and what a person can do with it. */
export class Window {
  #webdriver

  constructor(driver, webdriver) {
    this.driver = driver
    this.#webdriver = webdriver
  }

  /** Waits until the archive's state is on the screen. */
  isReady() {
    return until(() => this.run(DRAWN), 'the window is drawn')
  }

  /** Loads the interface anew, at a place where one is named. */
  async reload(route) {
    if (route !== undefined) await this.run(`location.hash = arguments[0]`, route)
    await this.driver.navigate().refresh()
    await this.isReady()
  }

  /** Shows days as lists of stories from now on, not as pages. */
  async asList() {
    await this.run(`localStorage.setItem('view', 'list')`)
    await this.reload()
  }

  /** Goes to a place by its address. */
  async goTo(route) {
    await this.run(`location.hash = arguments[0]`, route)
  }

  /** Runs a script in the page and gives what it returns. */
  run(script, ...values) {
    return this.driver.executeScript(script, ...values)
  }

  /** Calls a command of the program, as the interface does. */
  ask(command, values = {}) {
    const script = `const done = arguments[2]
      window.__TAURI_INTERNALS__.invoke(arguments[0], arguments[1])
        .then((answer) => done({ answer }), (refused) => done({ refused }))`
    return this.driver.executeAsyncScript(script, command, values)
  }

  /** Everything that a selector names, now. */
  all(selector) {
    return this.driver.findElements(By.css(selector))
  }

  /** Waits for the first visible thing that a selector names. */
  find(selector) {
    return until(async () => {
      for (const element of await this.all(selector)) if (await isSeen(element)) return element
      return null
    }, `${selector} is seen`)
  }

  /** Waits for a button, link, tick box or field by the name that a screen reader gives it. */
  named(name) {
    return until(async () => {
      const element = await this.run(NAMED, name)
      return element && (await isSeen(element)) ? element : null
    }, `“${name}” is there`)
  }

  /** Presses a button or follows a link by its name, once it can be pressed. */
  async press(name) {
    await until(async () => {
      const element = await this.named(name)
      try {
        if (!(await element.isEnabled())) return false
        await element.click()
        return true
      } catch (reason) {
        if (wasDrawnAnew(reason)) return false
        throw reason
      }
    }, `“${name}” can be pressed`)
  }

  /** Ticks a box or chooses one of several by the words beside it. */
  async choose(words) {
    const label = await until(async () => {
      const labels = await this.driver.findElements(
        By.xpath(`//label[.//text()[normalize-space() = ${JSON.stringify(words)}]]`),
      )
      for (const one of labels) if (await isSeen(one)) return one
      return null
    }, `“${words}” can be chosen`)
    await label.click()
  }

  /** Brings everything that moves or changes its colour to its end. */
  async settle() {
    await this.run(
      `for (const one of document.getAnimations()) if (one.effect?.getComputedTiming().endTime !== Infinity) one.finish()`,
    )
  }

  /** Presses the mouse where a line of a made-up page stands: its link has no box of its own. */
  async pressLine(selector) {
    await this.find(selector)
    await this.settle()
    const [x, y] = await until(async () => {
      try {
        return await this.run(
          `const { x, y, width, height } = arguments[0].getBoundingClientRect()
          return [Math.round(x + width / 2), Math.round(y + height / 2)]`,
          await this.find(selector),
        )
      } catch (reason) {
        if (wasDrawnAnew(reason)) return null
        throw reason
      }
    }, `${selector} has a place`)
    await this.driver.actions().move({ x, y }).click().perform()
  }

  /** Types keys to whatever has the focus. */
  async type(...keys) {
    await this.driver
      .actions()
      .sendKeys(...keys)
      .perform()
  }

  /** Holds a modifier while another key is pressed. */
  async chord(modifier, key) {
    await this.driver.actions().keyDown(modifier).sendKeys(key).keyUp(modifier).perform()
  }

  /** The text that a person sees, of the whole window or of a part. */
  async text(selector = 'body') {
    return this.run(`return document.querySelector(arguments[0])?.innerText ?? ''`, selector)
  }

  /** Waits until the window, or a part of it, says something; gives all that it says. */
  async says(words, selector = 'body', patience = PATIENCE) {
    const matches = (text) => (words instanceof RegExp ? words.test(text) : text.includes(words))
    let text = ''
    try {
      await until(async () => matches((text = await this.text(selector))), '', patience)
    } catch {
      throw new Error(`${selector} never said ${words}; it says: ${text.slice(0, 600)}`)
    }
    return text
  }

  /** Waits until all pictures in sight have been painted, the first one brought into sight if none is; gives how many. */
  async picturesPainted(selector = 'main') {
    return until(() => this.driver.executeAsyncScript(PAINTED, selector), `the pictures in ${selector} are painted`)
  }

  /** The name and the role of what has the focus. */
  focused() {
    return this.run(FOCUSED)
  }

  /** Follows the first link with these words. */
  async follow(words) {
    await this.isReady()
    const link = await until(
      () =>
        this.run(`return [...document.querySelectorAll('main a')].find((it) => it.innerText === arguments[0])`, words),
      `the link “${words}” is there`,
    )
    // By its key: while a place is still being drawn, a link may move away from under the mouse.
    await link.sendKeys(Key.ENTER)
  }

  /** Closes the window and waits until the program has let go of its archive. */
  async close() {
    const isOver = this.driver.quit().then(() => until(() => this.#webdriver.program() === 0, 'the program ends'))
    // Now and then the driver never answers this.
    const isLate = new Promise((done) => setTimeout(done, CLOSING).unref())
    await Promise.race([isOver, isLate]).catch(() => undefined)
    await this.#webdriver.end()
  }
}

const isSeen = (element) => element.isDisplayed().catch(() => false)

// A place has words, or a line over it says why it has none.
const DRAWN = `return [...document.querySelectorAll('main, .line')].some(({ innerText }) => innerText.trim() !== '')`

const NAME = `const nameOf = (element) => (
  element.getAttribute('aria-label') ?? (element.labels?.[0] ?? element).innerText ?? ''
).trim().replace(/\\s+/g, ' ')`

const NAMED = `${NAME}
  const open = document.querySelector('dialog[open]') ?? document
  return [...open.querySelectorAll('button, a[href], input, select, [role=button]')]
    .find((element) => nameOf(element) === arguments[0] && element.getClientRects().length > 0) ?? null`

// A picture is complete before it is decoded, and decoded before it is on the screen.
const PAINTED = `const [selector, done] = arguments
  const all = [...document.querySelector(selector).querySelectorAll('img')]
  const seen = all.filter((image) => {
    const { top, bottom } = image.getBoundingClientRect()
    return bottom > 0 && top < innerHeight
  })
  if (seen.length === 0) all[0]?.scrollIntoView({ block: 'center' })
  const drawn = seen.length > 0 && seen.every((image) => image.complete && image.naturalWidth > 0)
  if (!drawn) done(0)
  else Promise.all(seen.map((image) => image.decode())).then(
    () => requestAnimationFrame(() => requestAnimationFrame(() => done(seen.length))),
    () => done(0),
  )`

const FOCUSED = `${NAME}
  const element = document.activeElement
  return { tag: element.tagName.toLowerCase(), name: nameOf(element).slice(0, 120) }`
