import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import { Key } from 'selenium-webdriver'
import { newspaper } from './newspaper.mjs'
import { makeFolder, openWindow, program, removeFolder } from './session.mjs'

let folder
let window

before(async () => {
  folder = await makeFolder()
})

after(async () => {
  await window?.close()
  await removeFolder(folder)
})

/** A record of a WARC file, as a browser's answer. */
function answer(url, type, body) {
  const head = Buffer.from(`HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\n\r\n`)
  const fields = `WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: ${url}\r\nWARC-Record-ID: <urn:x:${url}>\r\n`
  const about = 'WARC-Date: 2026-11-20T06:00:00Z\r\nContent-Type: application/http\r\n'
  const length = `Content-Length: ${head.length + body.length}\r\n\r\n`
  return Buffer.concat([Buffer.from(fields + about + length), head, body, Buffer.from('\r\n\r\n')])
}

const page = (headline, picture) =>
  Buffer.from(`<!doctype html><html lang="en"><meta property="og:type" content="article"><title>${headline}</title>
    <article><h1>${headline}</h1><figure><img src="${picture}" width="900" height="600"><figcaption>The ferry.</figcaption></figure>
    <p>${headline}, said the harbour master, who has seen the ferry leave late every Friday of the winter.</p>
    <p>Nobody waited for it on the quay this time, because everybody had read of it in the morning paper.</p></article>`)

test('the lightbox tells in which other story the same photograph stands, smaller, and leads there', async () => {
  const { url } = await newspaper()
  const media = await (await fetch(new URL('wp-json/wp/v2/media?per_page=20&media_type=image', url))).json()
  const found = media.find(({ media_details }) => media_details.sizes.medium_large)
  const bytes = async (of) => Buffer.from(await (await fetch(of)).arrayBuffer())
  const [whole, small] = [found.source_url, found.media_details.sizes.medium_large.source_url]
  const [first, second] = ['The ferry leaves late', 'Late again at the quay']
  const file = join(folder, 'kept.warc')
  const records = [
    answer('https://gazette.example/first/', 'text/html', page(first, '/whole.jpg')),
    answer('https://gazette.example/second/', 'text/html', page(second, '/small.jpg')),
    answer('https://gazette.example/whole.jpg', found.mime_type, await bytes(whole)),
    answer('https://gazette.example/small.jpg', found.mime_type, await bytes(small)),
  ]
  await writeFile(file, Buffer.concat(records))
  const archive = join(folder, 'archive')
  await promisify(execFile)(program.line, ['--archive', archive, 'import', file])

  window = await openWindow(archive)
  const { answer: story } = await window.ask('story', { id: 'https://gazette.example/first/', revision: null })
  await window.goTo(`#/story/${story.id}`)
  await window.says(first, 'h1')
  await window.picturesPainted('main')
  await (await window.find('article figure button')).click()
  await window.says(second, 'dialog')
  await window.picturesPainted('dialog .picture')
  const button = await window.find('dialog section button')
  await window.run('arguments[0].focus()', button)
  await window.type(Key.ENTER)
  await window.says(second, 'h1')
  assert.equal((await window.all('dialog[open]')).length, 0)
})
