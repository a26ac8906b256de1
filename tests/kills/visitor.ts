import { payOnPhone } from '../../cli/phone.ts'
import type { KioskView } from '../../src/contract/kiosk-view.ts'
import type { KillHouse } from './house.ts'

/** How somebody visits: for so many copies, and whether the paper jams under way, which they do not wait for. */
export interface VisitWishes {
  readonly card: string
  readonly copies: number
  /** The copy at which the paper jams; null: it does not. */
  readonly jamAtCopy: number | null
  /** Whether they scan the code at once, or only when the machine shows it once more. */
  readonly paysAtOnce: boolean
}

/** Somebody who stands before the kiosk from the card to the slip, whatever happens to the kiosk meanwhile. */
export interface Visitor {
  /** Looks at the screen of the station that runs now, and acts, until that station is gone or the visit is over. */
  standAt(): Promise<void>
  /** The machine has been killed and has come back: who has waited with the payment pays now. */
  breakIsOver(): void
  hasLeft(): boolean
  /** Goes away, wherever the visit is. */
  leave(): void
}

const FOREVER_MS = 3_600_000

export function createVisitor(house: KillHouse, wishes: VisitWishes): Visitor {
  const { trail, dock } = house
  const did = new Set<string>()
  let hasLeft = false
  let isBroken = false
  let hasBegun = false
  let lifeOfCard: number | undefined

  /** Once in the visit, or once in the life of a station where its number is in the name. */
  const once = async (what: string, act: () => Promise<unknown>) => {
    if (did.has(what)) return
    did.add(what)
    await act()
  }
  const see = async ({ content }: KioskView) => {
    const { touch } = await house.screen()
    const life = house.station.pid()
    if (did.has('card') && !['attract', 'out-of-service'].includes(content.screen)) hasBegun = true
    switch (content.screen) {
      case 'attract':
        // The same screen may be shown anew before the card is heard.
        if (did.has('card')) hasLeft = hasBegun || life !== lifeOfCard
        lifeOfCard ??= life
        await once('card', () => dock.act('/tap', { uid: wishes.card }))
        return
      case 'reading-notice':
        if (!content.busy) await touch({ kind: 'agree' })
        return
      case 'choosing': {
        const index = content.offers.findIndex(offer => offer.kind === 'transcript' && offer.edition === 'zh')
        await once('choice', async () => {
          await touch({ kind: 'select-offer', index })
          await touch({ kind: 'set-copies', copies: wishes.copies })
          await touch({ kind: 'preview' })
        })
        return
      }
      case 'previewing':
        if (content.busy) return
        if (content.fault) return void (await once(`gives up ${life}`, () => touch({ kind: 'finish' })))
        await once('order', async () => {
          await trail.pass('the touch that orders')
          await touch({ kind: 'confirm' })
        })
        return
      case 'paying':
        if (content.phase !== 'showing-code' || (!wishes.paysAtOnce && !isBroken)) return
        await once('payment', async () => {
          await payOnPhone(house.gateway, content.codeUrl)
          await trail.pass('the phone has paid')
        })
        return
      case 'printing':
        if (content.stalled && wishes.jamAtCopy !== null)
          await once(`does not wait ${life}`, async () => {
            await trail.pass('the touch that gives up')
            await touch({ kind: 'give-up' })
          })
        return
      case 'finished':
        if (wishes.jamAtCopy !== null) await once('clears the jam', () => dock.act('/printer/clear-jam', {}))
        if (content.freeCopiesLeft === null) return
        if (content.receipt === 'offered')
          return void (await once(`slip ${life}`, () => touch({ kind: 'print-receipt' })))
        if (content.receipt === 'printing') return
        await trail.pass('the slip is out')
        await once(`leaves ${life}`, () => touch({ kind: 'finish' }))
        return
      case 'refused':
        await once(`is refused ${life}`, () => touch({ kind: 'finish' }))
        return
      default:
    }
  }
  return {
    hasLeft: () => hasLeft,
    leave: () => {
      hasLeft = true
    },
    breakIsOver: () => {
      isBroken = true
    },
    standAt: async () => {
      const pid = house.station.pid()
      const isGone = () => house.station.pid() !== pid || pid === undefined
      let last: KioskView | null = null
      while (!isGone() && !hasLeft) {
        try {
          const screen = await house.screen()
          const before = last
          last = await screen.until('another view', view => isGone() || view !== before, FOREVER_MS)
          if (!isGone() && !hasLeft) await see(last)
        } catch (error) {
          // Touched in the moment in which the station was killed.
          if (!isGone()) throw error
        }
      }
    },
  }
}
