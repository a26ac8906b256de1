import { z } from 'zod'
import { cardPinViewSchema } from './card-pin-view.ts'
import { collectingViewSchema } from './collecting-view.ts'
import { documentKindSchema, editionSchema, quoteSchema, visitorOfferSchema } from './documents.ts'
import { faultSchema } from './fault-schema.ts'
import { handingOver } from './handing-over-view.ts'
import { documentIdSchema } from './ids.ts'
import { noticePointSchema } from './notice-api.ts'
import { paperAnswerSchema } from './paper.ts'
import { phoneLoginViewSchema } from './phone-login-view.ts'
import { phonePageSchema } from './phone-page-view.ts'
import { takenOutSchema } from './terminals-api.ts'
import { amountFenSchema, bilingualSchema, languageSchema, timeZoneSchema } from './texts.ts'

/** Reading aids; they end with the visit. */
export const aidsSchema = z.object({ largeText: z.boolean(), highContrast: z.boolean(), lowReach: z.boolean() })
export type Aids = z.infer<typeof aidsSchema>

/** What becomes of the visitor's money; said wherever money is in doubt. */
export const moneySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('nothing-charged') }),
  z.object({ kind: z.literal('charged'), amountFen: amountFenSchema }),
  /** `chargedFen` is what was kept in the end: paid less what goes back. */
  z.object({ kind: z.literal('refunded'), chargedFen: amountFenSchema, refundFen: amountFenSchema }),
  /** The same, before the server has acknowledged it: it is told until it has. */
  z.object({ kind: z.literal('to-be-refunded'), chargedFen: amountFenSchema, refundFen: amountFenSchema }),
  /** Whether it was paid is not known yet; whatever was charged and not printed comes back. The number is what one asks under. */
  z.object({ kind: z.literal('being-checked'), amountFen: amountFenSchema, orderNumber: z.string() }),
])
export type Money = z.infer<typeof moneySchema>

