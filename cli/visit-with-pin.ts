import type { KioskView } from '../src/contract/kiosk-view.ts'
import { type Bilingual, both } from '../src/contract/texts.ts'
import { FAULTS } from '../src/fault.ts'
import type { KioskScreen } from './kiosk-screen.ts'
import { Ended } from './visit-end.ts'

const ANSWER_MS = 60_000
const NOT_SAID = both(
  '这份文件要输入校园卡密码：用 --pin 写明',
  'the document asks for the digits of the campus card: say them with --pin',
)
const WRONG = both('校园卡密码不对', 'these are not the digits of the campus card')
const CLOSED: Readonly<Record<'unset' | 'locked', Bilingual>> = {
  unset: both('还没有设置校园卡密码', 'no digits are set for the campus card'),
  locked: both('校园卡密码已锁定', 'the digits of the campus card are locked'),
}

/** Types the digits that the document asks for. Rejects with `Ended` and why where they open nothing. */
export async function typePin(
  { until, touch }: Pick<KioskScreen, 'until' | 'touch'>,
  pin: string | undefined,
): Promise<void> {
  const asked = pinOf(await until('the digits of the card', view => pinOf(view) !== null, ANSWER_MS))
  if (asked && asked.step !== 'typing') throw new Ended(CLOSED[asked.step])
  if (pin === undefined) throw new Ended(NOT_SAID)
  for (const digit of pin) await touch({ kind: 'type-digit', digit })
  await touch({ kind: 'confirm' })
  const view = await until('whether the digits are right', shown => isAnswered(pinOf(shown)), ANSWER_MS)
  const left = pinOf(view)
  if (left === null) return
  if (left.step !== 'typing') throw new Ended(CLOSED[left.step])
  throw new Ended(left.fault ? FAULTS[left.fault.code].what : WRONG)
}

const pinOf = ({ content }: KioskView) => (content.screen === 'card-pin' ? content.pin : null)

const isAnswered = (pin: ReturnType<typeof pinOf>): boolean =>
  pin === null || pin.step !== 'typing' || pin.isWrong || pin.fault !== null
