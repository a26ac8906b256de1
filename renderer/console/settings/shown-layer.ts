import type { z } from 'zod'
import type { STAFF_SETTINGS_ROUTES } from '../../../src/contract/settings-api.ts'

/** A layer as the server shows it. */
export type ShownLayer = z.output<(typeof STAFF_SETTINGS_ROUTES)['settingsLayer']['output']>
