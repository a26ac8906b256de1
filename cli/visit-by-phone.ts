import type { ScreenContent } from '../src/contract/kiosk-view.ts'
import { both } from '../src/contract/texts.ts'
import { FAULTS } from '../src/fault.ts'
import type { KioskScreen } from './kiosk-screen.ts'
import { Ended } from './visit-end.ts'
import type { VisitWishes } from './visit-wishes.ts'

type Login = Extract<ScreenContent, { screen: 'phone-login' }>['login']

const ANSWER_MS = 60_000
/** As long as a person may take who logs in by hand. */
const PERSON_MS = 600_000

const NO_PHONE = both(
  '这台自助机没有手机登录：服务器的 identity.ways 里没有登录方式',
  'this kiosk has no login by phone: the server has no way in under identity.ways',
)
const BY_HAND = (number: string) =>
  both(
    `请用手机扫屏幕上的二维码，以 ${number} 登录，再把手机上的数字输到屏幕上`,
    `scan the code on the screen with a phone, log in as ${number}, and type the digits of the phone on the screen`,
  )

/**
 * Logs in at the kiosk with a phone: asks for a code, has the phone go on with it, types its digits. Resolves when the kiosk knows who it is,
 * or shows why not.
 */
export async function logInByPhone(
  kiosk: Pick<KioskScreen, 'until' | 'touch'>,
  { number, digitsOf }: NonNullable<VisitWishes['phone']>,
  askPerson: VisitWishes['askPerson'],
): Promise<void> {
  /** Waits for a point of the login; null when the kiosk has gone on from it. */
  const point = async <Step extends Login['step']>(wanted: Step | null, withinMs = ANSWER_MS) => {
    const { content } = await kiosk.until(
      wanted ?? 'the end of the login',
      view => {
        if (view.content.screen !== 'phone-login') return view.content.screen !== 'attract'
        const { login } = view.content
        return login.step === wanted || whyOver(login) !== null
      },
      withinMs,
    )
    if (content.screen !== 'phone-login') return null
    const why = whyOver(content.login)
    if (why) throw new Ended(why)
    return content.login as Extract<Login, { step: Step }>
  }

  const { content: free } = await kiosk.until('a free screen', one => one.content.screen === 'attract', ANSWER_MS)
  if (free.screen === 'attract' && !free.phoneLogin) throw new Ended(NO_PHONE)
  await kiosk.touch({ kind: 'phone-login' })
  const shown = await point('showing')
  if (!shown) return
  if (!digitsOf) {
    askPerson?.(BY_HAND(number))
    await point(null, PERSON_MS)
    return
  }
  const digits = await digitsOf(shown.url)
  await point('code-wanted')
  for (const digit of digits) await kiosk.touch({ kind: 'type-digit', digit })
  await kiosk.touch({ kind: 'confirm' })
  await point(null)
}

/** Why a login comes to nothing; null while it may lead to somebody. */
function whyOver(login: Login) {
  switch (login.step) {
    case 'over':
      return both(`手机登录没有成功（${login.why}）`, `the login by phone came to nothing (${login.why})`)
    case 'paused':
      return both('没有人扫二维码', 'nobody scanned the code')
    case 'cannot-begin':
      return FAULTS[login.fault.code].what
    case 'code-wanted':
      return login.fault === null ? null : FAULTS[login.fault.code].what
    default:
      return null
  }
}