const attract = z.object({
  screen: z.literal('attract'),
  freeCopies: z.int(),
  tariff: z.array(z.object({ label: bilingualSchema, unitPriceFen: amountFenSchema })),
  readers: z.object({ campusCard: z.boolean(), idCard: z.boolean() }),
  /** A visitor may log in by scanning a code with a phone. */
  phoneLogin: z.boolean(),
  /** What was applied for elsewhere is collected here with a code. */
  pickups: z.boolean(),
  /** A scanner is there and works: a printed paper may be checked. */
  canCheckPaper: z.boolean(),
  /** One sentence of the house; null where it says nothing. */
  notice: bilingualSchema.nullable(),
  /** Paper low, receipts not to be had, and the like: said before anyone begins. */
  notices: z.array(faultSchema),
  /** A card was just tapped that could not be read; shown for a few seconds. */
  fault: faultSchema.nullable(),
  /** The visitor touched to start and is shown how to tap. */
  started: z.boolean(),
})
const outOfService = z.object({
  screen: z.literal('out-of-service'),
  fault: faultSchema,
  /** What staff say to visitors of it; null where the machine stands still by itself. */
  notice: takenOutSchema.nullable(),
  /** When it opens again (null: not within a year), and why it is closed where a closed day is the reason; null where it is not closed. */
  closed: z.object({ opensAt: z.iso.datetime().nullable(), reason: bilingualSchema.nullable() }).nullable(),
  /** Nothing can be printed, but a paper can be asked about. */
  canCheckPaper: z.boolean(),
})
const identifying = z.object({ screen: z.literal('identifying'), means: z.enum(['campus-card', 'id-card', 'known']) })
/** The person stands in several registers, and says which one it is about. */
const choosingRegister = z.object({
  screen: z.literal('choosing-register'),
  registers: z.array(z.object({ title: bilingualSchema, detail: bilingualSchema, number: z.string() })),
})
/** What is done with the visitor's data: to be read, and agreed to, before anything is made. */
const readingNotice = z.object({
  ...{ screen: z.literal('reading-notice'), points: z.array(noticePointSchema).min(1), version: z.string() },
  /** The server has not written down that the visitor has agreed. */
  fault: faultSchema.nullable(),
  busy: z.boolean(),
})
/** Something was refused before anything was ordered: an unknown card, a person without records, a document that can't be made. */
const refused = z.object({
  screen: z.literal('refused'),
  fault: faultSchema,
  /** Where "back" leads: to the choice when a person is known, else to the start. */
  canGoBack: z.boolean(),
  /** There is no other choice: "back" has the same document prepared anew. */
  canTryAgain: z.boolean(),
  money: moneySchema,
  /** For how many copies there is paper, where that is why; null else. */
  paperFor: z.int().min(0).nullable(),
})
/** A passer-by has a printed paper checked. */
const checkingPaper = z.object({
  screen: z.literal('checking-paper'),
  /** The scanner works, so that another paper may follow. */
  canScan: z.boolean(),
  check: z.discriminatedUnion('step', [
    /** The code is to be held under the scanner; `fault` when the last one could not be read. */
    z.object({ step: z.literal('waiting'), fault: faultSchema.nullable() }),
    z.object({ step: z.literal('asking') }),
    z.object({ step: z.literal('answered'), answer: paperAnswerSchema }),
    /** Nothing could be found out, which says nothing about the paper. */
    z.object({ step: z.literal('cannot-check'), fault: faultSchema }),
  ]),
})
const choosing = z.object({
  screen: z.literal('choosing'),
  offers: z.array(visitorOfferSchema),
  selected: z.int().min(0).nullable(),
  copies: z.int().min(1),
  maxCopies: z.int().min(1),
  /** For how many copies there is paper at most, where that is less than may be had; null else. */
  paperFor: z.int().min(0).nullable(),
  quote: quoteSchema.nullable(),
  /** Where a phone applies for what needs the approval of an office; null where nobody can log in on the web. */
  apply: phonePageSchema.nullable(),
  /** Staff have given this visitor a code for a free reprint. */
  hasReprintCode: z.boolean(),
})
const preparing = z.object({
  screen: z.literal('preparing'),
  title: bilingualSchema,
  /** To the choice; false where the visit is for this document alone. */
  canGoBack: z.boolean(),
})
const previewing = z.object({
  screen: z.literal('previewing'),
  documentId: documentIdSchema,
  kind: documentKindSchema,
  edition: editionSchema,
  title: bilingualSchema,
  pages: z.int().min(1),
  sheetsPerCopy: z.int().min(1),
  quote: quoteSchema,
  /** Where its owner says with a phone what is wrong in it; null where that is not to be had. */
  correction: phonePageSchema.nullable(),
  /** How many copies may be had, where they are chosen here: the visit is for this document alone. Null where they were chosen before. */
  copiesHere: z
    .object({
      maxCopies: z.int().min(1),
      /** As on the screen of the choice. */
      paperFor: z.int().min(0).nullable(),
    })
    .nullable(),
  /** The name in the seal's certificate, as the check of the signature gave it. */
  signer: z.string(),
  /** Set when the amount changed since the visitor last saw it. */
  fault: faultSchema.nullable(),
  /** The order is being opened: the button is spent. */
  busy: z.boolean(),
})
const paying = z.object({
  screen: z.literal('paying'),
  quote: quoteSchema,
  payeeName: z.string(),
  /** With what the code is paid, for example WeChat Pay; null where it is not known. */
  providerName: bilingualSchema.nullable(),
  codeUrl: z.string(),
  orderNumber: z.string(),
  /** The order is being closed, or the payment is being asked for: the code is hidden. */
  phase: z.enum(['showing-code', 'closing']),
  /** To the document, or to the free copies alone: not any more once it was asked whether anybody is there. */
  canGoBack: z.boolean(),
})
const printing = z.object({
  screen: z.literal('printing'),
  copies: z.int().min(1),
  sheetsPerCopy: z.int().min(1),
  /** By the printer's count, which of the copy under way may be wrong. */
  sheetsDelivered: z.int().min(0),
  copiesDelivered: z.int().min(0),
  /** What the printer waits for; null while paper comes out. */
  stalled: faultSchema.nullable(),
  /** The visitor has given up, or the wait is over: the rest is being withdrawn. */
  stopping: z.boolean(),
  /** The station came back after a break and asks the printer what came out. */
  recovering: z.boolean(),
  quote: quoteSchema,
  orderNumber: z.string(),
  isReprint: z.boolean(),
})
/** Copies that are printed again for nothing, and what goes with them. */
const reprintSchema = z.object({
  by: z.enum(['rule', 'code']),
  /** The number of the order whose copies came out badly; empty where it is not known. */
  of: z.string(),
  /** Where the bad copies are laid; null where the house has no such place. */
  badCopiesGoTo: bilingualSchema.nullable(),
})
const finished = z.object({
  screen: z.literal('finished'),
  title: bilingualSchema.nullable(),
  copies: z.int().min(1),
  copiesDelivered: z.int().min(0),
  /** By the printer's count: of a copy that is not whole, or of which it could not tell, it may be wrong. */
  sheetsDelivered: z.int().min(0),
  /** By that count sheets came out of a copy that is not among those delivered. */
  hasLooseSheets: z.boolean(),
  copiesGivenBack: z.int().min(0),
  quotaGivenBack: z.int().min(0),
  /** Copies of which the printer could not tell whether they came out. */
  copiesUnclear: z.int().min(0),
  /** What a person decides about because of them; the server's word alone. */
  heldFen: amountFenSchema,
  /** Null while the server has not yet confirmed the settlement. */
  freeCopiesLeft: z.int().min(0).nullable(),
  /** Paper that was collected for somebody else, for which nobody's free copies count. */
  forAnother: z.literal(true).optional(),
  money: moneySchema,
  /** With what it was paid; null where nothing was, or it is not known. */
  providerName: bilingualSchema.nullable(),
  fault: faultSchema.nullable(),
  orderNumber: z.string(),
  receipt: z.enum(['none', 'offered', 'printing', 'printed', 'failed']),
  /** Null where it was an order like any other. */
  reprint: reprintSchema.nullable(),
  /** The visitor may say that the print is bad. */
  canTellBadPrint: z.boolean(),
  canPrintAnother: z.boolean(),
  /** The file may go to the visitor's phone. */
  canTakeAlong: z.boolean(),
})
/** Copies came out badly: how many, and what becomes of them. */
const badPrint = z.object({
  screen: z.literal('bad-print'),
  title: bilingualSchema,
  orderNumber: z.string(),
  copies: z.int().min(1),
  /** All that came out. */
  maxCopies: z.int().min(1),
  badCopiesGoTo: bilingualSchema.nullable(),
  step: z.discriminatedUnion('step', [
    z.object({ step: z.literal('choosing') }),
    z.object({ step: z.literal('asking') }),
    /** It is not printed again now. */
    z.object({
      step: z.literal('refused'),
      fault: faultSchema,
      /** Asking once more may help; else staff do, with a code. */
      canTryAgain: z.boolean(),
    }),
  ]),
  /** A code of staff can be typed. */
  canEnterCode: z.boolean(),
})
/** A code of staff is typed. */
const enteringCode = z.object({
  screen: z.literal('entering-code'),
  typed: z.string().regex(/^\d*$/),
  digits: z.int().min(1),
  /** What is wrong with what was typed, or why it can't be printed now; gone with the next touch of a key. */
  fault: faultSchema.nullable(),
  busy: z.boolean(),
})

