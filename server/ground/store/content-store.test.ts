import { chmod, mkdir, mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createContentStore, sha256Hex } from './content-store.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yinzheng-content-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const bytes = new TextEncoder().encode('%PDF-1.7 an invented file')

describe('the content store', () => {
  it('gives back what was put, by its hash, and leaves nothing else behind', async () => {
    const store = createContentStore(folder)
    const sha256 = await store.put(bytes)
    expect(sha256).toBe(sha256Hex(bytes))
    expect(await store.get(sha256)).toEqual({ ok: true, value: bytes })
    expect(await readdir(join(folder, sha256.slice(0, 2)))).toEqual([sha256])
  })

  it('may be given the same file many times at once', async () => {
    const store = createContentStore(folder)
    const other = new TextEncoder().encode('twice')
    const hashes = await Promise.all([1, 2, 3, 4].map(() => store.put(other)))
    expect(new Set(hashes).size).toBe(1)
    expect(await store.get(hashes[0] ?? '')).toEqual({ ok: true, value: other })
  })

  it('takes many together, some of them the same, in their order', async () => {
    const store = createContentStore(await mkdtemp(join(folder, 'many-')))
    const files = Array.from({ length: 50 }, (_, at) => new TextEncoder().encode(`file ${at % 40}`))
    const hashes = await store.putAll(files)
    expect(hashes).toEqual(files.map(sha256Hex))
    for (const [at, hash] of hashes.entries()) expect(await store.get(hash)).toEqual({ ok: true, value: files[at] })
    expect(await store.putAll([])).toEqual([])
  })

  it('leaves nothing half done where one of many cannot be written', async () => {
    const home = await mkdtemp(join(folder, 'hindered-'))
    const store = createContentStore(home)
    const files = Array.from({ length: 20 }, (_, at) => new TextEncoder().encode(`hindered ${at}`))
    const inTheWay = sha256Hex(files[5] ?? '').slice(0, 2)
    await writeFile(join(home, inTheWay), 'no folder')
    await expect(store.putAll(files)).rejects.toThrow()
    const left = await readdir(home, { recursive: true, withFileTypes: true })
    expect(left.filter(one => one.isFile()).map(one => one.name)).toEqual([inTheWay])
  })

  it('notices a damaged file, mends it when it is put again, and tells a missing one', async () => {
    const store = createContentStore(folder)
    const sha256 = await store.put(new TextEncoder().encode('to be damaged'))
    const path = join(folder, sha256.slice(0, 2), sha256)
    await chmod(path, 0o600)
    await writeFile(path, 'to be dAmaged')
    expect(await store.get(sha256)).toEqual({ ok: false, error: 'damaged' })
    expect(await store.check(sha256)).toBe('damaged')
    await store.put(new TextEncoder().encode('to be damaged'))
    expect((await store.get(sha256)).ok).toBe(true)
    expect(await store.check(sha256)).toBe('whole')
    expect(await store.get('0'.repeat(64))).toEqual({ ok: false, error: 'missing' })
    expect(await store.check('0'.repeat(64))).toBe('missing')
  })

  it('looks at a file however large it is without holding it', async () => {
    const store = createContentStore(folder)
    const name = 'e'.repeat(64)
    await mkdir(join(folder, 'ee'), { recursive: true })
    await writeFile(join(folder, 'ee', name), '')
    await truncate(join(folder, 'ee', name), 256 * 1024 * 1024)
    const beforeBytes = process.memoryUsage.rss()
    let mostBytes = beforeBytes
    const sampling = setInterval(() => {
      mostBytes = Math.max(mostBytes, process.memoryUsage.rss())
    }, 2)
    expect(await store.check(name)).toBe('damaged')
    clearInterval(sampling)
    expect(Math.max(mostBytes, process.memoryUsage.rss()) - beforeBytes).toBeLessThan(128 * 1024 * 1024)
  })

  it('says so of what lies there and cannot be read', async () => {
    const store = createContentStore(folder)
    const name = 'f'.repeat(64)
    await mkdir(join(folder, 'ff', name), { recursive: true })
    await expect(store.check(name)).rejects.toThrow(/EISDIR/)
  })

  it('takes away what nobody may ask for any more, and nothing else', async () => {
    const store = createContentStore(folder)
    const [gone, kept] = [await store.put(Buffer.from('a draft')), await store.put(Buffer.from('a document'))]
    await store.remove(gone)
    await store.remove(gone)
    expect([await store.check(gone), await store.check(kept)]).toEqual(['missing', 'whole'])
  })

  it('never leaves its folder', async () => {
    await expect(createContentStore(folder).get('../../etc/passwd')).rejects.toThrow()
  })
})
