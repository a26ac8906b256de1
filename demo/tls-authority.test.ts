import { X509Certificate } from 'node:crypto'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTlsAuthority } from './tls-authority.ts'

const DAY_MS = 24 * 3_600_000
const NOW_MS = Date.UTC(2026, 10, 29)

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'tls-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))
const open = (nowMs = NOW_MS) => createTlsAuthority(dir, { now: () => nowMs })
const ownOf = ({ certPem }: ReturnType<typeof open>) => new X509Certificate(certPem)

describe('the demo’s authority of TLS', () => {
  it('vouches for this machine, and stays as it is', () => {
    const first = open()
    const own = ownOf(first)
    expect(own.verify(new X509Certificate(first.caPem).publicKey)).toBe(true)
    expect([own.checkIP('127.0.0.1'), own.checkHost('localhost')]).toEqual(['127.0.0.1', 'localhost'])
    expect(own.checkHost('print.example.edu.cn')).toBeUndefined()
    expect(open()).toEqual(first)
    expect(statSync(first.keyFile).mode & 0o077).toBe(0)
  })

  it('makes the server’s certificate anew a month before its end, under the same authority', () => {
    const first = open()
    expect(open(NOW_MS + 366 * DAY_MS)).toEqual(first)
    const renewed = open(NOW_MS + 368 * DAY_MS)
    expect(renewed.caPem).toBe(first.caPem)
    expect(ownOf(renewed).serialNumber).not.toBe(ownOf(first).serialNumber)
  })

  it('makes anew what a break has left half', () => {
    const first = open()
    writeFileSync(first.keyFile, createTlsAuthority(join(dir, 'other'), { now: () => NOW_MS }).keyPem)
    const mended = open()
    expect(ownOf(mended).serialNumber).not.toBe(ownOf(first).serialNumber)
    expect(mended.caPem).toBe(first.caPem)
  })
})
