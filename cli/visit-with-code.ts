import { both } from '../src/contract/texts.ts'
import { FAULTS } from '../src/fault.ts'
import type { KioskScreen } from './kiosk-screen.ts'
import { Ended } from './visit-end.ts'
import type { VisitWishes } from './visit-wishes.ts'

const ANSWER_MS = 60_000
const NO_PICKUPS = both('这台自助机不能用取件码', 'nothing is collected with a code at this kiosk')

/** Types a code of collection. Resolves when the kiosk knows what it stands for; rejects with `Ended` and what the screen says where it does not. */
export async function collectWithCode(
  { until, touch }: Pick<KioskScreen, 'until' | 'touch'>,
  code: string,
  language: VisitWishes['language'],
): Promise<void> {
  const free = await until('a free screen', view => view.content.screen === 'attract', ANSWER_MS)
  if (free.content.screen === 'attract' && !free.content.pickups) throw new Ended(NO_PICKUPS)
  if (language !== free.language) await touch({ kind: 'set-language', language })
  await touch({ kind: 'collect' })
  for (const digit of code) await touch({ kind: 'type-digit', digit })
  await touch({ kind: 'confirm' })
  const { content } = await until(
    'what the code stands for',
    ({ content: shown }) => shown.screen !== 'collecting' || shown.fault !== null,
    ANSWER_MS,
  )
  if (content.screen === 'collecting' && content.fault) throw new Ended(FAULTS[content.fault.code].what)
}

/** Chooses copies at the preview, where there was no choice before it. */
export async function chooseCopiesHere(
  { view, touch }: Pick<KioskScreen, 'view' | 'touch'>,
  copies: number,
): Promise<void> {
  const { content } = view()
  if (content.screen !== 'previewing' || !content.copiesHere) return
  for (let chosen = content.quote.copies + 1; chosen <= copies; chosen++)
    await touch({ kind: 'set-copies', copies: chosen })
}
