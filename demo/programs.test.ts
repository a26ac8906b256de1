import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { WAIT_AT_MOST_MS } from '../tests/patience.ts'
import { createPrograms, type Programs } from './programs.ts'

let folder: string
let programs: Programs
let endedByThemselves: string[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'programs-'))
  endedByThemselves = []
  programs = createPrograms({
    logFolder: join(folder, 'logs'),
    onEnd: (name, _code, _log, words) => endedByThemselves.push([name, ...words].join(': ')),
  })
})
afterEach(async () => {
  await programs.end()
  rmSync(folder, { recursive: true })
})

function entry(name: string, source: string): string {
  const file = join(folder, `${name}.mjs`)
  writeFileSync(file, source)
  return file
}

const REFUSES = `process.stderr.write('Port 7806 is taken.\\n'); process.exitCode = 1`

/** Says that it has begun, is never ready, and keeps a mark of having ended as it was asked to. */
async function slowProgram() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const mark = join(folder, 'ended-well')
  const file = entry(
    'slow',
    `import { writeFileSync } from 'node:fs'
     import { connect } from 'node:net'
     process.on('SIGTERM', () => { writeFileSync(${JSON.stringify(mark)}, ''); process.exit(0) })
     connect(${(server.address() as AddressInfo).port}, '127.0.0.1').on('error', () => {})`,
  )
  server.on('connection', line => {
    line.on('error', () => {})
    server.close()
  })
  const begun = once(server, 'connection')
  return { file, endedWell: () => existsSync(mark), begun }
}

it('says why a program was not ready, in its own words', async () => {
  const log = join(folder, 'logs', 'devices.log')
  await expect(programs.run('devices', entry('devices', REFUSES), [])).rejects.toThrow(
    `devices ended before it was ready (exit 1); see ${log}\n  Port 7806 is taken.`,
  )
})

it('hands on the last words of a program that was ready and ends all the same', async () => {
  const source = `console.log('{}'); console.error('station: the port of the reader is taken'); process.exitCode = 78`
  await programs.run('kiosk', entry('kiosk', source), [])
  await vi.waitUntil(() => endedByThemselves.length > 0, { timeout: WAIT_AT_MOST_MS })
  expect(endedByThemselves).toEqual(['kiosk: station: the port of the reader is taken'])
})

it('ends a program that was still starting when another could not', async () => {
  const slow = await slowProgram()
  const starting = programs.run('server', slow.file, [])
  starting.catch(() => {})
  await slow.begun
  await expect(programs.run('devices', entry('devices', REFUSES), [])).rejects.toThrow('Port 7806')
  await programs.end()
  await expect(starting).rejects.toThrow('ended before it was ready')
  expect(slow.endedWell()).toBe(true)
  expect(endedByThemselves).toEqual([])
})

it('starts nothing any more once it ends', async () => {
  await programs.end()
  await expect(programs.run('kiosk', entry('kiosk', ''), [])).rejects.toThrow('ending')
})
