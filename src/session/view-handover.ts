import type { ScreenContent } from '../contract/kiosk-view.ts'
import type { Handover } from './handing-over.ts'
import { hostOf } from './host-of.ts'
import type { StageOf } from './state.ts'

type Shown = Extract<ScreenContent, { screen: 'handing-over' }>['handover']

/** What the screen shows of a file that goes to the visitor's phone. */
export function handingOverContent({ handover, behind }: StageOf<'handing-over'>): ScreenContent {
  return { screen: 'handing-over', title: behind.job.title, handover: shownOf(handover) }
}

function shownOf(handover: Handover): Shown {
  if (handover.step === 'opening') return { step: 'opening' }
  if (handover.step !== 'open') return handover
  const { at, silent } = handover
  return at.state === 'shown'
    ? { step: 'showing', url: at.url, host: hostOf(at.url), silent }
    : { step: 'asked', digits: at.digits, silent, busy: at.giving }
}
