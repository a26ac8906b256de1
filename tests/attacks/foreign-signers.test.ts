import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findPyhanko, signWithPyhanko } from '../peers/pyhanko.ts'
import { transcript } from './document.ts'
import { judge, POLICIES } from './judge.ts'
import { firstRevision } from './pdf-writer.ts'
import { anchors, DAY_MS, type PartyName, party } from './pki.ts'
import { crl } from './revocation.ts'
import { pemOf } from './x509.ts'

/** Files that other programs sign must pass as ours do: nobody writes a PDF twice alike. */
const python = await findPyhanko()
const folder = mkdtempSync(join(tmpdir(), 'yinzheng-foreign-'))
const nowMs = Date.now()

function place(name: string, by: PartyName): void {
  const { certificate, above, key } = party(by)
  writeFileSync(join(folder, `${name}.pem`), pemOf(certificate, ...above))
  writeFileSync(join(folder, `${name}.key`), key.pem ?? '')
}

const LATER = /^(?:b-lt|stamped|two|three)/
const LEVELS = new Map([
  ['b-b', 'B-B'],
  ['pkcs7', 'legacy'],
  ['b-t', 'B-T'],
  ['b-lt', 'B-LT'],
  ['b-lta', 'B-LTA'],
  ['b-lta-renewed', 'B-LTA'],
])

describe.skipIf(!python)('what pyHanko signs', () => {
  let names: string[] = []
  beforeAll(async () => {
    place('first', 'p256')
    place('second', 'rsa')
    place('tsa', 'tsa-rsa')
    writeFileSync(join(folder, 'anchors.pem'), pemOf(...anchors()))
    for (const by of ['root-ec', 'issuing-ec', 'root-rsa', 'issuing-rsa'] as const) {
      const list = crl({ issuer: party(by), thisUpdateMs: nowMs - DAY_MS, nextUpdateMs: nowMs + DAY_MS })
      writeFileSync(join(folder, `${by}.crl`), list)
    }
    writeFileSync(join(folder, 'table.pdf'), firstRevision({ objects: transcript() }).bytes)
    const packed = { xref: 'stream', packed: [1, 2, 3, 5] } as const
    writeFileSync(join(folder, 'stream.pdf'), firstRevision({ objects: transcript(), ...packed }).bytes)
    names = await signWithPyhanko(python!, folder)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const fileOf = (name: string) => new Uint8Array(readFileSync(join(folder, `${name}.pdf`)))

  it.each(POLICIES)('is accepted under %s', async policy => {
    expect(names.length).toBeGreaterThanOrEqual(20)
    const wrong: string[] = []
    for (const name of names) {
      const { verdict, printable, reasons } = await judge({ pdf: fileOf(name), nowMs }, policy)
      const wanted = LATER.test(name) ? 'valid-with-later-permitted-change' : 'valid'
      if (verdict !== wanted || !printable) wrong.push(`${name}: ${verdict} ${JSON.stringify(reasons)}`)
    }
    expect(wrong).toEqual([])
  })

  it.each([...LEVELS])('%s is reported as %s', async (name, level) => {
    const { signatures } = await judge({ pdf: fileOf(name), nowMs }, 'public')
    expect(signatures.map(one => one.level)).toEqual([level])
  })
})
