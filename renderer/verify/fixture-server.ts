import { fault } from '../../src/fault.ts'
import { err, ok } from '../../src/result.ts'
import type { Captcha, House, ShownDocument } from '../../src/verification/api.ts'
import type { FileChecker } from './file-checker.ts'
import { CAPTCHA_PICTURE } from './fixture-captcha.ts'
import { GENUINE } from './fixture-files.ts'
import type { VerificationServer } from './server.ts'

/** Invented facts of a university whose page lies at `site`. */
export const houseAt = (site: string): House => ({
  name: { zh: '示范大学', en: 'Model University' },
  site,
  timeZone: 'Asia/Shanghai',
  anchorsPem: '',
  timestampAnchorsPem: '',
  anchors: [{ name: '示范大学 Root CA', sha256: '0f1e2d3c'.repeat(8), notAfter: '2036-11-22T04:00:00Z' }],
  hasSeal: true,
  helpPhone: '010-0000 0000',
})

const CAPTCHA: Captcha = {
  token: 'a-captcha',
  picture: CAPTCHA_PICTURE,
  digits: 6,
}

export const SHOWN: ShownDocument = {
  title: { zh: '中文成绩单', en: 'Transcript in Chinese' },
  documentNumber: '20261122-8QK4M2TX7RDN',
  nameMasked: { zh: '欧阳*', en: 'O***** N***' },
  numberMasked: '******1234',
  appliedAt: '2026-11-22T03:58:00Z',
  issuedAt: '2026-11-22T04:00:00Z',
  pages: 2,
  sha256: GENUINE.sha256,
  provedSha256: '9ac0ffee'.repeat(8),
  signedDigest: GENUINE.signedDigest,
  ...{ state: 'valid', stateSince: null, reason: null, replacedBy: null, expiresAt: '2027-05-22T15:59:59Z' },
  printed: [
    { copies: 2, at: '2026-11-22T04:03:00Z', place: { zh: '图书馆南门', en: 'Library, south gate' } },
    { copies: 1, at: '2026-11-23T08:30:00Z', place: { zh: '学生中心', en: 'Student centre' } },
  ],
}

/** How a server may behave that nobody has to run. */
export interface FixtureServerOptions {
  /** Whether a captcha ever comes. */
  readonly captcha: 'comes' | 'is-awaited'
  /** What becomes of the question for the file. */
  readonly file: 'comes' | 'is-awaited' | 'fails'
}

const never = new Promise<never>(() => undefined)
const gone = async () => err({ fault: fault('server-unreachable'), status: null })

/** A server that answers from memory; what the fixtures do not ask for is out of reach. */
export function fixtureServer({ captcha, file }: FixtureServerOptions): VerificationServer {
  return {
    captcha: async () => (captcha === 'comes' ? ok(CAPTCHA) : never),
    file: async () => {
      if (file === 'fails') return gone()
      if (file === 'is-awaited') return never
      return ok(new Uint8Array(await (await fetch('./sample.pdf')).arrayBuffer()))
    },
    house: gone,
    spokenCaptcha: gone,
    byCode: gone,
    byTicket: gone,
    byFiles: gone,
    list: gone,
    certificate: gone,
    addressOf: name => `#${name}`,
  }
}

/** Finds every file genuine. */
export const fixtureChecker: FileChecker = { check: async () => ({ check: GENUINE, list: null }) }
