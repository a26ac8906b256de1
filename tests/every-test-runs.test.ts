import { globSync } from 'node:fs'
import { join, matchesGlob } from 'node:path'
import { expect, it } from 'vitest'
import config from '../vitest.config.ts'

const files = globSync('{src,native,main,renderer,server,cli,demo,tests}/**/*.test.{ts,tsx}', {
  cwd: join(import.meta.dirname, '..'),
})

it('each file of tests belongs to one part of the run', () => {
  const parts = (config.test?.projects ?? []).flatMap(part =>
    typeof part === 'object' && 'test' in part && part.test ? [part.test] : [],
  )
  const isIn = (file: string, globs: readonly string[] = []) => globs.some(glob => matchesGlob(file, glob))
  const partsOf = (file: string) =>
    parts.filter(({ include, exclude }) => isIn(file, include) && !isIn(file, exclude)).map(({ name }) => name)
  expect(files.length).toBeGreaterThan(600)
  expect(files.filter(file => partsOf(file).length !== 1).map(file => [file, partsOf(file)])).toEqual([])
})
