import { z } from 'zod'
import { aidsSchema } from './kiosk-view.ts'
import { languageSchema } from './texts.ts'

/** Every touch that means something. A command that does not fit the screen any more is ignored. */
export const kioskCommandSchema = z.discriminatedUnion('kind', [
  /** Touched the attract screen. */
  z.object({ kind: z.literal('start') }),
  /** Wants a printed paper checked, or another one. */
  z.object({ kind: z.literal('check-paper') }),
  /** Wants to log in by scanning a code with a phone, or another code. */
  z.object({ kind: z.literal('phone-login') }),
  /** Has a code of collection, and wants to type it. */
  z.object({ kind: z.literal('collect') }),
  /** Stands in several registers, and chose number `index`. */
  z.object({ kind: z.literal('select-register'), index: z.int().min(0).max(99) }),
  /** Has read what is done with their data, and agrees. */
  z.object({ kind: z.literal('agree') }),
  /** Chose line `index` of the offers. */
  z.object({ kind: z.literal('select-offer'), index: z.int().min(0).max(99) }),
  z.object({ kind: z.literal('set-copies'), copies: z.int().min(1).max(99) }),
  /** "Look at it, then print". */
  z.object({ kind: z.literal('preview') }),
  /** "Print n copies": the one touch that orders; the same for copies that are printed again, and for the phone whose digits are the same. */
  z.object({ kind: z.literal('confirm') }),
  /** On the payment screen: print the free copies only. */
  z.object({ kind: z.literal('print-free-only') }),
  z.object({ kind: z.literal('back') }),
  /** Ends the visit, from anywhere that it may be ended. */
  z.object({ kind: z.literal('finish') }),
  /** While the printer is stalled: don't wait, give the rest back. */
  z.object({ kind: z.literal('give-up') }),
  z.object({ kind: z.literal('print-receipt') }),
  /** Wants another document, as the same person. */
  z.object({ kind: z.literal('print-another') }),
  /** Wants the file on the phone, or another code for it. */
  z.object({ kind: z.literal('take-along') }),
  /** The print is bad. */
  z.object({ kind: z.literal('bad-print') }),
  /** Has a code of staff for a free reprint, and wants to type it. */
  z.object({ kind: z.literal('enter-code') }),
  z.object({ kind: z.literal('type-digit'), digit: z.string().regex(/^\d$/) }),
  /** Takes the last digit away, or all of them. */
  z.object({ kind: z.literal('erase-digits'), all: z.boolean() }),
  /** "I am still here". */
  z.object({ kind: z.literal('stay') }),
  z.object({ kind: z.literal('set-language'), language: languageSchema }),
  z.object({ kind: z.literal('set-aids'), aids: aidsSchema }),
])
export type KioskCommand = z.infer<typeof kioskCommandSchema>
