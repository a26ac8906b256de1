import { z } from 'zod'
import { documentIdSchema } from './ids.ts'
import { kioskCommandSchema } from './kiosk-command.ts'
import { kioskViewSchema } from './kiosk-view.ts'

/** What screen and station say to each other. */
export const KIOSK_CONTRACT = {
  methods: {
    /** A touch. Answers at once; what follows shows in the view. */
    send: { input: kioskCommandSchema, output: z.null() },
    /** The view as it stands; asked for once when a renderer starts. */
    currentView: { input: z.null(), output: kioskViewSchema },
    /** The checked, signed file that is on the screen now; null when the screen has moved on. */
    previewFile: {
      input: z.object({ documentId: documentIdSchema }),
      output: z.custom<Uint8Array>(value => value instanceof Uint8Array).nullable(),
    },
    /** The first page has been drawn: for the station's own figures. */
    previewDrawn: { input: z.object({ documentId: documentIdSchema }), output: z.null() },
  },
  events: {
    /** The view changed. */
    view: kioskViewSchema,
  },
} as const
export type KioskContract = typeof KIOSK_CONTRACT
