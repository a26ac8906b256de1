import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { lay, readOverlay } from './overlay.ts'

describe('a configuration laid over the demo', () => {
  it('joins maps and replaces everything else', () => {
    const base = { pagePrinter: { uri: 'ipp://a/', sides: 'one-sided' }, list: [1, 2], reader: { line: 1 } }
    expect(lay(base, { pagePrinter: { uri: 'ipp://b/' }, list: [3], reader: null })).toEqual({
      pagePrinter: { uri: 'ipp://b/', sides: 'one-sided' },
      list: [3],
      reader: null,
    })
  })

  it('says where a wrong file is wrong', () => {
    const folder = mkdtempSync(join(tmpdir(), 'overlay-'))
    const file = join(folder, 'site.yaml')
    writeFileSync(file, 'terminal:\n  dataDir: x\nserve:\n  port: 1\n')
    expect(() => readOverlay(file)).toThrow(/site\.yaml:3:1.*serve/)
    rmSync(folder, { recursive: true })
  })
})
