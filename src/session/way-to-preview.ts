import type { KioskCommand } from '../contract/kiosk-command.ts'
import type { ScreenName } from '../contract/kiosk-view.ts'

/** Something that a visitor does: holds a card to the reader, chooses a document and its copies, or touches what leads on. */
export type WayAct =
  | { readonly do: 'tap' }
  | { readonly do: 'choose' }
  | { readonly do: 'touch'; readonly command: KioskCommand }

/**
 * What a visitor does on each screen on the way from a free screen to the preview. `passes`: the next screen comes by itself.
 * `end`: the way ends here, at the preview or at a screen that it does not lead over. Who plays a visitor (the acceptance
 * check, the tests, the figures) follows this table by means of its own, so that a screen more is a line here.
 */
export const WAY_TO_PREVIEW: Readonly<Record<ScreenName, readonly WayAct[] | 'passes' | 'end'>> = {
  attract: [{ do: 'tap' }],
  identifying: 'passes',
  'phone-login': 'end',
  collecting: 'end',
  'choosing-register': [{ do: 'touch', command: { kind: 'select-register', index: 0 } }],
  'reading-notice': [{ do: 'touch', command: { kind: 'agree' } }],
  'card-pin': 'end',
  choosing: [{ do: 'choose' }, { do: 'touch', command: { kind: 'preview' } }],
  preparing: 'passes',
  previewing: 'end',
  paying: 'end',
  printing: 'end',
  finished: 'end',
  'bad-print': 'end',
  'handing-over': 'end',
  'entering-code': 'end',
  refused: 'end',
  'checking-paper': 'end',
  'out-of-service': 'end',
}

export const SCREEN_NAMES = Object.keys(WAY_TO_PREVIEW) as ScreenName[]

/** The means of one who plays a visitor. */
export interface WayFollower {
  /** Resolves with the name of the first screen that is `wanted`. Rejects when none comes in time. */
  screen(wanted: (name: ScreenName) => boolean): Promise<ScreenName>
  tap(): Promise<unknown>
  choose(): Promise<unknown>
  touch(command: KioskCommand): Promise<unknown>
}

/** Goes on from the present screen to `goal`. Resolves with the screen where the way ended: `goal`, or a refusal and the like. */
export async function followWay(follower: WayFollower, goal: ScreenName = 'previewing'): Promise<ScreenName> {
  let screen = await follower.screen(stays)
  for (;;) {
    const acts = WAY_TO_PREVIEW[screen]
    if (screen === goal || typeof acts === 'string') return screen
    for (const act of acts) await (act.do === 'touch' ? follower.touch(act.command) : follower[act.do]())
    const left = screen
    screen = await follower.screen(name => name !== left && stays(name))
  }
}

function stays(name: ScreenName): boolean {
  return WAY_TO_PREVIEW[name] !== 'passes'
}
