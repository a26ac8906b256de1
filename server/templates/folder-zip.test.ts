import { buffer } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { ZipFile } from 'yazl'
import { FOLDER_BYTES_MAX, FOLDER_FILES_MAX } from '../../src/contract/templates-api.ts'
import { unwrap } from '../../src/result.ts'
import { readFolderZip } from './folder-zip.ts'

const zipOf = async (files: Readonly<Record<string, string | Buffer>>, mode = 0o100644) => {
  const zip = new ZipFile()
  for (const [path, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), path, { mode })
  zip.end()
  return new Uint8Array(await buffer(zip.outputStream))
}
/** yazl writes no name that leads elsewhere: it is put there afterwards, in a name as long. */
const renamed = (zip: Uint8Array, from: string, to: string) =>
  new Uint8Array(Buffer.from(Buffer.from(zip).toString('latin1').replaceAll(from, to), 'latin1'))
const faultsOf = async (zip: Uint8Array) => {
  const read = await readFolderZip(zip)
  return read.ok ? [] : read.error.map(({ what }) => what)
}

it('reads a folder, with one around it or without, and without what systems add', async () => {
  const plain = unwrap(await readFolderZip(await zipOf({ 'zh.typ': 'a', 'pictures/logo.png': 'b' })))
  expect([...plain.keys()]).toEqual(['zh.typ', 'pictures/logo.png'])
  const around = await zipOf({ 'my-kind/zh.typ': 'a', '__MACOSX/my-kind/._zh.typ': 'x', 'my-kind/.DS_Store': 'x' })
  expect([...unwrap(await readFolderZip(around)).keys()]).toEqual(['zh.typ'])
})

it.each([
  ['another place', '../../zh.typ'],
  ['an absolute path', '/etc/zhx.typ'],
  ['a place of Windows', 'C:\\\\zh/x.typ'],
  ['a way back inside', 'aa/../../.typ'],
])('refuses %s', async (_, path) => {
  const zip = renamed(await zipOf({ 'zh.typ': 'a', ['x'.repeat(path.length)]: 'b' }), 'x'.repeat(path.length), path)
  expect(await faultsOf(zip)).toEqual(['outside'])
})

it('refuses links, names twice, and what is no part of templates', async () => {
  expect(await faultsOf(await zipOf({ 'zh.typ': '/etc/passwd' }, 0o120777))).toEqual(['link', 'empty'])
  const twice = renamed(await zipOf({ 'zh.typ': 'a', 'zz.typ': 'b' }), 'zz.typ', 'zh.typ')
  expect(await faultsOf(twice)).toEqual(['twice'])
  expect(await faultsOf(await zipOf({ 'zh.typ': 'a', 'plugin.wasm': 'b', 'font.ttf': 'c' }))).toEqual([
    ...['kind-of-file', 'kind-of-file'],
  ])
  expect(await faultsOf(await zipOf({ 'zh.typ': 'a', '模板.typ': 'b' }))).toEqual(['name'])
})

it('refuses more than the limits, also where little comes out to be much', async () => {
  const many = Object.fromEntries(Array.from({ length: FOLDER_FILES_MAX + 1 }, (_, at) => [`t${at}.typ`, 'a']))
  expect(await faultsOf(await zipOf(many))).toEqual(['too-many'])
  const bomb = await zipOf({ 'zh.typ': Buffer.alloc(FOLDER_BYTES_MAX + 1) })
  expect(bomb.length).toBeLessThan(20_000)
  expect(await faultsOf(bomb)).toEqual(['too-large'])
  // One that says less of itself than comes out.
  const lying = Buffer.from(bomb)
  const at = lying.indexOf('PK\u0001\u0002', 0, 'latin1')
  lying.writeUInt32LE(10, at + 24)
  expect(await faultsOf(new Uint8Array(lying))).toEqual(['not-a-zip'])
})

it('refuses what is none, or broken off', async () => {
  expect(await faultsOf(new TextEncoder().encode('no zip'))).toEqual(['not-a-zip'])
  const whole = await zipOf({ 'zh.typ': 'a'.repeat(1_000) })
  expect(await faultsOf(whole.subarray(0, whole.length - 30))).toEqual(['not-a-zip'])
  expect(await faultsOf(await zipOf({}))).toEqual(['empty'])
})
