import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ACCEPTANCE_FILE } from '../main/station/acceptance-port.ts'
import { run } from './run.ts'

let folder: string
let said: string[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'visit-'))
  said = []
  vi.spyOn(console, 'log').mockImplementation(text => void said.push(String(text)))
  vi.spyOn(console, 'error').mockImplementation(text => void said.push(`! ${text}`))
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true, force: true })
})

const visit = (...words: string[]) =>
  run(['visit', '--card', '04A1B2C3', ...words], { LC_ALL: '', LANG: 'en_US.UTF-8' })

it('says in one line that there is no demo to visit, with 1 and no usage, in the language of the environment', async () => {
  expect(await visit('--data', folder)).toBe(1)
  expect(said).toHaveLength(1)
  expect(JSON.parse(said[0] ?? '')).toEqual({ ok: false, why: expect.stringMatching(/^no running demo .* npm start/) })
  await visit('--data', folder, '--language', 'zh-CN')
  expect(JSON.parse(said[1] ?? '').why).toMatch(/^没有找到运行中的演示/)
})

it('says of a terminal that was never started, or does not run, what to do', async () => {
  expect(await visit('--terminal', folder)).toBe(1)
  writeFileSync(join(folder, ACCEPTANCE_FILE), '{"port":9,"token":"x"}')
  expect(await visit('--terminal', folder)).toBe(1)
  expect(said.map(line => JSON.parse(line).why)).toEqual([
    expect.stringContaining('acceptancePort'),
    expect.stringContaining('does not run: start it first'),
  ])
})
