import { randomBytes } from 'node:crypto'
import { randomId } from '../../server/ground/random-id.ts'
import { createSealedTokens } from '../../server/ground/sealed-token.ts'
import type { Store } from '../../server/ground/store/store.ts'
import {
  type BrowserLogins,
  createBrowserLogins,
  type ReturnedLogin,
} from '../../server/identity/logins/browser-logins.ts'
import { createKioskLogins } from '../../server/identity/logins/kiosk-logins.ts'
import type { LoginClaim } from '../../server/identity/logins/login-claim.ts'
import { createLoginCodes } from '../../server/identity/logins/login-code.ts'
import { createSecretKeeper } from '../../server/identity/logins/login-secrets.ts'
import type { LoginWay } from '../../server/identity/ways/way.ts'
import type { PersonId } from '../../server/records/records.ts'
import { fakeClock } from '../../src/fake-clock.ts'

const BASE = 'https://print.example.edu.cn'

/** Logins over a store with one kiosk in it. */
export async function createLoginWorld({ db }: Store) {
  const clock = fakeClock()
  const terminalId = randomId()
  const place = { name_zh: '三号机', name_en: 'Kiosk 3', place_zh: '图书馆', place_en: 'Library' }
  const terminal = { ...place, public_key: terminalId, state: 'active', enrolled_at: new Date(clock.now()) } as const
  await db
    .insertInto('terminal')
    .values({ ...terminal, terminal_id: terminalId })
    .execute()
  const codes = createLoginCodes(randomBytes(32))
  const kiosk = createKioskLogins({ db, clock, codes, publicBaseUrl: BASE })
  const browsers = createBrowserLogins({
    ...{ db, clock, keeper: createSecretKeeper(createSealedTokens(randomBytes(32))) },
    backUrlOf: (way, loginId) => `${BASE}/auth/${way}/back/${loginId}`,
  })
  const claim: LoginClaim = {
    personIds: ['person-1' as PersonId],
    proof: { way: 'cas', atMs: clock.now() },
    providerSession: null,
  }
  /** A login that a kiosk shows, with the id that stands in its code. */
  const show = async () => {
    const begun = await kiosk.begin(terminalId)
    return { ...begun, id: begun.url.slice(`${BASE}/q/`.length) }
  }
  /** The same as far as the digits on the phone. */
  const claimed = async () => {
    const shown = await show()
    const phone = await browsers.goOn({ loginId: shown.id, browser: null }, 'cas')
    if (typeof phone === 'string') throw new Error(phone)
    const back = await takeBack(browsers, phone.browser, 'cas', shown.id)
    if (!back || !(await browsers.claim(back.loginKey, claim))) throw new Error('not claimed')
    return { ...shown, browser: phone.browser, loginKey: back.loginKey, code: codes.of(back.loginKey) }
  }
  return { clock, terminalId, kiosk, browsers, codes, claim, show, claimed }
}

/** What came back to a browser, as an answer to its login; null where it is none. */
export async function takeBack(
  browsers: BrowserLogins,
  browser: string,
  way: LoginWay,
  loginId: string | null = null,
): Promise<ReturnedLogin | null> {
  const taken = await browsers.takeBack(browser, way, { loginId, isAnswer: () => true })
  return taken && 'foreign' in taken ? null : taken
}
