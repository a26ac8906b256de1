import type { Result } from '../../src/result.ts'
import type { PaymentFailure } from './payment-failure.ts'

/** What a payer complains of at the provider, as the provider tells it. Everything in it is somebody else's word. */
export interface Complaint {
  readonly complaintId: string
  readonly complainedAt: Date
  /** What the payer has picked of a list, and what they wrote. */
  readonly problem: string
  readonly text: string
  /** `refund`: the payer asks for money, and the provider waits for a yes or a no. */
  readonly about: 'refund' | 'service' | 'other'
  readonly state: 'pending' | 'processing' | 'processed'
  /** What was paid that it is about; more than one where several payments are named. */
  readonly payments: readonly {
    readonly outTradeNo: string
    readonly transactionId: string
    readonly amountFen: number
  }[]
  readonly askedFen: number | null
  /** Masked before it leaves the provider's folder: the whole number is kept nowhere. Null where there is none, or none that can be read. */
  readonly phoneMasked: string | null
  /** Ids of pictures, for `picture`. */
  readonly pictures: readonly string[]
  readonly isFullyRefunded: boolean
  /** The payer has written and nobody has answered. */
  readonly awaitsAnswer: boolean
  /** How often the payer has complained in it. */
  readonly times: number
  /** People of the provider have been asked in. */
  readonly isWithProvider: boolean
  /** Answered at the provider's own console alone. */
  readonly isAnsweredElsewhere: boolean
}

/** One line of what was said and done about a complaint. */
export interface ComplaintLine {
  readonly lineId: string
  readonly at: Date
  readonly by: 'payer' | 'merchant' | 'provider'
  /** What was done, in the provider's word; shown by a table of words, and as it is where that lacks it. */
  readonly what: string
  readonly words: string
  readonly pictures: readonly string[]
}

/** What the merchant can do about a complaint. */
export type ComplaintAct =
  | { readonly kind: 'reply'; readonly text: string }
  | { readonly kind: 'agree-refund'; readonly withinDays: number }
  | { readonly kind: 'refuse-refund'; readonly text: string }
  | { readonly kind: 'complete' }

export interface ComplaintPicture {
  readonly bytes: Uint8Array
  readonly type: 'image/png' | 'image/jpeg' | 'image/bmp'
}

/** Complaints that payers make at the provider about what they paid one merchant. */
export interface Complaints {
  /** What the provider asks of merchants. */
  readonly rules: {
    /** IANA; days of `list` are of its calendars. */
    readonly timeZone: string
    /** From the first to the last day of one list. */
    readonly listDaysMax: number
    /** From the complaint: until an answer, and until it is dealt with. */
    readonly answerWithinMs: number
    readonly completeWithinMs: number
    /** Of an answer and of a reason. */
    readonly textCharactersMax: number
  }
  /** A page of the complaints that were made on days from `fromDay` until `untilDay`, both in it; `skipped` says how many there could not be read. */
  list(range: {
    readonly fromDay: string
    readonly untilDay: string
    readonly offset: number
  }): Promise<
    Result<
      { readonly complaints: readonly Complaint[]; readonly nextOffset: number | null; readonly skipped: number },
      PaymentFailure
    >
  >
  one(complaintId: string): Promise<Result<Complaint, PaymentFailure>>
  /** What was said and done, the oldest first; at most a few thousand lines. */
  lines(complaintId: string): Promise<Result<readonly ComplaintLine[], PaymentFailure>>
  /**
   * Does it. After `unknown` it may have happened: ask `hasHappened` before it is done again, for the same answer said twice is read twice.
   * `since` is when a person wanted it.
   */
  act(complaintId: string, act: ComplaintAct, since: Date): Promise<Result<'done', PaymentFailure>>
  hasHappened(complaintId: string, act: ComplaintAct, since: Date): Promise<Result<boolean, PaymentFailure>>
  /** A picture, looked into: what it is and how long stands in it, and not in what is said of it. */
  picture(pictureId: string): Promise<Result<ComplaintPicture, PaymentFailure>>
  /** Has complaints told to this server, unless the provider tells them to somebody else already: that is left as it is. */
  beTold(): Promise<Result<'told-here' | 'told-elsewhere', PaymentFailure>>
}
