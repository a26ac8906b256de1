import type { ScreenContent, ScreenName } from '../../src/contract/kiosk-view.ts'
import type { KioskWords } from '../../src/words/languages.ts'
import type { WordKey } from '../../src/words/reader.ts'

interface Step {
  readonly step: 1 | 2 | 3 | 4
  readonly word: WordKey<Pick<KioskWords, 'step'>>
}

/** Which of the four steps a screen belongs to, and its word in the catalogue. Null before and beside a visit. */
const STEPS: Readonly<Record<ScreenName, Step | null>> = {
  attract: null,
  'out-of-service': null,
  refused: null,
  'checking-paper': null,
  identifying: { step: 1, word: 'step.1' },
  'phone-login': { step: 1, word: 'step.login' },
  collecting: { step: 1, word: 'step.collect' },
  'choosing-register': { step: 1, word: 'step.1' },
  'reading-notice': { step: 1, word: 'step.notice' },
  choosing: { step: 2, word: 'step.2' },
  'card-pin': { step: 2, word: 'step.2' },
  preparing: { step: 3, word: 'step.3' },
  previewing: { step: 3, word: 'step.3' },
  paying: { step: 3, word: 'step.pay' },
  printing: { step: 4, word: 'step.4' },
  finished: { step: 4, word: 'step.done' },
  'handing-over': { step: 4, word: 'step.done' },
  'bad-print': { step: 4, word: 'step.done' },
  'entering-code': { step: 2, word: 'step.2' },
}

/** How far a visit has come with this screen; null before and beside a visit. Who is known already has tapped their card. */
export const stepOf = (content: ScreenContent): Step | null =>
  content.screen === 'identifying' && content.means === 'known' ? STEPS.choosing : STEPS[content.screen]
