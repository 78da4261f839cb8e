import type { Press } from '#kit/keys.ts'
import { expect, test } from 'vitest'
import { actionOf } from './keymap.ts'

function press(keys: string): Press {
  const parts = keys.split(' ')
  return {
    key: parts.at(-1) ?? '',
    ctrlKey: parts.includes('Ctrl'),
    altKey: parts.includes('Alt'),
    metaKey: parts.includes('Cmd'),
    shiftKey: parts.includes('Shift'),
  }
}

test('Alt and a figure go to the place of that number', () => {
  expect(actionOf(press('Alt 1'), false)).toEqual({ do: 'go', place: 'today' })
  expect(actionOf(press('Alt 2'), true)).toEqual({ do: 'go', place: 'search' })
  expect(actionOf(press('Alt 3'), false)).toEqual({ do: 'go', place: 'sources' })
  expect(actionOf(press('Alt 4'), false)).toBeNull()
})

test('search is reached from everywhere, by slash only where nothing is typed', () => {
  expect(actionOf(press('Ctrl k'), true)).toEqual({ do: 'search' })
  expect(actionOf(press('Cmd k'), false)).toEqual({ do: 'search' })
  expect(actionOf(press('/'), false)).toEqual({ do: 'search' })
  expect(actionOf(press('/'), true)).toBeNull()
})

test('letters do nothing while a field takes text', () => {
  expect(actionOf(press('j'), false)).toEqual({ do: 'item', step: 1 })
  expect(actionOf(press('k'), false)).toEqual({ do: 'item', step: -1 })
  expect(actionOf(press('j'), true)).toBeNull()
  expect(actionOf(press('?'), true)).toBeNull()
})

test('arrows turn days, but move in a field', () => {
  expect(actionOf(press('Ctrl ArrowLeft'), false)).toEqual({ do: 'day', step: -1 })
  expect(actionOf(press('Ctrl ArrowRight'), false)).toEqual({ do: 'day', step: 1 })
  expect(actionOf(press('Ctrl ArrowLeft'), true)).toBeNull()
  expect(actionOf(press('Alt ArrowLeft'), false)).toEqual({ do: 'back' })
})

test('panes, Escape and the size of text work everywhere', () => {
  expect(actionOf(press('F6'), true)).toEqual({ do: 'pane', step: 1 })
  expect(actionOf(press('Shift F6'), false)).toEqual({ do: 'pane', step: -1 })
  expect(actionOf(press('Escape'), true)).toEqual({ do: 'back' })
  expect(actionOf(press('Ctrl ='), false)).toEqual({ do: 'text-size', step: 1 })
  expect(actionOf(press('Ctrl 0'), false)).toEqual({ do: 'text-size', step: 0 })
  expect(actionOf(press('Ctrl Alt k'), false)).toBeNull()
})
