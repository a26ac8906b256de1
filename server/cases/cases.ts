import type { Transaction } from 'kysely'
import type { Result } from '../../src/result.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { BankCard } from './bank-card.ts'
import type { CaseEvidence } from './evidence.ts'
import type { CaseAct, CaseKind } from './kinds.ts'

export type { BankCard } from './bank-card.ts'
export type { CaseEvidence, EvidencePart, EvidenceSource } from './evidence.ts'
export { actName, kindName, printerWords } from './in-both.ts'
export type { CaseAct, CaseKind } from './kinds.ts'
export { inWords, sentence } from './sentences.ts'

/** What a case is about, as the room whose affair it is has named it. */
export interface CaseAbout {
  /** Empty where the case is about to be opened. */
  readonly caseNumber: string
  readonly kind: CaseKind
  readonly subject: string
  readonly orderId: string | null
}

/** Something that needs a hand. */
export interface CaseNews {
  readonly kind: CaseKind
  /** An id of ours, for example of an order. One kind and one subject are one cause. */
  readonly subject: string
  readonly orderId?: string | null
  /** The money at stake, if any is. */
  readonly amountFen?: number | null
  readonly evidence: CaseEvidence
  /** What the machine will do by itself in the meantime, and when; null when it does nothing. Not given: as before. */
  readonly byItself?: ByItself | null
}

export interface ByItself {
  readonly what: string
  readonly atMs: number | null
}

/** An act that a person has taken, agreed to by another where that is needed. */
export interface TakenAct extends CaseAbout {
  readonly act: CaseAct
  /** Of a refund: how much. Null where the case names no amount and nobody has said one. */
  readonly amountFen: number | null
  /** Of a reprint: how many copies. */
  readonly copies: number | null
  /** Of a refund by hand: under which number it is found at the provider or in the books. */
  readonly reference: string | null
  readonly reason: string | null
  /** Of a refund to a bank card: told here and kept nowhere, neither in the case nor in a log. */
  readonly card: BankCard | null
  /** Who asked, and who agreed where four eyes are needed. */
  readonly by: readonly string[]
}

/** What came of an act. */
export interface ActBegun {
  /** The machine has begun and will say how it ended, by `settle` or `failed`. Otherwise the case ends now. */
  readonly isUnderWay: boolean
  readonly byItself?: ByItself | null
  readonly evidence?: CaseEvidence
  /** Shown once to whoever acts and kept nowhere in the case, for example a code. */
  readonly tells?: Readonly<Record<string, string>>
}

/** An act under way that a person takes back. */
export interface TakenBack extends CaseAbout {
  readonly by: string
  readonly reason: string
  /** Since when it is under way. */
  readonly begunAt: Date
}

/** What a room does for the acts of a kind of case. */
export interface CaseActs {
  /**
   * Locks the rows that the room has locked whenever it opens or settles such a case. Called before the case is locked, so that two
   * that meet wait for each other in one order.
   */
  readonly lock?: (tx: Transaction<Tables>, about: CaseAbout) => Promise<unknown>
  /**
   * Writes down what an act leads to, in the transaction in which the case changes; nothing is called here that leaves the house. The
   * error is a sentence for whoever acts. Of what is not named here `close` ends the case and does nothing else, and the rest is refused:
   * nothing is said to be paid back that no room has written into the books.
   */
  readonly carryOut: Readonly<
    Partial<Record<CaseAct, (tx: Transaction<Tables>, act: TakenAct, now: Date) => Promise<Result<ActBegun, string>>>>
  >
  /**
   * Why an act that moves money can't be carried out as things stand: a sentence, so that nobody is asked to agree to what is refused then.
   * Null when it can.
   */
  readonly whyNot?: (tx: Transaction<Tables>, act: TakenAct, now: Date) => Promise<string | null>
  /**
   * Undoes what an act under way has written, where nothing of it has left the house yet; the case then needs a hand as before. The error
   * is a sentence that says why not. An act that is not named here can't be taken back once it has begun.
   */
  readonly takeBack?: Readonly<
    Partial<Record<CaseAct, (tx: Transaction<Tables>, act: TakenBack, now: Date) => Promise<Result<null, string>>>>
  >
}

/** What other rooms may ask of cases: one list of everything that needs a hand. Call with the transaction in which the cause is written. */
export interface Cases {
  /** Opens a case, or adds evidence to the open one of the same kind and subject: a repeat makes no second one. Returns its number. */
  open(tx: Transaction<Tables>, news: CaseNews, now: Date): Promise<string>
  /** Adds to the open case of a cause, if there is one: what was said, and what the machine does by itself from now on. Opens none. Returns its number, null where there is none. */
  tell(
    tx: Transaction<Tables>,
    news: Pick<CaseNews, 'kind' | 'subject' | 'evidence' | 'byItself'>,
    now: Date,
  ): Promise<string | null>
  /** The cause is gone by proof, for example a signed word that a refund succeeded: ends the open case of that kind and subject, if any. */
  settle(
    tx: Transaction<Tables>,
    ended: {
      readonly kind: CaseKind
      readonly subject: string
      readonly because: string
      readonly evidence?: CaseEvidence
    },
    now: Date,
  ): Promise<void>
  /** Whether what a person has decided about the open case of that kind and subject is under way, and to be left alone. */
  isUnderWay(tx: Transaction<Tables>, cause: { readonly kind: CaseKind; readonly subject: string }): Promise<boolean>
  /** An act that was under way has led to nothing, and the case needs a hand again. */
  failed(
    tx: Transaction<Tables>,
    act: {
      readonly kind: CaseKind
      readonly subject: string
      readonly because: string
      readonly evidence?: CaseEvidence
    },
    now: Date,
  ): Promise<void>
  /** What is to be done when a person acts on cases of a kind. Called once, by the room whose affair it is. */
  hearActs(kind: CaseKind, acts: CaseActs): void
}
