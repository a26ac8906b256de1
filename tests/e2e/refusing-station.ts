import { attachRenderers } from '../../main/station-process/renderer-ports.ts'
import { systemClock } from '../../native/system-clock.ts'
import { EXIT_CONFIGURATION } from '../../src/contract/station-process.ts'

/** A station that does not like its configuration. */
const link = attachRenderers(() => {}, { clock: systemClock, onStop: () => {} })
link.fatal('terminal.name: missing')
setImmediate(() => process.exit(EXIT_CONFIGURATION))
