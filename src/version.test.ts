import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { PROGRAM_VERSION } from './version.ts'

it('the version that a terminal tells is that of the package', () => {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  expect(PROGRAM_VERSION).toBe(version)
})
