import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { areWritable, contentsOf } from './command-files.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yinzheng-files-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('a file that a command reads', () => {
  const read = async (bytes: Uint8Array) => {
    await writeFile(join(folder, 'class.csv'), bytes)
    return contentsOf({ filesToRead: { list: join(folder, 'class.csv') } })
  }
  const notUtf8 = {
    ok: false,
    error: {
      zh: expect.stringContaining('UTF-8'),
      en: expect.stringMatching(/class\.csv is not UTF-8: save it as UTF-8/),
    },
  }

  it('is UTF-8, with a mark before it or without', async () => {
    for (const mark of ['', '\uFEFF'])
      expect(await read(Buffer.from(`${mark}学号`))).toEqual({ ok: true, value: { list: '学号' } })
  })

  it.each([
    ['GBK', Buffer.from([0xd1, 0xa7, 0xba, 0xc5])],
    ['UTF-16 with its mark', Buffer.from('\uFEFFpersonId', 'utf16le')],
    ['UTF-16 without', Buffer.from('personId', 'utf16le')],
  ])('is refused in %s', async (_, bytes) => expect(await read(bytes)).toEqual(notUtf8))

  it('may be missing, which is said', async () => {
    expect(await contentsOf({ filesToRead: { list: join(folder, 'none.csv') } })).toMatchObject({ ok: false })
  })
})

describe('a file that a command writes', () => {
  const tried = (name: string) => areWritable({ filesToWrite: { report: join(folder, name) } })

  it('is tried before the work, and left as it was', async () => {
    await writeFile(join(folder, 'old.csv'), 'of the last time')
    expect([await tried('old.csv'), await tried('new.csv')]).toEqual([
      { ok: true, value: null },
      { ok: true, value: null },
    ])
    expect(await readFile(join(folder, 'old.csv'), 'utf8')).toBe('of the last time')
    expect(await readdir(folder)).toEqual(['old.csv'])
  })

  it.each(['none/report.csv', '.'])('is refused where it cannot be: %s', async name => {
    expect(await tried(name)).toMatchObject({
      ok: false,
      error: { en: expect.stringContaining('could not be written') },
    })
  })
})
