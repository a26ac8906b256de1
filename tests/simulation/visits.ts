import type { CardUid } from '../../src/contract/ids.ts'
import { type Chance, wholeOf } from './chance.ts'
import type { Faults } from './faults.ts'
import type { SimulatedGateway } from './gateway.ts'
import type { Journal } from './journal.ts'
import type { Kiosk } from './kiosk.ts'
import type { Misfortune } from './misfortune.ts'
import { type Place, standAt, type Visitor } from './people.ts'
import type { VirtualClock } from './virtual-clock.ts'

/** The visitors of a world, one after the other at each kiosk. */
export interface Visits {
  /** These come to `kiosk`; the next waits until the one before has gone. */
  queueAt(kiosk: Kiosk, visitors: readonly Visitor[]): void
  /** How many have come to their end. */
  over(): number
  /** Phones whose owners still mean to do something on them. */
  phonesOpen(): number
}

const READER = [[1, 'garbage']] as const

export interface VisitParts {
  readonly time: VirtualClock
  readonly chance: Chance
  readonly faults: Faults
  readonly gateway: SimulatedGateway
  readonly journal: Journal
  readonly misfortune: Misfortune
}

export function createVisits({ time, chance, faults, gateway, journal, misfortune }: VisitParts): Visits {
  const { tell } = journal
  let over = 0
  let phonesOpen = 0

  const afterOnPhone = (delayMs: number, run: () => void) => {
    phonesOpen++
    let isOpen = true
    const close = () => {
      if (isOpen) phonesOpen--
      isOpen = false
    }
    const callOff = time.after(delayMs, () => {
      close()
      run()
    })
    return () => {
      callOff()
      close()
    }
  }

  const placeAt = (kiosk: Kiosk, visitor: Visitor, gone: () => void): Place => ({
    view: kiosk.station.view,
    owner: () => kiosk.owner,
    tap: () => {
      tell(visitor.name, `holds a card to the reader of ${kiosk.name}`)
      kiosk.lastTap = visitor
      const isGarbage = faults.at(`reader of ${kiosk.name}`, READER)
      if (isGarbage) kiosk.station.reader({ kind: 'card-unreadable', detail: 'checksum' })
      else kiosk.station.reader({ kind: 'card-tapped', uid: visitor.person.cardUid as CardUid })
    },
    touch: command => {
      tell(visitor.name, `touches ${command.kind}${'copies' in command ? ` ${command.copies}` : ''}`)
      kiosk.station.touch(command)
    },
    pay: codeUrl => tell(visitor.name, `pays on the phone: ${gateway.pay(codeUrl)}`),
    after: afterOnPhone,
    chance,
    leave: why => {
      if (kiosk.front?.visitor !== visitor) return
      tell(visitor.name, `leaves: ${why}`)
      kiosk.front = null
      gone()
    },
  })

  const receive = (kiosk: Kiosk, waiting: Visitor[]) => {
    const visitor = waiting.shift()
    if (!visitor) return
    const gone = () => {
      over++
      receive(kiosk, waiting)
    }
    kiosk.lastTap = null
    time.after(wholeOf(chance('arrives', visitor.name), 300, 5_000), () => {
      if (kiosk.isStolen) return gone()
      tell(visitor.name, `comes to ${kiosk.name}`)
      misfortune.visitMoment(kiosk)
      const at = standAt(placeAt(kiosk, visitor, gone), visitor)
      kiosk.front = { visitor, at }
      at.look()
    })
  }
  return {
    queueAt: (kiosk, visitors) => receive(kiosk, [...visitors]),
    over: () => over,
    phonesOpen: () => phonesOpen,
  }
}
