import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { closeToOthers } from './own-files.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yinzheng-own-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const modeOf = (...path: string[]) => (statSync(join(folder, ...path)).mode & 0o777).toString(8)

describe('a folder that an earlier program left open', () => {
  it('is closed to all but its owner, with the files in it', () => {
    const data = join(folder, 'data')
    mkdirSync(data)
    for (const [name, mode] of [
      ['ledger.sqlite', 0o644],
      ['run', 0o755],
    ] as const) {
      writeFileSync(join(data, name), '')
      chmodSync(join(data, name), mode)
    }
    writeFileSync(join(folder, 'elsewhere'), '')
    chmodSync(join(folder, 'elsewhere'), 0o644)
    symlinkSync(join(folder, 'elsewhere'), join(data, 'link'))
    chmodSync(data, 0o755)
    closeToOthers(data)
    expect([modeOf('data'), modeOf('data', 'ledger.sqlite'), modeOf('data', 'run'), modeOf('elsewhere')]).toEqual([
      ...['700', '600', '700', '644'],
    ])
  })

  it('may not be there yet', () => expect(() => closeToOthers(join(folder, 'none'))).not.toThrow())
})
