import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { kioskPolicies, policyFile, policyText, putPolicies, removeLeftPolicies } from './policies.ts'

const POLICIES = kioskPolicies({ host: '127.0.0.1:7807', startFiles: '/tmp/yinzheng-chromium-' })

describe('the policies of a kiosk', () => {
  it('let a browser open one address, and the file that leads there', () => {
    expect(POLICIES.URLBlocklist).toContain('*')
    expect(POLICIES.URLAllowlist).toEqual(['127.0.0.1:7807', 'file:///tmp/yinzheng-chromium-'])
  })

  it.each([
    ['/usr/bin/chromium', 'linux', '/etc/chromium/policies/managed/yinzheng-kiosk.json'],
    ['/usr/bin/google-chrome-stable', 'linux', '/etc/opt/chrome/policies/managed/yinzheng-kiosk.json'],
    ['/usr/bin/microsoft-edge', 'linux', '/etc/opt/edge/policies/managed/yinzheng-kiosk.json'],
    ['/opt/another-browser', 'linux', null],
    ['/Applications/Chromium.app/Contents/MacOS/Chromium', 'darwin', null],
    ['C:/Program Files/Chromium/Application/chrome.exe', 'win32', null],
  ])('of %s on %s lie in %s', (binary, platform, file) => {
    expect(policyFile(binary, platform)).toBe(file)
  })
})

describe('putting policies into force', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'yinzheng-policies-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('writes them where every browser can read them, and takes them away again', () => {
    const file = join(folder, 'policies', 'managed', 'kiosk.json')
    const put = putPolicies(file, POLICIES)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject(POLICIES)
    expect(statSync(file).mode & 0o777).toBe(0o644)
    if (put.ok) put.value.withdraw()
    expect(existsSync(file)).toBe(false)
  })

  it('leaves what an administrator has put there', () => {
    const file = join(folder, 'kiosk.json')
    writeFileSync(file, policyText(POLICIES))
    const put = putPolicies(file, POLICIES)
    expect(put.ok).toBe(true)
    if (put.ok) put.value.withdraw()
    expect(existsSync(file)).toBe(true)
  })

  it.each([
    ['the same', POLICIES],
    ['another', kioskPolicies({ host: '127.0.0.1:40000', startFiles: '/tmp/yinzheng-chromium-' })],
  ])('takes away what a kiosk of %s address has left that was killed', (_, left) => {
    const file = join(folder, 'kiosk.json')
    // Killed: nobody withdraws it.
    expect(putPolicies(file, left).ok).toBe(true)
    const put = putPolicies(file, POLICIES)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ ...POLICIES })
    if (put.ok) put.value.withdraw()
    expect(existsSync(file)).toBe(false)
  })

  it('of a killed kiosk go where a window is opened that binds nobody; those of one that runs, and an administrator’s, stay', () => {
    const file = join(folder, 'kiosk.json')
    removeLeftPolicies(file)
    putPolicies(file, POLICIES)
    removeLeftPolicies(file, pid => pid === process.pid)
    expect(existsSync(file)).toBe(true)
    removeLeftPolicies(file, () => false)
    expect(existsSync(file)).toBe(false)
    writeFileSync(file, policyText(POLICIES))
    removeLeftPolicies(file, () => false)
    expect(existsSync(file)).toBe(true)
  })

  it('puts back what an administrator has put there for another address', () => {
    const file = join(folder, 'kiosk.json')
    const theirs = policyText(kioskPolicies({ host: '127.0.0.1:40000', startFiles: '/tmp/yinzheng-chromium-' }))
    writeFileSync(file, theirs)
    const put = putPolicies(file, POLICIES)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ ...POLICIES })
    if (put.ok) put.value.withdraw()
    expect(readFileSync(file, 'utf8')).toBe(theirs)
  })

  it('says why it can not', () => {
    writeFileSync(join(folder, 'policies'), '')
    const put = putPolicies(join(folder, 'policies', 'managed', 'kiosk.json'), POLICIES)
    expect(put).toEqual({ ok: false, error: expect.stringMatching(/ENOTDIR|EEXIST/) })
  })
})
