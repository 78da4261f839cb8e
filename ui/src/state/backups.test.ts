import type { Backups as Held } from '#bindings/Backups.ts'
import { expect, test } from 'vitest'
import { backupSentence } from './backups.svelte.ts'

const SCHEDULE = { folder: '/media/disk/papers', every: 'day', keep: 10 } as const
const HELD: Held = { schedule: SCHEDULE, last: null, stories: 0, running: false, failure: null }

test('what there is of backups is told in a sentence', () => {
  expect(backupSentence({ ...HELD, schedule: null })).toMatch(/^No backup is made\./)
  expect(backupSentence(HELD)).toBe('No backup lies there yet.')
  const last = { ...HELD, last: new Date(2026, 10, 30, 22, 10).toISOString(), stories: 1208 }
  expect(backupSentence(last)).toBe(
    'The last backup is of 30 November 2026, 22.10: 1,208 stories. It was checked after it was written.',
  )
})
