import type { ScreenContent } from '../../src/contract/kiosk-view.ts'

/** Which of the four steps a screen belongs to, and its word in the catalogue. Null before and beside a visit. */
export function stepOf(content: ScreenContent) {
  switch (content.screen) {
    case 'attract':
    case 'out-of-service':
    case 'refused':
    case 'checking-paper':
      return null
    case 'identifying':
      return { step: 1, word: 'step.1' } as const
    case 'choosing':
      return { step: 2, word: 'step.2' } as const
    case 'preparing':
    case 'previewing':
      return { step: 3, word: 'step.3' } as const
    case 'paying':
      return { step: 3, word: 'step.pay' } as const
    case 'printing':
      return { step: 4, word: 'step.4' } as const
    case 'finished':
      return { step: 4, word: 'step.done' } as const
  }
}
