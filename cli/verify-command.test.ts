import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { stringOfText } from '../src/pdf/text-string.ts'
import { anchors, listOf, NOW_MS, party } from '../tests/attacks/pki.ts'
import { sealed } from '../tests/attacks/sign.ts'
import { pemOf } from '../tests/attacks/x509.ts'
import { runVerify } from './verify-command.ts'
import type { CheckLine } from './verify-line.ts'
import { createVerifyPool } from './verify-pool.ts'

const folder = mkdtempSync(join(tmpdir(), 'yinzheng-verify-'))
const put = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}
const sealedFile = sealed().bytes
const good = put('good.pdf', sealedFile)
const alone = put('alone.pdf', sealed({ cms: { certificates: [party('p256').certificate] } }).bytes)
const foreign = put('foreign.pdf', sealed({ by: 'foreign' }).bytes)
const root = put('root.pem', pemOf(...anchors()))
const at = ['--at', new Date(NOW_MS).toISOString()]

afterAll(() => rmSync(folder, { recursive: true, force: true }))

let said: string[] = []
let complained: string[] = []
beforeEach(() => {
  ;[said, complained] = [[], []]
  vi.spyOn(console, 'log').mockImplementation(text => void said.push(String(text)))
  vi.spyOn(console, 'error').mockImplementation(text => void complained.push(String(text)))
})
afterEach(() => vi.restoreAllMocks())

const verify = async (...args: string[]) => {
  const status = await runVerify([...args, '--anchor', root, ...at, '--json'], 'en')
  return { status, lines: said.map(line => JSON.parse(line) as CheckLine) }
}

describe('yinzheng verify --json', () => {
  it('prints one line a file, in the order of the files, and says by its status whether all may be printed', async () => {
    const { status, lines } = await verify(good, foreign, good)
    expect(status).toBe(1)
    expect(lines.map(({ file, verdict, printable }) => [file, verdict, printable])).toEqual([
      [good, 'valid', true],
      [foreign, 'untrusted-signer', false],
      [good, 'valid', true],
    ])
    expect(Object.keys(lines[0]!)).toEqual([
      'file',
      'verdict',
      'printable',
      'reasons',
      'signatures',
      'traces',
      'sha256',
      'elapsedMs',
    ])
    expect(lines[0]?.sha256).toBe(createHash('sha256').update(sealedFile).digest('hex'))
    expect(lines[0]?.signatures[0]?.signer?.subject).toBe('Seal 256')
    expect(lines[0]?.elapsedMs).toBeGreaterThan(0)
  })

  it('answers each file on its own, also beside one that is not there', async () => {
    const missing = join(folder, 'none.pdf')
    const { status, lines } = await verify(missing, good)
    expect(status).toBe(1)
    expect(lines.map(({ file, printable, reasons }) => [file, printable, reasons])).toEqual([
      [missing, false, [{ code: 'cannot-read' }]],
      [good, true, []],
    ])
  })

  it('is 0 when all may be printed', async () => {
    expect((await verify(good)).status).toBe(0)
  })

  it('takes links and lists from beside the files, PEM or DER', async () => {
    expect((await verify(alone)).lines[0]?.verdict).toBe('untrusted-signer')
    said = []
    const link = put('issuing.der', party('issuing-ec').certificate)
    expect((await verify(alone, '--intermediate', link)).lines[0]?.verdict).toBe('valid')
    said = []
    const list = put(
      'list.crl',
      listOf('issuing-ec', [{ certificate: party('p256').certificate, atMs: NOW_MS - 1000 }]),
    )
    expect((await verify(good, '--crl', list)).lines[0]?.verdict).toBe('revoked')
  })

  it('judges at the time that is asked for', async () => {
    const status = await runVerify([good, '--anchor', root, '--json', '--at', '2036-01-01T00:00:00+08:00'], 'en')
    expect([status, (JSON.parse(said[0]!) as CheckLine).verdict]).toEqual([1, 'expired'])
  })

  it('narrows the signers', async () => {
    const pin = createHash('sha256').update(party('p256').certificate).digest('hex').toUpperCase()
    expect((await verify(good, '--pin', pin)).status).toBe(0)
    said = []
    expect((await verify(good, '--pin', '0'.repeat(64))).lines[0]?.reasons[0]?.code).toBe('signer-not-pinned')
  })

  it('has a line for a file that is too large to be held', async () => {
    const large = put('large.pdf', '%PDF-1.7\n')
    truncateSync(large, 21 * 1024 * 1024)
    const { status, lines } = await verify(large, good)
    expect(status).toBe(1)
    expect(lines.map(({ verdict, reasons }) => [verdict, reasons[0]?.code])).toEqual([
      ['malformed', 'file-too-large'],
      ['valid', undefined],
    ])
    expect(lines[0]?.sha256).toMatch(/^[0-9a-f]{64}$/)
  })

  it('says what is left of a seal in a file that came to harm, and does not print it', async () => {
    const marked = put('marked.pdf', Buffer.concat([Buffer.from('\ufeff'), sealedFile]))
    const { status, lines } = await verify(marked, good)
    expect(status).toBe(1)
    expect(lines[0]).toMatchObject({
      ...{ verdict: 'malformed', printable: false },
      traces: { ground: 'in-front', part: { start: 3, end: sealedFile.length + 3 }, signer: 'Seal 256', claim: null },
    })
    expect(lines[1]?.traces).toBeNull()
  })
})

