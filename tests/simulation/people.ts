import type { SamplePerson } from '../../demo/university/people.ts'
import type { KioskCommand } from '../../src/contract/kiosk-command.ts'
import type { KioskView, ScreenName } from '../../src/contract/kiosk-view.ts'
import { SCREEN_NAMES } from '../../src/session/way-to-preview.ts'
import { type Chance, pickOf, wholeOf } from './chance.ts'
import type { Payers, Paying } from './paying.ts'

/** What a visitor means to do. */
export interface VisitPlan {
  readonly copies: number
  readonly offer: number
  readonly paying: Paying
  /** Walks away at this screen; null for those who stay to the end. */
  readonly leavesAt: ScreenName | null
  readonly touchesEverything: boolean
  /** How long a standing printer is waited for, in ms. */
  readonly patienceMs: number
}

export interface Visitor {
  readonly name: string
  readonly person: SamplePerson
  readonly plan: VisitPlan
}

/** `payers` as the weather of the world has them. */
export function visitorOf(
  chance: Chance,
  nth: number,
  person: SamplePerson,
  { areOdd, payers = [] }: { readonly areOdd: boolean; readonly payers?: Payers },
): Visitor {
  const draw = (what: string) => chance('visitor', nth, what)
  const isOdd = areOdd && draw('odd') < 0.35
  const isDrawn = areOdd && payers.length > 0 && draw('drawn') < 0.7
  return {
    name: `visitor ${nth}`,
    person,
    plan: {
      copies: pickOf(draw('copies'), [
        [2, 1],
        [2, 2],
        [3, 3],
        [2, 4],
        [2, 5],
        [1, 7],
        [1, 8],
      ] as const),
      offer: pickOf(draw('offer'), [
        [5, 0],
        [3, 1],
        [2, 2],
      ] as const),
      paying: pickOf(
        draw('paying'),
        isDrawn
          ? payers
          : isOdd
            ? ([
                [2, 'slowly'],
                [2, 'twice'],
                [2, 'never'],
                [2, 'late'],
                [2, 'from outside'],
                [2, 'after going back'],
                [1, 'free only'],
              ] as const)
            : ([[1, 'soon']] as const),
      ),
      leavesAt:
        isOdd && draw('leaves') < 0.4 ? SCREEN_NAMES[wholeOf(draw('where'), 0, SCREEN_NAMES.length - 1)]! : null,
      touchesEverything: isOdd && draw('touches') < 0.3,
      patienceMs: wholeOf(draw('patience'), 5_000, 200_000),
    },
  }
}

/** Where a visitor stands, and what hands can do there. */
export interface Place {
  view(): KioskView | null
  /** Whose session the screen shows; null when nobody's. */
  owner(): Visitor | null
  tap(): void
  touch(command: KioskCommand): void
  pay(codeUrl: string): void
  /** Calls `run` after `delayMs`. Returns a function that calls it off. */
  after(delayMs: number, run: () => void): () => void
  chance: Chance
  leave(why: string): void
}

/** Somebody at a kiosk: looks at the screen, thinks, and does something; `look` is to be called whenever the screen has changed. */
export interface PersonAtKiosk {
  look(): void
}

const RANDOM_TOUCHES: readonly KioskCommand[] = [
  { kind: 'start' },
  { kind: 'preview' },
  { kind: 'confirm' },
  { kind: 'back' },
  { kind: 'finish' },
  { kind: 'give-up' },
  { kind: 'print-free-only' },
  { kind: 'print-receipt' },
  { kind: 'stay' },
  { kind: 'set-copies', copies: 2 },
  { kind: 'select-offer', index: 1 },
]

