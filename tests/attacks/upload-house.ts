import { systemClock } from '../../native/system-clock.ts'
import { openHouseStore } from '../peers/house-store.ts'
import { startVerificationWorld } from '../peers/verification-world.ts'

/**
 * Public verification in a process of its own, so that what it holds can be measured: tells its address, and for each message how much
 * memory it has, in MB. Ends with its parent.
 */
const store = await openHouseStore({ kind: 'memory' })
const world = await startVerificationWorld(store, { clock: systemClock })
const document = await world.issue()
process.send?.({ base: world.base, pdf: Buffer.from(document.pdf).toString('base64') })
process.on('message', () => {
  // Node's own way to ask: what is garbage counts for nothing.
  ;(globalThis as { gc?: () => void }).gc?.()
  process.send?.({ mb: process.memoryUsage.rss() / 1e6 })
})
process.on('disconnect', () => process.exit())
