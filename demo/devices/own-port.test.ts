import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type HeldPort, holdPort } from '../hold-port.ts'
import { freePort } from '../ports.ts'
import type { DevicesConfigInput } from './devices-config.ts'
import { openTestDesk } from './test-desk.ts'

let other: HeldPort
beforeEach(async () => {
  other = await holdPort()
})
afterEach(() => other.release())

const DEVICES = [
  ['control', 'the devices page'],
  ['cardReader', 'the campus-card reader'],
  ['idReader', 'the ID-card reader'],
  ['codeScanner', 'the code scanner'],
  ['receiptPrinter', 'the receipt printer'],
  ['pagePrinter', 'the page printer'],
] as const

const sentence = (what: string) =>
  `Port ${other.port} of ${what} is taken by another program: end that program, or start the demo again with --any-ports.`

describe('a device whose port another program has', () => {
  it.each(DEVICES)('is refused: %s', async (device, what) => {
    const opened = openTestDesk({ [device]: { port: other.port } })
    await expect(opened.then(desk => desk.close())).rejects.toThrow(sentence(what))
  })

  it('takes no other port, and gives back those of the devices before it', async () => {
    const cardReader = await freePort(0)
    const config: DevicesConfigInput = { cardReader: { port: cardReader }, pagePrinter: { port: other.port } }
    await expect(openTestDesk(config).then(desk => desk.close())).rejects.toThrow(sentence('the page printer'))
    const again = await holdPort(cardReader)
    expect(again.port).toBe(cardReader)
    await again.release()
  })

  it('ends the devices process with that sentence alone', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'devices-'))
    const file = join(folder, 'devices.json')
    await writeFile(file, JSON.stringify({ cardReader: {}, pagePrinter: { port: other.port } }))
    const args = ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'main.ts'), '--config', file]
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    try {
      // A device that goes to another port says so in its first line, and would then run for ever.
      child.stdout.once('data', () => child.kill('SIGKILL'))
      const [exit, said, complained] = await Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)])
      expect(said).toBe('')
      expect(complained).toBe(`${sentence('the page printer')}\n`)
      expect(exit).toEqual([1, null])
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})
