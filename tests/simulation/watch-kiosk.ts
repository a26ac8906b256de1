import type { KioskView } from '../../src/contract/kiosk-view.ts'
import type { Journal } from './journal.ts'
import type { Kiosk } from './kiosk.ts'

/** Looks at a kiosk from outside: what its screen shows, whose session that is, and what comes out of its printer. */
export function watchKiosk(kiosk: Kiosk, { tell, sheetOut }: Journal): void {
  let screen = 'dark'
  kiosk.station.onView(view => {
    const before = screen
    screen = view?.content.screen ?? 'dark'
    if (screen === 'identifying' && before !== 'identifying') kiosk.owner = kiosk.lastTap
    if (screen === 'attract' || screen === 'out-of-service' || screen === 'dark') kiosk.owner = null
    if (screen !== before) tell(kiosk.name, `shows ${describe(view)}`)
    kiosk.front?.at.look()
  })
  let counted = 0
  kiosk.printer.sim.onChange(() => {
    for (const { jobName, pages, foreign } of kiosk.printer.sim.papers().slice(counted)) {
      counted++
      tell(kiosk.name, `a sheet comes out: ${jobName}, page ${pages.join(' and ')}`)
      if (!foreign) sheetOut({ kiosk, jobName, pages, owner: kiosk.owner, screen })
    }
  })
}

function describe(view: KioskView | null): string {
  if (!view) return 'nothing: it is dark'
  const { content } = view
  const fault = 'fault' in content && content.fault ? ` (${content.fault.code})` : ''
  const money = 'money' in content ? `, money: ${JSON.stringify(content.money)}` : ''
  const order = 'orderNumber' in content ? ` ${content.orderNumber}` : ''
  const copies = 'copiesDelivered' in content ? `, ${content.copiesDelivered} of ${content.copies} copies` : ''
  return `${content.screen}${order}${fault}${copies}${money}`
}
