import { z } from 'zod'

/** A page of the web that a square code on the screen leads a phone to; `host` is what stands in it, for comparing. */
export const phonePageSchema = z.object({ url: z.url(), host: z.string() })
export type PhonePage = z.infer<typeof phonePageSchema>