describe('yinzheng verify without --json', () => {
  it('is a page that a person can read', async () => {
    expect(await runVerify([good, foreign, '--anchor', root, ...at], 'en')).toBe(1)
    const page = said.join('\n')
    for (const part of [
      'Valid: the file is as it was signed.',
      'Not trusted',
      'no-path-to-anchor',
      'Seal 256, by Issuing E',
    ]) {
      expect(page).toContain(part)
    }
  })

  it('says why it was signed, where the signer says so', async () => {
    const reason = `/Reason ${stringOfText('有效期至 Valid until 2027-05-21T23:59:59+08:00 \u001b[2J')}`
    await runVerify([put('dated.pdf', sealed({ entries: reason }).bytes), '--anchor', root, ...at], 'en')
    expect(said.join('\n')).toContain('Reason      有效期至 Valid until 2027-05-21T23:59:59+08:00 �[2J')
  })

  it('lets no name in a file steer the terminal', async () => {
    const sly = put('sly.pdf', sealed({}, { field: '' }).bytes)
    await runVerify([sly, put('a\u001b[2Jb.pdf', 'x'), '--anchor', root, ...at], 'en')
    await runVerify([join(folder, 'c\u001b[2Jd.pdf'), '--anchor', root, ...at], 'en')
    expect([...said, ...complained].join('\n')).not.toContain('\u001b')
  })

  it.each([
    ['en', 'Seal 256', 'Something was put in front of the file'],
    ['zh', 'Seal 256', '文件前面多出了一些数据'],
  ] as const)('names what happened to a file on its way (%s)', async (language, ...parts) => {
    const headed = put('headed.pdf', Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\n\r\n'), sealedFile]))
    await runVerify([headed, '--anchor', root, ...at], language)
    for (const part of parts) expect(said.join('\n')).toContain(part)
  })

  it('says of what is no PDF what it is', async () => {
    await runVerify([put('a.zip', 'PK\x03\x04'), put('b.jpg', Buffer.from('ffd8ffe0', 'hex')), '--anchor', root], 'en')
    expect(said[0]).toMatch(/archive[\s\S]*Unpack it/)
    expect(said[1]).toMatch(/picture[\s\S]*code/)
  })
})

describe('wrong use', () => {
  it.each([
    ['no file', ['--anchor', root]],
    ['no anchor', [good]],
    ['no file that is there', [join(folder, 'none.pdf'), folder, '--anchor', root]],
    ['a folder', [folder, '--anchor', root]],
    ['an anchor that is not there', [good, '--anchor', join(folder, 'none.pem')]],
    ['an anchor that is none', [good, '--anchor', good]],
    [
      'an anchor file of something else',
      [good, '--anchor', put('key.pem', '-----BEGIN X-----\nAAAA\n-----END X-----\n')],
    ],
    ['a list that is none', [good, '--anchor', root, '--crl', root]],
    ['a time that is none', [good, '--anchor', root, '--at', 'tomorrow']],
    ['another policy', [good, '--anchor', root, '--policy', 'lax']],
    ['an unknown option', [good, '--anchor', root, '--fetch']],
    ['a pin that is none', [good, '--anchor', root, '--pin', 'abc']],
  ])('is named and is 2: %s', async (_, args) => {
    expect(await runVerify(args, 'en')).toBe(2)
    expect(complained.join('\n')).toContain('yinzheng verify FILE...')
    expect(said).toEqual([])
  })

  it('is explained when it is asked for', async () => {
    expect(await runVerify(['--help'], 'en')).toBe(0)
    expect(said.join('\n')).toContain('--anchor')
  })
})

describe('a file that would take too much', () => {
  const program = (code: string) =>
    new URL(`data:text/javascript,${encodeURIComponent(`import { parentPort } from 'node:worker_threads'\n${code}`)}`)
  const answering = 'const answer = order => parentPort.postMessage({ file: order.file, printable: true });'
  const poolOf = (code: string, timeLimitMs: number, memoryLimitMb = 128) =>
    createVerifyPool({
      ...{ verifier: { anchors: [], policy: 'kiosk-strict' }, threads: 1, timeLimitMs, memoryLimitMb },
      program: program(`${answering} parentPort.on('message', order => { ${code} })`),
    })

  it.each([
    ['time', "if (order.file === 'bad') for (;;);  else answer(order)", 1000, 'time-limit'],
    [
      'memory',
      "if (order.file === 'bad') { const all = []; for (;;) all.push(new Array(1e5).fill({})) } else answer(order)",
      15_000,
      'memory-limit',
    ],
    ['patience', "if (order.file === 'bad') process.exit(3); else answer(order)", 15_000, 'check-broke'],
    ['care', "if (order.file === 'bad') throw new Error('x'); else answer(order)", 15_000, 'check-broke'],
  ])('of %s is a line, and the next file is checked all the same', async (_, code, timeLimitMs, expected) => {
    const pool = poolOf(code, timeLimitMs)
    const lines = await Promise.all(['good', 'bad', 'after'].map(file => pool.check({ file, nowMs: 0 })))
    await pool.close()
    expect(lines[1]).toMatchObject({
      file: 'bad',
      verdict: 'malformed',
      printable: false,
      reasons: [{ code: expected }],
    })
    expect([lines[0], lines[2]]).toEqual([
      { file: 'good', printable: true },
      { file: 'after', printable: true },
    ])
  })
})
