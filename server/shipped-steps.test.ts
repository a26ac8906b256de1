import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { MIGRATIONS } from './rooms.ts'

/**
 * Of the SQL of each step, the first 16 digits of its SHA-256. A step that is here has run in databases: it is never changed, and nothing
 * is added to it, for it would never run there.
 */
const SHIPPED = [
  '7ea12a25b95b3788',
  '1a1ea51e5c0cd041',
  '4d6266f51b81cc0f',
  'e77a987b5ac9f8a9',
  '5d4c0bfe84245bb0',
  'df828eb228e4b5c1',
  'bf8a904e7da15c75',
  '998be91ccc604abd',
  'e768379c24520f74',
  'c72eefd1fc6bbf92',
  'ee1ef4dafd979a1a',
  'd39d799792033efc',
]

it('the steps that databases have gone through are as they were', () => {
  const digests = MIGRATIONS.map(step => digestOf(step.map(({ sql }) => sql).join('')))
  expect(digests, 'a new step gets its digest here; one that is here stays').toEqual(SHIPPED)
})

const digestOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16)
