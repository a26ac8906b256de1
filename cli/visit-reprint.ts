import { type Bilingual, both } from '../src/contract/texts.ts'
import { FAULTS } from '../src/fault.ts'
import type { KioskScreen } from './kiosk-screen.ts'
import type { ReceivedCopy } from './received.ts'

/** What came of copies that the visitor has called bad. */
export interface ReprintReport {
  /** Of the reprint; null where it was refused. */
  readonly orderNumber: string | null
  readonly copies: { readonly wanted: number; readonly delivered: number }
  readonly sheetsDelivered: number
  /** Why it was not printed again, in the words and the language of the screen; null when it was. */
  readonly why: string | null
  /** What the printer says it received for it; null when it can't be asked. */
  readonly received: readonly ReceivedCopy[] | null
}

/** The same, as it is told in any language. */
export type ToldReprint = Omit<ReprintReport, 'received' | 'why'> & { readonly why: Bilingual | null }

export const NOT_EVERY_COPY = both('不是每一份都出来了', 'not every copy came out')
const ANSWER_MS = 60_000
const PAPER_MS = 600_000

/** Calls `wanted` copies of the order on the last screen bad, and sees what comes of it. Ends on the last screen again, or on a refusal. */
export async function tellBadCopies(
  screen: Pick<KioskScreen, 'until'>,
  touch: KioskScreen['touch'],
  wanted: number,
): Promise<ToldReprint> {
  await touch({ kind: 'bad-print' })
  await screen.until('the question about bad copies', ({ content }) => content.screen === 'bad-print', ANSWER_MS)
  for (let copies = 2; copies <= wanted; copies++) await touch({ kind: 'set-copies', copies })
  await touch({ kind: 'confirm' })
  const { content } = await screen.until(
    'the reprint or its refusal',
    ({ content: now }) =>
      (now.screen === 'finished' && now.reprint !== null && now.freeCopiesLeft !== null) ||
      (now.screen === 'bad-print' && now.step.step === 'refused'),
    ANSWER_MS + PAPER_MS,
  )
  const nothing = { orderNumber: null, copies: { wanted, delivered: 0 }, sheetsDelivered: 0 }
  if (content.screen === 'bad-print' && content.step.step === 'refused')
    return { ...nothing, why: FAULTS[content.step.fault.code].what }
  if (content.screen !== 'finished') throw new Error(`the screen went to ${content.screen}`)
  const { orderNumber, copiesDelivered: delivered, sheetsDelivered, fault } = content
  const why = delivered === wanted ? null : fault ? FAULTS[fault.code].what : NOT_EVERY_COPY
  return { orderNumber, copies: { wanted, delivered }, sheetsDelivered, why }
}
