import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { WAIT_AT_MOST_MS } from '../tests/patience.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'start-refused-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function start(overlay: string | null) {
  const file = join(folder, 'my.yaml')
  if (overlay !== null) writeFileSync(file, overlay)
  const args = ['--headless', '--any-ports', '--data', join(folder, 'data'), '--config', file]
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'start.ts'), ...args],
    { encoding: 'utf8', timeout: WAIT_AT_MOST_MS },
  )
  return { status, stderr }
}

it('a configuration that a program would refuse is refused on the terminal, before anything is built or started', () => {
  const reader = 'campusCardReader: { line: { kind: serial, path: /dev/ttyUSB0 }, profile: hex-uid }'
  const { status, stderr } = start(`terminal:\n  ${reader}\nserver:\n  quota: { freeCopies: -1 }\n`)
  expect(stderr).toMatch(/terminal\.yaml:\d+:\d+: campusCardReader\.line\.baudRate: missing/)
  expect(stderr).toMatch(/server\.yaml:\d+:\d+: quota\.freeCopies: /)
  expect([status, existsSync(join(folder, 'data', 'logs'))]).toEqual([1, false])
})

it('a file that is not there is one sentence', () => {
  const { status, stderr } = start(null)
  expect([status, stderr]).toEqual([1, `${join(folder, 'my.yaml')} does not exist\n`])
})
