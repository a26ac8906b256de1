import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newBudget } from '../../src/pdf/budget.ts'
import { readCrl } from '../../src/pdf/crl.ts'
import { readOcsp } from '../../src/pdf/ocsp.ts'
import { answerSays, listSays } from '../../src/pdf/revocation-evidence.ts'
import { type OpensslOcsp, startOpensslOcsp } from '../../tests/peers/openssl-ocsp.ts'
import { hasOpenssl } from '../../tests/peers/openssl-tsa.ts'
import { exchange } from './http-exchange.ts'
import { writeOcspRequest } from './ocsp-request.ts'
import { proofEngine } from './proof-engine.ts'
import { provedHouse } from './sample-proved.ts'

const DAY_MS = 24 * 3600 * 1000
const engine = proofEngine()
const certificate = (der: Uint8Array) => engine.certificate(der)
const time = (nowMs: number) => ({ engine, budget: newBudget(), atMs: nowMs, nowMs })
const askCrl = async (crl: Uint8Array, subject: Uint8Array, issuer: Uint8Array, nowMs: number) =>
  listSays(readCrl(crl), certificate(subject), certificate(issuer), time(nowMs))
const askOcsp = async (answer: Uint8Array, subject: Uint8Array, issuer: Uint8Array, nowMs: number) =>
  answerSays(readOcsp(answer), certificate(subject), certificate(issuer), time(nowMs))

describe.skipIf(!(await hasOpenssl()))('what openssl says of a certificate', () => {
  const house = provedHouse(Date.now())
  const { seal, issuing, root } = house
  let service: OpensslOcsp
  let crl: Uint8Array
  let answer: Uint8Array
  const ask = async (method: 'GET' | 'POST', url: string, body?: Uint8Array) => {
    const got = await exchange({ method, url, timeoutMs: 5000, maxBytes: 100_000, ...(body ? { body } : {}) })
    if (!got.ok) throw new Error(got.error.detail)
    return got.value.body
  }
  beforeAll(async () => {
    service = await startOpensslOcsp(house.issuingAuthority, house.rootAuthority)
    crl = await ask('GET', service.crlUrl)
    answer = await ask('POST', service.ocspUrl, writeOcspRequest(seal, issuing))
  })
  afterAll(() => service.stop())

  it('is good, until the list and the answer run out', async () => {
    for (const [what, asked] of [
      [crl, askCrl],
      [answer, askOcsp],
    ] as const) {
      expect(await asked(what, seal, issuing, Date.now())).toBe('good')
      expect(await asked(what, seal, issuing, Date.now() + 2 * DAY_MS)).toBe('not-current')
      expect(await asked(what, seal, issuing, Date.now() - 2 * DAY_MS)).toBe('not-current')
    }
  })

  it('counts for that certificate and under that issuer only', async () => {
    expect(await askCrl(crl, issuing, root, Date.now())).toBe('of-another')
    const namesake = provedHouse(Date.now()).issuing
    expect(await askCrl(crl, seal, namesake, Date.now())).toBe('not-believed')
    expect(await askOcsp(answer, house.responder.certificate, issuing, Date.now())).toBe('of-another')
    expect(await askOcsp(answer, seal, root, Date.now())).toBe('of-another')
  })

  it('is never good with a changed byte in what is signed', async () => {
    for (const [what, asked] of [
      [crl, askCrl],
      [answer, askOcsp],
    ] as const) {
      let tried = 0
      for (let at = 0; at < what.length; at += 3) {
        const changed = what.slice()
        changed[at]! ^= 1
        let said = 'refused'
        try {
          said = await asked(changed, seal, issuing, Date.now())
        } catch {
          said = 'unreadable'
        }
        // A certificate beside the answer is nothing that the issuer's own signature needs.
        const isBeside = asked === askOcsp && at > what.length - 520
        if (!isBeside) expect(said, `byte ${at}`).not.toBe('good')
        tried++
      }
      expect(tried).toBeGreaterThan(60)
    }
  })

  it('is revoked afterwards', async () => {
    await service.revoke(seal)
    expect(await askCrl(await ask('GET', service.crlUrl), seal, issuing, Date.now())).toBe('revoked')
    const after = await ask('POST', service.ocspUrl, writeOcspRequest(seal, issuing))
    expect(await askOcsp(after, seal, issuing, Date.now())).toBe('revoked')
    const tryLater = Uint8Array.of(0x30, 3, 0x0a, 1, 3)
    await expect(askOcsp(tryLater, seal, issuing, Date.now())).rejects.toThrow(/bad-der/)
  })
})