/** Everything the screen shows. The renderer draws it and knows nothing else. */
export const kioskViewSchema = z.object({
  language: languageSchema,
  aids: aidsSchema,
  university: bilingualSchema,
  place: bilingualSchema,
  terminalName: bilingualSchema,
  helpPhone: z.string(),
  timeZone: timeZoneSchema,
  screenWidthMm: z.number(),
  visitor: z.object({ name: bilingualSchema, number: z.string(), freeCopiesLeft: z.int().nullable() }).nullable(),
  /** A clock that runs now; the renderer counts down from `remainingMs`. */
  countdown: z
    .object({ kind: z.enum(['idle', 'pay', 'paper', 'leave', 'login']), remainingMs: z.number(), totalMs: z.number() })
    .nullable(),
  /** A clock runs that any touch sets back. */
  isSetBackByTouch: z.boolean(),
  /** As the house has its machines look: PNG in base64 in place of the seal, and a colour `#rrggbb`; null as they are by nature. */
  look: z.object({ logo: z.base64().nullable(), accent: z.string().nullable() }),
  sounds: z.object({ volumePercent: z.int().min(0).max(100), touches: z.boolean() }),
  /** Somebody else held a card to a reader in the midst of this visit: the how-manieth time; null while nothing is said of it. */
  aside: z.int().min(1).nullable(),
  /** "Are you still there?" stands over the screen. */
  asking: z.boolean(),
  content: z.discriminatedUnion('screen', [
    attract,
    outOfService,
    identifying,
    phoneLoginViewSchema,
    collectingViewSchema,
    choosingRegister,
    readingNotice,
    refused,
    checkingPaper,
    choosing,
    cardPinViewSchema,
    preparing,
    previewing,
    paying,
    printing,
    finished,
    badPrint,
    handingOver,
    enteringCode,
  ]),
})
export type KioskView = z.infer<typeof kioskViewSchema>
export type ScreenContent = KioskView['content']
export type ScreenName = ScreenContent['screen']
