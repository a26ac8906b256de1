import type { ScreenContent } from '../src/contract/kiosk-view.ts'
import { both } from '../src/contract/texts.ts'
import { FAULTS } from '../src/fault.ts'
import type { KioskScreen } from './kiosk-screen.ts'
import { Ended } from './visit-end.ts'

type Handover = Extract<ScreenContent, { screen: 'handing-over' }>['handover']

/** What a phone does with the code of a kiosk. */
export interface TakingPhone {
  /** Opens the address and presses the button; resolves with the digits that it shows then. */
  ask(url: string): Promise<string>
  /** The file, once it was given. */
  take(): Promise<{ readonly bytes: number; readonly sha256: string }>
}

/** The file on the phone, as the line of a visit tells it. */
export interface TakenAlong {
  /** What stood in the code on the screen. */
  readonly url: string
  readonly bytes: number
  readonly sha256: string
}

const ANSWER_MS = 60_000
const NOT_OFFERED = both(
  '屏幕上没有“存到手机”：这种文件只发纸质，或服务器不在',
  'the screen does not offer to take the file along: it is on paper alone, or the server is away',
)

/** Takes the file along from the last screen: compares the digits of the phone with those of the kiosk. Ends on the screen that says it is given. */
export async function takeAlong(
  screen: Pick<KioskScreen, 'until'>,
  touch: KioskScreen['touch'],
  isOffered: boolean,
  phone: TakingPhone,
): Promise<TakenAlong> {
  if (!isOffered) throw new Ended(NOT_OFFERED)
  const at = async <Step extends Handover['step']>(step: Step) => {
    const { content } = await screen.until(
      `the ${step} of the handover`,
      ({ content: now }) =>
        now.screen === 'handing-over' && (now.handover.step === step || whyNot(now.handover) !== null),
      ANSWER_MS,
    )
    const { handover } = content as Extract<ScreenContent, { screen: 'handing-over' }>
    const why = whyNot(handover)
    if (why) throw new Ended(why)
    return handover as Extract<Handover, { step: Step }>
  }
  await touch({ kind: 'take-along' })
  const { url } = await at('showing')
  const digits = await phone.ask(url)
  const asked = await at('asked')
  if (asked.digits !== digits) throw new Ended(both('手机和终端的数字不同', 'phone and kiosk show different digits'))
  await touch({ kind: 'confirm' })
  await at('given')
  return { url, ...(await phone.take()) }
}

function whyNot(handover: Handover) {
  if (handover.step === 'cannot-begin') return FAULTS[handover.fault.code].what
  return handover.step === 'over' ? both('二维码已失效', 'the code for the phone is over') : null
}
