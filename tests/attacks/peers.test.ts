import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SAMPLES } from '../../server/documents/samples.ts'
import { checkPath, hasOpensslJudge } from '../peers/openssl.ts'
import { askPdfsig, hasPdfsig, pdfsigAccepts } from '../peers/pdfsig.ts'
import { askPyhanko, findPyhanko, type PyhankoAnswer, pyhankoAccepts } from '../peers/pyhanko.ts'
import { findSoftHsm, makeToken } from '../peers/softhsm.ts'
import { askVerapdf, findVerapdf, type VerapdfAnswer } from '../peers/verapdf.ts'
import { type IssuedFile, issueByToken, issueProved, issueSamples, renderSamples } from './issued.ts'

/** Programs of other hands judge what the house issues: every kind and edition, keys in files and in a token, B-B to B-LTA. */
const [python, pdfsig, jar, openssl, tokenModule] = await Promise.all([
  findPyhanko(),
  hasPdfsig(),
  findVerapdf(),
  hasOpensslJudge(),
  findSoftHsm(),
])
const folder = mkdtempSync(join(tmpdir(), 'yinzheng-issued-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** One of each language is enough for what does not depend on the page. */
const TWO = SAMPLES.filter(({ name }) => name === 'transcript-zh' || name === 'transcript-en')

const issued: IssuedFile[] = []
let unsigned: string[] = []
beforeAll(async () => {
  issued.push(...(await issueSamples(folder)))
  if (openssl) issued.push(...(await issueProved(folder, TWO)))
  if (tokenModule) {
    const token = await makeToken(tokenModule)
    issued.push(...(await issueByToken(folder, TWO, token)))
    await token.remove()
  }
  if (jar) unsigned = await renderSamples(folder, SAMPLES)
})

const isLater = ({ name }: IssuedFile) => /B-LTA?$/.test(name)

/** The file with one byte of its first page changed. */
function altered({ path }: IssuedFile): string {
  const bytes = readFileSync(path)
  const at = bytes.indexOf('stream') + 40
  bytes[at] = bytes[at]! ^ 1
  const changed = path.replace(/\.pdf$/, '-altered.pdf')
  writeFileSync(changed, bytes)
  return changed
}

describe('what was issued', () => {
  it('is every edition of every kind, and transcripts in both languages', () => {
    expect(TWO).toHaveLength(2)
    expect(issued.length).toBeGreaterThanOrEqual(SAMPLES.length)
  })
})

describe.skipIf(!python)('pyHanko (from PyPI)', () => {
  let answers: PyhankoAnswer[] = []
  beforeAll(async () => {
    answers = await askPyhanko(
      python!,
      issued.map(({ path, anchors }) => ({ file: path, anchors })),
    )
  })

  it('calls every file valid and trusted', () => {
    const refused = answers.filter(answer => !pyhankoAccepts(answer))
    expect(refused).toEqual([])
  })

  it('calls every file untouched, or touched by nothing but proofs', () => {
    const touched = issued.flatMap((file, nth) => {
      const [seal] = answers[nth]!.signatures
      const fine = isLater(file)
        ? seal?.coverage === 'ENTIRE_REVISION' && seal.changes === 'LTA_UPDATES'
        : seal?.coverage === 'ENTIRE_FILE' && seal.changes === 'NONE'
      return fine ? [] : [`${file.name}: ${seal?.coverage} ${seal?.changes}`]
    })
    expect(touched).toEqual([])
  })

  it('agrees that an altered file is not', async () => {
    const changed = issued.slice(0, 3).map(file => ({ file: altered(file), anchors: file.anchors }))
    expect((await askPyhanko(python!, changed)).map(pyhankoAccepts)).toEqual([false, false, false])
  })
})

describe.skipIf(!pdfsig)('pdfsig of poppler', () => {
  it('finds every signature good, and over the total document where nothing follows', async () => {
    const wrong: string[] = []
    for (const file of issued) {
      const { valid, total, text } = await askPdfsig(file.path)
      // It does not know that proofs may follow, and judges no document timestamp.
      const fine = valid === 1 && (isLater(file) || total === 1) && text.includes('ETSI.CAdES.detached')
      if (!fine) wrong.push(`${file.name}: ${text}`)
    }
    expect(wrong).toEqual([])
  })

  it('agrees that an altered file is not', async () => {
    expect(pdfsigAccepts(await askPdfsig(altered(issued[0]!)))).toBe(false)
  })
})

describe.skipIf(!jar)('veraPDF (from Maven Central)', () => {
  const broken = (answers: readonly VerapdfAnswer[]) => answers.filter(({ compliant }) => !compliant)

  it('finds every file to be PDF/A-2a before it is signed', async () => {
    const answers = await askVerapdf(jar!, unsigned)
    expect(answers).toHaveLength(SAMPLES.length)
    expect(broken(answers)).toEqual([])
  })

  it('and after it is signed, at every level', async () => {
    const answers = await askVerapdf(
      jar!,
      issued.map(({ path }) => path),
    )
    expect(answers).toHaveLength(issued.length)
    expect(broken(answers)).toEqual([])
  })
})

describe.skipIf(!openssl)('openssl', () => {
  it('verifies the path of the seal, strictly', async () => {
    const read = (name: string) => readFileSync(join(folder, 'keys', name), 'utf8')
    const path = { signer: read('seal.pem'), untrusted: read('issuing.pem') }
    const roots = readFileSync(issued[0]!.anchors, 'utf8')
    expect(await checkPath({ ...path, roots })).toMatchObject({ isGood: true })
  })
})
