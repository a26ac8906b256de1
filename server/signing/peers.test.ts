import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unwrap } from '../../src/result.ts'
import { askPyhanko, findPyhanko, pyhankoAccepts } from '../../tests/peers/pyhanko.ts'
import { askVerapdf, findVerapdf } from '../../tests/peers/verapdf.ts'
import { createIssuer } from '../documents/create-issuer.ts'
import { sampleClock } from '../documents/sample-clock.ts'
import { SAMPLE_UNIVERSITY, sampleRequest, sampleSubject } from '../documents/sample-subjects.ts'
import { createDemoAuthority } from './demo-authority.ts'

/** Programs of other hands judge what the house issues. They look at the machine's own time, so the authority is of today. */
const has = (program: string, ...args: string[]) => spawnSync(program, args).status === 0
const [pyhanko, verapdf] = await Promise.all([findPyhanko(), findVerapdf()])

/** Python and Java take their time to start on a busy machine. */
const SLOW = { timeout: 120_000 }
const clock = sampleClock(Date.now)
const dir = mkdtempSync(join(tmpdir(), 'peers-'))
const file = join(dir, 'transcript.pdf')
const altered = join(dir, 'altered.pdf')
const root = join(dir, 'root.pem')

beforeAll(async () => {
  const { signer, anchorsPem } = await createDemoAuthority(join(dir, 'keys'), '印证演示大学', clock)
  const templatesDir = new URL('../../assets/templates', import.meta.url).pathname
  const issuer = createIssuer({
    templatesDir,
    signer,
    anchorsPem,
    university: SAMPLE_UNIVERSITY,
    workers: 1,
    clock,
  })
  const { pdf } = unwrap(await issuer.issue(sampleRequest('transcript', 'zh', sampleSubject())))
  await issuer.close()
  writeFileSync(root, anchorsPem)
  writeFileSync(file, pdf)
  const changed = pdf.slice()
  changed[5000]! ^= 1
  writeFileSync(altered, changed)
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const say = (program: string, ...args: string[]) => {
  const { stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' })
  return stdout + stderr
}

describe.skipIf(!has('pdfsig', '-v'))('pdfsig of poppler', () => {
  it('finds one good signature over the whole document', () => {
    const text = say('pdfsig', '-nocert', file)
    expect(text).toContain('Signature is Valid')
    expect(text).toContain('Total document signed')
    expect(text).toContain('ETSI.CAdES.detached')
    expect(text).not.toContain('Signature #2')
  })

  it('agrees that an altered file is not', () => {
    expect(say('pdfsig', '-nocert', altered)).not.toContain('Signature is Valid')
  })
})

describe.skipIf(pyhanko === null)('pyHanko', () => {
  const judge = async (path: string) => (await askPyhanko(pyhanko!, [{ file: path, anchors: root }]))[0]!

  it('judges the file valid, trusted and untouched', SLOW, async () => {
    const answer = await judge(file)
    expect(pyhankoAccepts(answer), JSON.stringify(answer)).toBe(true)
    expect(answer.signatures).toMatchObject([{ trusted: true, coverage: 'ENTIRE_FILE', changes: 'NONE' }])
  })

  it('agrees that an altered file is not', SLOW, async () => {
    expect(pyhankoAccepts(await judge(altered))).toBe(false)
  })
})

describe.skipIf(!has('openssl', 'version'))('openssl', () => {
  it('verifies the path of the seal', () => {
    const [seal, issuing] = ['seal.pem', 'issuing.pem'].map(name => join(dir, 'keys', name)) as [string, string]
    const text = execFileSync('openssl', ['verify', '-x509_strict', '-CAfile', root, '-untrusted', issuing, seal], {
      encoding: 'utf8',
    })
    expect(text).toContain('OK')
  })
})

describe.skipIf(verapdf === null)('veraPDF', () => {
  it('finds the signed file to be PDF/A-2a', SLOW, async () => {
    const [answer] = await askVerapdf(verapdf!, [file])
    expect(answer?.compliant, answer?.broken.join('; ')).toBe(true)
  })
})
