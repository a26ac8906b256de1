import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import config from '../vitest.config.ts'
import { STUCK_AFTER_MS, WAIT_AT_MOST_MS } from './patience.ts'

const root = join(import.meta.dirname, '..')
const files = globSync('{src,native,main,renderer,server,cli,demo,tests}/**/*.test.{ts,tsx}', { cwd: root })

/** The ways in which a test, a hook or something that is waited for gets a number of its own. */
const OWN_LIMITS = [
  /^\s*\}, \d[\d_]*\d{3}\)$/m,
  /\b(?:it|describe|beforeAll|afterAll)\b[^\n]*\{ timeout: \d/,
  /\btimeout: \d[\d_]*\d{3}\b/,
  /vi\.wait(?:For|Until)\((?:(?!timeout: WAIT_AT_MOST_MS).)*$/m,
]

it('no test has a limit of its own on the time that it takes', () => {
  const own = files.filter(file => OWN_LIMITS.some(limit => limit.test(readFileSync(join(root, file), 'utf8'))))
  expect(files.length).toBeGreaterThan(100)
  expect(own.filter(file => file !== 'tests/patience.test.ts')).toEqual([])
})

it('one place says how long tests wait, and what a test waits for gives up before the test does', () => {
  const { testTimeout, hookTimeout, expect: { poll } = {} } = config.test ?? {}
  expect([testTimeout, hookTimeout]).toEqual([STUCK_AFTER_MS, STUCK_AFTER_MS])
  expect(poll?.timeout).toBe(WAIT_AT_MOST_MS)
  expect(WAIT_AT_MOST_MS).toBeLessThan(STUCK_AFTER_MS)
})
