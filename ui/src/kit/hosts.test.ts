import { expect, test } from 'vitest'
import { shownHost } from './hosts.ts'

test('a host is read in its own script', () => {
  expect(shownHost('gazette.example')).toBe('gazette.example')
  expect(shownHost('xn--mgbaam7a8h.example')).toBe('امارات.example')
  expect(shownHost('xn--11b5bs3a9aj6g.example')).toBe('परीक्षा.example')
  expect(shownHost('www.xn--mnchen-3ya.example')).toBe('www.münchen.example')
  expect(shownHost('127.0.0.1')).toBe('127.0.0.1')
})

test('what could be taken for another name stays as the network has it', () => {
  // аpple with a Cyrillic letter, apple in Cyrillic alone, a name in Greek, what is no punycode.
  for (const host of ['xn--pple-43d', 'xn--80ak6aa92e', 'xn--hxajbheg2az3al', 'xn--a-ecp', 'xn--zzzzzz'])
    expect(shownHost(`${host}.example`)).toBe(`${host}.example`)
})
