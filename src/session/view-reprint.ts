import type { ScreenContent } from '../contract/kiosk-view.ts'
import { REPRINT_CODE_DIGITS } from '../contract/reprints-api.ts'
import { mayBeAskedAgain } from './stages/bad-print.ts'
import type { Session, StageOf } from './state.ts'

/** What the screen shows of copies that came out badly. */
export function badPrintContent({ settings }: Session, stage: StageOf<'bad-print'>): ScreenContent {
  const { spoilt, copies, step: at } = stage
  return {
    screen: 'bad-print',
    title: spoilt.job.title,
    orderNumber: spoilt.job.orderNumber,
    copies,
    maxCopies: spoilt.copiesDelivered,
    badCopiesGoTo: settings?.badCopiesGoTo ?? null,
    step:
      at.step === 'refused'
        ? { step: 'refused', fault: at.fault, canTryAgain: stage.visitor !== null && mayBeAskedAgain(at.fault) }
        : { step: at.step },
    canEnterCode: stage.visitor !== null,
  }
}

/** What the screen shows of a code of staff that is typed. */
export function enteringContent({ typed, fault, asked }: StageOf<'entering-code'>): ScreenContent {
  return { screen: 'entering-code', typed, digits: REPRINT_CODE_DIGITS, fault, busy: asked !== null }
}
