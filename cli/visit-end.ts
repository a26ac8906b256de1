import type { KioskView } from '../src/contract/kiosk-view.ts'
import { type Bilingual, both } from '../src/contract/texts.ts'
import type { KioskScreen } from './kiosk-screen.ts'

/** The visit ends without paper, and says why. */
export class Ended extends Error {
  readonly why: Bilingual
  /** It was broken off: what became of it stands on no screen. */
  readonly isBroken: boolean
  constructor(why: Bilingual, isBroken = false) {
    super(why.en)
    this.why = why
    this.isBroken = isBroken
  }
}

const GONE = both(
  '自助机程序重新启动了，这次办理已不在屏幕上',
  'the station was started again, and the visit is gone from its screen',
)

/**
 * The screen of one visit: where its station is started again and shows the visit no more, whatever waits for the visit ends. One that the
 * station takes up again goes on.
 */
export function endsWithStation(
  screen: KioskScreen,
): Pick<KioskScreen, 'touch' | 'previewFile' | 'until' | 'screen'> & { begin(): void } {
  let before = screen.breaks()
  const isGone = ({ content }: KioskView) =>
    screen.breaks() > before && (content.screen === 'attract' || content.screen === 'out-of-service')
  const here = () => {
    if (isGone(screen.view())) throw new Ended(GONE, true)
  }
  const until: KioskScreen['until'] = async (what, holds, withinMs) => {
    const view = await screen.until(what, now => isGone(now) || holds(now), withinMs)
    here()
    return view
  }
  return {
    until,
    begin: () => {
      before = screen.breaks()
    },
    touch: async command => {
      await screen.touch(command)
      here()
    },
    previewFile: async documentId => {
      const file = await screen.previewFile(documentId)
      here()
      return file
    },
    screen: async wanted => {
      const view = await until('the next screen', ({ content }) => wanted(content.screen), SCREEN_WITHIN_MS)
      return view.content.screen
    },
  }
}

const SCREEN_WITHIN_MS = 60_000