export function standAt(place: Place, visitor: Visitor): PersonAtKiosk {
  const { plan } = visitor
  let seen = ''
  let callOff = () => {}
  let taps = 0
  let refusals = 0
  let hadSession = false
  let thoughts = 0
  let payments = 0

  const then = (delayMs: number, act: () => void) => {
    callOff()
    callOff = place.after(delayMs, act)
  }
  const thinkMs = (low: number, high: number) => wholeOf(place.chance(visitor.name, 'thinks', ++thoughts), low, high)
  const leave = (why: string) => {
    callOff()
    place.leave(why)
  }

  const pay = (codeUrl: string) => {
    if (payments++ > 0) return
    const times = plan.paying === 'twice' ? 2 : 1
    for (let nth = 0; nth < times; nth++) place.after(nth * 1_500, () => place.pay(codeUrl))
  }

  const decide = (view: KioskView | null) => {
    if (!view || view.content.screen === 'out-of-service') {
      return then(thinkMs(30_000, 90_000), () => leave('the machine does not work'))
    }
    const { content } = view
    if (content.screen === 'attract') {
      if (hadSession || taps >= 3) return then(thinkMs(500, 4_000), () => leave('done'))
      return then(thinkMs(800, 6_000), () => {
        taps++
        place.tap()
        seen = ''
        // A tap that leads nowhere is tried again.
        callOff = place.after(8_000, look)
      })
    }
    if (place.owner() !== visitor) {
      return then(thinkMs(20_000, 90_000), () => leave('somebody else is on the screen'))
    }
    hadSession = true
    if (content.screen === plan.leavesAt)
      return then(thinkMs(500, 5_000), () => leave(`walks away at ${content.screen}`))
    if (view.asking) return then(thinkMs(1_000, 8_000), () => place.touch({ kind: 'stay' }))
    if (plan.touchesEverything) {
      const touch = RANDOM_TOUCHES[thinkMs(0, RANDOM_TOUCHES.length - 1)]!
      place.after(thinkMs(100, 900), () => place.touch(touch))
    }
    switch (content.screen) {
      case 'reading-notice':
        return content.busy ? undefined : then(thinkMs(2_000, 8_000), () => place.touch({ kind: 'agree' }))
      case 'choosing':
        return then(thinkMs(1_500, 6_000), () => {
          const offer = content.offers[plan.offer]?.unavailable === null ? plan.offer : 0
          place.touch({ kind: 'select-offer', index: offer })
          place.touch({ kind: 'set-copies', copies: Math.min(plan.copies, content.maxCopies) })
          place.touch({ kind: 'preview' })
        })
      case 'previewing':
        if (content.busy) return undefined
        return then(thinkMs(1_500, 6_000), () => place.touch({ kind: 'confirm' }))
      case 'paying':
        return content.phase === 'closing' ? undefined : atTheCode(content.codeUrl)
      case 'printing':
        if (!content.stalled || content.stopping) return undefined
        return then(plan.patienceMs, () => place.touch({ kind: 'give-up' }))
      case 'finished':
        return then(thinkMs(3_000, 9_000), () => {
          // Printed only where it is offered: once the server has settled the order.
          place.touch({ kind: 'print-receipt' })
          place.touch({ kind: 'finish' })
          leave('has finished')
        })
      case 'refused':
        refusals++
        return then(thinkMs(2_000, 8_000), () => {
          place.touch({ kind: content.canGoBack && refusals < 2 ? 'back' : 'finish' })
          if (refusals >= 2) leave('gives up')
        })
      case 'checking-paper':
        return then(2_000, () => place.touch({ kind: 'finish' }))
      default:
        return undefined
    }
  }

  const atTheCode = (codeUrl: string) => {
    switch (plan.paying) {
      case 'soon':
      case 'twice':
        return then(thinkMs(3_000, 15_000), () => pay(codeUrl))
      case 'slowly':
        return then(thinkMs(40_000, 200_000), () => pay(codeUrl))
      case 'never':
        return then(thinkMs(5_000, 40_000), () => place.touch({ kind: 'back' }))
      case 'free only':
        return then(thinkMs(3_000, 10_000), () => place.touch({ kind: 'print-free-only' }))
      case 'after going back':
        return then(thinkMs(2_000, 12_000), () => {
          place.touch({ kind: 'back' })
          place.after(thinkMs(500, 90_000), () => pay(codeUrl))
        })
      case 'late':
        place.after(thinkMs(240_000, 700_000), () => pay(codeUrl))
        return then(thinkMs(2_000, 20_000), () => leave('walks away with the code on the phone'))
      case 'from outside':
        place.after(thinkMs(4_000, 60_000), () => pay(codeUrl))
        return then(thinkMs(1_000, 4_000), () => leave('walks away with the code on the phone'))
    }
  }

  const look = () => {
    const view = place.view()
    const now = view ? lookOf(view) : 'dark'
    if (now === seen) return
    seen = now
    decide(view)
  }
  return { look }
}

/** What somebody notices of a screen. */
function lookOf({ content, asking }: KioskView): string {
  const phase = 'phase' in content ? content.phase : ''
  const busy = 'busy' in content ? content.busy : ''
  const stalled = 'stalled' in content ? `${content.stalled?.code} ${content.stopping}` : ''
  return [content.screen, asking, phase, busy, stalled].join(' ')
}
